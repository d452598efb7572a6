/** Keeps what was asked, in order, for assertions and request budgets. */
export interface RequestLog<Entry> {
	readonly entries: readonly Entry[];
	add(entry: Entry): void;
	clear(): void;
}

/** An empty log. */
export function createRequestLog<Entry>(): RequestLog<Entry> {
	const entries: Entry[] = [];
	return {
		entries,
		add: (entry) => void entries.push(entry),
		clear: () => void entries.splice(0),
	};
}
