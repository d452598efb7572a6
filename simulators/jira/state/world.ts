import {
	SEED_BOARDS,
	SEED_COMPONENTS,
	SEED_FIELDS,
	SEED_GROUPS,
	SEED_ISSUE_TYPES,
	SEED_LINK_TYPES,
	SEED_PRIORITIES,
	SEED_PROJECTS,
	SEED_RESOLUTIONS,
	SEED_SECURITY_LEVELS,
	SEED_SPRINTS,
	SEED_STATUSES,
	SEED_TRANSITIONS,
	SEED_USERS,
	SEED_VERSIONS,
} from '../seed';
import type { AttachmentRules, JiraSiteOptions, WebhookHabits } from '../site';
import { crowdProjects, crowdUsers } from '../seed-crowd';
import { DEFAULT_UNKNOWNS, type Unknowns } from '../unknowns';
import type { Group, SecurityLevel } from './access-model';
import type { Board, Sprint } from './agile-model';
import type {
	Component,
	Field,
	IssueLinkState,
	IssueState,
	IssueType,
	LinkType,
	Named,
	Project,
	SiteEvent,
	Status,
	Transition,
	User,
	Version,
} from './model';

/** An issue's states in order; `undefined` is its deletion. */
export interface Timeline {
	readonly moments: { readonly at: number; readonly state: IssueState | undefined }[];
}

/** Everything one site holds. Both versions of the REST API and the browser's people work on it. */
export interface World {
	readonly deployment: 'cloud' | 'dataCenter';
	readonly version: string;
	readonly unknowns: Unknowns;
	/** Of Data Center. */
	readonly passwords: 'accepted' | 'refused';
	readonly now: () => number;
	readonly users: readonly User[];
	readonly hiddenEmails: readonly string[];
	/** Cloud: a refused login is not told in a header. */
	readonly silentRefusals: boolean;
	readonly projects: readonly Project[];
	readonly issueTypes: readonly IssueType[];
	readonly statuses: readonly Status[];
	readonly transitions: readonly Transition[];
	readonly priorities: readonly Named[];
	readonly resolutions: readonly Named[];
	readonly linkTypes: readonly LinkType[];
	readonly groups: readonly Group[];
	readonly securityLevels: readonly SecurityLevel[];
	readonly boards: readonly Board[];
	readonly sprints: Sprint[];
	readonly components: Component[];
	/** Properties of projects, by key of the project. */
	readonly projectProperties: Map<string, Map<string, unknown>>;
	readonly fields: ReadonlyMap<string, Field>;
	/** In their sequence. */
	readonly versions: Version[];
	readonly links: IssueLinkState[];
	/** Worklogs that were deleted, with when. */
	readonly removedWorklogs: { readonly id: string; readonly at: number }[];
	/** Ids of issues that were ranked, first to last; see `ranking.ts`. */
	readonly ranking: string[];
	readonly timelines: Map<string, Timeline>;
	readonly idsByKey: Map<string, string>;
	readonly lastNumber: Map<string, number>;
	readonly nextId: (kind: string) => string;
	readonly emit: (event: SiteEvent) => void;
	readonly listeners: ((event: SiteEvent) => void)[];
	readonly webhookHabits: WebhookHabits;
	readonly attachmentRules: AttachmentRules;
	/** With the context path, without a trailing slash; changes when the site starts to listen. */
	baseUrl: string;
	indexLagMs: number;
}

/** The seeded site, without issues. */
export function createWorld(options: JiraSiteOptions): World {
	const cloud = options.deployment === 'cloud';
	const host = cloud ? 'https://simulated.atlassian.net' : 'https://jira.example.com';
	const projects = [...SEED_PROJECTS, ...crowdProjects(options)].filter(
		({ teamManaged = false }) => cloud || !teamManaged,
	);
	const version = options.version ?? '10.3.2';
	const counters = new Map<string, number>();
	const listeners: ((event: SiteEvent) => void)[] = [];
	return {
		deployment: options.deployment,
		version,
		// Read anew each time: a test may change its mind about a fact while the site runs.
		get unknowns() {
			return { ...DEFAULT_UNKNOWNS, ...options.unknowns };
		},
		passwords: options.passwords ?? (Number.parseInt(version, 10) >= 11 ? 'refused' : 'accepted'),
		now: options.now ?? Date.now,
		users: [...Object.values(SEED_USERS), ...crowdUsers(options)],
		hiddenEmails: options.hiddenEmails ?? [],
		projects,
		issueTypes: SEED_ISSUE_TYPES.filter(({ project }) =>
			projects.some(({ key }) => key === project),
		),
		silentRefusals: options.silentRefusals ?? false,
		statuses: SEED_STATUSES,
		transitions: SEED_TRANSITIONS,
		priorities: SEED_PRIORITIES,
		resolutions: SEED_RESOLUTIONS,
		linkTypes: SEED_LINK_TYPES,
		groups: SEED_GROUPS,
		securityLevels: SEED_SECURITY_LEVELS,
		boards: SEED_BOARDS,
		sprints: [...SEED_SPRINTS],
		components: [...SEED_COMPONENTS],
		projectProperties: new Map(),
		removedWorklogs: [],
		fields: fieldsOf(options.deployment),
		versions: [...SEED_VERSIONS],
		links: [],
		ranking: [],
		timelines: new Map(),
		idsByKey: new Map(),
		lastNumber: new Map(),
		nextId: (kind) => {
			const next = (counters.get(kind) ?? 10100) + 1;
			counters.set(kind, next);
			return String(next);
		},
		emit: (event) => listeners.forEach((listener) => listener(event)),
		listeners,
		webhookHabits: options.webhooks ?? {},
		get attachmentRules() {
			return options.attachments ?? {};
		},
		baseUrl: `${host}${options.contextPath ?? ''}`,
		indexLagMs: options.indexLagMs ?? 0,
	};
}

function fieldsOf(deployment: World['deployment']): ReadonlyMap<string, Field> {
	const fields = SEED_FIELDS.filter(({ only = deployment }) => only === deployment);
	return new Map(fields.map((field) => [field.id, field]));
}

/** The issue as it is now, by id or key (in any case, as Jira takes it); nothing when it does not exist. */
export function findIssue(world: World, idOrKey: string): IssueState | undefined {
	const id = world.idsByKey.get(idOrKey.toUpperCase()) ?? idOrKey;
	return world.timelines.get(id)?.moments.at(-1)?.state;
}

/** The issue as the search index saw it at a time. */
export function issueAt(timeline: Timeline, at: number): IssueState | undefined {
	return timeline.moments.findLast((moment) => moment.at <= at)?.state;
}

/** All issues that exist, oldest first. */
export function listIssues(world: World): readonly IssueState[] {
	return [...world.timelines.values()].flatMap(({ moments }) => moments.at(-1)?.state ?? []);
}

/** Sub-tasks and other children of an issue, oldest first. */
export function childrenOf(world: World, issue: IssueState): readonly IssueState[] {
	const children: IssueState[] = [];
	for (const { moments } of world.timelines.values()) {
		const state = moments.at(-1)?.state;
		if (state?.values.parent === issue.id) children.push(state);
	}
	return children;
}

/** Keeps a new state of an issue. */
export function putIssue(world: World, state: IssueState): void {
	const moment = { at: world.now(), state };
	const timeline = world.timelines.get(state.id);
	if (timeline === undefined) world.timelines.set(state.id, { moments: [moment] });
	else timeline.moments.push(moment);
	world.idsByKey.set(state.key, state.id);
}

/** Removes an issue and its links; its key is never given again. */
export function dropIssue(world: World, issue: IssueState): void {
	world.timelines.get(issue.id)?.moments.push({ at: world.now(), state: undefined });
	const kept = world.links.filter(
		({ source, destination }) => source !== issue.id && destination !== issue.id,
	);
	world.links.splice(0, world.links.length, ...kept);
}

/** The user by login name. */
export function userNamed(world: World, name: string): User | undefined {
	return world.users.find((user) => user.name === name);
}

/** Whether the user may see and work in a project; nobody means anonymous. */
export function maySee(user: User | undefined, project: string): boolean {
	return user !== undefined && !user.noAccess.includes(project);
}

/** Project key of an issue. */
export function projectOf(issue: IssueState): string {
	return String(issue.values.project);
}

/** The project by key or id. */
export function findProject(world: World, idOrKey: string): Project | undefined {
	return world.projects.find(({ id, key }) => id === idOrKey || key === idOrKey.toUpperCase());
}
