import type { CreatedIssue, IssueDraft, IssueEdit, IssueRead } from '../engine/ports';
import type { HttpRequest } from '../http/transport';
import { field, id, object, string, toJson } from '../model/decode';
import { asError, isFailure } from '../model/failure';
import type { FieldInput, FieldMeta } from '../model/field-schema';
import type { JiraIssue } from '../model/issue';
import type { JsonValue } from '../model/json';
import type { ReadableFormat } from '../text';
import { fieldNames } from './check-fields';
import { segment, type JiraConnection } from './connection';
import { EPIC_NAME_TYPE } from './field-codec/epic';
import { decodeIssue, fieldsToRead } from './decode-issue';
import { prepareFields, SET_BY_DRAFT, type ClientParts } from './prepare-fields';
import { setProperty } from './properties';

/** Reads one issue with fields, schema and properties in one request. */
export async function readIssue(
	{ connection, screens }: ClientParts,
	idOrKey: string,
	read: IssueRead,
): Promise<JiraIssue> {
	const body = await connection.get(`/issue/${segment(idOrKey)}`, `read issue ${idOrKey}`, {
		fields: fieldsToRead(read).join(','),
		expand: 'schema',
		...(read.properties.length > 0 && { properties: read.properties.join(',') }),
	});
	const issue = decodeIssue(connection, body, read);
	screens.note(issue);
	return issue;
}

/** How an issue is created. */
export interface CreateOptions {
	/**
	 * Somebody is there to correct the input: what would be left out or adapted with a warning (a person whom nobody matches, a label
	 * with a space, a line that is too long) is refused.
	 */
	readonly exact?: boolean;
	/** What texts for rich text fields are written in, where they do not say so themselves; plain text unless told otherwise. */
	readonly textFormat?: ReadableFormat;
}

/** A request that is ready to be sent. */
export interface PreparedRequest {
	readonly request: HttpRequest;
	/** Inputs that were not taken as given. */
	readonly warnings: readonly string[];
	/** Display names by field id, for Jira's own messages. */
	readonly fieldNames: Readonly<Record<string, string>>;
}

/** Checks the draft against the create screen, and gives the request that makes the issue with its properties. */
export async function prepareCreate(
	parts: ClientParts,
	draft: IssueDraft,
	options: CreateOptions = {},
): Promise<PreparedRequest> {
	const { connection } = parts;
	const { issuetype, screen, screenName } = await createScreen(parts, draft);
	const inputs = Object.entries(draft.fields).filter(([key]) => !SET_BY_DRAFT.has(key));
	const { fields, update, warnings } = await prepareFields(parts, {
		screen,
		inputs: { ...epicName(screen, draft), ...Object.fromEntries(inputs) },
		screenName,
		onCreate: true,
		...options,
	});
	const isId = /^\d+$/.test(draft.project);
	const project = isId ? { id: draft.project } : { key: draft.project };
	const body = {
		fields: { ...fields, project, issuetype },
		...nonEmpty('update', update),
		properties: Object.entries(draft.properties).map(([key, value]) => ({ key, value })),
	};
	const path = `${connection.dialect.apiRoot}/issue`;
	return { request: { method: 'POST', path, body }, warnings, fieldNames: fieldNames(screen) };
}

/** Data Center asks for a name of an epic beside its summary. */
function epicName(
	screen: readonly FieldMeta[],
	{ fields, nameEpic }: IssueDraft,
): IssueDraft['fields'] {
	const name = screen.find(({ schema }) => schema.custom?.endsWith(EPIC_NAME_TYPE));
	const { summary } = fields;
	return nameEpic !== true || name === undefined || summary === undefined
		? {}
		: { [name.id]: summary };
}

interface CreateScreen {
	readonly issuetype: JsonValue;
	readonly screen: readonly FieldMeta[];
	readonly screenName: string;
}

/**
 * What a new issue can hold. Where Jira does not let the account see that, which does not mean that it may not create issues, all
 * fields of the site are taken by their types, and what is required or allowed is left to Jira to say.
 */
async function createScreen(
	{ metadata }: ClientParts,
	{ project, issueType }: IssueDraft,
): Promise<CreateScreen> {
	try {
		const type = await metadata.issueType(project, issueType);
		const screen = await metadata.createFields(project, type.id);
		const screenName = `the create screen of issue type "${type.name}" in project "${project}"`;
		return { issuetype: { id: type.id }, screen, screenName };
	} catch (error) {
		if (!isFailure(error, 'permission')) throw asError(error);
		const fields = await metadata.fields();
		const screen = fields.map((field) => ({ ...field, required: false, hasDefault: false }));
		const issuetype = /^\d+$/.test(issueType) ? { id: issueType } : { name: issueType };
		return { issuetype, screen, screenName: `the create screen of project "${project}"` };
	}
}

/** Checks the draft against the create screen, then creates the issue with its properties in one request. */
export async function createIssue(
	parts: ClientParts,
	draft: IssueDraft,
	options: CreateOptions = {},
): Promise<CreatedIssue> {
	const { connection } = parts;
	const { request, warnings, fieldNames: names } = await prepareCreate(parts, draft, options);
	const answer = await connection.send(request, { action: 'create the issue', fieldNames: names });
	const created = object(answer, 'created issue');
	const key = field(created, 'key', string, 'created issue');
	const issueId = field(created, 'id', id, 'created issue');
	return { id: issueId, key, url: connection.issueUrl(key), warnings };
}

/** One request for fields and properties together; without fields only the properties are set, one by one. */
export async function editIssue(
	parts: ClientParts,
	issueId: string,
	edit: IssueEdit,
): Promise<readonly string[]> {
	const { connection } = parts;
	if (Object.keys(edit.fields).length === 0) {
		for (const { key, value } of edit.properties ?? [])
			await setProperty(connection, issueId, key, value);
		return [];
	}
	const requests = await prepareEdit(parts, issueId, edit);
	for (const prepared of requests) await sendEdit(connection, issueId, prepared);
	return requests.flatMap(({ warnings }) => warnings);
}

/** As `editIssue`, for inputs that somebody is there to correct: what cannot be taken as given is refused. */
export async function updateIssue(
	parts: ClientParts,
	issueId: string,
	edit: IssueEdit,
	options: Omit<CreateOptions, 'exact'> = {},
): Promise<readonly string[]> {
	const requests = await prepareEdit(parts, issueId, edit, { ...options, exact: true });
	for (const prepared of requests) await sendEdit(parts.connection, issueId, prepared);
	return requests.flatMap(({ warnings }) => warnings);
}

async function sendEdit(
	{ send }: JiraConnection,
	issueId: string,
	{ request, fieldNames: names }: PreparedRequest,
): Promise<void> {
	const action = request.path.endsWith('/assignee') ? 'assign' : 'edit';
	await send(request, { action: `${action} issue ${issueId}`, fieldNames: names });
}

/** Checks the inputs against the edit screen, and gives the requests of the edit in their order: at most two. */
export async function prepareEdit(
	parts: ClientParts,
	issueId: string,
	edit: IssueEdit,
	options: CreateOptions = {},
): Promise<readonly PreparedRequest[]> {
	const { connection, metadata, screens } = parts;
	const screen = await metadata.editFields(issueId, screens.keyOf(issueId));
	const { inScreen, assignee } = apartAssignee(screen, edit.fields);
	const { fields, update, warnings } = await prepareFields(parts, {
		screen,
		inputs: inScreen,
		screenName: `the edit screen of issue ${issueId}`,
		onCreate: false,
		...options,
		...(edit.before && { before: edit.before }),
		place: { issue: issueId, attachments: edit.attachments },
		mentions: edit.mentions,
	});
	const first =
		assignee === undefined ? [] : [await prepareAssign(parts, issueId, assignee, options)];
	const body = {
		...nonEmpty('fields', fields),
		...nonEmpty('update', update),
		...(edit.properties && { properties: edit.properties }),
	};
	if (Object.keys(body).length === 0) return first;
	const path = `${connection.dialect.apiRoot}/issue/${segment(issueId)}`;
	const request = { method: 'PUT', path, body } as const;
	return [...first, { request, warnings, fieldNames: fieldNames(screen) }];
}

/** Assigning has its own permission and its own request, so it works where the edit screen lacks the field. */
function apartAssignee(screen: readonly FieldMeta[], inputs: IssueEdit['fields']) {
	const { assignee, ...others } = inputs;
	const onScreen = screen.some((meta) => meta.id === 'assignee');
	return onScreen || assignee === undefined || screen.length === 0
		? { inScreen: inputs, assignee: undefined }
		: { inScreen: others, assignee };
}

async function prepareAssign(
	parts: ClientParts,
	issueId: string,
	input: FieldInput,
	options: CreateOptions,
): Promise<PreparedRequest> {
	const { connection } = parts;
	const meta: FieldMeta = {
		id: 'assignee',
		name: 'Assignee',
		required: false,
		hasDefault: false,
		schema: { type: 'user', system: 'assignee' },
	};
	const { fields, warnings } = await prepareFields(parts, {
		screen: [meta],
		inputs: { assignee: input },
		screenName: 'the issue',
		onCreate: false,
		...options,
	});
	const [nobodyKey] = Object.keys(connection.dialect.userReference(''));
	const body = fields['assignee'] ?? { [nobodyKey ?? 'name']: null };
	const path = `${connection.dialect.apiRoot}/issue/${segment(issueId)}/assignee`;
	return { request: { method: 'PUT', path, body }, warnings, fieldNames: fieldNames([meta]) };
}

function nonEmpty(
	key: string,
	value: Readonly<Record<string, JsonValue>>,
): Record<string, unknown> {
	return Object.keys(value).length === 0 ? {} : { [key]: value };
}

/** Deletes the issue with its sub-tasks. */
export async function deleteIssue(
	{ dialect, send }: JiraConnection,
	issueId: string,
): Promise<void> {
	const request = {
		method: 'DELETE',
		path: `${dialect.apiRoot}/issue/${segment(issueId)}`,
		query: { deleteSubtasks: 'true' },
		headers: { 'content-type': 'application/json' },
	} as const;
	await send(request, { action: `delete issue ${issueId}` });
}

/** The issue as Jira sends it. */
export async function rawIssue(
	connection: JiraConnection,
	idOrKey: string,
	fields: readonly string[],
): Promise<JsonValue> {
	const query = { expand: 'names,schema', fields: fields.length === 0 ? '*all' : fields.join(',') };
	return toJson(await connection.get(`/issue/${segment(idOrKey)}`, `read issue ${idOrKey}`, query));
}
