import type { JiraIssue } from '../model/issue';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { encodeSnapshot, newSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { recordKey, snapshotOf } from './find-pairs';
import { walkStatus } from './walk-status';

/**
 * Closes an issue that a race made for a record which already has one: linked as a duplicate, closed, explained, and no longer
 * found by the record. Nothing is deleted.
 *
 * The property comes last: a run that dies before it starts over, and every step before it may be repeated.
 */
export async function closeDuplicate(
	context: EngineContext,
	duplicate: JiraIssue,
	living: Pick<JiraIssue, 'id' | 'key'>,
	record: SourceRecord,
	profile: string,
): Promise<readonly string[]> {
	const { tracker } = context;
	const warnings: string[] = [];
	await tracker.linkDuplicate(duplicate.id, living.id);
	const goal = { targets: [], categories: ['done'] as const, via: [], mayPass: [] };
	const offered = duplicate.status.category === 'done' ? [] : await tracker.transitions(duplicate.id);
	// A status named for the purpose is better than the first closed one.
	const named = offered.find(({ to }) => /duplicate/i.test(to.name));
	const wanted = named === undefined ? goal : { ...goal, targets: [named.to.name] };
	const passing = { ...wanted, mayPass: offered.map(({ to }) => to.name) };
	const walk = await walkStatus(tracker, duplicate, passing, { resolution: 'Duplicate' });
	if (walk.kind === 'stuck') warnings.push(walk.reason);
	await tracker.addComment(
		duplicate.id,
		`Closed as a duplicate of ${living.key}: both were made for ${record.system} ${record.id}.`,
	);
	await tracker.removeRemoteLink(duplicate.id, recordKey(record));
	const property = pairPropertyKey(profile);
	const snapshot =
		snapshotOf(duplicate, property) ?? newSnapshot({ system: record.system, recordId: record.id });
	const closed = encodeSnapshot({ ...snapshot, duplicateOf: living.id });
	await tracker.setProperty(duplicate.id, property, closed);
	context.logger.warn('Closed a duplicate issue', { duplicate: duplicate.key, living: living.key });
	return warnings;
}
