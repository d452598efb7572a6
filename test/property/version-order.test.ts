import fc from 'fast-check';
import {
	compareVersions,
	createVersionOrder,
	parseVersion,
	type ParsedVersion,
} from '../../src/sync/version-order';

const seeded = { seed: 20_261_121, numRuns: 5_000 };

const text = fc
	.tuple(
		fc.constantFrom('', 'v', 'release-', 'app@', 'lib2@v'),
		fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 }),
		fc.constantFrom('', '-rc1', '-rc.2', 'rc10', '-alpha', '.dev3', '-SNAPSHOT', '-1', '-1.a'),
		fc.constantFrom('', '+5', '+b.7'),
	)
	.map(([prefix, parts, prerelease, build]) => `${prefix}${parts.join('.')}${prerelease}${build}`);

const version: fc.Arbitrary<ParsedVersion> = text.map((given) => {
	const parsed = parseVersion(given);
	if (parsed === undefined) throw new Error(`"${given}" was not read`);
	return parsed;
});

describe('version order', () => {
	it('is total and antisymmetric', () => {
		fc.assert(
			fc.property(version, version, (a, b) => {
				const order = compareVersions(a, b);
				expect([-1, 0, 1]).toContain(order);
				expect(compareVersions(b, a) + order).toBe(0);
				expect(compareVersions(a, a)).toBe(0);
			}),
			seeded,
		);
	});

	it('is transitive', () => {
		fc.assert(
			fc.property(version, version, version, (a, b, c) => {
				const [x, y, z] = [a, b, c].sort(compareVersions);
				if (x && y && z) {
					expect(compareVersions(x, y)).toBeLessThanOrEqual(0);
					expect(compareVersions(y, z)).toBeLessThanOrEqual(0);
					expect(compareVersions(x, z)).toBeLessThanOrEqual(0);
				}
			}),
			seeded,
		);
	});

	it('agrees with the numbers: raising one part makes a later version', () => {
		const parts = fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(parts, fc.nat({ max: 5 }), (given, at) => {
				const index = at % given.length;
				const raised = given.map((part, place) => (place === index ? part + 1 : part));
				const [a, b] = [parseVersion(given.join('.')), parseVersion(raised.join('.'))];
				expect(a && b && compareVersions(a, b)).toBe(-1);
			}),
			seeded,
		);
	});

	it('reads any text without throwing, and never as a number that is not there', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (given) => {
				const parsed = parseVersion(given);
				if (parsed === undefined) return;
				const digits = new Set((given.match(/\d+/g) ?? []).map(Number));
				for (const part of parsed.parts) expect(digits).toContain(part);
			}),
			seeded,
		);
	});

	it("an order with a project's list is antisymmetric too", () => {
		const list = fc.uniqueArray(fc.oneof(text, fc.constantFrom('Falcon', 'Kestrel')), {
			maxLength: 6,
		});
		fc.assert(
			fc.property(list, text, text, (names, left, right) => {
				const order = createVersionOrder(
					names.map((name) => ({ id: name, name, released: false, archived: false })),
				);
				const there = order.compare(left, right);
				const back = order.compare(right, left);
				expect(there?.basis).toBe(back?.basis);
				expect((there?.order ?? 0) + (back?.order ?? 0)).toBe(0);
			}),
			seeded,
		);
	});
});
