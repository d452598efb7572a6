import { createHash } from 'node:crypto';
import type { EngineContext } from '../../src/engine/context';
import type { EnsureSettings } from '../../src/engine/ensure-issue';
import { createKeyedLock } from '../../src/engine/keyed-lock';
import { createShortMemory } from '../../src/engine/short-memory';
import { fileDigest } from '../../src/n8n/digest';
import type { SourceRecord } from '../../src/model/record';
import type { JsonValue } from '../../src/model/json';
import type { FieldMapping, SyncSettings } from '../../src/sync/mapping';
import type { IssueTemplate } from '../../src/sync/template';
import { createMemoryStore, type MemoryStore, type Workflow } from './memory-store';
import { createMemoryTracker, type MemoryTracker } from './memory-tracker';

export const START = Date.UTC(2026, 10, 21);
const DAY_MS = 86_400_000;
export const PROPERTY = 'n8n-jira-sync.default';

export const digest = (text: string): string =>
	createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A worker process: its own locks and memory, over a Jira that all share. */
export interface Worker extends EngineContext {
	readonly tracker: MemoryTracker;
	readonly warnings: string[];
}

export interface EngineWorld {
	readonly store: MemoryStore;
	/** Milliseconds that have passed. */
	advance(milliseconds: number): void;
	/** What happens while a worker sleeps, for example the index catching up. */
	onSleep: (() => void) | undefined;
	/** A process with locks and memory of its own; it has run for a day unless told when it started. */
	worker(options?: { readonly startedAt?: number }): Worker;
}

export function createEngineWorld(
	options: { readonly lags?: boolean; readonly workflow?: Workflow } = {},
): EngineWorld {
	let now = START;
	const store = createMemoryStore({ now: () => now, ...options });
	const world: EngineWorld = {
		store,
		onSleep: undefined,
		advance(milliseconds) {
			now += milliseconds;
		},
		worker({ startedAt = START - DAY_MS } = {}) {
			const clock = {
				now: () => now,
				sleep: async (milliseconds: number) => {
					now += milliseconds;
					world.onSleep?.();
					await new Promise((resolve) => setImmediate(resolve));
				},
			};
			const warnings: string[] = [];
			return {
				tracker: createMemoryTracker(store),
				clock,
				locks: createKeyedLock(),
				startedAt,
				recent: createShortMemory(clock, { keepMs: 600_000, limit: 1_000 }),
				sweeps: createShortMemory(clock, { keepMs: 86_400_000, limit: 100 }),
				digest,
				fileDigest,
				logger: { debug: () => undefined, warn: (message) => void warnings.push(message) },
				searchLags: options.lags ?? false,
				warnings,
			};
		},
	};
	return world;
}

export function record(
	values: Readonly<Record<string, JsonValue>> = {},
	rest: Partial<SourceRecord> = {},
): SourceRecord {
	return { system: 'backtrace', id: '7', values: { title: 'Crash in main', ...values }, ...rest };
}

export const TEMPLATE: IssueTemplate = {
	project: 'ABC',
	issueType: 'Bug',
	summary: '$title',
	body: 'Seen by Backtrace',
	bodyField: 'description',
	bodyFormat: 'plain',
	appendedAttributes: [],
	appendSeen: false,
	labels: 'Backtrace',
	labelsField: 'labels',
	fields: {},
	unknownAttributes: 'blank',
};

export function ensureSettings(changes: Partial<EnsureSettings> = {}): EnsureSettings {
	return {
		profile: 'default',
		template: TEMPLATE,
		updateFields: [],
		duplicates: 'close',
		lookBackMs: 3_600_000,
		lookBack: 'afterStart',
		lookAgainMs: 5_000,
		dryRun: false,
		...changes,
	};
}

export function mapping(
	source: string,
	jira: string,
	changes: Partial<FieldMapping> = {},
): FieldMapping {
	return {
		source,
		jira,
		direction: 'both',
		onConflict: 'ask',
		onLinking: 'source',
		againstDirection: 'leave',
		...changes,
	};
}

export function syncSettings(
	mappings: readonly FieldMapping[],
	changes: Partial<SyncSettings> = {},
): SyncSettings {
	return {
		profile: 'default',
		mappings,
		status: {
			rows: [
				{ source: ['open'], jira: ['To Do'], category: 'new' },
				{ source: ['in-progress'], jira: ['In Progress'], category: 'indeterminate' },
				{ source: ['resolved'], jira: ['Done'], category: 'done' },
			],
			via: [],
			screenFields: {},
		},
		assignee: { table: [], unmatched: 'leave', matchDisplayName: false },
		...changes,
	};
}
