import { asError, isFailure } from '../model/failure';
import {
	ALL_PROPERTIES,
	isPairPropertyKey,
	isSameRecord,
	pairPropertyKey,
	type RecordLink,
} from '../model/link';
import type { SourceRecord } from '../model/record';
import type { SnapshotReading } from '../sync/snapshot';
import { readPairProperty } from '../sync/unlinked';
import type { EngineContext } from './context';
import { linkOf, recordKey } from './find-pairs';

type RecordName = Pick<SourceRecord, 'system' | 'id'>;

/**
 * Takes the remote link off an issue, unless another profile holds the record there: all profiles are found by that one link
 * (docs/design/ensure.md, row E14).
 */
export async function releaseRemoteLink(
	context: EngineContext,
	issueId: string,
	record: RecordName,
	profile: string,
): Promise<void> {
	if ((await profilesHolding(context, issueId, record, profile)).length > 0) return;
	await context.tracker.removeRemoteLink(issueId, recordKey(record));
}

/** Property keys of the other profiles that hold a record on an issue. One that a newer version wrote may hold it. */
export async function profilesHolding(
	{ tracker }: EngineContext,
	issueId: string,
	record: RecordName,
	profile: string,
): Promise<readonly string[]> {
	const mine = pairPropertyKey(profile);
	const link = linkOf(record);
	try {
		const read = { fields: [], properties: [ALL_PROPERTIES] };
		const { properties } = await tracker.readIssue(issueId, read);
		return Object.keys(properties).flatMap((key) => {
			if (!isPairPropertyKey(key) || key === mine) return [];
			return holds(readPairProperty(properties, key, link), link) ? [key] : [];
		});
	} catch (error) {
		// An issue that is gone holds nothing.
		if (isFailure(error, 'notFound')) return [];
		throw asError(error);
	}
}

function holds(reading: SnapshotReading, link: RecordLink): boolean {
	if (reading.kind === 'newer') return true;
	if (reading.kind !== 'snapshot') return false;
	return reading.snapshot.duplicateOf === undefined && isSameRecord(reading.snapshot.link, link);
}
