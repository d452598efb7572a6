/**
 * The core as a library: what decides (model, sync), what does (engine), and Jira behind a transport. Works without n8n; the
 * nodes are one of its users.
 */
export type { Clock } from './src/model/clock';
export type { ChangeEvent, ChangeEventName, FieldChange } from './src/model/change-event';
export { InputError, ServiceError, type FailureKind, type InputProblem } from './src/model/failure';
export type { IssueStatus, JiraIssue } from './src/model/issue';
export type { JsonValue } from './src/model/json';
export { pairPropertyKey, remoteLinkGlobalId, type RecordLink } from './src/model/link';
export type { FieldValues, SourceRecord } from './src/model/record';
export type { UserIdentity } from './src/model/user';

export type { AssigneeRules } from './src/sync/assignee';
export { mappingKey, type FieldMapping, type SyncSettings } from './src/sync/mapping';
export { planSync, type SyncPlan } from './src/sync/plan';
export type { RecurrenceRule, RuleCondition } from './src/sync/recurrence-rules';
export {
	judgeRecurrence,
	type RegressionVerdict,
	type ResolvedUntilPolicy,
} from './src/sync/regression';
export type { StatusRow, StatusTable } from './src/sync/status';
export { fillTemplate, type IssueTemplate } from './src/sync/template';
export { createVersionOrder } from './src/sync/version-order';

export type { EngineContext } from './src/engine/context';
export { ensureIssues } from './src/engine/ensure-issue';
export { createKeyedLock } from './src/engine/keyed-lock';
export { linkPair, readLinkedIssue, unlinkPair } from './src/engine/link';
export type { IssueTracker, Logger, RecordSource, ShortMemory } from './src/engine/ports';
export { reconcile } from './src/engine/reconcile';
export type {
	EnsureReport,
	ReconcileReport,
	RecurrenceReport,
	SyncReport,
} from './src/engine/reports';
export { checkRecurrence } from './src/engine/resolved-until';
export { createShortMemory } from './src/engine/short-memory';
export { syncOne } from './src/engine/sync-one';

export type { HttpRequest, HttpResponse, HttpTransport } from './src/http/transport';
export { normalizeBaseUrl } from './src/jira/base-url';
export { createJiraClient, type JiraClient, type JiraClientOptions } from './src/jira/client';
export { detectDialect } from './src/jira/detect';
export type { JiraDialect } from './src/jira/dialect';

export { readBacktraceRecord } from './src/backtrace/record';
export { toBacktraceUpdate } from './src/backtrace/update';

export { receiveJiraDelivery } from './src/webhook/receive';
export { signBody, verifySignature } from './src/webhook/verify';
