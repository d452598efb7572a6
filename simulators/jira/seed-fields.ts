import { SEED_ALL_FIELDS } from './seed-all-fields';
import { custom as field, options, system, type CustomFieldParts } from './seed-field-kit';
import type { Field, FieldKind } from './state/model';

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

const ID = SEED_FIELD_IDS;

/** On the screens of bugs of CRASH, unless something else is said. */
function custom(
	id: string,
	name: string,
	kind: FieldKind,
	type: string,
	plugin: string,
	rest: CustomFieldParts = {},
): Field {
	return field(id, name, kind, type, plugin, { screens: { CRASH: ['Bug'] }, ...rest });
}

const SEED_CUSTOM_FIELDS: readonly Field[] = [
	custom(ID.signature, 'Crash Signature', 'text', 'string', 'textfield'),
	custom(ID.callstack, 'Callstack', 'richText', 'string', 'textarea'),
	custom(ID.occurrences, 'Occurrences', 'number', 'number', 'float'),
	custom(ID.severity, 'Severity', 'option', 'option', 'select', {
		options: options(10030, 'Critical', 'Major', 'Minor'),
		screens: { CRASH: ['Bug'], PLAN: '*' },
		required: ['PLAN/Story'],
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
	custom(ID.secret, 'Secret Field', 'text', 'string', 'textfield', { screens: { CRASH: [] } }),
];

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
	system('security', 'Security Level', 'security', 'securitylevel', { clauses: ['level'] }),
	system('timetracking', 'Time tracking', 'timetracking', 'timetracking'),
	system('timeoriginalestimate', 'Original estimate', 'computed', 'number'),
	system('timeestimate', 'Remaining Estimate', 'computed', 'number'),
	system('timespent', 'Time Spent', 'computed', 'number'),
	system('worklog', 'Log Work', 'computed', 'array', { items: 'worklog' }),
	system('resolutiondate', 'Resolved', 'datetime', 'datetime', { clauses: ['resolved'] }),
	system('creator', 'Creator', 'computed', 'user'),
	system('created', 'Created', 'computed', 'datetime', { clauses: ['createdDate'] }),
	system('updated', 'Updated', 'computed', 'datetime', { clauses: ['updatedDate'] }),
	system('issuelinks', 'Linked Issues', 'computed', 'array', { items: 'issuelinks' }),
	system('subtasks', 'Sub-tasks', 'computed', 'array', { items: 'issuelinks' }),
	system('comment', 'Comment', 'computed', 'comments-page'),
	system('attachment', 'Attachment', 'computed', 'array', { items: 'attachment' }),
];

export const SEED_FIELDS: readonly Field[] = [
	...SEED_SYSTEM_FIELDS,
	...SEED_CUSTOM_FIELDS,
	...SEED_ALL_FIELDS,
];
