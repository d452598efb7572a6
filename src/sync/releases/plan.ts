import type { ProjectVersion } from '../../model/version';
import type { Release, VersionFields } from './release';
import { releaseKey, type ReleaseBase, type ReleaseLink, type ReleaseTable } from './table';

/** Names of what a version is kept in step by. */
export const VERSION_FIELDS = [
	'name',
	'description',
	'startDate',
	'releaseDate',
	'released',
	'archived',
] as const satisfies readonly (keyof VersionFields)[];

type Name = (typeof VERSION_FIELDS)[number];

/** Which version belongs to a release, and how that is known (rows V1 to V6). */
export type VersionMatch =
	| { readonly kind: 'parked' }
	| {
			readonly kind: 'found';
			readonly by: 'record' | 'link' | 'name';
			readonly version: ProjectVersion;
	  }
	| { readonly kind: 'gone'; readonly version: string }
	| { readonly kind: 'missing' };

/** Finds the version of a release: by the id that the release names, by the stored id, by name in any letter case. */
export function matchVersion(
	release: Release,
	table: ReleaseTable,
	versions: readonly ProjectVersion[],
): VersionMatch {
	if (release.parkingLot) return { kind: 'parked' };
	const byId = (id: string | null | undefined) =>
		id === null || id === undefined ? undefined : versions.find((version) => version.id === id);
	const named = byId(release.versionId);
	if (named !== undefined) return { kind: 'found', by: 'record', version: named };
	const key = releaseKey(release);
	const link = table.get(key);
	const linked = byId(link?.version);
	if (linked !== undefined) return { kind: 'found', by: 'link', version: linked };
	const found = byName(release.fields.name, freeVersions(release, table, versions));
	if (found !== undefined) return { kind: 'found', by: 'name', version: found };
	const gone = link?.version;
	return typeof gone === 'string' ? { kind: 'gone', version: gone } : { kind: 'missing' };
}

/** Versions that belong to no other release. */
export function freeVersions(
	release: Release,
	table: ReleaseTable,
	versions: readonly ProjectVersion[],
): readonly ProjectVersion[] {
	const key = releaseKey(release);
	const taken = new Set(
		[...table].flatMap(([owner, { version }]) => (owner === key ? [] : [version])),
	);
	return versions.filter(({ id }) => !taken.has(id));
}

/** The version of exactly that name, else of the same in other letter case. */
export function byName(
	name: string,
	versions: readonly ProjectVersion[],
): ProjectVersion | undefined {
	const wanted = name.trim().toLowerCase();
	return (
		versions.find((version) => version.name === name) ??
		versions.find((version) => version.name.trim().toLowerCase() === wanted)
	);
}

/** What was decided about one part of a version. */
export interface VersionDecision {
	readonly field: Name;
	readonly kind: 'toJira' | 'left';
	readonly release: string | boolean | null;
	readonly version: string | boolean | null;
	/** Both sides had changed; the version's value gave way. */
	readonly conflict?: boolean;
	readonly reason?: string;
}

export interface VersionPlan {
	/** What is to be written; empty when the version is in step. */
	readonly changes: Partial<VersionFields>;
	readonly decisions: readonly VersionDecision[];
	readonly base: ReleaseBase;
}

export interface VersionRules {
	/** What to do about a version that people changed (row V8). */
	readonly againstDirection: 'leave' | 'enforce';
	readonly digest: (text: string) => string;
}

/** Decides what of a release goes to its version (rows V7 to V9). One way: a version never changes its release. */
export function planVersion(
	{ fields: wanted }: Release,
	version: ProjectVersion,
	link: ReleaseLink | undefined,
	rules: VersionRules,
): VersionPlan {
	const held = fieldsOf(version);
	const before = link?.version === version.id ? link.base : undefined;
	const decisions: VersionDecision[] = [];
	const base: Record<Name, string | boolean | null> = { ...(before ?? stored(held, rules)) };
	for (const field of VERSION_FIELDS) {
		const value = wanted[field];
		if (value === undefined) continue;
		const decision = decide(field, value, held[field], before && before[field], rules);
		if (decision !== undefined) decisions.push(decision);
		// Left at first sight, the release's own value counts: what it has always said is no change of it.
		const isNews = before === undefined && decision?.reason !== NO_CLEARING;
		if (decision?.kind !== 'left' || isNews) base[field] = storedValue(field, value, rules);
	}
	const written = decisions.filter(({ kind }) => kind === 'toJira');
	const changes = Object.fromEntries(written.map(({ field, release }) => [field, release]));
	return { changes, decisions, base: base as unknown as ReleaseBase };
}

function decide(
	field: Name,
	release: string | boolean | null,
	version: string | boolean | null,
	before: string | boolean | null | undefined,
	rules: VersionRules,
): VersionDecision | undefined {
	if (release === version) return undefined;
	const both = { field, release, version };
	if (release === null && (field === 'startDate' || field === 'releaseDate'))
		return { ...both, kind: 'left', reason: NO_CLEARING };
	if (before === undefined)
		return release === null
			? { ...both, kind: 'left', reason: 'The release says nothing of it.' }
			: { ...both, kind: 'toJira' };
	const moved = storedValue(field, release, rules) !== before;
	if (!moved && rules.againstDirection === 'leave')
		return {
			...both,
			kind: 'left',
			reason: 'It was changed in Jira, which releases do not follow.',
		};
	const conflict = moved && storedValue(field, version, rules) !== before;
	return { ...both, kind: 'toJira', ...(conflict && { conflict }) };
}

const NO_CLEARING =
	'The release has no such date any more, and Jira’s API takes none away. Remove it from the version in Jira.';

/** A version in the terms of a release. */
export function fieldsOf(version: ProjectVersion): VersionFields {
	const { name, description, startDate, releaseDate, released, archived } = version;
	return {
		name,
		description: description?.trim() || null,
		startDate: startDate ?? null,
		releaseDate: releaseDate ?? null,
		released,
		archived,
	};
}

function stored(fields: VersionFields, rules: VersionRules): ReleaseBase {
	return { ...fields, description: digestOf(fields.description, rules) };
}

function storedValue<T extends string | boolean | null>(
	field: Name,
	value: T,
	rules: VersionRules,
): T | string | null {
	return field === 'description' && typeof value !== 'boolean' ? digestOf(value, rules) : value;
}

/** Short: a clash of two descriptions only leaves one of them for a person to carry over. */
const DIGEST_LENGTH = 12;

function digestOf(text: string | null, { digest }: VersionRules): string | null {
	return text === null ? null : digest(text).slice(0, DIGEST_LENGTH);
}
