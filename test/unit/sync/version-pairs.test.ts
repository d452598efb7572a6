import { compareVersions, parseVersion } from '../../../src/sync/version-order';
import pairs from '../../fixtures/version-pairs.json';

/** `<`, `=`, `>`, or `?` when one of them is no version. */
function relation(left: string, right: string): string {
	const [a, b] = [parseVersion(left), parseVersion(right)];
	if (a === undefined || b === undefined) return '?';
	return compareVersions(a, b) < 0 ? '<' : compareVersions(a, b) > 0 ? '>' : '=';
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '=': '=', '?': '?' };

describe('the table of version pairs', () => {
	it('is as long as it is said to be, without repeats', () => {
		const texts = pairs.map(([left, , right]) => `${left} ${right}`);

		expect(pairs.length).toBeGreaterThanOrEqual(150);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it.each(pairs)('%s %s %s: %s', (left = '', expected = '', right = '') => {
		expect(relation(left, right)).toBe(expected);
		expect(relation(right, left)).toBe(MIRRORED[expected]);
	});

	it('is one order: sorting all versions of the table keeps every pair', () => {
		const versions = [...new Set(pairs.flatMap(([left, , right]) => [left ?? '', right ?? '']))];
		const parsed = versions.flatMap((text) => parseVersion(text) ?? []);
		const sorted = [...parsed].sort(compareVersions);

		const wrong = sorted.flatMap((older, index) =>
			sorted.slice(index + 1).filter((newer) => compareVersions(older, newer) > 0),
		);
		expect(wrong).toEqual([]);
	});
});
