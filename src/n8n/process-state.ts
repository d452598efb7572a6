import { createKeyedLock } from '../engine/keyed-lock';
import type { KeyedLock, RecentIssues } from '../engine/ports';
import { createRecentIssues } from '../engine/recent-issues';
import { systemClock } from './system-clock';

/** Jira Cloud's search lags for seconds, at worst minutes. */
const KEEP_MS = 10 * 60_000;
const RECENT_LIMIT = 10_000;
const DELIVERY_KEEP_MS = 60 * 60_000;
const DELIVERY_LIMIT = 5_000;

/**
 * The only state that outlives an execution. n8n starts a node anew for each execution and runs several at once in one
 * process, so what serialises them cannot live in any of them.
 *
 * Nothing here is needed for correctness: it is empty after a restart and differs between workers (law L6). The locks spare
 * two executions of one process the duplicates they would otherwise make and close; the memories spare requests.
 */
const locks = createKeyedLock();
const recent = createRecentIssues(systemClock(), { keepMs: KEEP_MS, limit: RECENT_LIMIT });
const deliveries = createRecentIssues(systemClock(), { keepMs: DELIVERY_KEEP_MS, limit: DELIVERY_LIMIT });

export interface ProcessState {
	readonly locks: KeyedLock;
	readonly recent: RecentIssues;
}

/** The process's locks and recent issues for one Jira: records of one id may be linked on several sites. */
export function processState(baseUrl: string): ProcessState {
	const scoped = (key: string): string => `${baseUrl} ${key}`;
	return {
		locks: { run: async (key, work) => await locks.run(scoped(key), work) },
		recent: {
			get: (key) => recent.get(scoped(key)),
			set: (key, issueId) => {
				recent.set(scoped(key), issueId);
			},
		},
	};
}

/** Whether this process started a run for a delivery lately. */
export function isKnownDelivery(webhook: string, deliveryId: string): boolean {
	return deliveries.get(`${webhook} ${deliveryId}`) !== undefined;
}

/** Notes that a run was started for a delivery. */
export function noteDelivery(webhook: string, deliveryId: string): void {
	deliveries.set(`${webhook} ${deliveryId}`, 'started');
}
