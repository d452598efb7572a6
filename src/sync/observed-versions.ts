import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import { attributeText } from './attribute';

/** One version in which an error was seen, as the record tells it. */
export interface ObservedVersion {
	readonly text: string;
	/** How often; absent when the record does not count. */
	readonly count?: number;
	/** Milliseconds since the epoch; absent when the record does not say. */
	readonly lastSeenAt?: number;
}

/**
 * Reads a version attribute (docs/design/regression.md, H1 to H4): a text, a list, a histogram `[["1.2.3", 10]]` whose rows may go on
 * with the time of the last or of the first and last occurrence, rows as objects, or a distribution of Backtrace
 * (`[{"vals": [["1.2.3", 10]]}]`). Rows that count nothing are left out.
 */
export function readObservedVersions(value: JsonValue | undefined): readonly ObservedVersion[] {
	if (value === undefined || value === null || value === '') return [];
	const list = Array.isArray(value) ? value : [value];
	return list.flatMap(readRow).filter(({ text, count }) => text !== '' && count !== 0);
}

function readRow(row: JsonValue): readonly ObservedVersion[] {
	if (Array.isArray(row)) {
		const [version, count, ...times] = row;
		return [observed(version, count, times.at(-1))];
	}
	if (!isObject(row)) return [observed(row, undefined, undefined)];
	const { vals } = row;
	if (Array.isArray(vals)) return readObservedVersions(vals as JsonValue);
	const seen = row['lastSeen'] ?? row['last_seen'];
	return [observed(row['version'] ?? row['value'] ?? row['name'], row['count'], seen)];
}

function observed(version: unknown, count: unknown, lastSeen: unknown): ObservedVersion {
	const lastSeenAt = readMoment(lastSeen);
	const isPlain = typeof version === 'string' || typeof version === 'number';
	return {
		text: isPlain ? attributeText(version).trim() : '',
		...(typeof count === 'number' && { count }),
		...(lastSeenAt !== undefined && { lastSeenAt }),
	};
}

/** Numbers below this are seconds since the epoch (as Backtrace counts), others milliseconds: it is the year 5138 in seconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** A time as ISO 8601, in seconds or in milliseconds since the epoch; nothing when it is none. */
export function readMoment(value: unknown): number | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const number = value === '' ? Number.NaN : Number(value);
	if (Number.isNaN(number)) {
		const time = Date.parse(String(value));
		return Number.isNaN(time) ? undefined : time;
	}
	return number < FIRST_MILLISECONDS ? number * 1_000 : number;
}
