import { asError, isFailure } from '../../model/failure';
import type { ProjectVersion } from '../../model/version';
import {
	chooseVersion,
	claimedVersions,
	decodeClaim,
	isClaimOf,
	isNamedBy,
	readClaimKeys,
	unlinkedVersions,
	type ClaimedVersion,
	type ClaimKey,
} from '../../sync/releases/claims';
import { freeVersions } from '../../sync/releases/plan';
import type { Release } from '../../sync/releases/release';
import { releaseKey } from '../../sync/releases/table';
import type { EngineContext } from '../context';
import { note, type ReleaseRun } from './release-run';

/** A look at what may be doubled; `finish` notes that there is no more to look for, if so. */
export interface DoubledLook {
	finish(): void;
}

/**
 * Looks for versions that were made for a release and are not linked to it (row V12): only where a version has come that no release
 * is linked to, and then only at the claims that may tell of it.
 */
export async function lookForDoubled(
	{ tracker }: EngineContext,
	run: ReleaseRun,
	releases: readonly Release[],
): Promise<DoubledLook | undefined> {
	const { digest } = run.rules;
	const { project, profile } = run.settings;
	if (releases.length === 0) return undefined;
	const unlinked = unlinkedVersions(run.table, run.versions, digest);
	if (unlinked.digest === '' || unlinked.digest === run.checked) return undefined;
	const keys = readClaimKeys(profile, await tracker.projectPropertyKeys(project));
	const isHere = (key: ClaimKey) => releases.some((release) => isClaimOf(key, release, digest));
	const suspects = keys.filter(
		(key) =>
			unlinked.versions.some((version) => isNamedBy(key, version, digest)) ||
			keys.some((other) => other !== key && other.release === key.release) ||
			releases.some((release) => isClaimOf(key, release, digest) && !isLinked(run, release)),
	);
	for (const key of suspects.filter(isHere)) {
		const claim = decodeClaim(key, await tracker.projectProperty(project, key.key));
		if (claim !== undefined) run.claims = [...run.claims, claim];
	}
	return {
		finish() {
			const { versions } = run;
			const seen = unlinked.versions.filter(({ id }) => versions.some((other) => other.id === id));
			if (suspects.every(isHere) && !run.isDoubled)
				run.checked = unlinkedVersions(run.table, seen, digest).digest;
		},
	};
}

function isLinked({ table, versions }: ReleaseRun, release: Release): boolean {
	const link = table.get(releaseKey(release));
	return versions.some(({ id }) => id === link?.version);
}

/** What became of the versions that a release has too many. */
export interface Settled {
	readonly merged: boolean;
	readonly warnings: readonly string[];
}

export const NOT_DOUBLED: Settled = { merged: false, warnings: [] };

/** Leaves a release one of the versions that were made for it, and puts that one in the place of the others (row V13). */
export async function settleDoubled(
	context: EngineContext,
	run: ReleaseRun,
	release: Release,
): Promise<Settled> {
	const { digest } = run.rules;
	const claims = run.claims.filter((claim) => isClaimOf(claim, release, digest));
	const free = freeVersions(release, run.table, run.versions);
	const claimed = claimedVersions(claims, free, context.clock.now(), digest);
	const link = run.table.get(releaseKey(release));
	const linked = free.find(({ id }) => id === link?.version);
	const chosen = claims.length === 0 ? undefined : chooseVersion(release, linked, claimed, free);
	if (chosen === undefined) return NOT_DOUBLED;
	if (chosen.kept.id !== link?.version) note(run, release, { version: chosen.kept.id });
	let settled = NOT_DOUBLED;
	for (const other of chosen.others) {
		const isMerged = await merge(context, run, other, chosen.kept);
		if (!isMerged) run.isDoubled = true;
		const warning = isMerged ? mergedInto(other, chosen.kept) : stillThere(other, chosen.kept);
		settled = {
			merged: settled.merged || isMerged,
			warnings: [...settled.warnings, warning],
		};
	}
	return settled;
}

/** Whether the version is gone, or would be in a dry run, and its issues have the other one. */
async function merge(
	{ tracker }: EngineContext,
	run: ReleaseRun,
	{ version, isSure, isAsMade }: ClaimedVersion,
	kept: ProjectVersion,
): Promise<boolean> {
	try {
		const { issues, custom } = await tracker.versionUse(version.id);
		if (custom > 0 || (!isSure && (!isAsMade || issues > 0))) return false;
		if (!run.settings.dryRun) await tracker.replaceVersion(version.id, kept.id);
		run.versions = run.versions.filter(({ id }) => id !== version.id);
		return true;
	} catch (error) {
		if (isFailure(error, 'permission') || isFailure(error, 'notFound')) return false;
		throw asError(error);
	}
}

function mergedInto({ version }: ClaimedVersion, kept: ProjectVersion): string {
	return `Another run had made the version "${version.name}" for this release at the same time. Its issues have "${kept.name}" now, and it was deleted.`;
}

function stillThere({ version }: ClaimedVersion, kept: ProjectVersion): string {
	return `The version "${version.name}" seems to have been made for this release too. It was left, since people may use it: if they do not, merge it into "${kept.name}" in Jira.`;
}
