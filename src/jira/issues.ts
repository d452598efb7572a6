import type { CreatedIssue, IssueDraft, IssueEdit, IssueRead } from '../engine/ports';
import { field, id, object, string, toJson } from '../model/decode';
import type { InputProblem } from '../model/failure';
import type { FieldInput, FieldMeta } from '../model/field-schema';
import type { JiraIssue } from '../model/issue';
import type { JsonValue } from '../model/json';
import {
	encodeFields,
	failOnProblems,
	fieldNames,
	locateFields,
	missingRequired,
	notOnScreen,
	type EncodedFields,
} from './check-fields';
import { segment, type JiraConnection } from './connection';
import { decodeIssue, fieldsToRead } from './decode-issue';
import { userTextsOf } from './field-codec';
import type { JiraMetadata } from './metadata';
import { setProperty } from './properties';
import type { ScreenMemory } from './screen-memory';
import type { JiraUsers, UserMatch } from './users';

/** What the operations of one client share. */
export interface ClientParts {
	readonly connection: JiraConnection;
	readonly metadata: JiraMetadata;
	readonly users: JiraUsers;
	readonly screens: ScreenMemory;
}

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
	/** A person whom nobody matches: `leaveOut` creates the issue without and warns (default), `refuse` creates nothing. */
	readonly unmatchedUsers?: 'leaveOut' | 'refuse';
}

const SET_BY_DRAFT: ReadonlySet<string> = new Set(['project', 'issuetype']);

/** Checks the draft against the create screen, then creates the issue with its properties in one request. */
export async function createIssue(
	parts: ClientParts,
	draft: IssueDraft,
	{ unmatchedUsers = 'leaveOut' }: CreateOptions = {},
): Promise<CreatedIssue> {
	const { connection, metadata } = parts;
	const type = await metadata.issueType(draft.project, draft.issueType);
	const screen = await metadata.createFields(draft.project, type.id);
	const screenName = `the create screen of issue type "${type.name}" in project "${draft.project}"`;
	const inputs = Object.entries(draft.fields).filter(([key]) => !SET_BY_DRAFT.has(key));
	const { fields, update, warnings } = await prepareFields(parts, {
		screen,
		inputs: Object.fromEntries(inputs),
		screenName,
		onCreate: true,
		unmatchedUsers,
	});
	const isId = /^\d+$/.test(draft.project);
	const project = isId ? { id: draft.project } : { key: draft.project };
	const body = {
		fields: { ...fields, project, issuetype: { id: type.id } },
		...nonEmpty('update', update),
		properties: Object.entries(draft.properties).map(([key, value]) => ({ key, value })),
	};
	const path = `${connection.dialect.apiRoot}/issue`;
	const answer = await connection.send(
		{ method: 'POST', path, body },
		{ action: 'create the issue', fieldNames: fieldNames(screen) },
	);
	const created = object(answer, 'created issue');
	const key = field(created, 'key', string, 'created issue');
	const issueId = field(created, 'id', id, 'created issue');
	return { id: issueId, key, url: connection.issueUrl(key), warnings };
}

/** One request for fields and property together; without fields only the property is set. */
export async function editIssue(
	parts: ClientParts,
	issueId: string,
	edit: IssueEdit,
): Promise<void> {
	const { connection, metadata, screens } = parts;
	if (Object.keys(edit.fields).length === 0) {
		if (edit.property)
			await setProperty(connection, issueId, edit.property.key, edit.property.value);
		return;
	}
	const screen = await metadata.editFields(issueId, screens.keyOf(issueId));
	const { inScreen, assignee } = apartAssignee(screen, edit.fields);
	const { fields, update } = await prepareFields(parts, {
		screen,
		inputs: inScreen,
		screenName: `the edit screen of issue ${issueId}`,
		onCreate: false,
	});
	if (assignee !== undefined) await assign(parts, issueId, assignee);
	const body = {
		...nonEmpty('fields', fields),
		...nonEmpty('update', update),
		...(edit.property && { properties: [edit.property] }),
	};
	if (Object.keys(body).length === 0) return;
	await connection.send(
		{ method: 'PUT', path: `${connection.dialect.apiRoot}/issue/${segment(issueId)}`, body },
		{ action: `edit issue ${issueId}`, fieldNames: fieldNames(screen) },
	);
}

/** Assigning has its own permission and its own request, so it works where the edit screen lacks the field. */
function apartAssignee(screen: readonly FieldMeta[], inputs: IssueEdit['fields']) {
	const { assignee, ...others } = inputs;
	const onScreen = screen.some((meta) => meta.id === 'assignee');
	return onScreen || assignee === undefined || screen.length === 0
		? { inScreen: inputs, assignee: undefined }
		: { inScreen: others, assignee };
}

async function assign(parts: ClientParts, issueId: string, input: FieldInput): Promise<void> {
	const { connection } = parts;
	const meta: FieldMeta = {
		id: 'assignee',
		name: 'Assignee',
		required: false,
		hasDefault: false,
		schema: { type: 'user', system: 'assignee' },
	};
	const { fields } = await prepareFields(parts, {
		screen: [meta],
		inputs: { assignee: input },
		screenName: 'the issue',
		onCreate: false,
	});
	const [nobodyKey] = Object.keys(connection.dialect.userReference(''));
	const body = fields['assignee'] ?? { [nobodyKey ?? 'name']: null };
	const path = `${connection.dialect.apiRoot}/issue/${segment(issueId)}/assignee`;
	await connection.send({ method: 'PUT', path, body }, { action: `assign issue ${issueId}` });
}

interface FieldTask {
	readonly screen: readonly FieldMeta[];
	readonly inputs: Readonly<Record<string, FieldInput>>;
	/** For messages, for example `the create screen of …`. */
	readonly screenName: string;
	readonly onCreate: boolean;
	readonly unmatchedUsers?: CreateOptions['unmatchedUsers'];
}

/** Locates, resolves users, encodes, and throws one `InputError` with every problem before anything is sent. */
export async function prepareFields(parts: ClientParts, task: FieldTask): Promise<EncodedFields> {
	const { located, missing, problems } = locateFields(task.screen, task.inputs);
	const texts = located.flatMap(({ meta, input }) => userTextsOf(meta, input));
	const users = await resolveUsers(parts.users, texts, task.onCreate);
	const context = { dialect: parts.connection.dialect, users };
	const leaveOut = task.onCreate && task.unmatchedUsers !== 'refuse';
	const { encoded, problems: wrong } = encodeFields(located, context, {
		onCreate: task.onCreate,
		leaveOut,
	});
	const required = task.onCreate ? missingRequired(task.screen, located, SET_BY_DRAFT) : [];
	const absent = missing.length === 0 ? [] : await explainMissing(parts, task, missing);
	failOnProblems(summaryOf(task), [...required, ...absent, ...problems, ...wrong]);
	return encoded;
}

function summaryOf({ onCreate, screen, screenName }: FieldTask): string {
	if (screen.length === 0 && !onCreate)
		return 'The issue cannot be edited: the account may not edit it, or its status does not allow edits.';
	return onCreate
		? 'The issue was not created, because some fields cannot be used.'
		: `Nothing was changed on ${screenName}, because some fields cannot be used.`;
}

/** In an edit a text without `@` and spaces is an id already, as the core stores it; only other texts are looked up. */
async function resolveUsers(
	users: JiraUsers,
	texts: readonly string[],
	onCreate: boolean,
): Promise<ReadonlyMap<string, UserMatch>> {
	const matches = [...new Set(texts)].map(async (text): Promise<[string, UserMatch]> => {
		const isId = !onCreate && !/[@\s]/.test(text);
		return [text, isId ? { kind: 'found', id: text } : await users.resolve(text)];
	});
	return new Map(await Promise.all(matches));
}

/** The field list only gives better names; when it cannot be read, the message names the field as it was given. */
async function explainMissing(
	{ metadata }: ClientParts,
	{ screen, screenName }: FieldTask,
	missing: readonly string[],
): Promise<readonly InputProblem[]> {
	const all = await metadata.fields().catch(() => missing.map((name) => ({ id: name, name })));
	return missing.map((nameOrId) => {
		const wanted = nameOrId.trim().toLowerCase();
		const known = all.find(
			({ id: fieldId, name }) => fieldId === nameOrId || name.toLowerCase() === wanted,
		);
		return notOnScreen(nameOrId, known?.name, screenName, screen);
	});
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
