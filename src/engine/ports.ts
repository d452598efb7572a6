import type {
	AttachmentLimits,
	FileContent,
	FileUpload,
	JiraAttachment,
	NamedAttachment,
} from '../model/attachment';
import type { CommentDraft, JiraComment, WrittenComment } from '../model/comment';
import type { FieldInput, FieldMeta } from '../model/field-schema';
import type { IssueStatus, JiraIssue, Transition } from '../model/issue';
import type { JsonValue } from '../model/json';
import type { FieldValues, SourceRecord } from '../model/record';
import type { MentionedUsers, UserIdentity } from '../model/user';
import type { ProjectVersion } from '../model/version';
import type { SourceFile } from '../sync/files/read-source';
import type { ParentTracker } from './hierarchy/ports';
import type { ImportTracker } from './import/ports';
import type { RankTracker } from './rank/ports';
import type { VersionTracker } from './releases/ports';

/** What to read of an issue beside its key, status, assignee, resolution and time of change. */
export interface IssueRead {
	/** Field ids; `comment` reads the comments as well. */
	readonly fields: readonly string[];
	/** Property keys; at most 5 (Jira Cloud's limit for a search), or `ALL_PROPERTIES` of one issue. */
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
	/** Where an epic must have a name of its own (Data Center) and none is given, its summary is taken. */
	readonly nameEpic?: boolean;
}

export interface CreatedIssue {
	readonly id: string;
	readonly key: string;
	readonly url: string;
	/** Inputs that were not taken as given, for example a user that nobody matches. */
	readonly warnings: readonly string[];
}

/** An issue property with its new value. */
export interface IssueProperty {
	readonly key: string;
	readonly value: JsonValue;
}

/** One request: fields and properties succeed or fail together. */
export interface IssueEdit {
	/** Canonical or typed inputs by field id; `null` clears. `assignee` takes Jira's id of a user. */
	readonly fields: Readonly<Record<string, FieldInput>>;
	readonly properties?: readonly IssueProperty[];
	/** What rich text fields held when the edit was planned, as Jira sent it: what it does not change stays as it is. */
	readonly before?: Readonly<Record<string, JsonValue>>;
	/** The files of the issue, where they were read with it: images in rich text show them. */
	readonly attachments?: readonly NamedAttachment[] | undefined;
	/** Whom links to people in rich text mention; nobody unless told otherwise. */
	readonly mentions?: MentionedUsers | undefined;
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
	/** Absent means every project: an issue may have been moved since. */
	readonly project?: string;
	/** Milliseconds since the epoch. */
	readonly since: number;
	/** Milliseconds since the epoch; absent means until now. */
	readonly until?: number;
}

/** The Jira side, as the engine sees it. Every method throws `ServiceError` or `InputError`. */
export interface IssueTracker extends ParentTracker, VersionTracker, RankTracker, ImportTracker {
	/** The account of the credential; throws when the credential is dead. */
	myself(): Promise<UserIdentity>;
	readIssue(idOrKey: string, read: IssueRead): Promise<JiraIssue>;
	/**
	 * Issues that carry one of the remote links, in one search for each 100 ids, and, when asked, those this account made
	 * lately (same search). `freshIds` are issues just written, which the search must see as they are.
	 */
	findLinked(
		globalIds: readonly string[],
		read: IssueRead,
		options?: { readonly recent?: RecentlyCreated; readonly freshIds?: readonly string[] },
	): Promise<readonly JiraIssue[]>;
	/** Issues that match, in the order Jira gives, up to the limit. */
	search(jql: string, read: IssueRead, limit: number): Promise<readonly JiraIssue[]>;
	createIssue(draft: IssueDraft): Promise<CreatedIssue>;
	/** Answers what was not taken as given, for example an image that cannot be shown. */
	editIssue(issueId: string, edit: IssueEdit): Promise<readonly string[]>;
	setProperty(issueId: string, key: string, value: JsonValue): Promise<void>;
	deleteProperty(issueId: string, key: string): Promise<void>;
	/** When each of the fields was last changed, in milliseconds since the epoch; those that the changelog does not name are absent. */
	changeTimes(
		issueId: string,
		fieldIds: readonly string[],
	): Promise<Readonly<Record<string, number>>>;
	/** Statuses of the project's workflows. */
	statuses(project: string): Promise<readonly IssueStatus[]>;
	transitions(issueId: string): Promise<readonly Transition[]>;
	/** `fields` are inputs for the transition's screen. */
	transition(
		issueId: string,
		transition: Transition,
		fields: Readonly<Record<string, FieldInput>>,
	): Promise<void>;
	/** Plain text; answers the comment's id. `mark` becomes the comment's own property in the same request. */
	addComment(issueId: string, text: string, mark?: JsonValue): Promise<string>;
	/** Plain texts of the comments, oldest first. */
	comments(issueId: string): Promise<readonly { readonly id: string; readonly text: string }[]>;
	/** Adds a comment with its mark in one request; answers it as Jira stored it. */
	createComment(issueId: string, draft: CommentDraft): Promise<WrittenComment>;
	/** Replaces a comment's words; answers them as Jira stored them. */
	editComment(
		issueId: string,
		commentId: string,
		draft: Omit<CommentDraft, 'mark'>,
	): Promise<WrittenComment>;
	/** Deletes a comment; one that is not there is deleted already. */
	deleteComment(issueId: string, commentId: string): Promise<void>;
	/** All comments, oldest first; for issues that carry only a page of them. */
	commentThread(issueId: string): Promise<readonly JiraComment[]>;
	/** Marks of comments, by comment id; without those that have none. */
	commentMarks(
		issueId: string,
		commentIds: readonly string[],
	): Promise<Readonly<Record<string, JsonValue>>>;
	/** Attaches one file, which is read while it is sent; answers it as Jira stored it. */
	uploadAttachment(issueId: string, file: FileUpload): Promise<JiraAttachment>;
	/** What is in an attachment, read while it arrives. */
	openAttachment(
		attachment: Pick<JiraAttachment, 'id' | 'name' | 'size' | 'mimeType'>,
	): Promise<FileContent>;
	/** Deletes an attachment; one that is not there is deleted already. */
	deleteAttachment(attachmentId: string): Promise<void>;
	/** How large attachments may be; asked once. */
	attachmentLimits(): Promise<AttachmentLimits>;
	/** Creates or updates the remote link with that global id. */
	ensureRemoteLink(issueId: string, link: RemoteLink): Promise<void>;
	removeRemoteLink(issueId: string, globalId: string): Promise<void>;
	/** `duplicate` is said to duplicate `original`. */
	linkDuplicate(duplicateId: string, originalId: string): Promise<void>;
	/** Two issues that have to do with each other. */
	linkRelated(issueId: string, otherId: string): Promise<void>;
	createFields(project: string, issueType: string): Promise<readonly FieldMeta[]>;
	/** In the project's own order (Jira's sequence). */
	versions(projectKey: string): Promise<readonly ProjectVersion[]>;
	/** People whom an e-mail or a display name finds; several or none if it is not unique. */
	findUsers(query: string): Promise<readonly UserIdentity[]>;
}

export type RecordReading = Pick<SourceRecord, 'values' | 'updatedAt'>;

/** The system the record lives in, where the engine itself may read and write it (connected mode). */
export interface RecordSource {
	/** What the record holds now, and when it was last changed if the system tells. */
	read(recordId: string): Promise<RecordReading>;
	write(recordId: string, values: FieldValues): Promise<void>;
	/**
	 * Adds a comment, at the end; answers it as the source stored it. With this and the next two the engine writes comments itself;
	 * where one of them is missing, comments leave for the workflow. `read` must then answer all comments of the record.
	 */
	createComment?(
		recordId: string,
		text: string,
	): Promise<{ readonly id: string; readonly text: string }>;
	/** Replaces a comment's text; answers it as the source stored it. */
	editComment?(recordId: string, commentId: string, text: string): Promise<string>;
	/** Deletes a comment; one that is not there is deleted already. */
	deleteComment?(recordId: string, commentId: string): Promise<void>;
	/** Absent where the source has no files, or none that can be written: then they are those of the record's own list. */
	readonly files?: RecordFiles;
}

/** A file as the source took it. */
export interface CreatedFile {
	readonly id: string;
	/** Milliseconds since the epoch; without it another content of the same size is known by its SHA-256 only. */
	readonly updatedAt?: number;
}

/** Files of the source's records. Contents pass piece by piece. Every method throws `ServiceError` or `InputError`. */
export interface RecordFiles {
	list(recordId: string): Promise<readonly SourceFile[]>;
	open(recordId: string, file: SourceFile): Promise<FileContent>;
	create(recordId: string, file: FileUpload): Promise<CreatedFile>;
	/** One that is not there is removed already. */
	remove(recordId: string, fileId: string): Promise<void>;
}

/** Serialises work on one key inside this process; different keys run side by side. */
export interface KeyedLock {
	run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Remembers texts by key, in this process and for a while. A saving only: nothing may depend on what it holds. */
export interface ShortMemory {
	get(key: string): string | undefined;
	set(key: string, value: string): void;
}

/** Stable digest of a text, for long values in the snapshot; at least 128 bits. */
export type Digest = (text: string) => string;

/** Digest of a content that comes in pieces: the first 128 bits of SHA-256 as hexadecimal digits. */
export interface FileDigest {
	add(chunk: Uint8Array): void;
	/** Once, at the end. */
	value(): string;
}

export type NewFileDigest = () => FileDigest;

export interface Logger {
	debug(message: string, details?: Readonly<Record<string, unknown>>): void;
	warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}
