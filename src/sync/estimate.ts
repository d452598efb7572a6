import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import type { Canonical } from './canonical';

/** What Jira's time tracking holds, each in minutes. */
const PARTS = ['originalEstimate', 'remainingEstimate'] as const;

const MINUTES = { h: 60, m: 1 } as const;
const DURATION = /^\d+(?:\.\d+)?[hm](?:\s+\d+(?:\.\d+)?[hm])*$/i;

/**
 * The record's estimate: an object keeps the parts that it names, anything else is the original estimate alone. Both are minutes, or
 * text of hours and minutes: how long a day is differs from site to site.
 */
export function recordEstimate(raw: JsonValue): Canonical {
	if (!isObject(raw)) return estimate(raw);
	const parts = PARTS.filter((part) => part in raw);
	const read = parts.map((part) => [part, estimate(raw[part] as JsonValue)] as const);
	const bad = read.find(([, part]) => part.kind === 'unmapped');
	if (bad !== undefined) return bad[1];
	const given = read.flatMap(([part, minutes]) =>
		minutes.kind === 'value' && minutes.value !== null ? [[part, minutes.value] as const] : [],
	);
	return { kind: 'value', value: given.length === 0 ? null : Object.fromEntries(given) };
}

/** What the record would hold if it followed Jira, in the form that it uses; `held` is Jira's own value. */
export function issueEstimate(raw: JsonValue, held: JsonValue): JsonValue {
	const minutes: Readonly<Record<string, unknown>> = isObject(held) ? held : {};
	const of = (part: string): number | null =>
		typeof minutes[part] === 'number' ? minutes[part] : null;
	if (!isObject(raw)) return of('originalEstimate');
	const given = PARTS.filter((part) => part in raw && of(part) !== null);
	return given.length === 0 ? null : Object.fromEntries(given.map((part) => [part, of(part)]));
}

function estimate(raw: JsonValue): Canonical {
	if (raw === null || raw === '') return { kind: 'value', value: null };
	const text = typeof raw === 'string' ? raw.trim() : typeof raw === 'number' ? String(raw) : '…';
	const minutes = DURATION.test(text) ? sum(text) : Number(text);
	return Number.isFinite(minutes) && minutes >= 0
		? { kind: 'value', value: minutes }
		: {
				kind: 'unmapped',
				reason: `"${text}" is not an estimate. Give minutes, or hours and minutes such as 4h 30m.`,
			};
}

function sum(text: string): number {
	const parts = text.toLowerCase().split(/\s+/);
	const minutes = parts.map((part) => parseFloat(part) * MINUTES[part.endsWith('h') ? 'h' : 'm']);
	return minutes.reduce((total, next) => total + next, 0);
}
