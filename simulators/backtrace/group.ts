/** An error group as Backtrace keeps it: what its crashes had in common, and the row of its issues table. */
export interface ErrorGroup {
	readonly fingerprint: string;
	readonly callstack: readonly string[];
	readonly classifiers: readonly string[];
	/** Times of the crashes, in seconds since the epoch, in the order they came. */
	readonly times: readonly number[];
	/** Attributes of each crash, beside the time at the same place. */
	readonly crashes: readonly Readonly<Record<string, string>>[];
	/** What was set by hand or by the API; open and in-progress are derived from each other. */
	readonly state: GroupState;
	readonly tags: string;
	/** JSON text of the ticket array; empty until somebody sets it. */
	readonly ticket: string;
}

export type GroupState = 'open' | 'in-progress' | 'resolved' | 'muted';

/** One entry of the `ticket` array. */
export interface TicketEntry {
	readonly watcher: string;
	readonly short?: string;
	readonly url?: string;
	readonly state?: string;
	readonly assignees?: readonly TicketAssignee[];
}

export interface TicketAssignee {
	readonly id?: number;
	readonly username?: string;
	readonly email?: string;
}

/** The entry that holds Backtrace's own assignees; it must stay, and stay first. */
export const OWN_WATCHER = '_backtrace';

/** A crash that is reported. */
export interface CrashReport {
	readonly fingerprint: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly callstack?: readonly string[];
	readonly classifiers?: readonly string[];
}

/** How often each value of an attribute occurred, the most frequent first. */
export function histogram(
	group: ErrorGroup,
	attribute: string,
): readonly (readonly [string, number])[] {
	const counts = new Map<string, number>();
	for (const crash of group.crashes) {
		const value = crash[attribute];
		if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts].sort(([, left], [, right]) => right - left);
}

/** Every attribute that a crash of the group carried. */
export function attributeNames(group: ErrorGroup): readonly string[] {
	return [...new Set(group.crashes.flatMap((crash) => Object.keys(crash)))];
}

/** Reads the ticket column; a bare URL is how old rows hold one ticket. */
export function ticketEntries(group: ErrorGroup): readonly TicketEntry[] {
	if (group.ticket === '') return [];
	if (!group.ticket.startsWith('[')) return [{ watcher: 'legacy', url: group.ticket }];
	return JSON.parse(group.ticket) as readonly TicketEntry[];
}

/**
 * The state that Backtrace shows: an open group with an assignee or a linked ticket is in progress, and without either it is
 * open (Backtrace documentation, "Triage": statuses).
 */
export function shownState(group: ErrorGroup): GroupState {
	if (group.state !== 'open' && group.state !== 'in-progress') return group.state;
	const busy = ticketEntries(group).some(
		({ watcher, assignees }) => watcher !== OWN_WATCHER || (assignees ?? []).length > 0,
	);
	return busy ? 'in-progress' : 'open';
}
