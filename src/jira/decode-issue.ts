import type { IssueRead } from '../engine/ports';
import { field, id, isObject, object, string, textOf, toJson } from '../model/decode';
import type { FieldSchema } from '../model/field-schema';
import type { IssueStatus, JiraIssue, StatusCategory } from '../model/issue';
import type { JiraConnection } from './connection';
import { decodeField } from './field-codec';
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
	parent: { type: 'issuelink', system: 'parent' },
};

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
	const wanted = read.fields.filter((fieldId) => fieldId in fields || fieldId in known);
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
		projectKey: textOf(object(fields['project'], 'issue.fields.project')['key']) ?? '',
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
		properties: decodeProperties(issue['properties'], read.properties),
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
		wanted.filter((key) => raw[key] !== undefined).map((key) => [key, toJson(raw[key])]),
	);
}
