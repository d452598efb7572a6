import type { CreatedIssue, IssueDraft, IssueRead, IssueTracker } from '../engine/ports';
import type { RetryPolicy } from '../http/retry';
import type { HttpTransport } from '../http/transport';
import type { Clock } from '../model/clock';
import { asError, isFailure } from '../model/failure';
import type { JsonValue } from '../model/json';
import type { UserIdentity } from '../model/user';
import { addComment, readComments } from './comments';
import { createConnection, type RateLimit } from './connection';
import type { Deployment, JiraDialect } from './dialect';
import {
	deleteIssue,
	editIssue,
	createIssue,
	rawIssue,
	readIssue,
	type ClientParts,
	type CreateOptions,
} from './issues';
import { ensureRemoteLink, linkDuplicate, removeRemoteLink } from './links';
import {
	createMetadata,
	type FieldChoice,
	type IssueTypeChoice,
	type JiraMetadata,
	type ProjectChoice,
	type StatusChoice,
} from './metadata';
import { readPermissions } from './permissions';
import { deleteProperty, setProperty } from './properties';
import { createScreenMemory } from './screen-memory';
import { findLinked, searchIssues } from './search';
import type { ServerInfo } from './server-info';
import { readTransitions, takeTransition } from './transitions';
import { createUsers, type FindUserOptions } from './users';
import { createWebhooks, type JiraWebhooks } from './webhooks';

export interface JiraClientOptions {
	readonly transport: HttpTransport;
	readonly dialect: JiraDialect;
	/** Base URL for people (links to issues); behind the API gateway that is the site, not the gateway. */
	readonly baseUrl: string;
	readonly clock: Clock;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly findUserOptions?: FindUserOptions;
	readonly policy?: RetryPolicy;
	/** Requests under way at once. Default 8. */
	readonly maxConcurrent?: number;
}

/** Jira, for the engine and for the nodes' lists, lookups and webhooks. Metadata and users are read once per client. */
export interface JiraClient extends IssueTracker {
	readonly deployment: Deployment;
	createIssue(draft: IssueDraft, options?: CreateOptions): Promise<CreatedIssue>;
	fields(): Promise<readonly FieldChoice[]>;
	/** Projects whose key or name contains the text; empty text lists all. */
	projects(query: string): Promise<readonly ProjectChoice[]>;
	issueTypes(project: string): Promise<readonly IssueTypeChoice[]>;
	statuses(project: string): Promise<readonly StatusChoice[]>;
	serverInfo(): Promise<ServerInfo>;
	/** Whether the account has each permission in the project, by key, without what Jira does not name. */
	permissions(
		projectKey: string,
		keys: readonly string[],
	): Promise<Readonly<Record<string, boolean>>>;
	/** Name of the type of links that says of an issue that it duplicates another. Throws `InputError` when there is none. */
	duplicateLinkType(): Promise<string>;
	/** What the last answer that named a request limit said; nothing when none did. */
	rateLimit(): RateLimit | undefined;
	/** Everyone Jira's search gives for a text, for a list to choose from; `findUsers` gives only who is meant. */
	listUsers(text: string): Promise<readonly UserIdentity[]>;
	/** `oauthApp`: the credential is an OAuth 2.0 app of Jira Cloud, which has its own kind of webhook. */
	webhooks(options?: { readonly oauthApp?: boolean }): Promise<JiraWebhooks>;
	/** The issue as Jira sends it, with names and schema; no fields named means all. */
	raw(idOrKey: string, fields?: readonly string[]): Promise<JsonValue>;
	deleteIssue(issueId: string): Promise<void>;
}

/** Client for one Jira and one account. Everything it remembers is gone with it. */
export function createJiraClient(options: JiraClientOptions): JiraClient {
	const connection = createConnection(options);
	const metadata = createMetadata(connection);
	const users = createUsers(connection, options.findUserOptions);
	const screens = createScreenMemory();
	const parts: ClientParts = { connection, metadata, users, screens };
	const read = (idOrKey: string, what: IssueRead) => readIssue(parts, idOrKey, what);
	const { dialect } = connection;
	return {
		deployment: dialect.deployment,
		myself: () => users.myself(),
		readIssue: read,
		async findLinked(globalIds, what, find = {}) {
			const search = findLinked(connection, read, globalIds, what, find);
			const issues = await explained(search, metadata, find.recent?.project);
			issues.forEach((issue) => screens.note(issue));
			return issues;
		},
		async search(jql, what, limit) {
			const issues = await searchIssues(connection, read, jql, what, limit);
			issues.forEach((issue) => screens.note(issue));
			return issues;
		},
		createIssue: (draft, create) => createIssue(parts, draft, create),
		editIssue: (issueId, edit) => editIssue(parts, issueId, edit),
		transitions: (issueId) => readTransitions(connection, issueId),
		transition: (issueId, transition, inputs) => takeTransition(parts, issueId, transition, inputs),
		...additions(parts),
		...lookups(parts),
		async webhooks({ oauthApp = false } = {}) {
			const { major } = await metadata.serverInfo();
			return createWebhooks(connection, dialect.webhooks({ major, oauthApp }));
		},
		raw: (idOrKey, fields = []) => rawIssue(connection, idOrKey, fields),
		deleteIssue: (issueId) => deleteIssue(connection, issueId),
	};
}

/** A project that cannot be used makes Jira refuse the query; the error then says so, and which projects there are. */
async function explained<T>(
	search: Promise<T>,
	metadata: JiraMetadata,
	project: string | undefined,
): Promise<T> {
	try {
		return await search;
	} catch (error) {
		if (project !== undefined && isFailure(error, 'validation')) await metadata.issueTypes(project);
		throw asError(error);
	}
}

/** Questions that metadata and users answer. */
function lookups({
	connection,
	metadata,
	users,
}: ClientParts): Pick<
	JiraClient,
	| 'createFields'
	| 'versions'
	| 'findUsers'
	| 'fields'
	| 'projects'
	| 'issueTypes'
	| 'statuses'
	| 'serverInfo'
	| 'permissions'
	| 'duplicateLinkType'
	| 'rateLimit'
	| 'listUsers'
> {
	return {
		createFields: (project, issueType) => metadata.createFields(project, issueType),
		versions: (projectKey) => metadata.versions(projectKey),
		findUsers: (query) => users.find(query),
		fields: () => metadata.fields(),
		projects: (query) => metadata.projects(query),
		issueTypes: (project) => metadata.issueTypes(project),
		statuses: (project) => metadata.statuses(project),
		serverInfo: () => metadata.serverInfo(),
		permissions: (projectKey, keys) => readPermissions(connection, projectKey, keys),
		duplicateLinkType: () => metadata.duplicateLinkType(),
		rateLimit: () => connection.rateLimit(),
		listUsers: (text) => users.list(text),
	};
}

/** What hangs on an issue: comments, links and properties. */
function additions({
	connection,
	metadata,
}: ClientParts): Pick<
	JiraClient,
	| 'setProperty'
	| 'deleteProperty'
	| 'addComment'
	| 'comments'
	| 'ensureRemoteLink'
	| 'removeRemoteLink'
	| 'linkDuplicate'
> {
	return {
		setProperty: (issueId, key, value) => setProperty(connection, issueId, key, value),
		deleteProperty: (issueId, key) => deleteProperty(connection, issueId, key),
		addComment: (issueId, text) => addComment(connection, issueId, text),
		comments: (issueId) => readComments(connection, issueId),
		ensureRemoteLink: (issueId, link) => ensureRemoteLink(connection, issueId, link),
		removeRemoteLink: (issueId, globalId) => removeRemoteLink(connection, issueId, globalId),
		linkDuplicate: (duplicateId, originalId) =>
			linkDuplicate(connection, metadata, duplicateId, originalId),
	};
}
