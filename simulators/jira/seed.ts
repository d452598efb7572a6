import type { Group, SecurityLevel } from './state/access-model';
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
	{ id: '10002', key: 'ALL', name: 'All kinds of fields', lead: 'admin' },
	{ id: '10003', key: 'TEAM', name: 'A team of its own', lead: 'admin', teamManaged: true },
];

/** Issue types have ids of their own in each project, as in team-managed projects. Epics are in ALL and TEAM. */
export const SEED_ISSUE_TYPES: readonly IssueType[] = SEED_PROJECTS.flatMap(({ key }, index) =>
	[...['Bug', 'Task', 'Story', 'Sub-task'], ...(index < 2 ? [] : ['Epic'])].map(
		(name, position) => ({
			id: String(10101 + index * 100 + position),
			name,
			subtask: name === 'Sub-task',
			...(name === 'Epic' ? { epic: true } : {}),
			project: key,
		}),
	),
);

export const SEED_GROUPS: readonly Group[] = [
	{
		name: 'developers',
		groupId: '276f955c-63d7-42c8-9520-92d01dca0625',
		members: ['kim', 'ann', 'bob'],
	},
	{ name: 'jira-users', groupId: '6e87dc72-4f1f-421f-9382-2fee8b652487', members: ['kim', 'ann'] },
	{ name: 'managers', groupId: '0f2b8bd4-5d0f-4b1a-9a0c-3f3c2f1f7f10', members: ['admin'] },
];

/** Everybody sees both levels; an issue only shows which one it has. */
export const SEED_SECURITY_LEVELS: readonly SecurityLevel[] = [
	{ id: '10070', name: 'Internal', description: 'Staff only', project: 'ALL' },
	{ id: '10071', name: 'Confidential', description: 'Leads only', project: 'ALL' },
];

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

/** Versions of CRASH and ALL in their sequence. */
export const SEED_VERSIONS: readonly Version[] = (
	[
		['1.2.0', true, 'CRASH'],
		['1.2.3', true, 'CRASH'],
		['1.3.0', true, 'CRASH'],
		['1.3.1', false, 'CRASH'],
		['1.4.0', false, 'CRASH'],
		['2.0.0', false, 'CRASH'],
		['1.0', true, 'ALL'],
		['1.1', false, 'ALL'],
		['2.0', false, 'ALL'],
	] as const
).map(([name, released, project], index) => ({
	id: String(10010 + index),
	name,
	project,
	released,
	archived: false,
	...(released ? { releaseDate: `2025-0${index + 1}-15` } : {}),
}));

export const SEED_COMPONENTS: readonly Component[] = [
	{ id: '10020', name: 'UI', project: 'CRASH' },
	{ id: '10021', name: 'Engine', project: 'CRASH' },
	{ id: '10022', name: 'Client', project: 'ALL' },
	{ id: '10023', name: 'Server', project: 'ALL' },
];

export { SEED_BOARDS, SEED_SPRINTS } from './seed-agile';
export { ALL_FIELD_IDS } from './seed-all-fields';
export { SEED_FIELD_IDS, SEED_FIELDS } from './seed-fields';
