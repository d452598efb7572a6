import fc from 'fast-check';
import { planVersion } from '../../../../src/sync/releases/plan';
import type { Release, VersionFields } from '../../../../src/sync/releases/release';
import type { ProjectVersion } from '../../../../src/model/version';

const rules = { againstDirection: 'leave', digest: (text: string) => `#${text}` } as const;
const name = fc.constantFrom('A', 'B', 'C');
const day = fc.option(fc.constantFrom('2026-01-01', '2026-02-01'));
const fields: fc.Arbitrary<VersionFields> = fc.record({
	name,
	description: fc.option(name),
	startDate: day,
	releaseDate: day,
	released: fc.boolean(),
	archived: fc.boolean(),
});

const releaseOf = (wanted: VersionFields): Release => ({
	system: 'aha',
	id: 'R1',
	fields: wanted,
	parkingLot: false,
});
const versionOf = (held: VersionFields): ProjectVersion => {
	const { description, startDate, releaseDate, ...rest } = held;
	return {
		id: '1',
		...rest,
		...(description !== null && { description }),
		...(startDate !== null && { startDate }),
		...(releaseDate !== null && { releaseDate }),
	};
};
const written = (held: VersionFields, changes: Partial<VersionFields>) => ({ ...held, ...changes });

describe('planVersion', () => {
	it('L5: what was just written plans to nothing', () => {
		fc.assert(
			fc.property(fields, fields, (wanted, held) => {
				const first = planVersion(releaseOf(wanted), versionOf(held), undefined, rules);
				const link = { version: '1', base: first.base };
				const after = versionOf(written(held, first.changes));
				const second = planVersion(releaseOf(wanted), after, link, rules);
				expect(second.changes).toEqual({});
				expect(second.base).toEqual(first.base);
			}),
		);
	});

	it('L4: what only people changed is never written over, and every difference is told', () => {
		fc.assert(
			fc.property(fields, fields, (wanted, edited) => {
				const link = {
					version: '1',
					base: planVersion(releaseOf(wanted), versionOf(wanted), undefined, rules).base,
				};
				const plan = planVersion(releaseOf(wanted), versionOf(edited), link, rules);
				expect(plan.changes).toEqual({});
				const differs = Object.keys(wanted).filter(
					(key) => wanted[key as keyof VersionFields] !== edited[key as keyof VersionFields],
				);
				expect(plan.decisions.map(({ field }) => field).sort()).toEqual(differs.sort());
			}),
		);
	});

	it('V7: what the release changes is written, unless it is a date that was taken away', () => {
		fc.assert(
			fc.property(fields, fields, (before, after) => {
				const link = {
					version: '1',
					base: planVersion(releaseOf(before), versionOf(before), undefined, rules).base,
				};
				const plan = planVersion(releaseOf(after), versionOf(before), link, rules);
				const end = written(before, plan.changes);
				for (const field of ['name', 'description', 'released', 'archived'] as const)
					expect(end[field]).toBe(after[field]);
				for (const field of ['startDate', 'releaseDate'] as const)
					expect(end[field]).toBe(after[field] ?? before[field]);
				expect(plan.decisions.some(({ conflict }) => conflict)).toBe(false);
			}),
		);
	});
});
