import fc from 'fast-check';
import {
	compareVersions,
	createVersionOrder,
	parseVersion,
	type ParsedVersion,
} from '../../src/sync/version-order';

const seeded = { seed: 20_261_121, numRuns: 2_000 };

const text = fc
	.tuple(
		fc.constantFrom('', 'v', 'release-', 'app@', 'lib2@v'),
		fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 }),
		fc.constantFrom(
			...['', '-rc1', '-rc.2', 'rc10', '-alpha', '.dev3', '-SNAPSHOT', '-1', '-1.a'],
			...['-hotfix.1', '-hf2', 'f1', 'p1', '.post1', '.Final', '-14-gabc1234'],
		),
		fc.constantFrom('', '+5', '+b.7', ' (45)'),
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

	it('a hotfix lies between its release and the next, however they are written', () => {
		const parts = fc.array(fc.nat({ max: 99 }), { minLength: 2, maxLength: 5 });
		const word = fc.constantFrom('-hotfix', '-hf', '-patch', '-sp', '.post', 'p');
		fc.assert(
			fc.property(parts, word, fc.nat({ max: 99 }), (given, revision, count) => {
				const last = given.length - 1;
				const next = given.map((part, place) => (place === last ? part + 1 : part));
				const [release, hotfix, after] = [
					given.join('.'),
					`${given.join('.')}${revision}${count}`,
					next.join('.'),
				].map((written) => parseVersion(written));
				expect(release && hotfix && compareVersions(release, hotfix)).toBe(-1);
				expect(hotfix && after && compareVersions(hotfix, after)).toBe(-1);
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

	it("a project's list is one order, wherever its hotfixes stand: total and transitive", () => {
		const name = fc.oneof(text, fc.constantFrom('Falcon', 'Kestrel', 'Merlin'));
		const list = fc.uniqueArray(name, { minLength: 3, maxLength: 8 });
		fc.assert(
			fc.property(list, fc.constantFrom('sequence', 'releaseDate'), (names, by) => {
				const order = createVersionOrder(
					names.map((given, index) => ({
						id: given,
						name: given,
						released: false,
						archived: false,
						releaseDate: `2026-01-${10 + index}`,
					})),
					by,
				);
				const sorted = order.newestFirst(names);
				const wrong = sorted.flatMap((newer, index) =>
					sorted.slice(index + 1).filter((older) => (order.compare(newer, older)?.order ?? -1) < 0),
				);
				expect(wrong).toEqual([]);
			}),
			{ ...seeded, numRuns: 1_000 },
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
