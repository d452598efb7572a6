import { textOf, toJson, type UnknownRecord } from '../model/decode';
import type { JsonValue } from '../model/json';
import type { FieldValues } from '../model/record';
import { payloadOf } from './payload';
import { DEFAULT_WATCHER, readTickets, withAssignee, type TicketEntry } from './ticket';

/**
 * Body for Backtrace's `POST /api/issue` that brings a patch into an error group; nothing when the patch holds nothing that
 * Backtrace stores.
 *
 * Backtrace only knows "set": tags and tickets replace the whole value, so the list of tickets is taken from the record as it
 * was read, with the assignee changed in Backtrace's own entry. Read the record just before writing.
 */
export function toBacktraceUpdate(
	patch: FieldValues,
	recordJson: unknown,
): Readonly<Record<string, JsonValue>> | undefined {
	const item = payloadOf(recordJson);
	const { state, tags, assignee } = patch;
	const change = {
		...(typeof state === 'string' && { state }),
		...(tags !== undefined && { tags: { action: 'set', value: tagText(tags) } }),
		...(assignee !== undefined && { ticket: ticketChange(item, assignee) }),
	};
	if (Object.keys(change).length === 0) return undefined;
	const project = textOf(item['project']);
	return {
		fingerprint: [textOf(item['fingerprint']) ?? ''],
		...(project !== undefined && { project }),
		...change,
	};
}

/** Backtrace keeps tags as one text; a tag holds no white space. */
function tagText(tags: JsonValue): string {
	const list = Array.isArray(tags) ? tags : [tags];
	return list
		.flatMap((tag: JsonValue) => (tag === null ? [] : [String(tag).trim().replace(/\s+/g, '-')]))
		.filter((tag) => tag !== '')
		.join(' ');
}

function ticketChange(item: UnknownRecord, assignee: JsonValue): JsonValue {
	const entries = readTickets(item['ticket']);
	const value = withAssignee(entries, person(entries, assignee));
	return { action: 'set', assignee: 'set', value };
}

/** The person as the record already knows them (with Backtrace's id), else by e-mail or user name. */
function person(entries: readonly TicketEntry[], assignee: JsonValue): JsonValue {
	const name = textOf(assignee)?.trim();
	if (name === undefined) return null;
	const own = entries.find(({ watcher }) => watcher === DEFAULT_WATCHER)?.assignee;
	const known = [own?.['email'], own?.['username']].some(
		(text) => textOf(text)?.toLowerCase() === name.toLowerCase(),
	);
	if (known) return toJson(own);
	return name.includes('@') ? { email: name, username: name } : { username: name };
}
