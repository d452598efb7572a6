import type {
	Component,
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

export { SEED_FIELD_IDS, SEED_FIELDS } from './seed-fields';
