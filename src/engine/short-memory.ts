import type { Clock } from '../model/clock';
import type { ShortMemory } from './ports';

export interface ShortMemoryOptions {
	/** How long an entry is believed, in milliseconds. */
	readonly keepMs: number;
	/** The oldest entries go first beyond this many. */
	readonly limit: number;
}

/**
 * Remembers texts for a while: which issue was made for a record, what a site is, when something was last looked for. A saving
 * only: whatever it answers about a record is read again from Jira before it is believed.
 */
export function createShortMemory(
	clock: Pick<Clock, 'now'>,
	{ keepMs, limit }: ShortMemoryOptions,
): ShortMemory {
	const entries = new Map<string, { readonly value: string; readonly at: number }>();
	return {
		get(key) {
			const entry = entries.get(key);
			if (entry === undefined) return undefined;
			if (clock.now() - entry.at <= keepMs) return entry.value;
			entries.delete(key);
			return undefined;
		},
		set(key, value) {
			entries.delete(key);
			entries.set(key, { value, at: clock.now() });
			const [oldest] = entries.keys();
			if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
		},
	};
}
