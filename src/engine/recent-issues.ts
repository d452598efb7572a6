import type { Clock } from '../model/clock';
import type { RecentIssues } from './ports';

export interface RecentIssuesOptions {
	/** How long an entry is believed, in milliseconds. */
	readonly keepMs: number;
	/** The oldest entries go first beyond this many. */
	readonly limit: number;
}

/**
 * Remembers which issue was made for a record. A saving only: it bridges the lag of Cloud's search inside one process, and
 * whatever it answers is read again from Jira before it is believed.
 */
export function createRecentIssues(
	clock: Pick<Clock, 'now'>,
	{ keepMs, limit }: RecentIssuesOptions,
): RecentIssues {
	const entries = new Map<string, { readonly issueId: string; readonly at: number }>();
	return {
		get(key) {
			const entry = entries.get(key);
			if (entry === undefined) return undefined;
			if (clock.now() - entry.at <= keepMs) return entry.issueId;
			entries.delete(key);
			return undefined;
		},
		set(key, issueId) {
			entries.delete(key);
			entries.set(key, { issueId, at: clock.now() });
			const [oldest] = entries.keys();
			if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
		},
	};
}
