import type { IssueStatus } from '../model/issue';
import type { FieldValues } from '../model/record';
import type { UserIdentity } from '../model/user';
import type { FieldDecision } from '../sync/plan-field';
import type { CommentReport } from './comment-report';
import type { FileReport } from './file-report';
import type { RankReport } from './rank/keep-rank';

/** The issue as a report names it. */
export interface IssueSummary {
	readonly id: string;
	readonly key: string;
	readonly url: string;
	readonly status?: IssueStatus;
	readonly assignee?: UserIdentity | null;
}

/** What was done about one pair, or would be (dry run). */
export interface SyncReport {
	readonly kind: 'synced' | 'notLinked';
	readonly record: { readonly system: string; readonly id: string; readonly url?: string };
	readonly issue?: IssueSummary;
	/** By mapping key (docs/design/merge.md). */
	readonly decisions: Readonly<Record<string, FieldDecision>>;
	/** One line for each field that is not simply unchanged. */
	readonly explanation: readonly string[];
	/** Values that the workflow must write to the record, by the record's own names; empty when none. */
	readonly toSource: FieldValues;
	/** Values that were (or would be) written to Jira, by field id; `status` is the status reached. */
	readonly toJira: FieldValues;
	/** Mapping keys where both sides had changed to different values, decided by policy or not. */
	readonly conflicts: readonly string[];
	readonly warnings: readonly string[];
	readonly dryRun: boolean;
	/** Absent when comments are not synced. */
	readonly comments?: CommentReport;
	/** Absent when attachments are not synced. */
	readonly files?: FileReport;
	/** What the sync wrote to Jira: nothing, what it remembers alone, or the issue as well (fields, status, comments, attachments). */
	readonly wrote: 'nothing' | 'snapshot' | 'issue';
}

/** What became of one record in `ensureIssues`. */
export type EnsureReport =
	| {
			readonly kind: 'created' | 'found' | 'updated';
			readonly recordId: string;
			readonly issue: IssueSummary;
			/** Attributes that the template names and the record lacks, users that nobody matches, and the like. */
			readonly warnings: readonly string[];
			/** Keys of issues that were closed as duplicates of this one. */
			readonly closedDuplicates: readonly string[];
			/** Field ids that were brought up to date. */
			readonly updatedFields: readonly string[];
	  }
	| { readonly kind: 'failed'; readonly recordId: string; readonly error: unknown };

/** What became of one recurrence. */
export interface RecurrenceReport {
	/** `newIssue` and `commented`: what was done in place of reopening. */
	readonly kind: 'reopened' | 'newIssue' | 'commented' | 'unchanged';
	/** `notLinked`: no issue belongs to the record. */
	readonly because:
		| 'regression'
		| 'notResolved'
		| 'finalResolution'
		| 'noRule'
		| 'seenBefore'
		| 'coveredByFix'
		| 'unknown'
		| 'notLinked';
	readonly reason: string;
	/** Name of the rule that was used; absent for the node's own settings. */
	readonly rule?: string;
	readonly recordId: string;
	readonly issue?: IssueSummary;
	/** The issue that was made in place of reopening. */
	readonly newIssue?: IssueSummary;
	readonly observed?: string;
	readonly fixed?: string;
	/** How often this issue has been reopened. */
	readonly reopenCount: number;
	/** What was done, or would be (dry run), in order. */
	readonly steps: readonly string[];
	readonly warnings: readonly string[];
	readonly dryRun: boolean;
}

/** Why a reconcile ended before all pairs were worked on (docs/design/reconcile.md, rows R8 to R11). */
export type StopReason = 'pairs' | 'time' | 'cancelled' | 'login' | 'outage';

export interface ReconcileReport {
	/** In the order of the records. */
	readonly pairs: readonly ReconciledPair[];
	readonly counts: {
		readonly records: number;
		readonly unchanged: number;
		readonly changed: number;
		readonly created: number;
		readonly missing: number;
		readonly conflicts: number;
		readonly duplicatesClosed: number;
		readonly failed: number;
		/** Tried again, but a later run had brought the pair in step meanwhile. */
		readonly superseded: number;
		/** Not worked on, because the run was stopped. */
		readonly left: number;
		/** Before the record to begin with, so not looked at. */
		readonly skipped: number;
	};
	/** Present when pairs were left. */
	readonly stopped?: {
		readonly because: StopReason;
		/** Id of the first record that was left: where the next run may begin. */
		readonly nextRecord: string;
	};
	/** What a run that writes would stop with; only a dry run tells it here, others throw it. */
	readonly brake?: string;
	/** Present when issues were to be ranked. */
	readonly rank?: RankReport;
	/** How long the run took. */
	readonly milliseconds: number;
}

/** One record of a reconcile: in step, made, missing, left for the next run, or failed by itself. */
export type ReconciledPair =
	| {
			readonly kind: 'synced';
			readonly created: boolean;
			readonly report: SyncReport;
			readonly closedDuplicates: readonly string[];
	  }
	| { readonly kind: 'missing' | 'left'; readonly recordId: string }
	| { readonly kind: 'superseded'; readonly recordId: string; readonly issue?: IssueSummary }
	| {
			readonly kind: 'failed';
			readonly recordId: string;
			readonly error: unknown;
			readonly issue?: IssueSummary;
			/** What was decided before it failed; some of it may be written. Absent where it failed before that. */
			readonly report?: SyncReport;
			/** What the sides last shared, as `ReconcileSettings.retries` takes it when the record is tried again. */
			readonly seen: string;
	  };
