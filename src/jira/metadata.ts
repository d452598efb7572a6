import { paginate, take, type Page } from '../http/paginate';
import { isObject, textOf } from '../model/decode';
import { InputError, ServiceError } from '../model/failure';
import type { FieldMeta } from '../model/field-schema';
import type { IssueStatus } from '../model/issue';
import type { ProjectVersion } from '../model/version';
import { segment, type JiraConnection } from './connection';
import { decodeIssueStatus } from './decode-issue';
import { decodeFieldMap, decodeFieldMeta, decodeFieldSchema } from './field-meta';
import type { ListPage } from './list-page';
import { createMemo } from './memo';
import { decodeVersion } from './versions';
import { namesInOrder } from './nearest';
import { loadProjectPage, loadProjects, type ProjectChoice } from './projects';
import { rowsOf, type Row } from './rows';
import { decodeServerInfo, type ServerInfo } from './server-info';

/** A component of a project. */
export interface ComponentChoice {
	readonly id: string;
	readonly name: string;
}

/** An issue type of a project. */
export interface IssueTypeChoice {
	readonly id: string;
	readonly name: string;
	readonly subtask: boolean;
	/** Its level in the hierarchy: -1 for sub-tasks, 1 for epics; Data Center does not tell. */
	readonly level?: number;
}

/** A status that issues of a project can have. */
export interface StatusChoice extends IssueStatus {
	/** Names of the issue types that use it. */
	readonly issueTypes: readonly string[];
}

/** A field of the site, whatever screens it is on. */
export type FieldChoice = Pick<FieldMeta, 'id' | 'name' | 'schema'> & {
	readonly isCustom: boolean;
};

/** What Jira says about itself; each question is asked once in the life of the client. */
export interface JiraMetadata {
	issueType(project: string, nameOrId: string): Promise<IssueTypeChoice>;
	issueTypes(project: string): Promise<readonly IssueTypeChoice[]>;
	createFields(project: string, issueType: string): Promise<readonly FieldMeta[]>;
	/** Fields that may be edited now. `cacheKey` names issues with the same answer. */
	editFields(issueId: string, cacheKey: string): Promise<readonly FieldMeta[]>;
	fields(): Promise<readonly FieldChoice[]>;
	projects(query: string): Promise<readonly ProjectChoice[]>;
	/** One page of the projects whose key or name contains the text, and where the next one starts. */
	projectPage(query: string, startAt: number): Promise<ListPage<ProjectChoice>>;
	components(project: string): Promise<readonly ComponentChoice[]>;
	statuses(project: string): Promise<readonly StatusChoice[]>;
	versions(project: string): Promise<readonly ProjectVersion[]>;
	serverInfo(): Promise<ServerInfo>;
	/** Name of the link type whose outward side says that the one issue duplicates the other. */
	duplicateLinkType(): Promise<string>;
	/** Name of the type of links that says that two issues have to do with each other. Throws `InputError` when there is none. */
	relatedLinkType(): Promise<string>;
}

/** Cloud allows 200 rows a page of create metadata, Data Center does not tell; 100 is safe on both. */
const META_PAGE_SIZE = 100;

/** Metadata of one connection, remembered until the client is dropped. */
export function createMetadata(connection: JiraConnection): JiraMetadata {
	const types = createMemo<readonly IssueTypeChoice[]>();
	const createScreens = createMemo<readonly FieldMeta[]>();
	const editScreens = createMemo<readonly FieldMeta[]>();
	const lists = createMemo<unknown>();
	const issueTypes = (project: string) =>
		types.get(project, () => loadIssueTypes(connection, project));
	const listed = (path: string, action: string) =>
		lists.get(path, () => connection.get(path, action));
	const issueType = async (project: string, nameOrId: string) =>
		findIssueType(await issueTypes(project), project, nameOrId);
	return {
		issueType,
		issueTypes,
		async createFields(project, nameOrId) {
			const type = await issueType(project, nameOrId);
			return createScreens.get(`${project}/${type.id}`, () =>
				loadCreateFields(connection, project, type.id),
			);
		},
		editFields: (issueId, cacheKey) =>
			editScreens.get(cacheKey, () => loadEditFields(connection, issueId)),
		async fields() {
			return rowsOf(await listed('/field', 'list the fields')).map(decodeFieldChoice);
		},
		projects: (query) => loadProjects(connection, query),
		projectPage: (query, startAt) => loadProjectPage(connection, query, startAt),
		components: async (project) =>
			rowsOf(await listed(projectPath(project, 'components'), 'list the components')).map(
				(row) => ({ id: textOf(row['id']) ?? '', name: textOf(row['name']) ?? '' }),
			),
		statuses: async (project) =>
			decodeStatuses(await listed(projectPath(project, 'statuses'), 'list the statuses')),
		versions: async (project) =>
			rowsOf(await listed(projectPath(project, 'versions'), 'list the versions')).map(
				decodeVersion,
			),
		async serverInfo() {
			return decodeServerInfo(await listed('/serverInfo', 'tell its version'));
		},
		async duplicateLinkType() {
			return findDuplicateLinkType(await listed('/issueLinkType', 'list the types of links'));
		},
		async relatedLinkType() {
			return findRelatedLinkType(await listed('/issueLinkType', 'list the types of links'));
		},
	};
}

function projectPath(project: string, what: string): string {
	return `/project/${segment(project)}/${what}`;
}

async function loadPages(
	connection: JiraConnection,
	path: string,
	action: string,
): Promise<readonly Row[]> {
	const fetchPage = async (startAt = 0): Promise<Page<Row, number>> => {
		const query = { startAt: String(startAt), maxResults: String(META_PAGE_SIZE) };
		const body = await connection.get(path, action, query);
		const rows = rowsOf(body);
		const end = startAt + rows.length;
		const total = isObject(body) ? Number(body['total'] ?? end) : end;
		return { rows, ...(rows.length > 0 && end < total && { next: end }) };
	};
	return take(paginate(fetchPage, { service: 'Jira', path }), Number.MAX_SAFE_INTEGER);
}

async function loadIssueTypes(
	connection: JiraConnection,
	project: string,
): Promise<readonly IssueTypeChoice[]> {
	const path = `/issue/createmeta/${segment(project)}/issuetypes`;
	const action = `list the issue types of project ${project}`;
	const rows = await orUndefined(loadPages(connection, path, action));
	if (rows === undefined || rows.length === 0) throw await projectProblem(connection, project);
	return rows.map((row) => ({
		id: textOf(row['id']) ?? '',
		name: textOf(row['name']) ?? '',
		subtask: row['subtask'] === true,
		...(typeof row['hierarchyLevel'] === 'number' && { level: row['hierarchyLevel'] }),
	}));
}

/** Jira answers an unknown or forbidden project with 404, 400 or no rows, as the product and version like. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
	const outcome = await answer.then(
		(value) => ({ value, error: undefined }),
		(error: unknown) => ({ value: undefined, error }),
	);
	if (outcome.error === undefined) return outcome.value;
	const kind = outcome.error instanceof ServiceError ? outcome.error.details.kind : undefined;
	if (kind === 'notFound' || kind === 'validation') return undefined;
	throw outcome.error;
}

async function projectProblem(connection: JiraConnection, project: string): Promise<InputError> {
	const visible = await loadProjects(connection, '');
	const names = visible.flatMap(({ key, name }) => [key, name]);
	const known = visible.some(({ key, id }) => key === project || id === project);
	const keys = namesInOrder(
		project,
		visible.map(({ key }) => key),
	);
	const message = known
		? 'The account of the credential may not create issues in it. Ask an administrator for the permission "Create issues".'
		: `It does not exist, or the account of the credential may not see it. ${names.length === 0 ? 'The account sees no projects at all.' : `Projects it sees: ${keys}.`}`;
	return new InputError(`No issue can be created in project "${project}". ${message}`, [
		{ field: 'Project', message },
	]);
}

function findIssueType(
	types: readonly IssueTypeChoice[],
	project: string,
	nameOrId: string,
): IssueTypeChoice {
	const wanted = nameOrId.trim().toLowerCase();
	const found =
		types.find(({ name }) => name.toLowerCase() === wanted) ??
		types.find(({ id }) => id === wanted);
	if (found !== undefined) return found;
	const names = namesInOrder(
		nameOrId,
		types.map(({ name }) => name),
	);
	const message = `"${nameOrId}" is not an issue type of project "${project}". Allowed: ${names}.`;
	throw new InputError(message, [{ field: 'Issue Type', message }]);
}

async function loadCreateFields(
	connection: JiraConnection,
	project: string,
	typeId: string,
): Promise<readonly FieldMeta[]> {
	const path = `/issue/createmeta/${segment(project)}/issuetypes/${segment(typeId)}`;
	const rows = await loadPages(connection, path, `list the fields of project ${project}`);
	return rows.map((row) => decodeFieldMeta(row));
}

async function loadEditFields(
	connection: JiraConnection,
	issueId: string,
): Promise<readonly FieldMeta[]> {
	const path = `/issue/${segment(issueId)}/editmeta`;
	const body = await connection.get(path, `list the fields of issue ${issueId} that can be edited`);
	return isObject(body) ? decodeFieldMap(body['fields']) : [];
}

function decodeFieldChoice(row: Row): FieldChoice {
	const id = textOf(row['id']) ?? '';
	return {
		id,
		name: textOf(row['name']) ?? id,
		isCustom: row['custom'] === true,
		schema: decodeFieldSchema(row['schema']),
	};
}

function decodeStatuses(body: unknown): readonly StatusChoice[] {
	const found = new Map<string, IssueStatus & { readonly issueTypes: string[] }>();
	for (const type of rowsOf(body)) {
		for (const raw of Array.isArray(type['statuses']) ? type['statuses'].filter(isObject) : []) {
			const status = decodeIssueStatus(raw, 'statuses');
			const entry = found.get(status.id) ?? { ...status, issueTypes: [] };
			entry.issueTypes.push(textOf(type['name']) ?? '');
			found.set(status.id, entry);
		}
	}
	return [...found.values()];
}

function findRelatedLinkType(body: unknown): string {
	const types = rowsOf(body);
	const found =
		types.find((row) => textOf(row['name'])?.toLowerCase() === 'relates') ??
		types.find((row) => /^relate[sd]\b/i.test(textOf(row['outward']) ?? ''));
	const name = found && textOf(found['name']);
	if (name !== undefined) return name;
	const message = 'This Jira has no link type "Relates". Add one under Settings, Issue linking.';
	throw new InputError(message, [{ field: 'Link type', message }]);
}

function findDuplicateLinkType(body: unknown): string {
	const types = rowsOf(body).map((row) => ({
		name: textOf(row['name']) ?? '',
		outward: textOf(row['outward']) ?? '',
	}));
	const found =
		types.find(({ name }) => name.toLowerCase() === 'duplicate') ??
		types.find(({ outward }) => /^duplicates\b/i.test(outward));
	if (found !== undefined) return found.name;
	const message =
		'This Jira has no link type "Duplicate". Add one under Settings, Issue linking, or choose another way to close duplicates.';
	throw new InputError(message, [{ field: 'Link type', message }]);
}
