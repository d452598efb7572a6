import type { JiraIssue } from '../model/issue';
import { isSameRecord, pairPropertyKey, unlinkedPropertyKey, type RecordLink } from '../model/link';
import { encodeUnlinked, noteUnlinked, unlinkedRecords } from '../sync/unlinked';
import type { EngineContext } from './context';

type RecordName = Pick<RecordLink, 'system' | 'recordId'>;
type Noted = Pick<JiraIssue, 'id' | 'properties'>;

/**
 * Notes which records an issue is unlinked from, before its property goes: a sync that is under way in another process may write
 * that property once more, and the note says that it counts for nothing (docs/design/ensure.md, row E19).
 */
export async function noteUnlinking(
	{ tracker, clock }: EngineContext,
	{ id, properties }: Noted,
	records: readonly RecordName[],
	profile: string,
): Promise<void> {
	const property = pairPropertyKey(profile);
	const notes = noteUnlinked(unlinkedRecords(properties, property), records, clock.now());
	await tracker.setProperty(id, unlinkedPropertyKey(property), encodeUnlinked(notes));
}

/** The issue is linked with a record, in place of those that it had: nothing is written where no note changes. */
export async function noteLinking(
	{ tracker, clock }: EngineContext,
	{ id, properties }: Noted,
	record: RecordName,
	replaced: readonly RecordName[],
	profile: string,
): Promise<void> {
	const property = pairPropertyKey(profile);
	const before = unlinkedRecords(properties, property);
	const others = before.filter((note) => !isSameRecord(note, record));
	if (others.length === before.length && replaced.length === 0) return;
	const notes = noteUnlinked(others, replaced, clock.now());
	const key = unlinkedPropertyKey(property);
	if (notes.length === 0) await tracker.deleteProperty(id, key);
	else await tracker.setProperty(id, key, encodeUnlinked(notes));
}
