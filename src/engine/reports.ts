import type { IssueStatus } from '../model/issue';
import type { FieldValues } from '../model/record';
import type { UserIdentity } from '../model/user';
import type { FieldDecision } from '../sync/plan-field';

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
	/** What the sync wrote to Jira: nothing, the snapshot alone, or fields and status as well. */
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
	readonly kind: 'reopened' | 'unchanged';
	/** `notLinked`: no issue belongs to the record. */
	readonly because:
		'regression' | 'notResolved' | 'finalResolution' | 'coveredByFix' | 'unknown' | 'notLinked';
	readonly reason: string;
	readonly recordId: string;
	readonly issue?: IssueSummary;
	readonly observed?: string;
	readonly fixed?: string;
	/** How often this issue has been reopened. */
	readonly reopenCount: number;
	readonly warnings: readonly string[];
	readonly dryRun: boolean;
}

export interface ReconcileReport {
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
	};
}

/** One record of a reconcile: in step, made, missing, or failed by itself. */
export type ReconciledPair =
	| {
			readonly kind: 'synced';
			readonly created: boolean;
			readonly report: SyncReport;
			readonly closedDuplicates: readonly string[];
	  }
	| { readonly kind: 'missing'; readonly recordId: string }
	| { readonly kind: 'failed'; readonly recordId: string; readonly error: unknown };
