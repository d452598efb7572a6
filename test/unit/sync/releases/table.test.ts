import fc from 'fast-check';
import {
	decodeReleaseTable,
	encodeReleaseTable,
	releaseKey,
	type ReleaseLink,
	type ReleaseTable,
} from '../../../../src/sync/releases/table';

const day = fc.option(fc.constant('2026-01-31'));
const base = fc.record({
	name: fc.string({ minLength: 1 }),
	startDate: day,
	releaseDate: day,
	released: fc.boolean(),
	archived: fc.boolean(),
	description: fc.option(fc.string({ minLength: 1, maxLength: 12 })),
});
const link: fc.Arbitrary<ReleaseLink> = fc.oneof(
	fc.constant({ version: null }),
	fc.record({ version: fc.nat().map(String) }),
	fc.record({ version: fc.nat().map(String), base }),
);
const table: fc.Arbitrary<ReleaseTable> = fc
	.array(fc.tuple(fc.string(), fc.string(), link), { maxLength: 20 })
	.map((rows) => new Map(rows.map(([system, id, value]) => [releaseKey({ system, id }), value])));

const decoded = (value: Parameters<typeof decodeReleaseTable>[0]): ReleaseTable => {
	const reading = decodeReleaseTable(value);
	if (reading.kind !== 'table') throw new Error('No table');
	return reading.table;
};

describe('the table of releases', () => {
	it('comes back as it was stored', () => {
		fc.assert(
			fc.property(table, (before) => {
				expect(decoded(encodeReleaseTable(before))).toEqual(before);
			}),
		);
	});

	it('fits into a property however many releases there are; the newest keep what they know', () => {
		const rows = Array.from({ length: 2_000 }, (_, index): readonly [string, ReleaseLink] => [
			releaseKey({ system: 'aha', id: String(7_000_000_000_000 + index) }),
			{
				version: String(10_000 + index),
				base: {
					name: `Release ${index}`,
					startDate: '2026-01-01',
					releaseDate: '2026-02-01',
					released: false,
					archived: false,
					description: 'abcdefabcdef',
				},
			},
		]);
		const some = encodeReleaseTable(new Map(rows.slice(0, 400)));
		expect(JSON.stringify(some).length).toBeLessThanOrEqual(32_768);
		expect(decoded(some).size).toBe(400);
		expect(decoded(some).get(rows[399]?.[0] ?? '')?.base).toBeDefined();
		expect(decoded(some).get(rows[0]?.[0] ?? '')).toEqual({ version: '10000' });
		const many = encodeReleaseTable(new Map(rows));
		expect(JSON.stringify(many).length).toBeLessThanOrEqual(32_768);
		expect(decoded(many).has(rows.at(-1)?.[0] ?? '')).toBe(true);
	});

	it.each([
		['nothing', undefined],
		['text', 'x'],
		['no links', { format: 1 }],
		['links of another shape', { format: 1, links: [1, 2] }],
		['a damaged row', { format: 1, links: { a: 7, b: [], c: [{}] } }],
	])('%s is an empty table', (_name, value) => {
		expect(decoded(value as never).size).toBe(0);
	});

	it('one of a newer version is not touched', () => {
		expect(decodeReleaseTable({ format: 2, links: {} })).toEqual({ kind: 'newer' });
	});
});
