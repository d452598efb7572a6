import type { ProjectVersion } from '../../model/version';
import type { Claim } from '../../sync/releases/claims';
import type { VersionRules } from '../../sync/releases/plan';
import type { Release } from '../../sync/releases/release';
import { releaseKey, type ReleaseLink, type ReleaseTable } from '../../sync/releases/table';

/** How the releases of one project are kept in step with its versions. */
export interface ReleaseSettings {
	/** Key or id. */
	readonly project: string;
	readonly profile: string;
	readonly againstDirection: VersionRules['againstDirection'];
	readonly dryRun: boolean;
}

/** What a run knows, and brings up to date as it goes. */
export interface ReleaseRun {
	readonly settings: ReleaseSettings;
	readonly rules: VersionRules;
	table: ReleaseTable;
	versions: readonly ProjectVersion[];
	/** What runs said they were about to make, where something is to be settled. */
	claims: readonly Claim[];
	/** Digest of the unlinked versions that belong to no release, as it is to be stored. */
	checked: string | undefined;
	/** Whether a release still has more than one version. */
	isDoubled: boolean;
}

/** Links a release to its version. */
export function note(run: ReleaseRun, release: Release, link: ReleaseLink): void {
	run.table = new Map([...run.table, [releaseKey(release), link]]);
}
