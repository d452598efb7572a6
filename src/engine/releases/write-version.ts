import { asError, inputError, isFailure, ServiceError } from '../../model/failure';
import type { ProjectVersion } from '../../model/version';
import {
	byName,
	matchVersion,
	planVersion,
	type VersionMatch,
	type VersionPlan,
} from '../../sync/releases/plan';
import type { Release, VersionFields } from '../../sync/releases/release';
import { releaseKey } from '../../sync/releases/table';
import type { EngineContext } from '../context';
import type { VersionChanges } from './ports';
import { claim } from './claim-version';
import type { ReleaseRun } from './release-run';

/** What became of the version of one release. */
export interface WrittenVersion {
	readonly kind: 'created' | 'updated' | 'unchanged';
	/** Absent where one would be made, in a dry run. */
	readonly version?: ProjectVersion;
	readonly plan: VersionPlan;
	readonly warnings: readonly string[];
}

type Open = Extract<VersionMatch, { readonly kind: 'found' | 'missing' }>;

/** Makes the version of a release, or brings it up to date. */
export async function writeVersion(
	context: EngineContext,
	run: ReleaseRun,
	release: Release,
	match: Open,
): Promise<WrittenVersion> {
	if (match.kind === 'found') return await updateVersion(context, run, release, match.version);
	const fresh: ProjectVersion = {
		id: '',
		name: release.fields.name,
		released: false,
		archived: false,
	};
	const plan = planVersion(release, fresh, undefined, run.rules);
	if (run.settings.dryRun) return { kind: 'created', plan, warnings: [] };
	const made = await createOnce(context, run, release, fresh);
	if (!made.isNew) return await updateVersion(context, run, release, made.version);
	run.versions = [...run.versions, made.version];
	// What Jira did not take with the creation is seen as a difference, and written at once.
	const { plan: rest, warnings } = await updateVersion(context, run, release, made.version);
	const { decisions } = plan;
	return { kind: 'created', version: made.version, plan: { ...rest, decisions }, warnings };
}

interface Made {
	readonly version: ProjectVersion;
	readonly isNew: boolean;
}

/**
 * Sends the create request once. Jira refuses a name that is taken, so of two workers only one makes the version, and the other
 * finds it on a second look (row V5); so does one whose answer was lost.
 */
async function createOnce(
	context: EngineContext,
	run: ReleaseRun,
	release: Release,
	fresh: ProjectVersion,
): Promise<Made> {
	const { project } = run.settings;
	const { name, ...others } = release.fields;
	const claimed = await claim(context, run, release, { ...fresh, ...asVersion(others) });
	try {
		const version = await context.tracker.createVersion(project, { name, ...asChanges(others) });
		await claimed.made(version);
		return { version, isNew: true };
	} catch (error) {
		if (!mayBeThere(error)) throw explained(error, project);
		if (isRefused(error)) await claimed.withdraw();
		run.versions = await context.tracker.projectVersions(project);
		const match = matchVersion(release, run.table, run.versions);
		if (match.kind === 'found') return { version: match.version, isNew: false };
		if (byName(name, run.versions) !== undefined)
			throw inputError(
				`Project ${project} has a version "${name}" already, and it belongs to another release. Give one of the two releases another name.`,
			);
		throw asError(error);
	}
}

function isRefused(error: unknown): boolean {
	return isFailure(error, 'validation') || isFailure(error, 'conflict');
}

function mayBeThere(error: unknown): boolean {
	if (isRefused(error)) return true;
	return error instanceof ServiceError && error.details.ambiguous;
}

/** Jira Cloud says of a project that may not be administered that it is not there. */
function explained(error: unknown, project: string): Error {
	const cause = asError(error);
	if (!isFailure(error, 'permission') && !isFailure(error, 'notFound')) return cause;
	return inputError(
		`The account may not make or change versions in project ${project}: ${cause.message} Give it the permission "Administer projects" there, or make the version in Jira by hand; it is then found by its name.`,
	);
}

/** Makes what differs equal. A refused name holds up neither dates nor flags (row V9). */
async function updateVersion(
	context: EngineContext,
	run: ReleaseRun,
	release: Release,
	version: ProjectVersion,
): Promise<WrittenVersion> {
	const link = run.table.get(releaseKey(release));
	const plan = planVersion(release, version, link, run.rules);
	const { name, ...others } = plan.changes;
	if (Object.keys(plan.changes).length === 0)
		return { kind: 'unchanged', version, plan, warnings: [] };
	const other =
		name === undefined
			? undefined
			: byName(
					name,
					run.versions.filter(({ id }) => id !== version.id),
				);
	const changes = other === undefined ? plan.changes : others;
	const warnings = other === undefined || name === undefined ? [] : [nameTaken(version, name)];
	const settled = other === undefined ? plan : withoutName(plan, version, link?.base?.name);
	const next = { ...version, ...asVersion(changes) };
	if (!run.settings.dryRun && Object.keys(changes).length > 0) {
		await context.tracker.updateVersion(version.id, asChanges(changes)).catch((error: unknown) => {
			throw explained(error, run.settings.project);
		});
		run.versions = run.versions.map((entry) => (entry.id === version.id ? next : entry));
	}
	const kind = Object.keys(changes).length > 0 ? 'updated' : 'unchanged';
	return { kind, version: next, plan: settled, warnings };
}

function nameTaken({ name: held }: ProjectVersion, name: string): string {
	return `The version keeps its name "${held}": the project has another version "${name}". Rename or merge one of the two in Jira.`;
}

/** The plan of a version that could not be renamed: the name is news again in the next run. */
function withoutName(
	plan: VersionPlan,
	version: ProjectVersion,
	before: string | undefined,
): VersionPlan {
	const { name: _name, ...changes } = plan.changes;
	return { ...plan, changes, base: { ...plan.base, name: before ?? version.name } };
}

/** Absent stays as it is; a description is taken away by an empty one. */
function asChanges(fields: Partial<VersionFields>): VersionChanges {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([field, value]) => {
			if (value !== null) return [[field, value] as const];
			return field === 'description' ? [[field, ''] as const] : [];
		}),
	);
}

function asVersion(changes: Partial<VersionFields>): Partial<ProjectVersion> {
	return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));
}
