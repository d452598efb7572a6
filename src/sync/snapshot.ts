import { isObject, textOf, toJson, type UnknownRecord } from '../model/decode';
import type { JsonValue } from '../model/json';
import { isSameRecord, type RecordLink } from '../model/link';
import { decodeField, type FieldSnapshot } from './field-snapshot';
import { utf8Length } from './utf8-length';

export type { DisputedValues, FieldSnapshot, ParkedValues, SentValue } from './field-snapshot';
export { decodeField } from './field-snapshot';
export { isStored, storeValue, type StoredValue } from './stored-value';

/** Version of the format of an issue with one record. */
export const SNAPSHOT_FORMAT = 1;

/** Version of the format of an issue with several records. A reader that meets a higher one must not write. */
export const SHARED_FORMAT = 2;

/** Jira refuses a longer property value (Jira Cloud REST v3, setIssueProperty). */
export const PROPERTY_LIMIT = 32_768;

/** How often the issue was reopened because its error came back, and for which version last. */
export interface RegressionNote {
	readonly count: number;
	readonly version: string;
	/** The last reopening is not finished: the comment that is still to be made, empty when none is wanted. */
	readonly owes?: string;
	/** When the debt was made, in milliseconds since the epoch: a young one belongs to a run that is still at it. */
	readonly at?: number;
	/** Value of the fix field that the unfinished reopening clears, if it still stands. */
	readonly clears?: JsonValue;
	/** Id of that field. */
	readonly clearsIn?: string;
}

/** What an issue knows of one of its records. */
export interface RecordSnapshot {
	readonly link: RecordLink;
	readonly fields: Readonly<Record<string, FieldSnapshot>>;
	/** Issue that stands for the record in place of this one, which was closed as its duplicate or let it go. */
	readonly duplicateOf?: string;
	/** The closing is not finished: a run that died is carried on by the next. */
	readonly closing?: boolean;
}

/** Value of the pair property, as one record sees it: its link and snapshot (docs/design/snapshot.md). */
export interface PairSnapshot extends RecordSnapshot {
	readonly format: typeof SNAPSHOT_FORMAT;
	/** Further records of the same issue; absent when there are none, as nearly always. */
	readonly others?: readonly RecordSnapshot[];
	readonly regression?: RegressionNote;
	/** Issue whose error came back, and which this one was made to follow. */
	readonly follows?: string;
}

export function newSnapshot(link: RecordLink): PairSnapshot {
	return { format: SNAPSHOT_FORMAT, link, fields: {} };
}

export type SnapshotReading =
	| { readonly kind: 'snapshot'; readonly snapshot: PairSnapshot }
	| { readonly kind: 'none' }
	/** Written by a newer version of this package: hands off. */
	| { readonly kind: 'newer'; readonly format: number }
	/** Not readable: treated as a first link, with a warning. */
	| { readonly kind: 'damaged' };

/**
 * Reads the property leniently: a damaged field is forgotten, the rest kept. Of an issue with several records it gives the view of
 * the one asked for; the first one's where that is not among them.
 */
export function decodeSnapshot(
	value: JsonValue | undefined,
	record?: Pick<RecordLink, 'system' | 'recordId'>,
): SnapshotReading {
	if (value === undefined || value === null) return { kind: 'none' };
	if (!isObject(value)) return { kind: 'damaged' };
	const format = value['format'];
	if (typeof format === 'number' && format > SNAPSHOT_FORMAT && format !== SHARED_FORMAT)
		return { kind: 'newer', format };
	const records = decodeRecords(value);
	const mine = records.find(({ link }) => record && isSameRecord(link, record)) ?? records[0];
	if (mine === undefined) return { kind: 'damaged' };
	const others = records.filter((other) => other !== mine);
	const regression = decodeRegression(value['regression']);
	const follows = textOf(value['follows']);
	return {
		kind: 'snapshot',
		snapshot: {
			format: SNAPSHOT_FORMAT,
			...mine,
			...(others.length > 0 && { others }),
			...(regression && { regression }),
			...(follows !== undefined && { follows }),
		},
	};
}

function decodeRecords(value: UnknownRecord): readonly RecordSnapshot[] {
	const { format, records } = value;
	if (format === SNAPSHOT_FORMAT) return decodeRecord(value);
	if (format !== SHARED_FORMAT || !Array.isArray(records)) return [];
	const all = records.flatMap(decodeRecord);
	return all.filter(
		({ link }, index) => all.findIndex((other) => isSameRecord(other.link, link)) === index,
	);
}

function decodeRecord(value: unknown): readonly RecordSnapshot[] {
	if (!isObject(value)) return [];
	const link = decodeLink(value['link']);
	const duplicateOf = textOf(value['duplicateOf']);
	if (link === undefined) return [];
	return [
		{
			link,
			fields: decodeFields(value['fields']),
			...(duplicateOf !== undefined && { duplicateOf }),
			...(value['closing'] === true && { closing: true }),
		},
	];
}

function decodeLink(value: unknown): RecordLink | undefined {
	if (!isObject(value)) return undefined;
	const system = textOf(value['system']);
	const recordId = textOf(value['recordId']);
	const url = textOf(value['url']);
	if (system === undefined || recordId === undefined) return undefined;
	return { system, recordId, ...(url !== undefined && { url }) };
}

function decodeFields(value: unknown): Readonly<Record<string, FieldSnapshot>> {
	if (!isObject(value)) return {};
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, field]) =>
			isObject(field) ? [[key, decodeField(field)] as const] : [],
		),
	);
}

function decodeRegression(value: unknown): RegressionNote | undefined {
	if (!isObject(value) || typeof value['count'] !== 'number') return undefined;
	const { owes, at, clears, clearsIn } = value;
	return {
		count: value['count'],
		version: textOf(value['version']) ?? '',
		...(typeof owes === 'string' && { owes }),
		...(typeof at === 'number' && { at }),
		...(clears !== undefined && clears !== null && { clears: toJson(clears) }),
		...(typeof clearsIn === 'string' && { clearsIn }),
	};
}

/** The property's value. Keys and records stay in a fixed order, so equal snapshots are equal texts, whoever writes them. */
export function encodeSnapshot(snapshot: PairSnapshot): JsonValue {
	const { others = [], link, fields, duplicateOf, closing, ...rest } = snapshot;
	const mine: RecordSnapshot = {
		link,
		fields,
		...(duplicateOf !== undefined && { duplicateOf }),
		...(closing !== undefined && { closing }),
	};
	if (others.length === 0) return toJson({ ...rest, ...inOrder(mine) });
	const records = [mine, ...others].sort((left, right) =>
		recordText(left) < recordText(right) ? -1 : 1,
	);
	return toJson({ ...rest, format: SHARED_FORMAT, records: records.map(inOrder) });
}

function inOrder(record: RecordSnapshot): RecordSnapshot {
	const fields = Object.entries(record.fields).sort(([left], [right]) => (left < right ? -1 : 1));
	return { ...record, fields: Object.fromEntries(fields) };
}

function recordText({ link: { system, recordId } }: RecordSnapshot): string {
	return JSON.stringify([system, recordId]);
}

/**
 * True when Jira would refuse the property for its size. Cloud counts characters; nobody says what Data Center counts, so the
 * bytes of UTF-8, which are never fewer, decide.
 */
export function exceedsPropertyLimit(value: JsonValue): boolean {
	return utf8Length(JSON.stringify(value)) > PROPERTY_LIMIT;
}
