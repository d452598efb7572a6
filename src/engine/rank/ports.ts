import type { RankMove } from '../../sync/rank/plan-rank';

/** What of Jira Software's rank is needed. Every method throws `ServiceError` or `InputError`. */
export interface RankTracker {
	/** Keys of the issues in the order of their rank, in one search; `freshIds` are issues just made. */
	rankOrder(keys: readonly string[], freshIds: readonly string[]): Promise<readonly string[]>;
	/** Puts issues beside another one; answers in words which of them Jira did not move, and why. */
	rankIssues(move: RankMove): Promise<readonly string[]>;
}
