import type { ProjectVersion } from '../model/version';
import { compareVersions } from './compare-versions';
import { parseVersion, type ParsedVersion } from './parse-version';

export { compareVersions, parseVersion, type ParsedVersion };

/** By which order two versions were compared; part of the reason that people read. */
export type OrderBasis = 'jiraList' | 'releaseDates' | 'parsed';

export interface VersionComparison {
	/** Negative when the left one is older. */
	readonly order: number;
	readonly basis: OrderBasis;
	/** The list itself has them the other way round, because one is a hotfix of an older branch (row O3). */
	readonly hotfix?: boolean;
}

export interface VersionOrder {
	/** Nothing when no known order holds both. */
	compare(left: string, right: string): VersionComparison | undefined;
	/** The names once each, newest first: by the list where it holds all, else by number, and what has none last. */
	newestFirst(names: readonly string[]): readonly string[];
}

/** Which order of the project's list is meant: as the team arranged it in Jira, or by release date. */
export type ListOrder = 'sequence' | 'releaseDate';

interface Entry {
	readonly name: string;
	readonly parsed: ParsedVersion | undefined;
	/** Place in the list as Jira gives it, or by date. */
	readonly listed: number;
}

/**
 * The order of a project's versions (docs/design/regression.md, O1 to O5): first the project's own list, else the parsed numbers.
 * Names are matched exactly, then as parsed versions, so `1.3.0` finds the list's `v1.3.0`.
 */
export function createVersionOrder(
	list: readonly ProjectVersion[],
	by: ListOrder = 'sequence',
): VersionOrder {
	const entries = arrange(list, by);
	const basis = by === 'sequence' ? 'jiraList' : 'releaseDates';
	const places = new Map(entries.map(({ name }, index) => [name, index]));
	const place = (name: string): number | undefined => {
		const exact = places.get(name.trim());
		const parsed = parseVersion(name);
		if (exact !== undefined || parsed === undefined) return exact;
		const found = entries.findIndex(
			(entry) => entry.parsed !== undefined && compareVersions(parsed, entry.parsed) === 0,
		);
		return found < 0 ? undefined : found;
	};
	return {
		compare: (left, right) => {
			const [a, b] = [place(left), place(right)];
			if (a === undefined || b === undefined) return compareParsed(left, right);
			const order = Math.sign(a - b);
			const raw = Math.sign((entries[a]?.listed ?? 0) - (entries[b]?.listed ?? 0));
			return { order, basis, ...(raw !== order && { hotfix: true }) };
		},
		newestFirst: (names) => sortNewestFirst(names, place),
	};
}

function compareParsed(left: string, right: string): VersionComparison | undefined {
	const [a, b] = [parseVersion(left), parseVersion(right)];
	return a === undefined || b === undefined
		? undefined
		: { order: compareVersions(a, b), basis: 'parsed' };
}

function arrange(list: readonly ProjectVersion[], by: ListOrder): readonly Entry[] {
	const sorted =
		by === 'sequence' ? list : list.filter((version) => version.releaseDate !== undefined);
	const ordered =
		by === 'sequence'
			? sorted
			: [...sorted].sort((left, right) =>
					(left.releaseDate ?? '').localeCompare(right.releaseDate ?? ''),
				);
	const entries = ordered.map(({ name }, listed) => ({
		name: name.trim(),
		parsed: parseVersion(name),
		listed,
	}));
	return entries.reduce<readonly Entry[]>((before, entry) => {
		const at = hotfixPlace(before, entry);
		return [...before.slice(0, at), entry, ...before.slice(at)];
	}, []);
}

/**
 * Where an entry belongs among those before it (row O3). Jira puts a new version at the end of its list, so a hotfix 10.18.7 that was
 * made after 10.24.0 stands behind it, though it lacks what 10.24.0 brought: it goes behind 10.18.x. A number that is lower than all
 * before it starts a new way of counting (3.0 after 2026.1), and stays at the end.
 */
function hotfixPlace(before: readonly Entry[], { parsed }: Entry): number {
	const end = before.length;
	if (parsed === undefined) return end;
	const order = (entry: Entry | undefined): number | undefined =>
		entry?.parsed && compareVersions(entry.parsed, parsed);
	const firstGreater = before.findIndex((entry) => (order(entry) ?? 0) > 0);
	if (firstGreater < 0) return end;
	const lower = before.reduce(
		(best, entry, index) =>
			(order(entry) ?? 1) <= 0 && isAtLeast(entry, before[best]) ? index : best,
		-1,
	);
	if (lower >= 0) return lower + 1;
	const sameLine = before.findIndex(
		(entry) => (order(entry) ?? 0) > 0 && entry.parsed?.parts[0] === parsed.parts[0],
	);
	return sameLine < 0 ? end : sameLine;
}

function isAtLeast({ parsed }: Entry, best: Entry | undefined): boolean {
	if (parsed === undefined || best?.parsed === undefined) return parsed !== undefined;
	return compareVersions(parsed, best.parsed) >= 0;
}

function sortNewestFirst(
	names: readonly string[],
	place: (name: string) => number | undefined,
): readonly string[] {
	const known = [...new Set(names)].map((name) => ({
		name,
		place: place(name),
		parsed: parseVersion(name),
	}));
	if (known.every((entry) => entry.place !== undefined))
		return known
			.sort((left, right) => (right.place ?? 0) - (left.place ?? 0))
			.map(({ name }) => name);
	return known
		.sort((left, right) =>
			left.parsed !== undefined && right.parsed !== undefined
				? compareVersions(right.parsed, left.parsed)
				: Number(left.parsed === undefined) - Number(right.parsed === undefined),
		)
		.map(({ name }) => name);
}
