import { reconcile } from '../../src/engine/reconcile';
import type { ReconcileSettings } from '../../src/engine/reconcile-settings';
import type { SourceRecord } from '../../src/model/record';
import { createEngineWorld, ensureSettings, mapping, record, syncSettings } from './engine-world';
import type { EngineWorld } from './engine-world';

/** Settings of a reconcile that makes what is missing and stops at nothing. */
export function reconcileSettings(changes: Partial<ReconcileSettings> = {}): ReconcileSettings {
	return {
		sync: syncSettings([mapping('title', 'summary')]),
		ensure: ensureSettings({ lookAgainMs: 0, lookBack: 'always' }),
		retryParked: false,
		dryRun: false,
		brakes: { maxChanges: 1_000, maxPercent: 100 },
		...changes,
	};
}

/** Records `r0`, `r1` and so on, each with its own title. */
export function records(count: number, title = 'Crash'): SourceRecord[] {
	return Array.from({ length: count }, (_, index) =>
		record({ title: `${title} ${index}` }, { id: `r${index}` }),
	);
}

/** The same records after somebody edited all of them. */
export function drifted(count: number): SourceRecord[] {
	return records(count, 'New');
}

/** A Jira in which the first so many records have their issues. */
export async function pairsInStep(count: number): Promise<EngineWorld> {
	const world = createEngineWorld();
	await reconcile(world.worker(), records(count), reconcileSettings());
	return world;
}
