import type { JiraIssue } from '../model/issue';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { encodeSnapshot, newSnapshot, type PairSnapshot } from '../sync/snapshot';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import { recordKey, snapshotOf } from './find-pairs';
import { walkStatus } from './walk-status';

/**
 * Closes an issue that a race made for a record which already has one: linked as a duplicate, closed, explained, and no longer
 * found by the record. Nothing is deleted.
 *
 * The mark in the property comes first, so that a sync started by the closing itself does not tell the record that it is done. The
 * mark is settled last: until then the issue is found as an unfinished duplicate, and every step may be repeated.
 */
export async function closeDuplicate(
	context: EngineContext,
	duplicate: JiraIssue,
	living: Pick<JiraIssue, 'id' | 'key'>,
	record: SourceRecord,
	profile: string,
): Promise<readonly string[]> {
	const { tracker } = context;
	const property = pairPropertyKey(profile);
	const { closing: _closing, ...closed }: PairSnapshot = {
		...(snapshotOf(duplicate, property) ??
			newSnapshot({ system: record.system, recordId: record.id })),
		duplicateOf: living.id,
	};
	const marked = encodeSnapshot({ ...closed, closing: true });
	await tracker.setProperty(duplicate.id, property, marked);
	await tracker.linkDuplicate(duplicate.id, living.id);
	const warnings = await close(context, duplicate);
	const text = `Closed as a duplicate of ${living.key}: both were made for ${record.system} ${record.id}.`;
	await commentOnce(tracker, duplicate.id, text);
	await tracker.removeRemoteLink(duplicate.id, recordKey(record));
	await tracker.setProperty(duplicate.id, property, encodeSnapshot(closed));
	context.logger.warn('Closed a duplicate issue', { duplicate: duplicate.key, living: living.key });
	return warnings;
}

async function close({ tracker }: EngineContext, duplicate: JiraIssue): Promise<readonly string[]> {
	if (duplicate.status.category === 'done') return [];
	const offered = await tracker.transitions(duplicate.id);
	// A status named for the purpose is better than the first closed one.
	const named = offered.find(({ to }) => /duplicate/i.test(to.name));
	const goal = {
		targets: named === undefined ? [] : [named.to.name],
		categories: ['done'] as const,
		via: [],
		mayPass: offered.map(({ to }) => to.name),
	};
	const walk = await walkStatus(tracker, duplicate, goal, { resolution: 'Duplicate' });
	return walk.kind === 'stuck' ? [walk.reason] : [];
}
