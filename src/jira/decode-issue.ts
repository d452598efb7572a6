import type { IssueRead } from '../engine/ports';
import {
	field,
	id,
	isObject,
	object,
	string,
	textOf,
	toJson,
	type UnknownRecord,
} from '../model/decode';
import { ATTACHMENTS_FIELD } from '../model/attachment';
import { COMMENTS_FIELD } from '../model/comment';
import { ALL_PROPERTIES } from '../model/link';
import type { FieldSchema } from '../model/field-schema';
import type { IssueStatus, JiraIssue, StatusCategory } from '../model/issue';
import { decodeIssueComments } from './comments';
import { decodeIssueAttachments } from './attachment-files';
import type { JiraConnection } from './connection';
import { decodeField, isRichText } from './field-codec';
import { jiraTimeToIso } from './field-codec/date';
import { decodeSchemas } from './field-meta';

/** Read with every issue, whatever else is asked for. */
export const BASE_FIELDS: readonly string[] = [
	'status',
	'resolution',
	'assignee',
	'updated',
	'project',
	'issuetype',
];

/** The wanted fields and the base fields, each once. */
export function fieldsToRead(read: IssueRead): readonly string[] {
	return [...new Set([...BASE_FIELDS, ...read.fields])];
}

/** For answers without `expand=schema`: what Jira documents for the fields that every site has. */
const SYSTEM_SCHEMAS: Readonly<Record<string, FieldSchema>> = {
	summary: { type: 'string', system: 'summary' },
	description: { type: 'string', system: 'description' },
	environment: { type: 'string', system: 'environment' },
	labels: { type: 'array', items: 'string', system: 'labels' },
	priority: { type: 'priority', system: 'priority' },
	status: { type: 'status', system: 'status' },
	resolution: { type: 'resolution', system: 'resolution' },
	assignee: { type: 'user', system: 'assignee' },
	reporter: { type: 'user', system: 'reporter' },
	project: { type: 'project', system: 'project' },
	issuetype: { type: 'issuetype', system: 'issuetype' },
	fixVersions: { type: 'array', items: 'version', system: 'fixVersions' },
	versions: { type: 'array', items: 'version', system: 'versions' },
	components: { type: 'array', items: 'component', system: 'components' },
	duedate: { type: 'date', system: 'duedate' },
	created: { type: 'datetime', system: 'created' },
	updated: { type: 'datetime', system: 'updated' },
	resolutiondate: { type: 'datetime', system: 'resolutiondate' },
	parent: { type: 'issuelink', system: 'parent' },
};

/** No fields of the issue like others: comments have words, authors and restrictions of their own, files have names and ids. */
const APART: ReadonlySet<string> = new Set([COMMENTS_FIELD, ATTACHMENTS_FIELD]);

/**
 * A field that Jira leaves out of an answer. Of the system's fields that means empty (Parent where there is none); a custom field
 * is left out where the issue's project and type have no such field, while a page's schema may name it for another issue.
 */
function isEmpty(fieldId: string, known: Readonly<Record<string, FieldSchema>>): boolean {
	return fieldId in known && !fieldId.startsWith('customfield_');
}

/** An issue as Jira sends it. `pageSchema` is the schema of a search page; a single issue carries its own. */
export function decodeIssue(
	connection: JiraConnection,
	raw: unknown,
	read: IssueRead,
	pageSchema?: unknown,
): JiraIssue {
	const issue = object(raw, 'issue');
	const fields = isObject(issue['fields']) ? issue['fields'] : {};
	const known = decodeSchemas(issue['schema'] ?? pageSchema);
	const wanted = read.fields.filter(
		(fieldId) => !APART.has(fieldId) && (fieldId in fields || isEmpty(fieldId, known)),
	);
	const comments = read.fields.includes(COMMENTS_FIELD)
		? decodeIssueComments(fields[COMMENTS_FIELD], connection.dialect)
		: undefined;
	const attachments = read.fields.includes(ATTACHMENTS_FIELD)
		? decodeIssueAttachments(connection, fields[ATTACHMENTS_FIELD])
		: undefined;
	const schemas = Object.fromEntries(
		wanted.map((fieldId) => [fieldId, schemaOf(known, fieldId)] as const),
	);
	const { dialect } = connection;
	const key = field(issue, 'key', string, 'issue');
	const resolution = isObject(fields['resolution'])
		? textOf(fields['resolution']['name'])
		: undefined;
	return {
		id: field(issue, 'id', id, 'issue'),
		key,
		url: connection.issueUrl(key),
		...decodeProject(fields['project']),
		issueType: decodeIssueType(fields['issuetype']),
		status: decodeIssueStatus(fields['status'], 'issue.fields.status'),
		...(resolution !== undefined && { resolution }),
		assignee: dialect.decodeUser(fields['assignee']) ?? null,
		updatedAt: Date.parse(jiraTimeToIso(textOf(fields['updated']) ?? '') ?? '') || 0,
		fields: Object.fromEntries(
			wanted.map((fieldId) => [
				fieldId,
				decodeField(schemaOf(known, fieldId), fields[fieldId], dialect),
			]),
		),
		schemas,
		people: decodePeople(connection, schemas, fields),
		richText: {
			format: dialect.textFormat,
			values: Object.fromEntries(
				wanted
					.filter((fieldId) => isRichText(schemaOf(known, fieldId)))
					.map((fieldId) => [fieldId, toJson(fields[fieldId] ?? null)]),
			),
		},
		properties: decodeProperties(issue['properties'], read.properties),
		...(comments && { comments }),
		...(attachments && { attachments }),
	};
}

/** Name and e-mail of the people of the fields for one person: a record names them by these. */
function decodePeople(
	{ dialect }: JiraConnection,
	schemas: JiraIssue['schemas'],
	fields: UnknownRecord,
): NonNullable<JiraIssue['people']> {
	return Object.fromEntries(
		Object.entries(schemas).flatMap(([fieldId, { type }]) => {
			const person = type === 'user' ? dialect.decodeUser(fields[fieldId]) : undefined;
			return person === undefined ? [] : [[fieldId, person] as const];
		}),
	);
}

/** `projectTypeKey` is the same on both products. */
function decodeProject(raw: unknown): Pick<JiraIssue, 'projectKey' | 'isServiceProject'> {
	const project = object(raw, 'issue.fields.project');
	const isServiceProject = project['projectTypeKey'] === 'service_desk';
	return {
		projectKey: textOf(project['key']) ?? '',
		...(isServiceProject && { isServiceProject }),
	};
}

function schemaOf(known: Readonly<Record<string, FieldSchema>>, fieldId: string): FieldSchema {
	return known[fieldId] ?? SYSTEM_SCHEMAS[fieldId] ?? { type: 'any' };
}

function decodeIssueType(raw: unknown): JiraIssue['issueType'] {
	const type = object(raw, 'issue.fields.issuetype');
	return { id: field(type, 'id', id, 'issue.fields.issuetype'), name: textOf(type['name']) ?? '' };
}

const CATEGORIES: ReadonlySet<string> = new Set(['new', 'indeterminate', 'done']);

/** Reads only what the sync uses; a category this version does not know counts as work in progress. */
export function decodeIssueStatus(raw: unknown, path: string): IssueStatus {
	const status = object(raw, path);
	const category = isObject(status['statusCategory'])
		? textOf(status['statusCategory']['key'])
		: undefined;
	const isKnown = category !== undefined && CATEGORIES.has(category);
	return {
		id: field(status, 'id', id, path),
		name: field(status, 'name', string, path),
		category: isKnown ? (category as StatusCategory) : 'indeterminate',
	};
}

function decodeProperties(raw: unknown, wanted: readonly string[]): JiraIssue['properties'] {
	if (!isObject(raw)) return {};
	return Object.fromEntries(
		(wanted.includes(ALL_PROPERTIES) ? Object.keys(raw) : wanted)
			.filter((key) => raw[key] !== undefined)
			.map((key) => [key, toJson(raw[key])]),
	);
}
