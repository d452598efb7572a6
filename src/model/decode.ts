import type { JsonValue } from './json';

/** Where in a payload the decoder stands, for messages a person can act on: `issue.fields.status.id`. */
export class DecodeError extends Error {
	override readonly name = 'DecodeError';
	readonly path: string;

	constructor(path: string, expected: string) {
		super(`Expected ${expected} at ${path}`);
		this.path = path;
	}
}

export type Decoder<T> = (value: unknown, path: string) => T;

/** An object whose values are still unknown. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

export const string: Decoder<string> = (value, path) => {
	if (typeof value !== 'string') throw new DecodeError(path, 'a string');
	return value;
};

export const object: Decoder<UnknownRecord> = (value, path) => {
	if (!isObject(value)) throw new DecodeError(path, 'an object');
	return value;
};

export const array: Decoder<readonly unknown[]> = (value, path) => {
	if (!Array.isArray(value)) throw new DecodeError(path, 'a list');
	return value;
};

/** An id that systems send as a number or as a string; kept as a string. */
export const id: Decoder<string> = (value, path) => {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return string(value, path);
};

export function field<T>(source: UnknownRecord, key: string, decode: Decoder<T>, path: string): T {
	return decode(source[key], `${path}.${key}`);
}

/** Reads a field that may be absent; `null` counts as absent. */
export function optional<T>(
	source: UnknownRecord,
	key: string,
	decode: Decoder<T>,
	path: string,
): T | undefined {
	const value = source[key];
	return value === undefined || value === null ? undefined : decode(value, `${path}.${key}`);
}

export function isObject(value: unknown): value is UnknownRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a value if it is text and not empty, else nothing: for the lenient reading of foreign payloads. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/**
 * Takes any value to JSON; what JSON cannot hold (functions, `undefined`, NaN) becomes `null`. A time, of JavaScript or of luxon
 * (which n8n's `$now` is), becomes ISO 8601 text.
 */
export function toJson(value: unknown): JsonValue {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (Array.isArray(value)) return value.map(toJson);
	if (!isObject(value)) return null;
	const time = timeText(value);
	if (time !== undefined) return time;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, entry]) => entry !== undefined)
			.map(([key, entry]) => [key, toJson(entry)]),
	);
}

function timeText(value: UnknownRecord): string | undefined {
	const write = [value['toISO'], value['toISOString']].find((entry) => typeof entry === 'function');
	if (write === undefined) return undefined;
	if (value instanceof Date && Number.isNaN(value.getTime())) return undefined;
	const text: unknown = Reflect.apply(write, value, []);
	return typeof text === 'string' ? text : undefined;
}
