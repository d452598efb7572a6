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
	| 'sprintCreated'
	| 'sprintUpdated'
	| 'sprintDeleted'
	| 'sprintStarted'
	| 'sprintClosed'
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

/** What an event is about beside the issue. */
export interface ChangeSubject {
	readonly type: 'attachment' | 'issueLink' | 'sprint' | 'version' | 'worklog';
	readonly id: string;
	/** Name of the file, of the type of link, of the sprint or the version. */
	readonly name?: string;
	/** Of a link: the issue that it leads to. The event's issue is the one that it comes from. */
	readonly destinationIssueId?: string;
	/** Of a sprint: the board that it was made on. */
	readonly boardId?: string;
	/** Of a version that was deleted because it was merged: the one that took its place. */
	readonly mergedToId?: string;
}

/** A hint that something changed in Jira. State is always read fresh before anything is decided on it. */
export interface ChangeEvent {
	/** The same for a delivery that is repeated; absent where Jira gives none and the body has no mark of its own. */
	readonly deliveryId?: string;
	readonly event: ChangeEventName;
	/** The issue's identity; absent for events of a version or a sprint, and of an attachment where Jira does not tell. */
	readonly issueId?: string;
	readonly issueKey?: string;
	readonly projectKey?: string;
	/** Of an event of a version. */
	readonly projectId?: string;
	/** Of a comment event. */
	readonly commentId?: string;
	readonly subject?: ChangeSubject;
	/** Milliseconds since the epoch; 0 when Jira does not tell. */
	readonly occurredAt: number;
	readonly actor?: UserIdentity;
	/** Of an update; empty for other events, and when Jira does not tell. */
	readonly changes: readonly FieldChange[];
	/** An update of an old server that does not say what changed: any field may have. */
	readonly changesUnknown?: true;
	/** Jira's own name of the event. */
	readonly rawEvent: string;
	/** The whole payload, for those who want more. */
	readonly payload: JsonValue;
}
