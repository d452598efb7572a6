import type { FieldInput } from '../../model/field-schema';
import { epochMilliseconds } from '../../model/time';
import { encoded, problem, shown, type FieldCodec } from './codec';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/** Calendar day, `yyyy-MM-dd`. Of a point in time the day as written is taken, of a time since the epoch the day in UTC. */
export const dateCodec: FieldCodec = {
	encode(_meta, input) {
		const day = dayOf(input) ?? momentOfEpoch(input)?.slice(0, 10);
		return day === undefined
			? problem(`"${shown(input)}" is not a date. Example: 2026-11-21`)
			: encoded(day);
	},
	decode: (raw) => String(raw).slice(0, 10),
};

/** Point in time. Without an offset it counts as UTC, a day alone as its first moment. */
export const dateTimeCodec: FieldCodec = {
	encode(_meta, input) {
		const iso = momentOf(input) ?? momentOfEpoch(input);
		return iso === undefined
			? problem(`"${shown(input)}" is not a date with time. Example: 2026-11-21T10:15:00Z`)
			: encoded(iso.replace('Z', '+0000'));
	},
	decode: (raw) => jiraTimeToIso(String(raw)) ?? String(raw),
};

function dayOf(input: FieldInput): string | undefined {
	const text = typeof input === 'string' ? input.trim() : '';
	if (MOMENT.test(text) && jiraTimeToIso(text) === undefined) return undefined;
	const day = MOMENT.test(text) ? text.slice(0, 10) : text;
	return isDay(day) ? day : undefined;
}

/** Refuses 31 February, which `Date` would make into 3 March. */
function isDay(text: string): boolean {
	if (!DAY.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function momentOf(input: FieldInput): string | undefined {
	const text = typeof input === 'string' ? input.trim() : '';
	if (isDay(text)) return isoOf(Date.parse(`${text}T00:00:00Z`));
	return MOMENT.test(text) && isDay(text.slice(0, 10)) ? jiraTimeToIso(text) : undefined;
}

function momentOfEpoch(input: FieldInput): string | undefined {
	if (typeof input !== 'number' && typeof input !== 'string') return undefined;
	const milliseconds = epochMilliseconds(input);
	return milliseconds === undefined ? undefined : isoOf(milliseconds);
}

function isoOf(milliseconds: number): string | undefined {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Jira writes offsets without a colon (`2021-03-10T10:05:51.199+0000`), which ISO 8601 parsers need not accept. */
export function jiraTimeToIso(text: string): string | undefined {
	const moment = text.trim().replace(' ', 'T');
	const withColon = moment.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
	const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/i.test(withColon);
	return isoOf(Date.parse(hasOffset ? withColon : `${withColon}Z`));
}
