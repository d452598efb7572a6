import type { Clock } from '../model/clock';
import type { Digest, IssueTracker, KeyedLock, Logger, RecentIssues } from './ports';

/** What every engine function works with; built once an execution by the composition root. */
export interface EngineContext {
	readonly tracker: IssueTracker;
	readonly clock: Clock;
	readonly locks: KeyedLock;
	readonly recent: RecentIssues;
	readonly digest: Digest;
	readonly logger: Logger;
	/**
	 * When this process began, in milliseconds since the epoch: what a run that died left half-made is older, and what this process
	 * made itself it remembers.
	 */
	readonly startedAt: number;
	/** True where a search may not see what was just written (Jira Cloud). */
	readonly searchLags: boolean;
}
