/**
 * The order of writes in connected mode, by search with the real planner: random edits on both sides of a text and a status, and
 * syncs that die after any write. Source, then status, then fields with the snapshot: no edit is lost unreported. The wrong orders do
 * lose, so the search can fail.
 */
import fc from 'fast-check';
import type { JsonValue } from '../../src/model/json';
import type { ConflictPolicy } from '../../src/sync/mapping';
import { planSync, type SyncPlan } from '../../src/sync/plan';
import type { PairSnapshot } from '../../src/sync/snapshot';
import { newSnapshot } from '../../src/sync/snapshot';
import { mapping, syncSettings } from '../support/engine-world';
import { CONNECTED, LINK, issueWith } from '../support/plan-state';

const SEED = 42;
const RUNS = 5_000;

type Side = 'source' | 'jira';
type Field = 'title' | 'state';
type Order = 'sourceFirst' | 'snapshotLast' | 'jiraFirst' | 'snapshotFirst';
type Step =
	| { readonly kind: 'edit'; readonly side: Side; readonly field: Field }
	| { readonly kind: 'sync'; readonly writes: number };

const FIELDS: readonly Field[] = ['title', 'state'];
const KEYS = { title: 'title>summary', state: 'state>status' } as const;
/** Enough classes that every edit of a status is a new value. */
const STATES = Array.from({ length: 14 }, (_, index) => `state ${index}`);

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('edit' as const),
		side: fc.constantFrom<Side>('source', 'jira'),
		field: fc.constantFrom<Field>(...FIELDS),
	}),
	fc.record({ kind: fc.constant('sync' as const), writes: fc.integer({ min: 0, max: 4 }) }),
);

class World {
	readonly source: Record<Field, JsonValue> = { title: 't 0', state: 'state 0' };
	readonly jira: Record<Field, JsonValue> = { title: 't 0', state: 'state 0' };
	readonly reported = new Set<Field>();
	private snapshot: PairSnapshot = newSnapshot(LINK);
	private readonly pending = new Map<
		Field,
		{ readonly side: Side; readonly value: JsonValue } | 'disputed'
	>();
	private readonly settings;

	constructor(policy: ConflictPolicy) {
		const rules = { onConflict: policy };
		this.settings = syncSettings(
			[mapping('title', 'summary', rules), mapping('state', 'status', rules)],
			{
				status: {
					rows: STATES.map((name) => ({ source: [name], jira: [name] })),
					via: [],
					screenFields: {},
				},
			},
		);
		this.sync('sourceFirst', 9);
	}

	edit(side: Side, field: Field, count: number): void {
		const value = field === 'title' ? `t ${count}` : `state ${count}`;
		this[side][field] = value;
		const before = this.pending.get(field);
		const alone = before === undefined || (before !== 'disputed' && before.side === side);
		this.pending.set(field, alone ? { side, value } : 'disputed');
	}

	sync(order: Order, writes: number): void {
		const plan = this.plan();
		for (const field of FIELDS) {
			const decision = plan.decisions[KEYS[field]];
			if (decision?.kind === 'conflict' || decision?.conflict === true) this.reported.add(field);
		}
		for (const write of this.writesOf(plan, order).slice(0, writes)) write();
	}

	private plan(): SyncPlan {
		const name = String(this.jira.state);
		const status = { id: name, name, category: 'indeterminate' as const };
		return planSync(
			{
				record: { system: 'backtrace', id: '7', values: { ...this.source } },
				issue: issueWith({ summary: this.jira.title }, { status }),
				snapshot: this.snapshot,
				found: {},
				changed: {},
			},
			this.settings,
			CONNECTED,
		);
	}

	private writesOf(plan: SyncPlan, order: Order): readonly (() => void)[] {
		const source = (): void => void Object.assign(this.source, plan.toSource);
		const status = (): void => {
			const target = plan.toStatus?.[0];
			if (target !== undefined) this.jira.state = target;
		};
		const fields = (): void => {
			const title = plan.toJira['summary'];
			if (title !== undefined) this.jira.title = title;
		};
		const snapshot = (): void => {
			this.snapshot = plan.nextSnapshot;
		};
		const edit = (): void => {
			fields();
			snapshot();
		};
		switch (order) {
			case 'sourceFirst':
				return [source, status, edit];
			case 'snapshotLast':
				return [status, fields, source, snapshot];
			case 'jiraFirst':
				return [status, edit, source];
			case 'snapshotFirst':
				return [snapshot, source, status, fields];
		}
	}

	/** Once both sides agree, the edit of the one side that changed must be what they agree on, or the report told. */
	check(): void {
		for (const field of FIELDS) {
			if (this.source[field] !== this.jira[field]) continue;
			const pending = this.pending.get(field);
			if (pending !== undefined && pending !== 'disputed' && this.source[field] !== pending.value)
				if (!this.reported.has(field)) throw new Error(`Lost the edit of ${field}`);
			this.pending.delete(field);
			this.reported.delete(field);
		}
	}
}

function run(steps: readonly Step[], order: Order, policy: ConflictPolicy): void {
	const world = new World(policy);
	for (const [index, taken] of steps.entries()) {
		if (taken.kind === 'edit') world.edit(taken.side, taken.field, index + 1);
		else world.sync(order, taken.writes);
		world.check();
	}
	world.sync(order, 9);
	world.sync(order, 9);
	for (const field of FIELDS)
		if (world.source[field] !== world.jira[field] && !world.reported.has(field))
			throw new Error(`The sides differ in ${field} and nothing says so`);
	world.check();
}

function search(order: Order, policy: ConflictPolicy): fc.RunDetails<[Step[]]> {
	return fc.check(
		fc.property(fc.array(step, { maxLength: 12 }), (steps) => run(steps, order, policy)),
		{ numRuns: RUNS, seed: SEED },
	);
}

describe('L4: order of writes, connected mode', () => {
	it.each([
		['sourceFirst', 'ask'],
		['sourceFirst', 'preferJira'],
		['sourceFirst', 'preferSource'],
		['snapshotLast', 'ask'],
		['snapshotLast', 'preferJira'],
	] as const)('%s, %s: no edit is lost unreported', (order, policy) => {
		const result = search(order, policy);

		expect(`${result.failed} ${fc.defaultReportMessage(result) ?? ''}`.trim()).toBe('false');
	});

	it.each([
		['jiraFirst', 'ask'],
		['jiraFirst', 'preferJira'],
		['snapshotFirst', 'ask'],
		['snapshotFirst', 'preferJira'],
	] as const)('%s, %s: loses an edit', (order, policy) => {
		const result = search(order, policy);

		expect(result.failed).toBe(true);
		expect(String(result.errorInstance)).toMatch(/Lost the edit|nothing says so/);
	});
});
