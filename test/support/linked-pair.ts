import { ensureIssues } from '../../src/engine/ensure-issue';
import type { RecordSource } from '../../src/engine/ports';
import { syncOne } from '../../src/engine/sync-one';
import type { SyncRequest } from '../../src/engine/sync-request';
import type { JsonValue } from '../../src/model/json';
import type { SyncSettings } from '../../src/sync/mapping';
import {
	createEngineWorld,
	ensureSettings,
	record,
	type EngineWorld,
	type Worker,
} from './engine-world';
import type { StoredIssue, Workflow } from './memory-store';

/** A record and its issue, in step, and a source that the engine or the test may write. */
export interface LinkedPair {
	readonly world: EngineWorld;
	/** What the source holds now. */
	readonly values: Record<string, JsonValue>;
	readonly source: RecordSource & { crash: 'before' | 'after' | undefined; writes: number };
	readonly issue: StoredIssue;
	request(changes?: Partial<SyncRequest>): SyncRequest;
	sync(worker?: Worker, changes?: Partial<SyncRequest>): ReturnType<typeof syncOne>;
}

/** Makes a pair and syncs it once, so that a base is known. */
export async function linkedPair(
	values: Readonly<Record<string, JsonValue>>,
	settings: SyncSettings,
	options: { readonly lags?: boolean; readonly workflow?: Workflow } = {},
): Promise<LinkedPair> {
	const world = createEngineWorld(options);
	await ensureIssues(world.worker(), [record(values)], ensureSettings({ lookAgainMs: 0 }));
	const held = { ...values };
	const source: LinkedPair['source'] = {
		crash: undefined,
		writes: 0,
		read: async () => ({ values: { ...held } }),
		write: async (_id, changes) => {
			if (source.crash === 'before') throw new Error('died before the source was written');
			Object.assign(held, changes);
			source.writes += 1;
			if (source.crash === 'after') throw new Error('died after the source was written');
		},
	};
	const pair: LinkedPair = {
		world,
		values: held,
		source,
		issue: world.store.only(),
		request: (changes = {}) => ({
			record: { system: 'backtrace', id: '7', values: { ...held } },
			issue: world.store.only().id,
			settings,
			delivery: 'connected',
			source,
			dryRun: false,
			retryParked: false,
			...changes,
		}),
		sync: async (worker = world.worker(), changes = {}) =>
			await syncOne(worker, pair.request(changes)),
	};
	await pair.sync();
	world.store.reindex();
	source.writes = 0;
	return pair;
}

/** The request of the workflow mode: the engine hands patches out and does not see them arrive. */
export function inWorkflow(pair: LinkedPair, changes: Partial<SyncRequest> = {}): SyncRequest {
	const { source: _source, ...request } = pair.request(changes);
	return { ...request, delivery: 'workflow' };
}
