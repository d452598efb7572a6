import { isObject, textOf } from '../model/decode';
import type { FieldSchema } from '../model/field-schema';
import type { JsonValue } from '../model/json';
import { epochMilliseconds } from '../model/time';

/** A value in canonical form, or why it has none. */
export type Canonical =
	| { readonly kind: 'value'; readonly value: JsonValue }
	| { readonly kind: 'unmapped'; readonly reason: string };

/** Jira refuses a longer summary; a Data Center release was seen to settle one character lower. */
export const SUMMARY_LIMIT = 254;

/**
 * Text without what systems add by themselves: line ends, trailing spaces, runs of blank lines. `null` when empty, so that
 * "" and nothing are the same.
 */
export function canonicalText(text: string): string | null {
	const clean = text
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.map(withoutTrailingBlanks)
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
	return clean === '' ? null : clean;
}

/** A loop, because `/[ ]+$/` takes quadratic time on a long run of spaces inside a line. */
function withoutTrailingBlanks(line: string): string {
	let end = line.length;
	while (end > 0 && ' \t\u00a0'.includes(line.charAt(end - 1))) end -= 1;
	return line.slice(0, end);
}

/** A summary: one line, cut to the limit without splitting a character. */
export function canonicalSummary(text: string): string | null {
	const line = canonicalText(text.replace(/\s+/g, ' '));
	if (line === null || line.length <= SUMMARY_LIMIT) return line;
	return `${line.slice(0, SUMMARY_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Sorted, without repeats and blanks; `null` when empty. Text is split on commas, as the seeds do. */
export function canonicalList(value: JsonValue): readonly string[] | null {
	const entries =
		typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
	const names = entries.flatMap((entry) => nameOf(entry)?.trim() || []);
	return names.length === 0 ? null : [...new Set(names)].sort();
}

function nameOf(value: JsonValue): string | undefined {
	if (!isObject(value)) return textOf(value);
	return textOf(value['name'] ?? value['value'] ?? value['key'] ?? value['id']);
}

/** Takes a value of the record to the canonical form of the Jira field that it is mapped to. */
export function canonicalFor(schema: FieldSchema, value: JsonValue | undefined): Canonical {
	if (value === undefined || value === null || value === '') return { kind: 'value', value: null };
	switch (schema.type) {
		case 'number':
			return canonicalNumber(value);
		case 'array':
			return canonicalArray(value);
		case 'date':
			return canonicalTime(value, 10);
		case 'datetime':
			return canonicalTime(value, 24);
		case 'any':
		case 'option-with-child':
			return { kind: 'value', value };
		default:
			return canonicalName(schema, value);
	}
}

/** A list of names; one that holds anything without a name is not read as empty, which would clear the other side. */
function canonicalArray(value: JsonValue): Canonical {
	const entries: readonly JsonValue[] = Array.isArray(value) ? value : [value];
	const nameless = entries.some((entry) => entry !== null && entry !== '' && !isNameable(entry));
	return nameless
		? { kind: 'unmapped', reason: 'The list holds entries without a name.' }
		: { kind: 'value', value: canonicalList(value) };
}

function isNameable(value: JsonValue): boolean {
	return typeof value === 'string' || nameOf(value) !== undefined;
}

function canonicalName(schema: FieldSchema, value: JsonValue): Canonical {
	const text = typeof value === 'string' ? value : (nameOf(value) ?? booleanText(value));
	if (text === undefined)
		return {
			kind: 'unmapped',
			reason: 'The record holds a list or an object where text is needed.',
		};
	return {
		kind: 'value',
		value: schema.system === 'summary' ? canonicalSummary(text) : canonicalText(text),
	};
}

function booleanText(value: JsonValue): string | undefined {
	return typeof value === 'boolean' ? String(value) : undefined;
}

function canonicalNumber(value: JsonValue): Canonical {
	if (typeof value === 'string' && value.trim() === '') return { kind: 'value', value: null };
	const number =
		typeof value === 'number' ? value : Number(typeof value === 'string' ? value : NaN);
	return Number.isFinite(number)
		? { kind: 'value', value: number }
		: { kind: 'unmapped', reason: `"${String(value)}" is not a number.` };
}

/** ISO 8601: a day, with or without a time, with or without an offset. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Takes ISO 8601 text, seconds or milliseconds since the epoch (as text or number); `length` cuts to a date. */
function canonicalTime(value: JsonValue, length: 10 | 24): Canonical {
	const text = String(value).trim();
	if (text === '') return { kind: 'value', value: null };
	const iso = ISO.exec(text);
	const milliseconds = iso === null ? epochMilliseconds(text) : timeOf(iso);
	if (milliseconds === undefined)
		return {
			kind: 'unmapped',
			reason: `"${text}" is not a date. Use 2026-11-21 or 2026-11-21T10:15:00Z.`,
		};
	// A plain date is taken as it stands: no time zone may move it to another day.
	const day = length === 10 ? iso?.[1] : undefined;
	return { kind: 'value', value: day ?? new Date(milliseconds).toISOString().slice(0, length) };
}

/** A time without an offset counts as UTC: the zone of the machine is no part of the value. Refuses 31 February. */
function timeOf(iso: RegExpExecArray): number | undefined {
	const [, day = '', time = '00:00', offset = 'Z'] = iso;
	const midnight = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
	const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
	const milliseconds = Date.parse(`${day}T${time}${zone}`);
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
