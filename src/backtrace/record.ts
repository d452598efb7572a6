import { isObject, textOf, toJson, type UnknownRecord } from '../model/decode';
import { inputError } from '../model/failure';
import type { JsonValue } from '../model/json';
import type { FieldValues, SourceRecord } from '../model/record';
import { payloadOf } from './payload';
import { DEFAULT_WATCHER, issueKeyOf, readTickets, type TicketEntry } from './ticket';

/** Name of the system in links. */
export const BACKTRACE = 'backtrace';

const TITLE_LIMIT = 200;

/**
 * Reads an error group of Backtrace as it reaches a workflow: the body of Backtrace's webhook (alone or under `body`, as n8n's
 * Webhook node hands it on), or a row of the issues table that was unfolded into an object.
 *
 * Only a row of the issues table tells state, assignee and tags; a webhook leaves them out, and what is left out is not synced.
 * `read_at` (ISO 8601), which the workflow adds, says when the row was read. Throws `InputError` when there is no fingerprint.
 */
export function readBacktraceRecord(json: unknown): SourceRecord {
	const item = payloadOf(json);
	const id = textOf(item['fingerprint'])?.trim();
	if (id === undefined)
		throw inputError('The item is no Backtrace error group: it has no fingerprint.', [
			{
				field: 'fingerprint',
				message:
					'Give the body of a Backtrace webhook, or a row of the issues table as an object with "fingerprint".',
			},
		]);
	const tickets = readTickets(item['ticket']);
	const url = textOf(item['group_url']) ?? textOf(item['url']);
	const title = titleOf(item);
	const changed = Number(item['last_modified']);
	const readAt = Date.parse(textOf(item['read_at']) ?? '');
	const issueKey = issueKeyOf(tickets);
	return {
		system: BACKTRACE,
		id,
		...(url !== undefined && { url }),
		...(title !== undefined && { title }),
		...(changed > 0 && { updatedAt: changed * 1_000 }),
		...(!Number.isNaN(readAt) && { readAt }),
		...(issueKey !== undefined && { issueKey }),
		values: {
			...valuesOf(item),
			...(title !== undefined && { title }),
			...ownValues(item, tickets),
		},
	};
}

/** Histogram attributes first, so that the payload's own fields win over attributes of the same name. */
function valuesOf(item: UnknownRecord): FieldValues {
	const attributes = isObject(item['attributes']) ? item['attributes'] : {};
	const { callstack, classifiers, timestamp } = item;
	const [first, last] = seen(timestamp);
	return {
		...jsonValues(attributes),
		...jsonValues(item, NOT_PLAIN),
		...(callstack !== undefined && { callstack: lines(callstack) }),
		...(classifiers !== undefined && { classifiers: toJson(classifiers) }),
		...(first !== undefined && { first_seen: first }),
		...(last !== undefined && { last_seen: last }),
	};
}

/** Read in their own ways below. */
const NOT_PLAIN: ReadonlySet<string> = new Set(
	'attributes callstack classifiers timestamp ticket state assignee tags'.split(' '),
);

/**
 * What people change in Backtrace; absent when the payload does not tell. A group that nobody has touched has no row in the
 * issues table: its empty state means open. The assignee is known only with the whole `ticket`, because writing one
 * replaces the other.
 */
function ownValues(item: UnknownRecord, tickets: readonly TicketEntry[]): FieldValues {
	const { state, ticket, tags } = item;
	return {
		...(state !== undefined && { state: textOf(state) ?? 'open' }),
		...(ticket !== undefined && { assignee: assigneeOf(tickets) }),
		...(tags !== undefined && { tags: tagList(tags) }),
	};
}

/** The e-mail if Backtrace knows it, else the user name. */
function assigneeOf(tickets: readonly TicketEntry[]): JsonValue {
	const own = tickets.find(({ watcher }) => watcher === DEFAULT_WATCHER)?.assignee;
	return textOf(own?.['email']) ?? textOf(own?.['username']) ?? null;
}

function tagList(tags: unknown): JsonValue {
	const list: readonly unknown[] = Array.isArray(tags) ? tags : [tags];
	return list.flatMap((tag) => textOf(tag)?.trim().split(/\s+/) ?? []);
}

function jsonValues(source: UnknownRecord, without?: ReadonlySet<string>): FieldValues {
	return Object.fromEntries(
		Object.entries(source)
			.filter(([name]) => without?.has(name) !== true)
			.map(([name, value]) => [name, toJson(value)]),
	);
}

function lines(callstack: unknown): JsonValue {
	const frames = Array.isArray(callstack) ? callstack.map(frameText) : undefined;
	return frames === undefined ? toJson(callstack) : frames.join('\n');
}

function frameText(frame: unknown): string {
	return isObject(frame) ? (textOf(frame['function']) ?? JSON.stringify(frame)) : String(frame);
}

/** First and last occurrence as ISO 8601; Backtrace counts in seconds, as a range or as one number. */
function seen(timestamp: unknown): readonly [string | undefined, string | undefined] {
	const range: readonly unknown[] = Array.isArray(timestamp) ? timestamp : [timestamp, timestamp];
	return [isoTime(range[0]), isoTime(range[1])];
}

function isoTime(seconds: unknown): string | undefined {
	const date = new Date(Number(textOf(seconds) ?? Number.NaN) * 1_000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** What an issue is called: the error's message, else its class and the place where it happened. */
function titleOf(item: UnknownRecord): string | undefined {
	const attributes = isObject(item['attributes']) ? item['attributes'] : {};
	const message = headOf(item['title'] ?? item['error.message'] ?? attributes['error.message']);
	if (message !== undefined) return cut(message);
	const kind = headOf(item['classifiers']);
	const frame = headOf(
		typeof item['callstack'] === 'string' ? item['callstack'].split('\n') : item['callstack'],
	);
	const parts = [kind, frame].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : cut(parts.join(' in '));
}

/** First value of a text, a list, or a histogram. */
function headOf(value: unknown): string | undefined {
	if (!Array.isArray(value)) return textOf(value)?.trim();
	const first: unknown = value[0];
	if (isObject(first)) return frameText(first);
	return Array.isArray(first) ? textOf(first[0])?.trim() : textOf(first)?.trim();
}

function cut(text: string): string {
	const line = text.replace(/\s+/g, ' ');
	return line.length > TITLE_LIMIT ? `${line.slice(0, TITLE_LIMIT - 1)}…` : line;
}
