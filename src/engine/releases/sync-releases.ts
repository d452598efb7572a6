import { asError, inputError, isFailure } from '../../model/failure';
import type { ProjectVersion } from '../../model/version';
import { matchVersion, type VersionDecision, type VersionRules } from '../../sync/releases/plan';
import type { Release } from '../../sync/releases/release';
import {
	decodeReleaseTable,
	encodeReleaseTable,
	releaseKey,
	versionsPropertyKey,
	type ReleaseLink,
	type ReleaseTable,
} from '../../sync/releases/table';
import { jsonEqual } from '../../model/json';
import type { EngineContext } from '../context';
import { writeVersion, type WrittenVersion } from './write-version';

/** How the releases of one project are kept in step with its versions. */
export interface ReleaseSettings {
	/** Key or id. */
	readonly project: string;
	readonly profile: string;
	readonly againstDirection: VersionRules['againstDirection'];
	readonly dryRun: boolean;
}

/** What became of one release. */
export type ReleaseReport =
	| {
			/** `parkingLot`: never a version. `gone`: its version was deleted in Jira. */
			readonly kind: 'created' | 'updated' | 'unchanged' | 'parkingLot' | 'gone';
			readonly release: { readonly system: string; readonly id: string; readonly name: string };
			readonly version?: Pick<ProjectVersion, 'id' | 'name'>;
			readonly decisions: readonly VersionDecision[];
			readonly warnings: readonly string[];
			readonly dryRun: boolean;
	  }
	| { readonly kind: 'failed'; readonly release: { readonly id: string }; readonly error: unknown };

/**
 * Brings versions in step with releases, one way (docs/design/releases.md). Two reads for all of them while nothing changed; each
 * release succeeds or fails by itself, and the reports stand in their order.
 */
export async function syncReleases(
	context: EngineContext,
	releases: readonly Release[],
	settings: ReleaseSettings,
): Promise<readonly ReleaseReport[]> {
	const key = `versions ${settings.project} ${settings.profile}`;
	return await context.locks.run(key, async () => await syncLocked(context, releases, settings));
}

/** What a run knows, and brings up to date as it goes. */
export interface ReleaseRun {
	readonly settings: ReleaseSettings;
	readonly rules: VersionRules;
	table: ReleaseTable;
	versions: readonly ProjectVersion[];
}

async function syncLocked(
	context: EngineContext,
	releases: readonly Release[],
	settings: ReleaseSettings,
): Promise<readonly ReleaseReport[]> {
	const { againstDirection, project } = settings;
	const table = await readTable(context, settings);
	const versions = await context.tracker.projectVersions(project);
	const rules = { againstDirection, digest: context.digest };
	const run: ReleaseRun = { settings, rules, table, versions };
	const reports: ReleaseReport[] = [];
	for (const release of releases) reports.push(await settle(context, run, release));
	const changed = [...run.table].filter(([key, link]) => !sameLink(table.get(key), link));
	if (settings.dryRun || changed.length === 0) return reports;
	const warning = await storeLinks(context, settings, new Map(changed));
	if (warning === undefined) return reports;
	return reports.map((report) =>
		report.kind === 'failed' ? report : { ...report, warnings: [...report.warnings, warning] },
	);
}

function sameLink(left: ReleaseLink | undefined, right: ReleaseLink): boolean {
	return left?.version === right.version && jsonEqual({ ...left.base }, { ...right.base });
}

async function readTable(
	{ tracker }: EngineContext,
	{ project, profile }: ReleaseSettings,
): Promise<ReleaseTable> {
	const key = versionsPropertyKey(profile);
	const reading = decodeReleaseTable(await tracker.projectProperty(project, key));
	if (reading.kind === 'table') return reading.table;
	throw inputError(
		`The releases of project ${project} were synced by a newer version of this node. Update the package before syncing them here.`,
	);
}

/**
 * Stores what this run learnt on top of what stands there now: another run may have stored its own meanwhile. Answers why the links
 * could not be stored; versions are found by their names then.
 */
async function storeLinks(
	context: EngineContext,
	settings: ReleaseSettings,
	learnt: ReleaseTable,
): Promise<string | undefined> {
	const { project, profile } = settings;
	try {
		const stored = await readTable(context, settings);
		const value = encodeReleaseTable(new Map([...stored, ...learnt]));
		await context.tracker.setProjectProperty(project, versionsPropertyKey(profile), value);
		return undefined;
	} catch (error) {
		if (!isFailure(error, 'permission') && !isFailure(error, 'notFound')) throw asError(error);
		return `Which version belongs to which release could not be stored, because the account may not administer project ${project}. Versions are found by their names; one that is renamed on either side is not found again.`;
	}
}

async function settle(
	context: EngineContext,
	run: ReleaseRun,
	release: Release,
): Promise<ReleaseReport> {
	const { system, id, fields } = release;
	const base = { release: { system, id, name: fields.name }, dryRun: run.settings.dryRun };
	const nothing = { ...base, decisions: [], warnings: [] };
	try {
		const match = matchVersion(release, run.table, run.versions);
		if (match.kind === 'parked') {
			note(run, release, { version: null });
			return { kind: 'parkingLot', ...nothing };
		}
		if (match.kind === 'gone') return { kind: 'gone', ...nothing, warnings: [GONE] };
		const written: WrittenVersion = await writeVersion(context, run, release, match);
		const { version, plan, kind, warnings } = written;
		if (version !== undefined) note(run, release, { version: version.id, base: plan.base });
		return {
			kind,
			...base,
			...(version && { version: { id: version.id, name: version.name } }),
			decisions: plan.decisions,
			warnings,
		};
	} catch (error) {
		return { kind: 'failed', release: { id }, error };
	}
}

const GONE =
	'Its version was deleted in Jira, or merged into another one, and is not made again. To have one, make a version with the name of the release.';

function note(run: ReleaseRun, release: Release, link: ReleaseLink): void {
	run.table = new Map([...run.table, [releaseKey(release), link]]);
}
