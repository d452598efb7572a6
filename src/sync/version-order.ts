import type { ProjectVersion } from '../model/version';
import { parseVersion, type ParsedVersion } from './parse-version';

export { parseVersion, type ParsedVersion };

/** Negative when the left one is older. Missing parts count as 0, and a pre-release is older than its release. */
export function compareVersions(left: ParsedVersion, right: ParsedVersion): number {
	const length = Math.max(left.parts.length, right.parts.length);
	for (let index = 0; index < length; index += 1) {
		const difference = (left.parts[index] ?? 0) - (right.parts[index] ?? 0);
		if (difference !== 0) return Math.sign(difference);
	}
	return comparePrereleases(left.prerelease, right.prerelease);
}

function comparePrereleases(left: readonly string[], right: readonly string[]): number {
	if (left.length === 0 || right.length === 0) return Math.sign(right.length - left.length);
	const length = Math.max(left.length, right.length);
	for (let index = 0; index < length; index += 1) {
		const order = compareIdentifiers(left[index], right[index]);
		if (order !== 0) return order;
	}
	return 0;
}

/** As semver.org 11.4: numbers by value and below words, words by letter, a shorter list first. */
function compareIdentifiers(left: string | undefined, right: string | undefined): number {
	if (left === undefined || right === undefined)
		return left === right ? 0 : left === undefined ? -1 : 1;
	const numeric = [/^\d+$/.test(left), /^\d+$/.test(right)];
	if (numeric[0] && numeric[1]) return compareDigits(left, right);
	if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
	return left === right ? 0 : left < right ? -1 : 1;
}

/** By value, for numbers of any length: a nightly build may be named by more digits than a number holds exactly. */
function compareDigits(left: string, right: string): number {
	const [a, b] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
	if (a.length !== b.length) return Math.sign(a.length - b.length);
	return a === b ? 0 : a < b ? -1 : 1;
}

/** By which order two versions were compared; part of the reason that people read. */
export type OrderBasis = 'jiraList' | 'parsed';

export interface VersionComparison {
	/** Negative when the left one is older. */
	readonly order: number;
	readonly basis: OrderBasis;
}

export interface VersionOrder {
	/** Nothing when no known order holds both. */
	compare(left: string, right: string): VersionComparison | undefined;
}

/**
 * The order of a project's versions: first the project's own list (Jira's sequence, which a team arranges), else the parsed
 * numbers. Names are matched exactly, then as parsed versions, so `1.3.0` finds the list's `v1.3.0`.
 */
export function createVersionOrder(list: readonly ProjectVersion[]): VersionOrder {
	const places = new Map(list.map((version, index) => [version.name.trim(), index]));
	const parsedPlaces = list.map((version) => parseVersion(version.name));
	const place = (name: string): number | undefined => {
		const exact = places.get(name.trim());
		const parsed = parseVersion(name);
		if (exact !== undefined || parsed === undefined) return exact;
		const found = parsedPlaces.findIndex(
			(other) => other !== undefined && compareVersions(parsed, other) === 0,
		);
		return found < 0 ? undefined : found;
	};
	return {
		compare: (left, right) => {
			const [a, b] = [place(left), place(right)];
			if (a !== undefined && b !== undefined) return { order: Math.sign(a - b), basis: 'jiraList' };
			const [x, y] = [parseVersion(left), parseVersion(right)];
			return x === undefined || y === undefined
				? undefined
				: { order: compareVersions(x, y), basis: 'parsed' };
		},
	};
}
