import type { Clock } from '../model/clock';
import type { ParentBook } from './hierarchy/parent-book';
import type { Digest, IssueTracker, KeyedLock, Logger, NewFileDigest, ShortMemory } from './ports';

/** What every engine function works with; built once an execution by the composition root. */
export interface EngineContext {
	readonly tracker: IssueTracker;
	readonly clock: Clock;
	readonly locks: KeyedLock;
	/** Ids of the issues that were lately made or found for a record, by the record's key: bridges the lag of Jira's index. */
	readonly recent: ShortMemory;
	/** When this process last looked for half-made issues, in milliseconds since the epoch as text, by project and profile. */
	readonly sweeps: ShortMemory;
	/** What runs of this process have just handed out for a workflow to create; absent where a person looks on and runs again. */
	readonly handedOut?: ShortMemory;
	/** What one run over many records knows of their parents; without it each pair finds out for itself. */
	readonly parents?: ParentBook;
	readonly digest: Digest;
	readonly fileDigest: NewFileDigest;
	readonly logger: Logger;
	/**
	 * When this process began, in milliseconds since the epoch: what a run that died left half-made is older, and what this process
	 * made itself it remembers.
	 */
	readonly startedAt: number;
	/** True where Jira answers "not found" for an issue that the account may not see as well (Jira Cloud). Default false. */
	readonly notFoundMayHide?: boolean;
	/** True where a search may not see what was just written (Jira Cloud). */
	readonly searchLags: boolean;
}
