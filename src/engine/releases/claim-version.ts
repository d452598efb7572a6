import { asError, isFailure } from '../../model/failure';
import type { ProjectVersion } from '../../model/version';
import { claimKey, encodeClaim } from '../../sync/releases/claims';
import type { Release } from '../../sync/releases/release';
import type { EngineContext } from '../context';
import type { ReleaseRun } from './release-run';

/** What becomes of a claim when Jira has answered. */
export interface OpenClaim {
	made(version: ProjectVersion): Promise<void>;
	/** Jira refused to make the version. */
	withdraw(): Promise<void>;
}

/**
 * Says which version is about to be made for which release, before it is made (row V12): a run that dies, or one that knows the
 * release by another name at the same time, leaves a trace by which its version is known.
 */
export async function claim(
	{ tracker, clock, digest }: EngineContext,
	{ settings: { project, profile } }: ReleaseRun,
	release: Release,
	held: ProjectVersion,
): Promise<OpenClaim> {
	const key = claimKey(profile, release, clock.now(), digest);
	const store = async (version?: string): Promise<void> =>
		await tracker
			.setProjectProperty(project, key, encodeClaim(held, digest, version))
			.catch(unlessForbidden);
	await store();
	return {
		made: async ({ id }) => await store(id),
		withdraw: async () => await tracker.deleteProjectProperty(project, key).catch(unlessForbidden),
	};
}

/** An account that may not write properties may not make versions either, and is told so by the creation itself. */
function unlessForbidden(error: unknown): void {
	if (!isFailure(error, 'permission') && !isFailure(error, 'notFound')) throw asError(error);
}
