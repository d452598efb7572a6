import { isObject, textOf } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import type { ProjectVersion } from '../../model/version';
import { fieldsOf, type VersionRules } from './plan';
import type { Release } from './release';
import { releaseKey, versionsPropertyKey, type ReleaseTable } from './table';

/**
 * What a run is about to make: a version of that name for that release (row V12). Each stands in a property of its own, so that no
 * run overwrites what another one says, and its key tells enough to look no further where nothing is wrong.
 */
export interface ClaimKey {
	readonly key: string;
	/** When it was claimed, in milliseconds since the epoch. */
	readonly at: number;
	/** Digests, as the key holds them. */
	readonly release: string;
	readonly name: string;
}

export interface Claim extends ClaimKey {
	/** The version that was made; absent when the run died, or lost the answer, in between. */
	readonly version?: string;
	/** Digest of what the version was to hold. */
	readonly held: string;
}

type Digest = VersionRules['digest'];

/** `at` in milliseconds since the epoch; two runs that claim the same name do not share a property by it. */
export function claimKey(profile: string, release: Release, at: number, digest: Digest): string {
	const { fields } = release;
	const parts = [short(releaseKey(release), digest), short(fields.name, digest), at.toString(36)];
	return `${versionsPropertyKey(profile)}.${parts.join('.')}`;
}

/** The claims among the keys of a project's properties. */
export function readClaimKeys(profile: string, keys: readonly string[]): readonly ClaimKey[] {
	const start = `${versionsPropertyKey(profile)}.`;
	return keys.flatMap((key) => {
		const [release, name, at, ...more] = key.startsWith(start)
			? key.slice(start.length).split('.')
			: [];
		if (release === undefined || name === undefined || at === undefined || more.length > 0)
			return [];
		return [{ key, release, name, at: Number.parseInt(at, 36) }];
	});
}

/** The value of a claim's property; with the id of the version once it is made. */
export function encodeClaim(held: ProjectVersion, digest: Digest, version?: string): JsonValue {
	const value = { name: held.name, held: heldDigest(held, digest) };
	return version === undefined ? value : { ...value, version };
}

/** Nothing when the property is gone or damaged. */
export function decodeClaim(key: ClaimKey, value: JsonValue | undefined): Claim | undefined {
	const held = isObject(value) ? textOf(value['held']) : undefined;
	if (!isObject(value) || held === undefined) return undefined;
	const version = textOf(value['version']);
	return { ...key, held, ...(version !== undefined && { version }) };
}

export function isClaimOf(claim: ClaimKey, release: Release, digest: Digest): boolean {
	return claim.release === short(releaseKey(release), digest);
}

/** Whether a version has the name that was claimed. */
export function isNamedBy(claim: ClaimKey, version: ProjectVersion, digest: Digest): boolean {
	return claim.name === short(version.name, digest);
}

/** A version that was made for a release. `isSure`: its id was noted; else it only has the name, and holds what was to be made. */
export interface ClaimedVersion {
	readonly version: ProjectVersion;
	readonly isSure: boolean;
	readonly isAsMade: boolean;
}

/** The versions that are there of those that claims tell of. */
export function claimedVersions(
	claims: readonly Claim[],
	versions: readonly ProjectVersion[],
	now: number,
	digest: Digest,
): readonly ClaimedVersion[] {
	const unsure = claims.filter(({ version, at }) => version === undefined && now - at < OPEN_MS);
	return versions.flatMap((version) => {
		const isSure = claims.some((claim) => claim.version === version.id);
		const open = unsure.filter((claim) => isNamedBy(claim, version, digest));
		const isAsMade = open.some(({ held }) => held === heldDigest(version, digest));
		return isSure || open.length > 0 ? [{ version, isSure, isAsMade }] : [];
	});
}

/** How long a name alone tells whose a version is: later, a person may have used the name for something else. */
const OPEN_MS = 86_400_000;

/** Which of several versions of one release lives, and which are to go into it. */
export interface DoubledVersions {
	readonly kept: ProjectVersion;
	readonly others: readonly ClaimedVersion[];
}

/**
 * The version that the release itself names lives, or the linked one that nobody is known to have made for it; else the lowest id,
 * so that two runs at once decide alike (row V13).
 */
export function chooseVersion(
	{ versionId }: Release,
	linked: ProjectVersion | undefined,
	claimed: readonly ClaimedVersion[],
	versions: readonly ProjectVersion[],
): DoubledVersions | undefined {
	const named = versions.find(({ id }) => id === versionId);
	const isOwn = claimed.some(({ version }) => version.id === linked?.id);
	const [lowest] = claimed
		.map(({ version }) => version)
		.toSorted((left, right) => Number(left.id) - Number(right.id));
	const kept = named ?? (linked !== undefined && !isOwn ? linked : lowest);
	if (kept === undefined) return undefined;
	return { kept, others: claimed.filter(({ version }) => version.id !== kept.id) };
}

/** Versions that no release is linked to, and a digest of which they are. */
export function unlinkedVersions(
	table: ReleaseTable,
	versions: readonly ProjectVersion[],
	digest: Digest,
): { readonly versions: readonly ProjectVersion[]; readonly digest: string } {
	const linked = new Set([...table.values()].map(({ version }) => version));
	const unlinked = versions.filter(({ id }) => !linked.has(id));
	const ids = unlinked.map(({ id }) => id).toSorted();
	return { versions: unlinked, digest: ids.length === 0 ? '' : short(ids.join(' '), digest) };
}

function heldDigest(version: ProjectVersion, digest: Digest): string {
	return short(JSON.stringify(fieldsOf(version)), digest);
}

/** A clash leaves a version unmerged, or one more look. */
const DIGEST_LENGTH = 12;

function short(text: string, digest: Digest): string {
	return digest(text).slice(0, DIGEST_LENGTH);
}
