import { createHash } from 'node:crypto';
import type { EngineContext } from '../../src/engine/context';
import type { EnsureSettings } from '../../src/engine/ensure-issue';
import { createKeyedLock } from '../../src/engine/keyed-lock';
import { createShortMemory } from '../../src/engine/short-memory';
import { syncOne } from '../../src/engine/sync-one';
import type { SyncReport } from '../../src/engine/reports';
import { createJiraClient } from '../../src/jira/client';
import { cloud } from '../../src/jira/cloud';
import { dataCenter } from '../../src/jira/data-center';
import type { JsonValue } from '../../src/model/json';
import { fileDigest } from '../../src/n8n/digest';
import type { SourceRecord } from '../../src/model/record';
import type { SyncSettings } from '../../src/sync/mapping';
import type { IssueTemplate } from '../../src/sync/template';
import { createJiraSite } from '../../simulators/jira';
import type { JiraSite, JiraSiteOptions } from '../../simulators/jira/site';

export type Deployment = 'cloud' | 'dataCenter';
export const DEPLOYMENTS: readonly Deployment[] = ['cloud', 'dataCenter'];

/** Time that moves when somebody sleeps, and by a millisecond at each look, so that no two events share a moment. */
export interface StoryClock {
	now(): number;
	sleep(milliseconds: number): Promise<void>;
	advance(milliseconds: number): void;
}

export function createStoryClock(start = Date.UTC(2026, 0, 5, 9)): StoryClock {
	let now = start;
	return {
		now: () => (now += 1),
		sleep: async (milliseconds) => void (now += milliseconds),
		advance: (milliseconds) => void (now += milliseconds),
	};
}

/** A simulated Jira, the records of a source, and engines over them as different n8n processes would have. */
export interface StoryWorld {
	readonly site: JiraSite;
	readonly clock: StoryClock;
	/** A process of its own: own locks, own memory, own client; `user` signs in. */
	process(user?: string): EngineContext;
	/** The record as the source holds it now. */
	record(id: string): SourceRecord;
	/** Somebody changes the record in the source. */
	edit(id: string, values: Readonly<Record<string, JsonValue>>): void;
	/** Syncs a pair as the workflow does: what leaves on To Source is written to the source. */
	sync(engine: EngineContext, id: string, settings?: SyncSettings): Promise<SyncReport>;
	/** Reads and writes since the last call. */
	requests(): { readonly reads: number; readonly writes: number };
}

export function createStoryWorld(
	deployment: Deployment,
	indexLagMs = 0,
	unknowns: NonNullable<JiraSiteOptions['unknowns']> = {},
	more: Partial<JiraSiteOptions> = {},
): StoryWorld {
	const clock = createStoryClock();
	const site = createJiraSite({
		deployment,
		indexLagMs,
		now: clock.now,
		unknowns,
		...more,
		...(deployment === 'dataCenter' && { version: '10.3.2' }),
	});
	const records = new Map<string, SourceRecord>();
	const record = (id: string): SourceRecord => records.get(id) ?? newRecord(id);
	const edit: StoryWorld['edit'] = (id, values) => {
		const before = record(id);
		records.set(id, { ...before, values: { ...before.values, ...values } });
	};
	return {
		site,
		clock,
		process: (user = 'sync') => createContext(site, clock, deployment, user),
		record,
		edit,
		async sync(engine, id, settings = SETTINGS) {
			const report = await syncOne(engine, {
				record: record(id),
				settings,
				delivery: 'workflow',
				dryRun: false,
				retryParked: false,
			});
			if (Object.keys(report.toSource).length > 0) edit(id, report.toSource);
			return report;
		},
		requests() {
			const counts = {
				reads: site.requests.filter(({ kind }) => kind === 'read').length,
				writes: site.requests.filter(({ kind }) => kind === 'write').length,
			};
			site.clearRequests();
			return counts;
		},
	};
}

function createContext(
	site: JiraSite,
	clock: StoryClock,
	deployment: Deployment,
	user: string,
): EngineContext {
	const dialect = deployment === 'cloud' ? cloud : dataCenter;
	return {
		tracker: createJiraClient({
			transport: site.transport(user),
			dialect,
			baseUrl: 'https://jira.example.com',
			clock,
			random: () => 0.5,
		}),
		clock,
		locks: createKeyedLock(),
		startedAt: clock.now(),
		recent: createShortMemory(clock, { keepMs: 600_000, limit: 1_000 }),
		sweeps: createShortMemory(clock, { keepMs: 86_400_000, limit: 100 }),
		digest: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
		fileDigest,
		logger: { debug: () => undefined, warn: () => undefined },
		searchLags: deployment === 'cloud',
		notFoundMayHide: dialect.hidesAsMissing,
	};
}

function newRecord(id: string): SourceRecord {
	return {
		system: 'backtrace',
		id,
		url: `https://errors.example.com/${id}`,
		title: `Error ${id}`,
		values: {
			title: `Error ${id}`,
			state: 'open',
			assignee: null,
			version: [
				['1.2.3', 10],
				['1.2.0', 1],
			],
			severity: 'Major',
			platform: 'linux, windows',
			occurrences: 11,
			owner: 'ann@example.com',
			first_seen: '2026-01-01T00:00:00.000Z',
			last_seen: '2026-01-05T00:00:00.000Z',
		},
	};
}

export const TEMPLATE: IssueTemplate = {
	project: 'CRASH',
	issueType: 'Bug',
	summary: '$title',
	body: 'Seen $occurrences times',
	bodyField: 'description',
	bodyFormat: 'plain',
	appendedAttributes: ['platform'],
	appendSeen: true,
	labels: 'Backtrace',
	labelsField: 'labels',
	fields: {
		customfield_10010: 'crash in $title',
		customfield_10012: '$occurrences',
		customfield_10013: '$severity',
		customfield_10014: '$version',
		customfield_10015: '$platform',
		customfield_10016: '$owner',
	},
	unknownAttributes: 'blank',
};

export const ENSURE: EnsureSettings = {
	profile: 'default',
	template: TEMPLATE,
	updateFields: [],
	duplicates: 'close',
	lookBackMs: 900_000,
	lookBack: 'afterStart',
	lookAgainMs: 3_000,
	dryRun: false,
};

const both = { direction: 'both', onLinking: 'jira', againstDirection: 'leave' } as const;

export const SETTINGS: SyncSettings = {
	profile: 'default',
	mappings: [
		{ ...both, source: 'state', jira: 'status', onConflict: 'preferJira' },
		{ ...both, source: 'assignee', jira: 'assignee', onConflict: 'preferJira' },
		{ ...both, source: 'title', jira: 'summary', onConflict: 'preferJira' },
		{ ...both, source: 'platform', jira: 'customfield_10015', onConflict: 'ask' },
	],
	status: {
		rows: [
			{
				source: ['open', 'in-progress'],
				jira: ['To Do', 'In Progress', 'In Review'],
				category: 'new',
			},
			{ source: ['open'], jira: [], category: 'indeterminate' },
			{ source: ['resolved'], jira: ['Done'], category: 'done' },
			{ source: ['muted'], jira: ["Won't Do"] },
		],
		via: [],
		screenFields: { resolution: 'Done' },
	},
	assignee: { table: [], unmatched: 'leave', matchDisplayName: false },
};
