import { parseIssueKey } from '../model/issue';
import { isObject, textOf } from '../model/decode';
import type { JsonValue } from '../model/json';

/** One entry of Backtrace's `ticket` list: the default one (`_backtrace`), or a ticket in another system. */
export interface TicketEntry {
	readonly watcher: string;
	/** Key of the ticket, for example `ABC-1`. */
	readonly short?: string;
	readonly url?: string;
	/** First person of the entry, as Backtrace stores people. */
	readonly assignee?: Readonly<Record<string, unknown>>;
	/** The entry as it came: what is not understood must be written back unchanged. */
	readonly raw: Readonly<Record<string, unknown>>;
}

/** Watcher of the entry that holds Backtrace's own assignees; it must stay, and stay first. */
export const DEFAULT_WATCHER = '_backtrace';

/** Reads `ticket`: JSON text of a list, the list itself, or (old rows) a bare address. Anything else is an empty list. */
export function readTickets(value: unknown): readonly TicketEntry[] {
	const parsed = typeof value === 'string' ? parseText(value) : value;
	if (typeof parsed === 'string')
		return parsed === '' ? [] : [entryOf({ watcher: '', url: parsed })];
	return Array.isArray(parsed) ? parsed.filter(isObject).map(entryOf) : [];
}

function parseText(text: string): unknown {
	const trimmed = text.trim();
	if (!trimmed.startsWith('[')) return /^https?:\/\//i.test(trimmed) ? trimmed : '';
	try {
		return JSON.parse(trimmed);
	} catch {
		return '';
	}
}

function entryOf(raw: Readonly<Record<string, unknown>>): TicketEntry {
	const short = textOf(raw['short']);
	const url = textOf(raw['url']);
	const people: unknown = raw['assignees'];
	const first: unknown = Array.isArray(people) ? people[0] : undefined;
	return {
		watcher: textOf(raw['watcher']) ?? '',
		...(short !== undefined && { short }),
		...(url !== undefined && { url }),
		...(isObject(first) && { assignee: first }),
		raw,
	};
}

/** Key of the Jira issue that one of the entries names; nothing when none names one. */
export function issueKeyOf(entries: readonly TicketEntry[]): string | undefined {
	for (const { watcher, short, url } of entries) {
		if (watcher === DEFAULT_WATCHER) continue;
		const [key] = [short, /\/browse\/([^/?#]+)/.exec(url ?? '')?.[1]].flatMap(
			(text) => (text === undefined ? undefined : parseIssueKey(text)) ?? [],
		);
		if (key !== undefined) return key;
	}
	return undefined;
}

/** The whole list with another Backtrace assignee; `null` for nobody. The default entry stays first. */
export function withAssignee(
	entries: readonly TicketEntry[],
	assignee: JsonValue,
): readonly JsonValue[] {
	const own = entries.find(({ watcher }) => watcher === DEFAULT_WATCHER)?.raw;
	const others = entries.filter(({ watcher }) => watcher !== DEFAULT_WATCHER);
	const head = { ...own, watcher: DEFAULT_WATCHER, assignees: assignee === null ? [] : [assignee] };
	return [head, ...others.map(({ raw }) => raw)] as readonly JsonValue[];
}
