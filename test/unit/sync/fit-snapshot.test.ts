import { fitSnapshot } from '../../../src/sync/fit-snapshot';
import type { FieldMapping } from '../../../src/sync/mapping';
import { planSync, type SyncPlan } from '../../../src/sync/plan';
import type { FieldPlanOptions } from '../../../src/sync/plan-field';
import {
	decodeSnapshot,
	encodeSnapshot,
	exceedsPropertyLimit,
	newSnapshot,
	type FieldSnapshot,
} from '../../../src/sync/snapshot';
import { sameStored, storeValue } from '../../../src/sync/stored-value';
import { digest, mapping, syncSettings } from '../../support/engine-world';
import { CONNECTED, LINK, stateOf, WORKFLOW } from '../../support/plan-state';

type Values = Record<string, string>;

/** A pair with many long text fields, which a test edits on both sides and syncs again and again. */
function manyFields(count: number, changes: Partial<FieldMapping> = {}, length = 10_000) {
	const ids = Array.from({ length: count }, (_, index) => String(10_000 + index));
	const source: Values = {};
	const jira: Values = {};
	for (const id of ids) {
		source[`text${id}`] = `${id} ${'x'.repeat(length)}`;
		jira[`customfield_${id}`] = `${id} ${'x'.repeat(length)}`;
	}
	const mappings = ids.map((id) => mapping(`text${id}`, `customfield_${id}`, changes));
	const schemas = Object.fromEntries(
		Object.keys(jira).map((id) => [id, { type: 'string' }] as const),
	);
	let fields: Readonly<Record<string, FieldSnapshot>> = {};
	return {
		source,
		jira,
		fields: () => fields,
		/** Plans, stores the snapshot as Jira would, and writes what is to be written. */
		sync(options: FieldPlanOptions = CONNECTED, settings = syncSettings(mappings)): SyncPlan {
			const plan = planSync(stateOf(source, jira, fields, { schemas }), settings, options);
			const value = encodeSnapshot(plan.nextSnapshot);
			expect(exceedsPropertyLimit(value)).toBe(false);
			const reading = decodeSnapshot(value);
			fields = reading.kind === 'snapshot' ? reading.snapshot.fields : {};
			Object.assign(source, plan.toSource);
			Object.assign(jira, plan.toJira);
			return plan;
		},
	};
}

function changeAll(values: Values, text: string): void {
	for (const name of Object.keys(values)) values[name] = `${name} ${text} ${'y'.repeat(10_000)}`;
}

describe('a snapshot near the limit of a property', () => {
	it('P3, L4, L5: 200 fields of 10,000 characters keep their bases, all of them on their way at once', () => {
		const pair = manyFields(200, { onConflict: 'ask' });
		pair.sync();
		expect(pair.sync().snapshotMoves).toBe(false);
		changeAll(pair.jira, 'edited in Jira');

		const sent = pair.sync(WORKFLOW);

		expect(Object.keys(sent.toSource)).toHaveLength(200);
		expect(sent.warnings).toEqual([]);
		const arrived = pair.sync(WORKFLOW);
		expect(arrived.toSource).toEqual({});
		expect(pair.source['text10007']).toBe(pair.jira['customfield_10007']);
		expect(pair.sync(WORKFLOW).snapshotMoves).toBe(false);
	});

	it('P3, W4: what is noted in short form is still counted: a source that takes nothing is given up', () => {
		const pair = manyFields(200);
		pair.sync();
		changeAll(pair.jira, 'edited in Jira');
		const before = { ...pair.source };

		const rounds = Array.from({ length: 5 }, () => {
			const plan = pair.sync(WORKFLOW);
			Object.assign(pair.source, before);
			return Object.keys(plan.toSource).length;
		});

		expect(rounds).toEqual([200, 200, 200, 0, 0]);
	});

	it('P4, L5: with 600 fields some give up their base, the report says so, and a pair in step stays silent', () => {
		const pair = manyFields(600, { onConflict: 'ask' }, 500);

		const first = pair.sync();
		const second = pair.sync();

		const gone = Object.values(pair.fields()).filter((field) => field.gone === true).length;
		expect(gone).toBeGreaterThan(0);
		expect(gone).toBeLessThan(600);
		expect(first.warnings.at(-1)).toContain('does not fit into the issue property');
		expect(second).toEqual(
			expect.objectContaining({ snapshotMoves: false, toJira: {}, toSource: {} }),
		);
	});

	it('P4, L4: a field without its base is never overwritten in silence: any difference is a conflict', () => {
		const pair = manyFields(600, { onConflict: 'ask', onLinking: 'source' }, 500);
		pair.sync();
		const fields = Object.entries(pair.fields());
		const [key] = fields.find(([, field]) => field.gone === true) ?? ['none>none'];
		const [name, id] = key.split('>');
		pair.jira[id ?? ''] = 'edited in Jira';

		const plan = pair.sync();

		expect(plan.decisions[key]).toMatchObject({
			kind: 'conflict',
			row: 'M5',
			jira: 'edited in Jira',
		});
		expect(pair.source[name ?? '']).not.toBe('edited in Jira');
	});

	it('P4: fields that are no longer mapped go first', () => {
		const base = { s: 'a'.repeat(100), j: 'a'.repeat(100) };
		const fields = Object.fromEntries(
			Array.from({ length: 450 }, (_, index) => [`f${index}>customfield_${10_000 + index}`, base]),
		);
		const kept = new Set(Object.keys(fields).slice(300));

		const { snapshot, warnings } = fitSnapshot({ ...newSnapshot(LINK), fields }, kept, digest);

		const gone = Object.keys(fields).filter((key) => snapshot.fields[key]?.gone === true);
		expect(gone.length).toBeGreaterThan(0);
		expect(gone.filter((key) => kept.has(key))).toEqual([]);
		expect(warnings).toEqual([]);
	});

	it('P5: thousands of fields never make a run fail', () => {
		const pair = manyFields(3_000, {}, 150);

		pair.sync();

		expect(pair.sync()).toEqual(
			expect.objectContaining({ toJira: {}, toSource: {}, snapshotMoves: false }),
		);
	});

	it('P1: a snapshot with room keeps its values as they are', () => {
		const snapshot = { ...newSnapshot(LINK), fields: { a: { s: 'x', j: ['y'] } } };

		expect(fitSnapshot(snapshot, new Set(['a']), digest)).toEqual({ snapshot, warnings: [] });
	});

	it('counts bytes, which Data Center may do: letters of three bytes', () => {
		const pair = manyFields(150);
		for (const side of [pair.source, pair.jira])
			for (const name of Object.keys(side)) side[name] = '語'.repeat(119);

		pair.sync();

		const stored = JSON.stringify(encodeSnapshot({ ...newSnapshot(LINK), fields: pair.fields() }));
		expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(32_768);
		expect(pair.sync().snapshotMoves).toBe(false);
	});
});

describe('sameStored', () => {
	const long = 'z'.repeat(500);
	const whole = storeValue(long, digest);
	const short = { '#': digest(long).slice(0, 12) };

	it.each([
		[long, whole, true],
		[whole, short, true],
		[short, long, true],
		['a', 'a', true],
		['a', 'b', false],
		[short, 'another', false],
		[long, { '#': '' }, false],
		[long, { '#': digest(long).slice(0, 5) }, false],
	])('%j and %j: %s', (left, right, same) => {
		expect(sameStored(left, right, digest)).toBe(same);
	});
});
