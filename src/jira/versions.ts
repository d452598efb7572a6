import type { VersionChanges, VersionTracker } from '../engine/releases/ports';
import { field, id, isObject, object, textOf, toJson } from '../model/decode';
import { isFailure } from '../model/failure';
import type { JsonValue } from '../model/json';
import type { ProjectVersion } from '../model/version';
import { segment, type JiraConnection } from './connection';
import { createMemo } from './memo';
import { rowsOf, type Row } from './rows';

/** Versions of projects, and the properties of projects that say whose they are. */
export function createVersions(connection: JiraConnection): VersionTracker {
	const { dialect, get, send } = connection;
	const root = dialect.apiRoot;
	const known = createMemo<JsonValue | undefined>();
	return {
		async projectVersions(project) {
			const path = `/project/${segment(project)}/versions`;
			return rowsOf(await get(path, `list the versions of project ${project}`)).map(decodeVersion);
		},
		async createVersion(project, version) {
			const projectId = await idOf(connection, project);
			const request = {
				method: 'POST',
				path: `${root}/version`,
				body: { ...version, projectId },
			} as const;
			const made = await send(request, { action: `make the version ${version.name}` });
			return decodeVersion(object(made, 'created version'));
		},
		async updateVersion(versionId, changes: VersionChanges) {
			const path = `${root}/version/${segment(versionId)}`;
			await send({ method: 'PUT', path, body: changes }, { action: `change version ${versionId}` });
		},
		async versionUse(versionId) {
			const path = `/version/${segment(versionId)}/relatedIssueCounts`;
			const counts = object(await get(path, `count the issues of version ${versionId}`), 'counts');
			const count = (name: string) => Number(textOf(counts[name]) ?? 0);
			return {
				issues: count('issuesFixedCount') + count('issuesAffectedCount'),
				custom: count('issueCountWithCustomFieldsShowingVersion'),
			};
		},
		async replaceVersion(versionId, otherId) {
			const path = `${root}/version/${segment(versionId)}/removeAndSwap`;
			const other = Number(otherId);
			const body = { moveFixIssuesTo: other, moveAffectedIssuesTo: other };
			const action = `put version ${otherId} in the place of version ${versionId}`;
			await send({ method: 'POST', path, body }, { action });
		},
		projectPropertyKeys: (project) => listProperties(connection, project),
		projectProperty: (project, key) => readProperty(connection, project, key),
		knownProjectProperty: (project, key) =>
			known.get(`${project} ${key}`, () => readProperty(connection, project, key)),
		async deleteProjectProperty(project, key) {
			const path = `${root}/project/${segment(project)}/properties/${segment(key)}`;
			const action = `delete the property ${key} of project ${project}`;
			await send({ method: 'DELETE', path }, { action });
		},
		async setProjectProperty(project, key, value) {
			const path = `${root}/project/${segment(project)}/properties/${segment(key)}`;
			const headers = { 'content-type': 'application/json' };
			const action = `write the property ${key} of project ${project}`;
			await send({ method: 'PUT', path, body: value, headers }, { action });
		},
	};
}

/** A version takes its project's number, not its key. */
async function idOf({ get }: JiraConnection, project: string): Promise<number> {
	if (/^\d+$/.test(project)) return Number(project);
	const body = await get(`/project/${segment(project)}`, `read project ${project}`);
	return Number(field(object(body, 'project'), 'id', id, 'project'));
}

async function readProperty(
	connection: JiraConnection,
	project: string,
	key: string,
): Promise<JsonValue | undefined> {
	const path = `/project/${segment(project)}/properties/${segment(key)}`;
	const action = `read the property ${key} of project ${project}`;
	const body = await readIfSeen(connection, path, action);
	return isObject(body) ? toJson(body['value'] ?? null) : undefined;
}

async function listProperties(
	connection: JiraConnection,
	project: string,
): Promise<readonly string[]> {
	const path = `/project/${segment(project)}/properties`;
	const body = await readIfSeen(connection, path, `list the properties of project ${project}`);
	const keys = isObject(body) ? body['keys'] : undefined;
	if (!Array.isArray(keys)) return [];
	return keys.flatMap((entry: unknown) => (isObject(entry) ? (textOf(entry['key']) ?? []) : []));
}

/** Nothing where the account may not see it. */
async function readIfSeen({ get }: JiraConnection, path: string, action: string): Promise<unknown> {
	const outcome = await get(path, action).then(
		(body) => ({ body, error: undefined }),
		(error: unknown) => ({ body: undefined, error }),
	);
	if (isFailure(outcome.error, 'notFound') || isFailure(outcome.error, 'permission'))
		return undefined;
	if (outcome.error !== undefined) throw outcome.error;
	return outcome.body;
}

/** A version as Jira lists it. */
export function decodeVersion(row: Row): ProjectVersion {
	const [startDate, releaseDate] = [textOf(row['startDate']), textOf(row['releaseDate'])];
	const description = textOf(row['description']);
	return {
		id: textOf(row['id']) ?? '',
		name: textOf(row['name']) ?? '',
		released: row['released'] === true,
		archived: row['archived'] === true,
		...(startDate !== undefined && { startDate }),
		...(releaseDate !== undefined && { releaseDate }),
		...(description !== undefined && { description }),
	};
}
