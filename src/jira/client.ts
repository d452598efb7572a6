import type {
	CreatedIssue,
	IssueDraft,
	IssueEdit,
	IssueRead,
	IssueTracker,
	RemoteLink,
} from '../engine/ports';
import type { RetryPolicy } from '../http/retry';
import type { HttpRequest, HttpTransport } from '../http/transport';
import type { Clock } from '../model/clock';
import { asError, isFailure } from '../model/failure';
import type { FieldMeta } from '../model/field-schema';
import type { JsonValue } from '../model/json';
import type { UserIdentity } from '../model/user';
import { attachmentMethods, type AttachmentMethods } from './attachment-files';
import { createAttachments } from './attachments';
import { readChangeTimes } from './changelog';
import {
	addComment,
	createComment,
	deleteComment,
	editComment,
	readCommentMarks,
	readComments,
	readThread,
} from './comments';
import { createConnection, type RateLimit } from './connection';
import { createHierarchy } from './hierarchy';
import { createdJql } from './jql';
import type { Deployment, JiraDialect, WebhookForm } from './dialect';
import {
	deleteIssue,
	editIssue,
	createIssue,
	prepareCreate,
	prepareEdit,
	rawIssue,
	readIssue,
	updateIssue,
	type CreateOptions,
	type PreparedRequest,
} from './issues';
import type { LoginAdvice } from './login';
import {
	ensureRemoteLink,
	linkDuplicate,
	linkRelated,
	remoteLinkRequest,
	removeRemoteLink,
} from './links';
import {
	createMetadata,
	type ComponentChoice,
	type FieldChoice,
	type IssueTypeChoice,
	type JiraMetadata,
	type StatusChoice,
} from './metadata';
import type { ListPage } from './list-page';
import { readPermissions } from './permissions';
import type { ClientParts } from './prepare-fields';
import type { ProjectChoice } from './projects';
import { deleteProperty, setProperty } from './properties';
import { createScreenMemory } from './screen-memory';
import { findLinked, searchIssues } from './search';
import type { ServerInfo } from './server-info';
import { readTransitions, takeTransition } from './transitions';
import { createRank } from './rank';
import { createVersions } from './versions';
import { createUsers, type AssignablePlace, type FindUserOptions } from './users';
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
	readonly advice?: LoginAdvice;
	/** The access token ends after a while, and is renewed when a request is refused. Default false. */
	readonly tokenEnds?: boolean;
}

/** Jira, for the engine and for the nodes' lists, lookups and webhooks. Metadata and users are read once per client. */
export interface JiraClient extends IssueTracker, AttachmentMethods {
	readonly deployment: Deployment;
	createIssue(draft: IssueDraft, options?: CreateOptions): Promise<CreatedIssue>;
	/** Changes fields as a person gave them: what cannot be taken as given is refused. Answers warnings. */
	updateIssue(
		issueId: string,
		edit: IssueEdit,
		options?: Omit<CreateOptions, 'exact'>,
	): Promise<readonly string[]>;
	/** The request that `createIssue` would send, after the same checks; sends nothing but questions. */
	previewCreate(draft: IssueDraft, options?: CreateOptions): Promise<PreparedRequest>;
	/** The requests that `editIssue` would send, or `updateIssue` with `exact`, after the same checks; sends nothing but questions. */
	previewUpdate(
		issueId: string,
		edit: IssueEdit,
		options?: CreateOptions,
	): Promise<readonly PreparedRequest[]>;
	/** The request that `ensureRemoteLink` would send. */
	previewRemoteLink(issueId: string, link: RemoteLink): HttpRequest;
	fields(): Promise<readonly FieldChoice[]>;
	/** Projects whose key or name contains the text; empty text lists all. */
	projects(query: string): Promise<readonly ProjectChoice[]>;
	/** Fields of the issue that the account may edit now. */
	editFields(idOrKey: string): Promise<readonly FieldMeta[]>;
	projectPage(query: string, startAt: number): Promise<ListPage<ProjectChoice>>;
	components(project: string): Promise<readonly ComponentChoice[]>;
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
	/** One page of everyone whom Jira's search gives for a text, for a list to choose from; `findUsers` gives only who is meant. */
	userPage(text: string, startAt: number): Promise<ListPage<UserIdentity>>;
	/** One page of the people to whom issues can be assigned. */
	assignablePage(
		place: AssignablePlace,
		text: string,
		startAt: number,
	): Promise<ListPage<UserIdentity>>;
	/** What an administrator finds who makes a webhook by hand. */
	webhookForm(): Promise<WebhookForm>;
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
	const attachments = createAttachments(connection);
	const parts: ClientParts = { connection, metadata, users, screens, attachments };
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
		searchCreated: (jql, { since, includeOwn }, what, limit) =>
			searchIssues(connection, read, createdJql(jql, since, includeOwn), what, limit),
		createIssue: (draft, create) => createIssue(parts, draft, create),
		editIssue: (issueId, edit) => editIssue(parts, issueId, edit),
		updateIssue: (issueId, edit, update) => updateIssue(parts, issueId, edit, update),
		previewRemoteLink: (issueId, link) => remoteLinkRequest(dialect, issueId, link),
		previewCreate: (draft, create) => prepareCreate(parts, draft, create),
		previewUpdate: (issueId, edit, check) => prepareEdit(parts, issueId, edit, check),
		transitions: (issueId) => readTransitions(connection, issueId),
		transition: (issueId, transition, inputs) => takeTransition(parts, issueId, transition, inputs),
		...additions(parts),
		...attachmentMethods(connection),
		...lookups(parts),
		...createHierarchy(connection, metadata, read),
		...createVersions(connection),
		...createRank(connection, read),
		async webhookForm() {
			const { major } = await metadata.serverInfo();
			return dialect.webhookForm(major);
		},
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
	| 'editFields'
	| 'projectPage'
	| 'components'
	| 'userPage'
	| 'assignablePage'
	| 'issueTypes'
	| 'statuses'
	| 'serverInfo'
	| 'permissions'
	| 'duplicateLinkType'
	| 'rateLimit'
> {
	return {
		createFields: (project, issueType) => metadata.createFields(project, issueType),
		versions: (projectKey) => metadata.versions(projectKey),
		findUsers: (query) => users.find(query),
		fields: () => metadata.fields(),
		projects: (query) => metadata.projects(query),
		editFields: (idOrKey) => metadata.editFields(idOrKey, `issue/${idOrKey}`),
		projectPage: (query, startAt) => metadata.projectPage(query, startAt),
		components: (project) => metadata.components(project),
		issueTypes: (project) => metadata.issueTypes(project),
		statuses: (project) => metadata.statuses(project),
		serverInfo: () => metadata.serverInfo(),
		permissions: (projectKey, keys) => readPermissions(connection, projectKey, keys),
		duplicateLinkType: () => metadata.duplicateLinkType(),
		rateLimit: () => connection.rateLimit(),
		userPage: (text, startAt) => users.page(text, startAt),
		assignablePage: (place, text, startAt) => users.assignable(place, text, startAt),
	};
}

/** What hangs on an issue: comments, links and properties. */
function additions(
	parts: ClientParts,
): Pick<
	JiraClient,
	| 'setProperty'
	| 'deleteProperty'
	| 'addComment'
	| 'comments'
	| 'createComment'
	| 'editComment'
	| 'deleteComment'
	| 'commentThread'
	| 'commentMarks'
	| 'ensureRemoteLink'
	| 'removeRemoteLink'
	| 'linkDuplicate'
	| 'changeTimes'
	| 'linkRelated'
> {
	const { connection, metadata } = parts;
	return {
		setProperty: (issueId, key, value) => setProperty(connection, issueId, key, value),
		deleteProperty: (issueId, key) => deleteProperty(connection, issueId, key),
		addComment: (issueId, text, mark) => addComment(parts, issueId, text, mark),
		comments: (issueId) => readComments(connection, issueId),
		createComment: (issueId, draft) => createComment(parts, issueId, draft),
		editComment: (issueId, id, draft) => editComment(parts, issueId, id, draft),
		deleteComment: (issueId, id) => deleteComment(connection, issueId, id),
		commentThread: (issueId) => readThread(connection, issueId),
		commentMarks: (issueId, ids) => readCommentMarks(connection, issueId, ids),
		ensureRemoteLink: (issueId, link) => ensureRemoteLink(connection, issueId, link),
		removeRemoteLink: (issueId, globalId) => removeRemoteLink(connection, issueId, globalId),
		linkDuplicate: (duplicateId, originalId) =>
			linkDuplicate(connection, metadata, duplicateId, originalId),
		changeTimes: (issueId, fieldIds) => readChangeTimes(connection, metadata, issueId, fieldIds),
		linkRelated: (issueId, otherId) => linkRelated(connection, metadata, issueId, otherId),
	};
}
