import type { FieldSchema } from '../../src/model/field-schema';
import type { IssueStatus, StatusCategory } from '../../src/model/issue';
import type { JsonValue } from '../../src/model/json';
import type { UserIdentity } from '../../src/model/user';
import type { ProjectVersion } from '../../src/model/version';
import type { RemoteLink } from '../../src/engine/ports';
import { createMemoryFiles, type MemoryFiles } from './memory-files';
import { createMemoryThread, type MemoryThread } from './memory-thread';

/** An issue as the store keeps it: only what the engine can see. */
export interface StoredIssue {
	readonly id: string;
	readonly key: string;
	readonly project: string;
	readonly createdAt: number;
	updatedAt: number;
	status: string;
	resolution?: string;
	assignee: UserIdentity | null;
	fields: Record<string, JsonValue>;
	properties: Record<string, JsonValue>;
	remoteLinks: Record<string, RemoteLink>;
	comments: string[];
	duplicateOf: string[];
	/** When each field was last changed, by its id. */
	changed: Record<string, number>;
	relatedTo: string[];
}

/** Status name to its category and the statuses that its transitions lead to. */
export type Workflow = Readonly<
	Record<
		string,
		{
			readonly category: StatusCategory;
			readonly to: readonly string[];
			readonly screen?: string;
			/** Entering this status leaves the resolution as it is, as some workflows do. */
			readonly keepsResolution?: boolean;
		}
	>
>;

export const SIMPLE_WORKFLOW: Workflow = {
	'To Do': { category: 'new', to: ['In Progress', 'Done'] },
	'In Progress': { category: 'indeterminate', to: ['To Do', 'In Review', 'Done'] },
	'In Review': { category: 'indeterminate', to: ['In Progress', 'Done'] },
	Done: { category: 'done', to: ['To Do'], screen: 'resolution' },
};

export const SCHEMAS: Readonly<Record<string, FieldSchema>> = {
	summary: { type: 'string', system: 'summary' },
	description: { type: 'string', system: 'description' },
	priority: { type: 'priority', system: 'priority' },
	labels: { type: 'array', items: 'string', system: 'labels' },
	fixVersions: { type: 'array', items: 'version', system: 'fixVersions' },
	customfield_1: { type: 'string' },
	parent: { type: 'issuelink', system: 'parent' },
};

/** One Jira that several trackers (processes) share. Tests change it directly, as people would. */
export interface MemoryStore {
	readonly issues: Map<string, StoredIssue>;
	readonly workflow: Workflow;
	readonly users: UserIdentity[];
	versions: ProjectVersion[];
	readonly projectProperties: Map<string, JsonValue>;
	/** The index that searches see; absent while it never lags. */
	index: Map<string, StoredIssue> | undefined;
	/** Comments with authors and marks; `comments` of an issue are the package's own notes. */
	readonly thread: MemoryThread;
	/** Attachments of all issues. */
	readonly files: MemoryFiles;
	now(): number;
	nextId(): string;
	/** Brings a lagging index up to date. */
	reindex(): void;
	status(name: string): IssueStatus;
	/** The only issue; fails when there are several or none. */
	only(): StoredIssue;
	/** A person's edit. */
	edit(id: string, change: Partial<Omit<StoredIssue, 'id' | 'key'>>): void;
}

export interface StoreOptions {
	readonly now: () => number;
	/** Searches see nothing newer than the last `reindex`. */
	readonly lags?: boolean;
	readonly workflow?: Workflow;
}

export function createMemoryStore(options: StoreOptions): MemoryStore {
	const workflow = options.workflow ?? SIMPLE_WORKFLOW;
	let last = 10_000;
	const store: MemoryStore = {
		issues: new Map(),
		workflow,
		users: [],
		versions: [],
		projectProperties: new Map(),
		index: options.lags === true ? new Map() : undefined,
		thread: createMemoryThread(options.now),
		files: createMemoryFiles(options.now),
		now: options.now,
		nextId: () => String((last += 1)),
		reindex() {
			if (store.index === undefined) return;
			store.index = new Map([...store.issues].map(([id, issue]) => [id, structuredClone(issue)]));
		},
		status(name) {
			const entry = workflow[name];
			if (entry === undefined) throw new Error(`The workflow has no status "${name}"`);
			return { id: `s-${name}`, name, category: entry.category };
		},
		only() {
			const [issue, ...more] = store.issues.values();
			if (issue === undefined || more.length > 0)
				throw new Error(`Expected one issue, found ${store.issues.size}`);
			return issue;
		},
		edit(id, change) {
			const issue = store.issues.get(id);
			if (issue === undefined) throw new Error(`No issue ${id}`);
			const { fields, ...rest } = change;
			Object.assign(issue, rest);
			Object.assign(issue.fields, fields);
			for (const name of Object.keys({ ...rest, ...fields })) issue.changed[name] = options.now();
			issue.updatedAt = options.now();
		},
	};
	return store;
}
