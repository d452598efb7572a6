import fc from 'fast-check';
import { toJson } from '../../src/model/decode';
import type { JsonValue } from '../../src/model/json';
import {
	decodeSnapshot,
	encodeSnapshot,
	isStored,
	storeValue,
	type FieldSnapshot,
	type PairSnapshot,
} from '../../src/sync/snapshot';
import { digest } from '../support/engine-world';

const seeded = { seed: 20_261_121, numRuns: 600 };
const json = fc.jsonValue({ maxDepth: 3 }).map(toJson);
const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '1', '0'));
const text = fc.string({ minLength: 1 }).filter((given) => given.trim() !== '');

function optionally<T extends object>(shape: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) {
	return fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const field: fc.Arbitrary<FieldSnapshot> = optionally<Required<FieldSnapshot>>({
	s: json,
	j: json,
	at: fc.nat(),
	sent: fc.record({ v: json, j: json, n: fc.integer({ min: 1, max: 9 }) }),
	parked: fc.record(
		{ s: json, j: json, by: fc.constantFrom('jira' as const, 'records' as const) },
		{ requiredKeys: ['s', 'j'] },
	),
	disputed: fc.record({ s: json, j: json }),
	gone: fc.constant(true as const),
	f: fc.constantFrom('markdown' as const, 'html' as const),
});

const snapshot: fc.Arbitrary<PairSnapshot> = fc
	.tuple(
		fc.record({ system: text, recordId: text }),
		fc.array(fc.tuple(name, field)),
		optionally<Required<Pick<PairSnapshot, 'regression' | 'duplicateOf' | 'others'>>>({
			others: fc.array(fc.tuple(name, field), { maxLength: 3 }).map((fields) => [
				{
					link: { system: 'another system', recordId: 'x' },
					fields: Object.fromEntries(fields),
				},
			]),
			regression: fc.record({ count: fc.nat(), version: text, owes: fc.string() }),
			duplicateOf: text,
		}),
	)
	.map(([link, fields, rest]) => ({
		format: 1,
		link,
		fields: Object.fromEntries(fields),
		...rest,
	}));

const overTheWire = (value: JsonValue): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

describe('snapshot codec', () => {
	it('decode after encode is identity', () => {
		fc.assert(
			fc.property(snapshot, (given) => {
				const reading = decodeSnapshot(overTheWire(encodeSnapshot(given)));

				expect(reading.kind).toBe('snapshot');
				if (reading.kind === 'snapshot')
					expect(overTheWire(encodeSnapshot(reading.snapshot))).toEqual(
						overTheWire(encodeSnapshot(given)),
					);
			}),
			seeded,
		);
	});

	it('equal snapshots are equal texts', () => {
		fc.assert(
			fc.property(snapshot, (given) => {
				const entries = Object.entries(given.fields).reverse();
				const turned = { ...given, fields: Object.fromEntries(entries) };

				expect(JSON.stringify(encodeSnapshot(turned))).toBe(JSON.stringify(encodeSnapshot(given)));
			}),
			seeded,
		);
	});

	it('reads any JSON without throwing, and what it reads it writes again', () => {
		const near = fc.record(
			{
				format: fc.oneof(fc.constant<JsonValue>(1), json),
				link: fc.oneof(fc.constant<JsonValue>({ system: 'a', recordId: '1' }), json),
				fields: fc.oneof(fc.dictionary(name, json), json),
				regression: json,
				duplicateOf: json,
				closing: json,
			},
			{ requiredKeys: [] },
		);

		fc.assert(
			fc.property(fc.oneof(json, near), (given) => {
				const reading = decodeSnapshot(toJson(given));

				expect(['none', 'damaged', 'newer', 'snapshot']).toContain(reading.kind);
				if (reading.kind === 'snapshot')
					expect(decodeSnapshot(encodeSnapshot(reading.snapshot))).toEqual(reading);
			}),
			seeded,
		);
	});

	it('a stored value is known again, also over the wire', () => {
		fc.assert(
			fc.property(json, json, (given, other) => {
				const stored = overTheWire(storeValue(given, digest));
				const same = JSON.stringify(given) === JSON.stringify(other);

				expect(isStored(stored, overTheWire(given), digest)).toBe(true);
				if (!same && JSON.stringify(other).length !== JSON.stringify(given).length)
					expect(isStored(stored, other, digest)).toBe(false);
			}),
			seeded,
		);
	});
});
