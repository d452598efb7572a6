import type { EngineContext } from '../../src/engine/context';
import type { ReleaseSettings } from '../../src/engine/releases/release-run';
import { syncReleases, type ReleaseReport } from '../../src/engine/releases/sync-releases';
import type { JsonValue } from '../../src/model/json';
import { AHA_ATTRIBUTES, readRelease, type Release } from '../../src/sync/releases/release';

/** A release as Aha! gives it, with what is said here. */
export function release(id: string, values: Readonly<Record<string, JsonValue>>): Release {
	const reading = readRelease({ system: 'aha', id }, values, AHA_ATTRIBUTES);
	if (reading.kind === 'problem') throw new Error(reading.problem);
	return reading.release;
}

export const RELEASES: ReleaseSettings = {
	project: 'PLAN',
	profile: 'default',
	againstDirection: 'leave',
	dryRun: false,
};

export async function syncAll(
	engine: EngineContext,
	releases: readonly Release[],
	changes: Partial<ReleaseSettings> = {},
): Promise<readonly ReleaseReport[]> {
	return await syncReleases(engine, releases, { ...RELEASES, ...changes });
}
