import { decodeSnapshot } from '../../src/sync/snapshot';
import { PROPERTY, type EngineWorld } from './engine-world';
import type { StoredIssue } from './memory-store';

const LINK = 'system=backtrace&id=7';

/** Issues that stand for the record: linked, and not closed as a duplicate. */
export function living(world: EngineWorld): readonly StoredIssue[] {
	return [...world.store.issues.values()].filter((issue) => {
		const reading = decodeSnapshot(issue.properties[PROPERTY]);
		return reading.kind === 'snapshot' && reading.snapshot.duplicateOf === undefined;
	});
}

/** Exactly one issue lives, with property and remote link; all others are closed. */
export function expectOneWholeIssue(world: EngineWorld): void {
	expect(living(world)).toHaveLength(1);
	expect(living(world)[0]?.remoteLinks).toHaveProperty([LINK]);
	for (const issue of world.store.issues.values())
		if (issue !== living(world)[0]) expect(issue.status).toBe('Done');
}
