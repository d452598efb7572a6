import { createKeyedLock } from '../engine/keyed-lock';
import type { KeyedLock, ShortMemory } from '../engine/ports';
import { createShortMemory } from '../engine/short-memory';
import type { JiraDialect } from '../jira/dialect';
import { dialectOf } from '../jira/server-info';
import { EMPTY_DELIVERY_LOG, type DeliveryLog } from '../webhook/dedupe';
import { systemClock } from './system-clock';

/** Jira Cloud's search lags for seconds, at worst minutes. */
const KEEP_MS = 10 * 60_000;
/** As long as a workflow takes at most to write what it was handed, with a queue before it. */
const HANDED_OUT_MS = 60_000;
const MEMORY_LIMIT = 10_000;
/** After a day without a reconcile the next one looks back as far as the first. */
const SWEEP_KEEP_MS = 24 * 3_600_000;

/**
 * The only state that outlives an execution. n8n starts a node anew for each execution and runs several at once in one
 * process, so what serialises them cannot live in any of them.
 *
 * Nothing here is needed for correctness: it is empty after a restart and differs between workers (law L6). The locks spare
 * two executions of one process the duplicates they would otherwise make and close; the memories spare requests.
 */
const locks = createKeyedLock();
const recent = createShortMemory(systemClock(), { keepMs: KEEP_MS, limit: MEMORY_LIMIT });
const handedOut = createShortMemory(systemClock(), {
	keepMs: HANDED_OUT_MS,
	limit: MEMORY_LIMIT,
});
const sweeps = createShortMemory(systemClock(), { keepMs: SWEEP_KEEP_MS, limit: MEMORY_LIMIT });
const logs = new Map<string, DeliveryLog>();
const deployments = createShortMemory(systemClock(), { keepMs: KEEP_MS, limit: MEMORY_LIMIT });
const cloudIds = createShortMemory(systemClock(), { keepMs: KEEP_MS, limit: MEMORY_LIMIT });

/** When this process loaded the package, in milliseconds since the epoch. */
export const processStart: number = systemClock().now();

export interface ProcessState {
	readonly locks: KeyedLock;
	readonly recent: ShortMemory;
	readonly sweeps: ShortMemory;
	readonly handedOut: ShortMemory;
}

/** The process's locks and memories for one Jira: records of one id may be linked on several sites. */
export function processState(baseUrl: string): ProcessState {
	const scoped = (key: string): string => `${baseUrl} ${key}`;
	return {
		locks: { run: async (key, work) => await locks.run(scoped(key), work) },
		recent: scopedMemory(recent, scoped),
		sweeps: scopedMemory(sweeps, scoped),
		handedOut: scopedMemory(handedOut, scoped),
	};
}

function scopedMemory(memory: ShortMemory, scoped: (key: string) => string): ShortMemory {
	return {
		get: (key) => memory.get(scoped(key)),
		set: (key, value) => {
			memory.set(scoped(key), value);
		},
	};
}

/** The dialect of a Jira, asked for once in a while: a request less for each execution. */
export async function rememberDialect(
	baseUrl: string,
	detect: () => Promise<JiraDialect>,
): Promise<JiraDialect> {
	const known = deployments.get(baseUrl);
	if (known === 'cloud' || known === 'dataCenter') return dialectOf(known);
	const dialect = await detect();
	deployments.set(baseUrl, dialect.deployment);
	return dialect;
}

/** The cloud id of a site, asked for once in a while. `key` names gateway and site. */
export async function rememberCloudId(key: string, ask: () => Promise<string>): Promise<string> {
	const known = cloudIds.get(key);
	if (known !== undefined) return known;
	const cloudId = await ask();
	cloudIds.set(key, cloudId);
	return cloudId;
}

/** Ids of deliveries for which this process started a run lately, by webhook. */
export const deliveryLogs = {
	get: (webhook: string): DeliveryLog => logs.get(webhook) ?? EMPTY_DELIVERY_LOG,
	set: (webhook: string, log: DeliveryLog): void => {
		logs.set(webhook, log);
	},
};
