import { asError, inputError, isFailure } from '../../model/failure';
import type { ProjectVersion } from '../../model/version';
import { matchVersion, type VersionDecision } from '../../sync/releases/plan';
import type { Release } from '../../sync/releases/release';
import {
	decodeReleaseTable,
	encodeReleaseTable,
	versionsPropertyKey,
	type ReleaseLink,
	type ReleaseTable,
	type TableReading,
} from '../../sync/releases/table';
import { jsonEqual } from '../../model/json';
import type { EngineContext } from '../context';
import { note, type ReleaseRun, type ReleaseSettings } from './release-run';
import { lookForDoubled, NOT_DOUBLED, settleDoubled } from './settle-doubled';
import { writeVersion, type WrittenVersion } from './write-version';

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

async function syncLocked(
	context: EngineContext,
	releases: readonly Release[],
	settings: ReleaseSettings,
): Promise<readonly ReleaseReport[]> {
	const { againstDirection, project } = settings;
	const { table, checked } = await readTable(context, settings);
	const versions = await context.tracker.projectVersions(project);
	const rules = { againstDirection, digest: context.digest };
	const learnt = { claims: [], checked, isDoubled: false };
	const run: ReleaseRun = { settings, rules, table, versions, ...learnt };
	const looked = await lookForDoubled(context, run, releases);
	const reports: ReleaseReport[] = [];
	for (const release of releases) reports.push(await settle(context, run, release));
	looked?.finish();
	const changed = [...run.table].filter(([key, link]) => !sameLink(table.get(key), link));
	const isNews = changed.length > 0 || run.checked !== checked;
	if (settings.dryRun || !isNews) return reports;
	const warning = await storeLinks(context, run, new Map(changed));
	if (warning === undefined || changed.length === 0) return reports;
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
): Promise<Extract<TableReading, { readonly kind: 'table' }>> {
	const key = versionsPropertyKey(profile);
	const reading = decodeReleaseTable(await tracker.projectProperty(project, key));
	if (reading.kind === 'table') return reading;
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
	{ settings, checked }: ReleaseRun,
	learnt: ReleaseTable,
): Promise<string | undefined> {
	const { project, profile } = settings;
	try {
		const { table: stored } = await readTable(context, settings);
		const value = encodeReleaseTable(new Map([...stored, ...learnt]), checked);
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
		const doubled = release.parkingLot ? NOT_DOUBLED : await settleDoubled(context, run, release);
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
			kind: kind === 'unchanged' && doubled.merged ? 'updated' : kind,
			...base,
			...(version && { version: { id: version.id, name: version.name } }),
			decisions: plan.decisions,
			warnings: [...doubled.warnings, ...warnings],
		};
	} catch (error) {
		return { kind: 'failed', release: { id }, error };
	}
}

const GONE =
	'Its version was deleted in Jira, or merged into another one, and is not made again. To have one, make a version with the name of the release.';
