import type { Field, FieldKind, FieldOption, FieldSchema } from './state/model';

/** Ids of the custom fields, by what they are. */
export const SEED_FIELD_IDS = {
	signature: 'customfield_10010',
	callstack: 'customfield_10011',
	occurrences: 'customfield_10012',
	severity: 'customfield_10013',
	foundIn: 'customfield_10014',
	platforms: 'customfield_10015',
	triageOwner: 'customfield_10016',
	environments: 'customfield_10017',
	reviewDate: 'customfield_10018',
	lastSeen: 'customfield_10019',
	groupLink: 'customfield_10020',
	area: 'customfield_10021',
	secret: 'customfield_10099',
} as const;

function options(first: number, ...values: readonly string[]): readonly FieldOption[] {
	return values.map((value, index) => ({ id: String(first + index), value }));
}

function custom(
	id: string,
	name: string,
	kind: FieldKind,
	type: string,
	plugin: string,
	rest: { readonly items?: string; readonly options?: readonly FieldOption[] } = {},
): Field {
	const customId = Number(id.slice('customfield_'.length));
	const schema: FieldSchema = {
		type,
		...(rest.items === undefined ? {} : { items: rest.items }),
		custom: `com.atlassian.jira.plugin.system.customfieldtypes:${plugin}`,
		customId,
	};
	return {
		id,
		name,
		kind,
		schema,
		...(rest.options === undefined ? {} : { options: rest.options }),
	};
}

const ID = SEED_FIELD_IDS;

const SEED_CUSTOM_FIELDS: readonly Field[] = [
	custom(ID.signature, 'Crash Signature', 'text', 'string', 'textfield'),
	custom(ID.callstack, 'Callstack', 'richText', 'string', 'textarea'),
	custom(ID.occurrences, 'Occurrences', 'number', 'number', 'float'),
	custom(ID.severity, 'Severity', 'option', 'option', 'select', {
		options: options(10030, 'Critical', 'Major', 'Minor'),
	}),
	custom(ID.foundIn, 'Found In', 'version', 'version', 'version'),
	custom(ID.platforms, 'Platforms', 'labels', 'array', 'labels', { items: 'string' }),
	custom(ID.triageOwner, 'Triage Owner', 'user', 'user', 'userpicker'),
	custom(ID.environments, 'Environments', 'options', 'array', 'multiselect', {
		items: 'option',
		options: options(10040, 'Production', 'Staging', 'Development'),
	}),
	custom(ID.reviewDate, 'Review Date', 'date', 'date', 'datepicker'),
	custom(ID.lastSeen, 'Last Seen', 'datetime', 'datetime', 'datetime'),
	custom(ID.groupLink, 'Group Link', 'url', 'string', 'url'),
	custom(ID.area, 'Area', 'cascade', 'option-with-child', 'cascadingselect', {
		options: [
			{ id: '10050', value: 'Client', children: options(10051, 'Windows', 'Linux') },
			{ id: '10060', value: 'Server', children: options(10061, 'Login', 'Match') },
		],
	}),
	custom(ID.secret, 'Secret Field', 'text', 'string', 'textfield'),
];

function system(
	id: string,
	name: string,
	kind: FieldKind,
	type: string,
	rest: { readonly items?: string; readonly clauses?: readonly string[] } = {},
): Field {
	const { items, clauses } = rest;
	return {
		id,
		name,
		kind,
		schema: { type, ...(items === undefined ? {} : { items }), system: id },
		...(clauses === undefined ? {} : { clauses }),
	};
}

const SEED_SYSTEM_FIELDS: readonly Field[] = [
	system('summary', 'Summary', 'text', 'string'),
	system('issuetype', 'Issue Type', 'issuetype', 'issuetype', { clauses: ['type'] }),
	system('project', 'Project', 'project', 'project'),
	system('description', 'Description', 'richText', 'string'),
	system('environment', 'Environment', 'richText', 'string'),
	system('priority', 'Priority', 'priority', 'priority'),
	system('labels', 'Labels', 'labels', 'array', { items: 'string' }),
	system('assignee', 'Assignee', 'user', 'user'),
	system('reporter', 'Reporter', 'user', 'user'),
	system('fixVersions', 'Fix versions', 'versions', 'array', {
		items: 'version',
		clauses: ['fixVersion'],
	}),
	system('versions', 'Affects versions', 'versions', 'array', {
		items: 'version',
		clauses: ['affectedVersion'],
	}),
	system('components', 'Components', 'components', 'array', {
		items: 'component',
		clauses: ['component'],
	}),
	system('duedate', 'Due date', 'date', 'date', { clauses: ['due'] }),
	system('parent', 'Parent', 'parent', 'issuelink'),
	system('status', 'Status', 'status', 'status'),
	system('resolution', 'Resolution', 'resolution', 'resolution'),
	system('resolutiondate', 'Resolved', 'datetime', 'datetime', { clauses: ['resolved'] }),
	system('creator', 'Creator', 'computed', 'user'),
	system('created', 'Created', 'computed', 'datetime', { clauses: ['createdDate'] }),
	system('updated', 'Updated', 'computed', 'datetime', { clauses: ['updatedDate'] }),
	system('issuelinks', 'Linked Issues', 'computed', 'array', { items: 'issuelinks' }),
	system('subtasks', 'Sub-tasks', 'computed', 'array', { items: 'issuelinks' }),
	system('comment', 'Comment', 'computed', 'comments-page'),
	system('attachment', 'Attachment', 'computed', 'array', { items: 'attachment' }),
];

export const SEED_FIELDS: readonly Field[] = [...SEED_SYSTEM_FIELDS, ...SEED_CUSTOM_FIELDS];
