import fc from 'fast-check';
import { jsonEqual, type JsonValue } from '../../src/model/json';
import type { FieldMapping } from '../../src/sync/mapping';
import { mergeField, mergeSets, sameSet, type SideChanges } from '../../src/sync/merge';
import { planSync } from '../../src/sync/plan';
import type { FieldSnapshot } from '../../src/sync/snapshot';
import { mapping, syncSettings } from '../support/engine-world';
import { CONNECTED, stateOf } from '../support/plan-state';

const seeded = { seed: 20_261_121, numRuns: 2_000 };

const value = fc.constantFrom<JsonValue>(null, 'a', 'b', 'c', 'x'.repeat(300), 'y'.repeat(300));
const names = fc.subarray(['a', 'b', 'c', 'd', 'e']);
const rules = fc.record({
	direction: fc.constantFrom('both' as const, 'toJira' as const, 'toSource' as const),
	onConflict: fc.constantFrom('ask' as const, 'preferJira' as const, 'preferSource' as const),
	onLinking: fc.constantFrom('source' as const, 'jira' as const, 'fillBlanks' as const),
	againstDirection: fc.constantFrom('leave' as const, 'enforce' as const),
});

interface Sides {
	readonly source: JsonValue;
	readonly jira: JsonValue;
}

/** One sync of one field in connected mode, carried out. */
function sync(
	field: 'description' | 'labels',
	{ source, jira }: Sides,
	before: FieldSnapshot,
	changes: Partial<FieldMapping>,
) {
	const state = stateOf({ x: source }, { [field]: jira }, { [`x>${field}`]: before });
	const plan = planSync(state, syncSettings([mapping('x', field, changes)]), CONNECTED);
	return {
		decision: plan.decisions[`x>${field}`],
		writes: Object.keys({ ...plan.toJira, ...plan.toSource }).length + Number(plan.snapshotMoves),
		source: plan.toSource['x'] ?? (Object.hasOwn(plan.toSource, 'x') ? null : source),
		jira: plan.toJira[field] ?? (Object.hasOwn(plan.toJira, field) ? null : jira),
		next: plan.nextSnapshot.fields[`x>${field}`] ?? {},
	};
}

/** The base after both sides held this. */
function baseOf(field: 'description' | 'labels', held: JsonValue): FieldSnapshot {
	return sync(field, { source: held, jira: held }, {}, {}).next;
}

describe('merge laws', () => {
	it('mirrors when the sides are swapped', () => {
		const mirror = {
			toJira: 'toSource',
			toSource: 'toJira',
			unchanged: 'unchanged',
			converged: 'converged',
			conflict: 'conflict',
			left: 'left',
		} as const;
		const changes: fc.Arbitrary<SideChanges> = fc.record({
			first: fc.boolean(),
			source: fc.boolean(),
			jira: fc.boolean(),
			equal: fc.boolean(),
		});

		fc.assert(
			fc.property(changes, (given) => {
				const swapped = { ...given, source: given.jira, jira: given.source };
				expect(mergeField(swapped).kind).toBe(mirror[mergeField(given).kind]);
			}),
			seeded,
		);
	});

	it('L4: a change of one side alone is never overwritten, whatever the policy', () => {
		fc.assert(
			fc.property(value, value, rules, (held, edited, policy) => {
				const both = { ...policy, direction: 'both' as const };
				const before = baseOf('description', held);

				const fromSource = sync('description', { source: edited, jira: held }, before, both);
				const fromJira = sync('description', { source: held, jira: edited }, before, both);

				expect([fromSource.source, fromSource.jira]).toEqual([edited, edited]);
				expect([fromJira.source, fromJira.jira]).toEqual([edited, edited]);
			}),
			seeded,
		);
	});

	it('L5: is settled after one application: the next sync writes nothing', () => {
		fc.assert(
			fc.property(value, value, fc.option(value), rules, (source, jira, held, policy) => {
				const before = held === null ? {} : baseOf('description', held);
				const once = sync('description', { source, jira }, before, policy);
				const twice = sync('description', once, once.next, policy);

				expect(twice.writes).toBe(0);
				const told = ['left', 'conflict'].includes(twice.decision?.kind ?? '');
				const agreed = jsonEqual(once.source, once.jira);
				const linkedApart = once.decision?.row === 'M6' || once.decision?.row === 'M7';
				const wasApart =
					twice.decision?.kind === 'unchanged' && once.decision?.kind === 'unchanged';
				expect(agreed || told || linkedApart || wasApart).toBe(true);
			}),
			seeded,
		);
	});

	it('L4: the loser of a conflict is in the report', () => {
		fc.assert(
			fc.property(value, value, value, rules, (held, source, jira, policy) => {
				const all = [held, source, jira].map((each) => JSON.stringify(each));
				fc.pre(new Set(all).size === 3);

				const { decision } = sync(
					'description',
					{ source, jira },
					baseOf('description', held),
					policy,
				);

				expect(decision).toMatchObject({ conflict: true, source, jira });
			}),
			seeded,
		);
	});
});

describe('set merge laws (M8)', () => {
	it('does not depend on the side', () => {
		fc.assert(
			fc.property(fc.option(names), names, names, (base, source, jira) => {
				const known = base ?? undefined;
				expect(mergeSets(known, source, jira)).toEqual(mergeSets(known, jira, source));
			}),
			seeded,
		);
	});

	it('L4: keeps every addition and every removal of both sides', () => {
		fc.assert(
			fc.property(names, names, names, (base, source, jira) => {
				const merged = mergeSets(base, source, jira);
				for (const name of [...base, ...source, ...jira]) {
					const removed = base.includes(name) && !(source.includes(name) && jira.includes(name));
					expect(merged.includes(name)).toBe(!removed);
				}
			}),
			seeded,
		);
	});

	it('L5: is settled after one application, in every direction', () => {
		fc.assert(
			fc.property(names, names, fc.option(names), rules, (source, jira, held, policy) => {
				const given = { source: [...source], jira: [...jira] };
				const before = held === null ? {} : baseOf('labels', [...held]);
				const once = sync('labels', given, before, policy);
				const twice = sync('labels', once, once.next, policy);

				expect(twice.writes).toBe(0);
			}),
			seeded,
		);
	});

	it('a one-way set never takes away what the other side has of its own', () => {
		fc.assert(
			fc.property(names, names, names, (base, source, jira) => {
				const oneWay = { direction: 'toJira' as const };
				const given = { source: [...source], jira: [...jira] };
				const after = sync('labels', given, baseOf('labels', [...base]), oneWay);
				const held = Array.isArray(after.jira) ? after.jira.map(String) : [];

				for (const name of jira) if (!base.includes(name)) expect(held).toContain(name);
				expect(sameSet(Array.isArray(after.source) ? after.source.map(String) : [], source)).toBe(
					true,
				);
			}),
			seeded,
		);
	});
});
