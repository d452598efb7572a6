import type { JiraIssue } from '../model/issue';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { otherRecords } from '../sync/shared-records';
import { newSnapshot, type PairSnapshot } from '../sync/snapshot';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import { linkOf, snapshotOf } from './find-pairs';
import { profilesHolding, releaseRemoteLink } from './release-link';
import { storeSnapshot } from './store-snapshot';
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
	const property = pairPropertyKey(profile);
	const { closing: _closing, ...closed }: PairSnapshot = {
		...(snapshotOf(duplicate, property, record) ?? newSnapshot(linkOf(record))),
		duplicateOf: living.id,
	};
	await storeSnapshot(context, duplicate.id, profile, { ...closed, closing: true });
	const needs = await whoNeeds(context, duplicate, closed, record, profile);
	const warnings =
		needs === undefined
			? await closeAndTell(context, duplicate, living, record)
			: [
					`${duplicate.key} is needed by ${needs}, so it was not closed; ${record.system} ${record.id} has ${living.key} from now on.`,
				];
	await releaseRemoteLink(context, duplicate.id, record, profile);
	await storeSnapshot(context, duplicate.id, profile, closed);
	return warnings;
}

/** Whom closing the issue would tell that they are done: another record of it, or another profile. */
async function whoNeeds(
	context: EngineContext,
	duplicate: JiraIssue,
	snapshot: PairSnapshot,
	record: SourceRecord,
	profile: string,
): Promise<string | undefined> {
	const [other] = otherRecords(snapshot);
	if (other !== undefined) return `${other.link.system} ${other.link.recordId}`;
	const [key] = await profilesHolding(context, duplicate.id, record, profile);
	return key === undefined ? undefined : `another profile (property ${key})`;
}

async function closeAndTell(
	context: EngineContext,
	duplicate: JiraIssue,
	living: Pick<JiraIssue, 'id' | 'key'>,
	record: SourceRecord,
): Promise<readonly string[]> {
	const { tracker, logger } = context;
	await tracker.linkDuplicate(duplicate.id, living.id);
	const warnings = await close(context, duplicate);
	const text = `Closed as a duplicate of ${living.key}: both were made for ${record.system} ${record.id}.`;
	await commentOnce(tracker, duplicate.id, text);
	logger.warn('Closed a duplicate issue', { duplicate: duplicate.key, living: living.key });
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
