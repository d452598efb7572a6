import type { FieldInput, FieldMeta } from '../model/field-schema';
import type { JiraIssue, Transition } from '../model/issue';
import type { JsonValue } from '../model/json';
import type { FieldValues } from '../model/record';
import type { UserIdentity } from '../model/user';
import type { ProjectVersion } from '../model/version';

/** What to read of an issue beside its key, status, assignee, resolution and time of change. */
export interface IssueRead {
	/** Field ids. */
	readonly fields: readonly string[];
	/** Property keys; at most 5 (Jira Cloud's limit for a search). */
	readonly properties: readonly string[];
}

/** A new issue, in people's words: the tracker checks it against the metadata and turns it into Jira's shapes. */
export interface IssueDraft {
	/** Key or id. */
	readonly project: string;
	/** Name or id. */
	readonly issueType: string;
	/** Inputs by field id; a user field takes an e-mail, a Jira id or a unique display name. */
	readonly fields: Readonly<Record<string, FieldInput>>;
	/** Properties set in the create request itself, so that no half-made link exists. */
	readonly properties: Readonly<Record<string, JsonValue>>;
}

export interface CreatedIssue {
	readonly id: string;
	readonly key: string;
	readonly url: string;
	/** Inputs that were not taken as given, for example a user that nobody matches. */
	readonly warnings: readonly string[];
}

/** One request: fields and property succeed or fail together. */
export interface IssueEdit {
	/** Canonical or typed inputs by field id; `null` clears. `assignee` takes Jira's id of a user. */
	readonly fields: Readonly<Record<string, FieldInput>>;
	readonly property?: { readonly key: string; readonly value: JsonValue };
}

export interface RemoteLink {
	readonly globalId: string;
	readonly url: string;
	readonly title: string;
	/** Shown as struck through in Jira. */
	readonly resolved: boolean;
	readonly application: string;
}

/** Where to look for issues whose link may not be in the index yet: issues made by this account since then. */
export interface RecentlyCreated {
	readonly project: string;
	/** Milliseconds since the epoch. */
	readonly since: number;
	/** Milliseconds since the epoch; absent means until now. */
	readonly until?: number;
}

/** The Jira side, as the engine sees it. Every method throws `ServiceError` or `InputError`. */
export interface IssueTracker {
	/** The account of the credential; throws when the credential is dead. */
	myself(): Promise<UserIdentity>;
	readIssue(idOrKey: string, read: IssueRead): Promise<JiraIssue>;
	/**
	 * Issues that carry one of the remote links, in one search for each 100 ids, and, when asked, those this account made
	 * lately in the project (same search). `freshIds` are issues just written, which the search must see as they are.
	 */
	findLinked(
		globalIds: readonly string[],
		read: IssueRead,
		options?: { readonly recent?: RecentlyCreated; readonly freshIds?: readonly string[] },
	): Promise<readonly JiraIssue[]>;
	/** Issues that match, in the order Jira gives, up to the limit. */
	search(jql: string, read: IssueRead, limit: number): Promise<readonly JiraIssue[]>;
	createIssue(draft: IssueDraft): Promise<CreatedIssue>;
	editIssue(issueId: string, edit: IssueEdit): Promise<void>;
	setProperty(issueId: string, key: string, value: JsonValue): Promise<void>;
	deleteProperty(issueId: string, key: string): Promise<void>;
	transitions(issueId: string): Promise<readonly Transition[]>;
	/** `fields` are inputs for the transition's screen. */
	transition(
		issueId: string,
		transition: Transition,
		fields: Readonly<Record<string, FieldInput>>,
	): Promise<void>;
	/** Plain text; answers the comment's id. */
	addComment(issueId: string, text: string): Promise<string>;
	/** Plain texts of the comments, oldest first. */
	comments(issueId: string): Promise<readonly { readonly id: string; readonly text: string }[]>;
	/** Creates or updates the remote link with that global id. */
	ensureRemoteLink(issueId: string, link: RemoteLink): Promise<void>;
	removeRemoteLink(issueId: string, globalId: string): Promise<void>;
	/** `duplicate` is said to duplicate `original`. */
	linkDuplicate(duplicateId: string, originalId: string): Promise<void>;
	createFields(project: string, issueType: string): Promise<readonly FieldMeta[]>;
	/** In the project's own order (Jira's sequence). */
	versions(projectKey: string): Promise<readonly ProjectVersion[]>;
	/** People whom an e-mail or a display name finds; several or none if it is not unique. */
	findUsers(query: string): Promise<readonly UserIdentity[]>;
}

/** The system the record lives in, where the engine itself may read and write it (connected mode). */
export interface RecordSource {
	read(recordId: string): Promise<FieldValues>;
	write(recordId: string, values: FieldValues): Promise<void>;
}

/** Serialises work on one key inside this process; different keys run side by side. */
export interface KeyedLock {
	run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Remembers, in this process and for a while, which issue was made for a record: bridges the lag of Jira's index. */
export interface RecentIssues {
	get(key: string): string | undefined;
	set(key: string, issueId: string): void;
}

/** Stable digest of a text, for long values in the snapshot; at least 128 bits. */
export type Digest = (text: string) => string;

export interface Logger {
	debug(message: string, details?: Readonly<Record<string, unknown>>): void;
	warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}
