import type {
	Component,
	Field,
	FieldKind,
	FieldOption,
	FieldSchema,
	IssueType,
	LinkType,
	Named,
	Project,
	Status,
	Transition,
	User,
	Version,
} from './state/model';

/** Names of the seeded users, as `site.transport(name)` and `site.asUser(name)` take them. */
export type SeedUserName = 'admin' | 'kim' | 'ann' | 'bob' | 'sync' | 'noperm';

function person(
	name: SeedUserName,
	displayName: string,
	number: number,
	rest: Partial<Pick<User, 'admin' | 'noAccess' | 'timeZone'>> = {},
): User {
	return {
		name,
		key: `JIRAUSER${10100 + number}`,
		accountId: `5b10a2844c20165700ede2${number}g`,
		displayName,
		emailAddress: `${name}@example.com`,
		timeZone: 'Etc/UTC',
		password: `password-${name}`,
		token: `cloud-token-${name}`,
		pat: `pat-${name}`,
		admin: false,
		noAccess: [],
		...rest,
	};
}

/**
 * Everybody may do everything in the projects except administer; `admin` may do that too, `noperm` sees nothing of
 * CRASH. Kim lives in New York, so that quoted JQL dates mean something else for her.
 */
export const SEED_USERS: Readonly<Record<SeedUserName, User>> = {
	admin: person('admin', 'Jira Admin', 11, { admin: true }),
	kim: person('kim', 'Kim Lee', 12, { timeZone: 'America/New_York' }),
	ann: person('ann', 'Ann Ray', 13),
	bob: person('bob', 'Bob Stone', 14),
	sync: person('sync', 'Sync Bot', 15),
	noperm: person('noperm', 'No Permission', 16, { noAccess: ['CRASH'] }),
};

/** Keys of the seeded projects. */
export const SEED_PROJECT_KEYS = { crash: 'CRASH', plan: 'PLAN' } as const;

export const SEED_PROJECTS: readonly Project[] = [
	{ id: '10000', key: 'CRASH', name: 'Crashes', lead: 'admin' },
	{ id: '10001', key: 'PLAN', name: 'Planning', lead: 'admin' },
];

/** Issue types have ids of their own in each project, as in team-managed projects. */
export const SEED_ISSUE_TYPES: readonly IssueType[] = SEED_PROJECTS.flatMap(({ key }, index) =>
	['Bug', 'Task', 'Story', 'Sub-task'].map((name, position) => ({
		id: String(10101 + index * 100 + position),
		name,
		subtask: name === 'Sub-task',
		project: key,
	})),
);

export const SEED_STATUSES: readonly Status[] = [
	{ id: '10000', name: 'To Do', category: 'new' },
	{ id: '3', name: 'In Progress', category: 'indeterminate' },
	{ id: '10001', name: 'In Review', category: 'indeterminate' },
	{ id: '10002', name: 'Done', category: 'done' },
	{ id: '10003', name: "Won't Do", category: 'done' },
];

/** To Do → In Progress → In Review → Done. There is no direct way from To Do to Done. */
export const SEED_TRANSITIONS: readonly Transition[] = [
	{
		id: '11',
		name: 'Start Progress',
		from: ['10000'],
		to: '3',
		screen: [],
		event: 'issue_work_started',
	},
	{
		id: '21',
		name: 'Send to Review',
		from: ['3'],
		to: '10001',
		screen: [],
		event: 'issue_generic',
	},
	{
		id: '22',
		name: 'Back to Progress',
		from: ['10001'],
		to: '3',
		screen: [],
		event: 'issue_generic',
	},
	{
		id: '31',
		name: 'Done',
		from: ['3', '10001'],
		to: '10002',
		screen: ['resolution', 'fixVersions'],
		resolution: '10000',
		event: 'issue_resolved',
	},
	{
		id: '41',
		name: 'Reopen',
		from: ['10002', '10003'],
		to: '10000',
		screen: [],
		resolution: null,
		event: 'issue_reopened',
	},
	{
		id: '51',
		name: "Won't Do",
		from: ['10000'],
		to: '10003',
		screen: [],
		resolution: '10001',
		event: 'issue_resolved',
	},
];

export const SEED_PRIORITIES: readonly Named[] = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map(
	(name, index) => ({ id: String(index + 1), name }),
);

export const SEED_RESOLUTIONS: readonly Named[] = [
	{ id: '10000', name: 'Done' },
	{ id: '10001', name: "Won't Do" },
	{ id: '10002', name: 'Duplicate' },
];

export const SEED_LINK_TYPES: readonly LinkType[] = [
	{ id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
	{ id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
	{ id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

/** Versions of CRASH in their sequence. */
export const SEED_VERSIONS: readonly Version[] = (
	[
		['1.2.0', true],
		['1.2.3', true],
		['1.3.0', true],
		['1.3.1', false],
		['1.4.0', false],
		['2.0.0', false],
	] as const
).map(([name, released], index) => ({
	id: String(10010 + index),
	name,
	project: 'CRASH',
	released,
	archived: false,
	...(released ? { releaseDate: `2025-0${index + 1}-15` } : {}),
}));

export const SEED_COMPONENTS: readonly Component[] = [
	{ id: '10020', name: 'UI', project: 'CRASH' },
	{ id: '10021', name: 'Engine', project: 'CRASH' },
];

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
