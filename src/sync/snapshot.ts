import { isObject, textOf, toJson } from '../model/decode';
import { jsonEqual, type JsonValue } from '../model/json';
import type { RecordLink } from '../model/link';

/** Version of the format below. A reader that meets a higher one must not write. */
export const SNAPSHOT_FORMAT = 1;

/** Jira refuses a longer property value (Jira Cloud REST v3, setIssueProperty). */
export const PROPERTY_LIMIT = 32_768;

/** Texts up to this length are stored as they are, longer ones as digests. */
const SHORT_TEXT = 120;

/** Lists and objects up to this length of JSON are stored whole. */
const LONG_LIST = 4_000;

/** A value as the snapshot stores it: itself, or the digest of a long one. */
export type StoredValue = JsonValue | { readonly '#': string };

/** What was handed to the workflow for the source, and not yet seen there (row W4). */
export interface SentValue {
	/** Value for the source, as the source side spells it. */
	readonly v: StoredValue;
	/** Jira's value at that time. */
	readonly j: StoredValue;
	/** How often it was handed out. */
	readonly n: number;
}

/** One field of the snapshot. */
export interface FieldSnapshot {
	/** What the source held when both sides were last in step. Absent before that. */
	readonly s?: StoredValue;
	/** What Jira held then. */
	readonly j?: StoredValue;
	/** From when on a record shows `s`, in milliseconds since the epoch: one read earlier may still show the value before (row W6). */
	readonly at?: number;
	readonly sent?: SentValue;
	/** The pair of values that the source did not take (row W3). */
	readonly parked?: { readonly s: StoredValue; readonly j: StoredValue };
}

/** How often the issue was reopened because its error came back, and for which version last. */
export interface RegressionNote {
	readonly count: number;
	readonly version: string;
	/** The last reopening is not finished: the comment that is still to be made, empty when none is wanted. */
	readonly owes?: string;
	/** Value of the fix field that the unfinished reopening clears, if it still stands. */
	readonly clears?: JsonValue;
}

/** Value of the pair property: link and snapshot (docs/design/snapshot.md). */
export interface PairSnapshot {
	readonly format: typeof SNAPSHOT_FORMAT;
	readonly link: RecordLink;
	readonly fields: Readonly<Record<string, FieldSnapshot>>;
	readonly regression?: RegressionNote;
	/** Issue that lives in place of this one, which was closed as its duplicate. */
	readonly duplicateOf?: string;
	/** The closing is not finished: a run that died is carried on by the next. */
	readonly closing?: boolean;
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

/** Reads the property leniently: a damaged field is forgotten, the rest kept. */
export function decodeSnapshot(value: JsonValue | undefined): SnapshotReading {
	if (value === undefined || value === null) return { kind: 'none' };
	if (!isObject(value)) return { kind: 'damaged' };
	const format = value['format'];
	if (typeof format === 'number' && format > SNAPSHOT_FORMAT) return { kind: 'newer', format };
	const link = decodeLink(value['link']);
	if (format !== SNAPSHOT_FORMAT || link === undefined) return { kind: 'damaged' };
	const regression = decodeRegression(value['regression']);
	const duplicateOf = textOf(value['duplicateOf']);
	return {
		kind: 'snapshot',
		snapshot: {
			format: SNAPSHOT_FORMAT,
			link,
			fields: decodeFields(value['fields']),
			...(regression && { regression }),
			...(duplicateOf !== undefined && { duplicateOf }),
			...(value['closing'] === true && { closing: true }),
		},
	};
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

function decodeField(field: Readonly<Record<string, unknown>>): FieldSnapshot {
	const { s, j, at } = field;
	const sent = decodeSent(field['sent']);
	const parked = decodeParked(field['parked']);
	return {
		...(s !== undefined && { s: toJson(s) }),
		...(j !== undefined && { j: toJson(j) }),
		...(typeof at === 'number' && { at }),
		...(sent && { sent }),
		...(parked && { parked }),
	};
}

function decodeSent(value: unknown): SentValue | undefined {
	if (!isObject(value)) return undefined;
	const { v, j, n } = value;
	const counts = typeof n === 'number' && Number.isInteger(n) && n > 0;
	return counts && v !== undefined && j !== undefined
		? { v: toJson(v), j: toJson(j), n }
		: undefined;
}

function decodeParked(value: unknown): FieldSnapshot['parked'] {
	if (!isObject(value)) return undefined;
	const { s, j } = value;
	return s === undefined || j === undefined ? undefined : { s: toJson(s), j: toJson(j) };
}

function decodeRegression(value: unknown): RegressionNote | undefined {
	if (!isObject(value) || typeof value['count'] !== 'number') return undefined;
	const { owes, clears } = value;
	return {
		count: value['count'],
		version: textOf(value['version']) ?? '',
		...(typeof owes === 'string' && { owes }),
		...(clears !== undefined && clears !== null && { clears: toJson(clears) }),
	};
}

/** The property's value. Keys stay in a fixed order, so equal snapshots are equal texts. */
export function encodeSnapshot(snapshot: PairSnapshot): JsonValue {
	const fields = Object.fromEntries(
		Object.entries(snapshot.fields)
			.sort(([left], [right]) => (left < right ? -1 : 1))
			.map(([key, field]) => [key, toJson(field)]),
	);
	return toJson({ ...snapshot, fields });
}

/** True when Jira would refuse the property for its size. */
export function exceedsPropertyLimit(value: JsonValue): boolean {
	return JSON.stringify(value).length > PROPERTY_LIMIT;
}

/** Stores short texts as they are and long ones as digests. Lists stay whole: a set merge needs their elements. */
export function storeValue(
	value: JsonValue,
	digest: (text: string) => string,
	longest = SHORT_TEXT,
): StoredValue {
	if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
	const text = textForm(value);
	// An object that looks like a digest is stored as one, so that it is not taken for the digest of something else.
	if (isObject(value) && Object.hasOwn(value, '#')) return { '#': digest(text) };
	const limit = typeof value === 'string' ? longest : LONG_LIST;
	return text.length <= limit ? value : { '#': digest(text) };
}

/** Is the present value the stored one? Holds for either form of storing. */
export function isStored(
	stored: StoredValue | undefined,
	value: JsonValue,
	digest: (text: string) => string,
): boolean {
	if (stored === undefined) return false;
	if (isObject(stored) && typeof stored['#'] === 'string')
		return stored['#'] === digest(textForm(value));
	return jsonEqual(stored, value);
}

function textForm(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
