import { isObject, toJson } from '../model/decode';
import type { JsonValue } from '../model/json';
import { WRITTEN_FORMATS, type WrittenFormat } from '../model/text-format';
import type { StoredValue } from './stored-value';

/** What was handed to the workflow for the source, and not yet seen there (row W4). */
export interface SentValue {
	/** Value for the source, as the source side spells it. */
	readonly v: StoredValue;
	/** Jira's value at that time. */
	readonly j: StoredValue;
	/** How often it was handed out. */
	readonly n: number;
	/** Digest of its plain text, for rich text: the source may lose formatting (row W2). */
	readonly p?: string;
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
	/** What the texts of the base are written in; absent for plain text (row X4). */
	readonly f?: WrittenFormat;
	/** There was no room for the base: where the sides differ, nobody knows which one changed (row P4). */
	readonly gone?: true;
	/** The pair of values that one side did not take (rows W3 and W7). */
	readonly parked?: ParkedValues;
	/** Both values of a conflict that a policy decides, noted before the loser is overwritten (row M5), until the field changes again. */
	readonly disputed?: DisputedValues;
}

/** Long texts are cut: this is for people to read. */
export interface DisputedValues {
	readonly s: JsonValue;
	readonly j: JsonValue;
	/** The run that decided it came to its end, and has reported it unless it died right then. */
	readonly kept?: true;
}

/** A difference that is left until either side changes. */
export interface ParkedValues {
	readonly s: StoredValue;
	readonly j: StoredValue;
	/**
	 * `jira`: Jira's workflow did not let the status be reached. `records`: another record keeps the issue open. Without it the
	 * source did not take the value.
	 */
	readonly by?: 'jira' | 'records';
}

/** Reads one field of a snapshot; what is damaged in it is forgotten. */
export function decodeField(field: Readonly<Record<string, unknown>>): FieldSnapshot {
	const { s, j, at, f } = field;
	const format = WRITTEN_FORMATS.find((known) => known === f);
	const sent = decodeSent(field['sent']);
	const parked = decodeParked(field['parked']);
	const disputed = decodeDisputed(field['disputed']);
	return {
		...(s !== undefined && { s: toJson(s) }),
		...(j !== undefined && { j: toJson(j) }),
		...(typeof at === 'number' && { at }),
		...(sent && { sent }),
		...(format !== undefined && { f: format }),
		...(field['gone'] === true && { gone: true }),
		...(parked && { parked }),
		...(disputed && { disputed }),
	};
}

function decodeSent(value: unknown): SentValue | undefined {
	if (!isObject(value)) return undefined;
	const { v, j, n, p } = value;
	const counts = typeof n === 'number' && Number.isInteger(n) && n > 0;
	return counts && v !== undefined && j !== undefined
		? { v: toJson(v), j: toJson(j), n, ...(typeof p === 'string' && { p }) }
		: undefined;
}

function decodeParked(value: unknown): ParkedValues | undefined {
	if (!isObject(value)) return undefined;
	const { s, j, by } = value;
	if (s === undefined || j === undefined) return undefined;
	return { s: toJson(s), j: toJson(j), ...((by === 'jira' || by === 'records') && { by }) };
}

function decodeDisputed(value: unknown): DisputedValues | undefined {
	if (!isObject(value)) return undefined;
	const { s = null, j = null, kept } = value;
	return { s: toJson(s), j: toJson(j), ...(kept === true && { kept }) };
}
