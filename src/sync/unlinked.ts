import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import { isSameRecord, unlinkedPropertyKey, type RecordLink } from '../model/link';
import { own } from '../model/own';
import { withoutRecord } from './shared-records';
import { decodeSnapshot, type PairSnapshot, type SnapshotReading } from './snapshot';

type RecordName = Pick<RecordLink, 'system' | 'recordId'>;

/** A record that an issue was unlinked from. */
export interface UnlinkedRecord extends RecordName {
	/** Milliseconds since the epoch; for people. */
	readonly at: number;
}

/** The youngest notes are kept; so many fit into a property, however long the ids are. */
const NOTES_LIMIT = 50;

/** Properties of an issue, as they were read. */
type Properties = Readonly<Record<string, JsonValue>>;

/** Which records an issue was unlinked from, the last one at the end. */
export function unlinkedRecords(
	properties: Properties,
	property: string,
): readonly UnlinkedRecord[] {
	const value = own(properties, unlinkedPropertyKey(property));
	const records = isObject(value) ? value['records'] : undefined;
	if (!Array.isArray(records)) return [];
	return records.flatMap((record: unknown) => {
		if (!isObject(record)) return [];
		const { system, recordId, at } = record;
		if (typeof system !== 'string' || typeof recordId !== 'string') return [];
		return [{ system, recordId, at: typeof at === 'number' ? at : 0 }];
	});
}

/**
 * What the pair property says, without the records that the issue was unlinked from: a sync that was under way in another process may
 * have written their snapshot once more, after the property was deleted (row E19).
 */
export function readPairProperty(
	properties: Properties,
	property: string,
	record?: RecordName,
): SnapshotReading {
	const reading = decodeSnapshot(own(properties, property), record);
	if (reading.kind !== 'snapshot') return reading;
	let living: PairSnapshot | undefined = reading.snapshot;
	for (const gone of unlinkedRecords(properties, property))
		living = living && withoutRecord(living, gone);
	return living === undefined ? { kind: 'none' } : { kind: 'snapshot', snapshot: living };
}

/** Whether an issue was unlinked from the record, and not linked with it again. */
export function isUnlinkedFrom(
	properties: Properties,
	property: string,
	record: RecordName,
): boolean {
	return unlinkedRecords(properties, property).some((gone) => isSameRecord(gone, record));
}

/** The notes with further records. */
export function noteUnlinked(
	notes: readonly UnlinkedRecord[],
	records: readonly RecordName[],
	at: number,
): readonly UnlinkedRecord[] {
	const added = records.map(({ system, recordId }) => ({ system, recordId, at }));
	const others = notes.filter((note) => !added.some((record) => isSameRecord(note, record)));
	return [...others, ...added].slice(-NOTES_LIMIT);
}

/** The property's value. */
export function encodeUnlinked(notes: readonly UnlinkedRecord[]): JsonValue {
	return { records: notes.map(({ system, recordId, at }) => ({ system, recordId, at })) };
}
