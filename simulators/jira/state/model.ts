import type { AdfDocument } from '../text/adf';

/** One account. Cloud knows it by `accountId`, Data Center by `name` and `key`. */
export interface User {
	readonly name: string;
	readonly key: string;
	readonly accountId: string;
	readonly displayName: string;
	readonly emailAddress: string;
	readonly timeZone: string;
	/** Data Center: password for Basic. */
	readonly password: string;
	/** Cloud: API token for Basic, with the e-mail address. */
	readonly token: string;
	/** Data Center: personal access token for Bearer. */
	readonly pat: string;
	/** Jira administrator, and administrator of every project. */
	readonly admin: boolean;
	/** Keys of projects in which the user has no permission at all. */
	readonly noAccess: readonly string[];
	/** Deactivated: still named in old issues, but nobody can be made to be it. */
	readonly inactive?: boolean;
	/** Cloud: the account of an app. */
	readonly app?: boolean;
}

export interface Project {
	readonly id: string;
	readonly key: string;
	readonly name: string;
	readonly lead: string;
	/** Cloud only: it has issue types, fields and epics of its own, and no calls for epics. Default no. */
	readonly teamManaged?: boolean;
}

export interface IssueType {
	readonly id: string;
	readonly name: string;
	readonly subtask: boolean;
	/** One level above the others. Default no. */
	readonly epic?: boolean;
	readonly project: string;
}

export type StatusCategory = 'new' | 'indeterminate' | 'done';

export interface Status {
	readonly id: string;
	readonly name: string;
	readonly category: StatusCategory;
}

export interface Transition {
	readonly id: string;
	readonly name: string;
	readonly from: readonly string[];
	readonly to: string;
	/** Fields of the transition's screen; none: the transition has no screen. */
	readonly screen: readonly string[];
	/** Post function on the resolution: sets it if the screen did not, or clears it (`null`). */
	readonly resolution?: string | null;
	/** Event type that Data Center fires. */
	readonly event: string;
}

/** Something that has an id and a name: priority, resolution. */
export interface Named {
	readonly id: string;
	readonly name: string;
}

export interface LinkType extends Named {
	readonly inward: string;
	readonly outward: string;
}

export interface Version extends Named {
	readonly project: string;
	readonly released: boolean;
	readonly archived: boolean;
	readonly description?: string;
	readonly startDate?: string;
	readonly releaseDate?: string;
}

export interface Component extends Named {
	readonly project: string;
	readonly description?: string;
	/** Name of a user. */
	readonly lead?: string;
}

export interface FieldOption {
	readonly id: string;
	readonly value: string;
	readonly children?: readonly FieldOption[];
}

export type FieldKind =
	| 'text'
	| 'url'
	| 'richText'
	| 'number'
	| 'date'
	| 'datetime'
	| 'option'
	| 'options'
	| 'cascade'
	| 'version'
	| 'versions'
	| 'components'
	| 'labels'
	| 'user'
	| 'users'
	| 'group'
	| 'groups'
	| 'priority'
	| 'resolution'
	| 'security'
	| 'issuetype'
	| 'project'
	| 'status'
	| 'parent'
	| 'epicLink'
	| 'sprint'
	| 'timetracking'
	/** Belongs to an app: any JSON, kept as it was sent. */
	| 'raw'
	/** Shown, never set. */
	| 'readOnly'
	| 'computed';

export interface FieldSchema {
	readonly type: string;
	readonly items?: string;
	readonly system?: string;
	readonly custom?: string;
	readonly customId?: number;
}

export interface Field {
	readonly id: string;
	readonly name: string;
	readonly kind: FieldKind;
	readonly schema: FieldSchema;
	readonly options?: readonly FieldOption[];
	/**
	 * Custom fields: the projects that have the field, and the issue types on whose screens it stands there (`*`: all).
	 */
	readonly screens?: Readonly<Record<string, readonly string[] | '*'>>;
	/** Where it must not be empty: `PROJECT/Issue type`. */
	readonly required?: readonly string[];
	/** What a new issue gets when nothing is sent. */
	readonly fallback?: StoredValue;
	/** The product that has it. Default both. */
	readonly only?: 'cloud' | 'dataCenter';
	/** Names under which JQL knows the field, beside its own name and `cf[id]`. */
	readonly clauses?: readonly string[];
}

/** Rich text is kept as it was given: as a document (REST v3) or as wiki text (REST v2). */
export type RichText = { readonly adf: AdfDocument } | { readonly wiki: string };

/** Choice of a cascading select, by option ids. */
export interface CascadeChoice {
	readonly parent: string;
	readonly child: string | undefined;
}

/** Estimates in seconds. */
export interface Estimates {
	readonly original: number | undefined;
	readonly remaining: number | undefined;
}

/** A field's value as the site keeps it: references by id (users by name), instants in ms since the epoch. */
export type StoredValue =
	| null
	| string
	| number
	| readonly string[]
	| { readonly rich: RichText }
	| { readonly cascade: CascadeChoice }
	| { readonly estimates: Estimates }
	| { readonly raw: unknown };

export type StoredValues = Readonly<Record<string, StoredValue>>;

export interface CommentState {
	readonly id: string;
	readonly author: string;
	readonly updateAuthor: string;
	readonly body: RichText;
	readonly created: number;
	readonly updated: number;
	readonly properties: Readonly<Record<string, unknown>>;
	readonly visibility: unknown;
}

export interface RemoteLinkState {
	readonly id: string;
	readonly globalId: string | undefined;
	/** The rest as it was sent: application, relationship, object. */
	readonly content: Readonly<Record<string, unknown>>;
}

export interface HistoryItem {
	readonly field: string;
	readonly fieldId: string | undefined;
	readonly fieldtype: 'jira' | 'custom';
	readonly from: string | null;
	readonly fromString: string | null;
	readonly to: string | null;
	readonly toString: string | null;
}

export interface HistoryEntry {
	readonly id: string;
	readonly author: string;
	readonly created: number;
	readonly items: readonly HistoryItem[];
}

/** A file of an issue. */
export interface AttachmentState {
	readonly id: string;
	readonly author: string;
	readonly created: number;
	readonly filename: string;
	readonly mimeType: string;
	readonly content: Uint8Array;
}

/** Time spent on an issue, in seconds. */
export interface WorklogState {
	readonly id: string;
	readonly author: string;
	readonly updateAuthor: string;
	readonly comment: RichText | undefined;
	readonly created: number;
	readonly updated: number;
	readonly started: number;
	readonly seconds: number;
}

/** An issue at one moment; every change makes a new one. */
export interface IssueState {
	readonly id: string;
	readonly key: string;
	readonly creator: string;
	readonly created: number;
	readonly updated: number;
	readonly values: StoredValues;
	readonly properties: Readonly<Record<string, unknown>>;
	readonly comments: readonly CommentState[];
	readonly remoteLinks: readonly RemoteLinkState[];
	readonly attachments: readonly AttachmentState[];
	readonly worklogs: readonly WorklogState[];
	readonly history: readonly HistoryEntry[];
}

export interface IssueLinkState {
	readonly id: string;
	readonly type: string;
	/** Issue id from which the link goes out: it "blocks", "duplicates". */
	readonly source: string;
	readonly destination: string;
}

/** What happened in the site; webhooks are made of it. */
export type SiteEvent =
	| {
			readonly kind: 'issueCreated' | 'issueDeleted';
			readonly issue: IssueState;
			readonly actor: User;
	  }
	| {
			readonly kind: 'issueUpdated';
			readonly issue: IssueState;
			readonly actor: User;
			readonly entry: HistoryEntry | undefined;
			readonly eventType: string;
	  }
	| {
			readonly kind: 'commentCreated' | 'commentUpdated' | 'commentDeleted';
			readonly issue: IssueState;
			readonly actor: User;
			readonly comment: CommentState;
	  }
	| {
			readonly kind: 'attachmentCreated' | 'attachmentDeleted';
			readonly issue: IssueState;
			readonly actor: User;
			readonly attachment: AttachmentState;
	  }
	| {
			readonly kind: 'worklogCreated' | 'worklogUpdated' | 'worklogDeleted';
			readonly issue: IssueState;
			readonly actor: User;
			readonly worklog: WorklogState;
	  }
	| {
			readonly kind: 'issueLinkCreated' | 'issueLinkDeleted';
			/** From which the link goes out. */
			readonly issue: IssueState;
			readonly actor: User;
			readonly link: IssueLinkState;
	  }
	| {
			readonly kind:
				| 'versionCreated'
				| 'versionUpdated'
				| 'versionDeleted'
				| 'versionReleased'
				| 'versionUnreleased'
				| 'versionMoved';
			readonly version: Version;
	  }
	| {
			readonly kind:
				'sprintCreated' | 'sprintUpdated' | 'sprintDeleted' | 'sprintStarted' | 'sprintClosed';
			readonly sprint: SprintState;
	  };

/** A sprint as webhooks tell of it. */
export interface SprintState {
	readonly id: number;
	readonly name: string;
	readonly state: 'future' | 'active' | 'closed';
	readonly originBoardId: number;
	readonly goal?: string;
	/** ISO 8601. */
	readonly startDate?: string;
	readonly endDate?: string;
}
