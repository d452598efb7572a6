/** The part of the engine that nodes call. Nodes reach the core only through this folder. */
export { checkSetup, setupOutOfReach } from '../engine/check-setup';
export { confirmDelivery, type ConfirmReport } from '../engine/confirm';
export { confirmCommentDelivery } from '../engine/confirm-comment';
export { confirmFileDelivery } from '../engine/confirm-file';
export { ensureIssues } from '../engine/ensure-issue';
export { importIssues } from '../engine/import/import-issues';
export { linkPair, readLinkedIssue, unlinkPair } from '../engine/link';
export { reconcile } from '../engine/reconcile';
export type {
	EnsureReport,
	ReconciledPair,
	ReconcileReport,
	RecurrenceReport,
	SyncReport,
} from '../engine/reports';
export { checkRecurrence } from '../engine/resolved-until';
export { summarize } from '../engine/summarize';
export { syncOne } from '../engine/sync-one';
export { walkStatus } from '../engine/walk-status';
export { summarizeSetup, type SetupLine } from '../sync/setup-line';
