import type { JsonValue } from './json';
import type { UserIdentity } from './user';

/** What happened, in the same words for Cloud and Data Center. */
export type ChangeEventName =
	| 'issueCreated'
	| 'issueUpdated'
	| 'issueDeleted'
	| 'commentCreated'
	| 'commentUpdated'
	| 'commentDeleted'
	| 'worklogCreated'
	| 'worklogUpdated'
	| 'worklogDeleted'
	| 'attachmentCreated'
	| 'attachmentDeleted'
	| 'issueLinkCreated'
	| 'issueLinkDeleted'
	| 'propertySet'
	| 'propertyDeleted'
	| 'versionCreated'
	| 'versionUpdated'
	| 'versionDeleted'
	| 'versionReleased'
	| 'versionUnreleased'
	| 'versionMoved';

/** One field that changed. Ids and texts are as Jira's changelog has them; `null` is nothing. */
export interface FieldChange {
	/** Display name; of some fields the only name there is. */
	readonly field: string;
	/** Absent where Jira does not tell (Data Center). */
	readonly fieldId?: string;
	readonly from: string | null;
	readonly to: string | null;
	readonly fromText: string | null;
	readonly toText: string | null;
}

/** A hint that something changed in Jira. State is always read fresh before anything is decided on it. */
export interface ChangeEvent {
	/** The same for a delivery that is repeated; absent where Jira gives none and the body has no mark of its own. */
	readonly deliveryId?: string;
	readonly event: ChangeEventName;
	/** The issue's identity; absent for events of a version. */
	readonly issueId?: string;
	readonly issueKey?: string;
	readonly projectKey?: string;
	/** Of a comment event. */
	readonly commentId?: string;
	/** Milliseconds since the epoch; 0 when Jira does not tell. */
	readonly occurredAt: number;
	readonly actor?: UserIdentity;
	readonly changes: readonly FieldChange[];
	/** Jira's own name of the event. */
	readonly rawEvent: string;
	/** The whole payload, for those who want more. */
	readonly payload: JsonValue;
}
