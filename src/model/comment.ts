import type { NamedAttachment } from './attachment';
import type { JsonValue } from './json';
import type { WrittenFormat } from './text-format';
import type { MentionedUsers, UserIdentity } from './user';

/** Who may see a comment in Jira: a project role or a group, by its name. */
export interface CommentVisibility {
	readonly type: 'role' | 'group';
	readonly value: string;
}

/** A comment of an issue. */
export interface JiraComment {
	readonly id: string;
	/** What people read in it, as plain text. */
	readonly text: string;
	/** As Jira stores it: a document on Cloud, markup on Data Center. */
	readonly body?: JsonValue;
	readonly author?: UserIdentity;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
	/** Milliseconds since the epoch; equal to `createdAt` while nobody has edited it. */
	readonly updatedAt: number;
	/** The restriction as Jira sent it, to be sent back with an edit. */
	readonly visibility?: JsonValue;
	/** Not everybody who sees the issue sees the comment: restricted to a role or group, or an internal note of a service project. */
	readonly restricted: boolean;
}

/** The comments that came with an issue, oldest first. */
export interface IssueComments {
	readonly rows: readonly JiraComment[];
	/** How many there are; more than `rows` where the issue carries one page only. */
	readonly total: number;
}

/** Id of the field that carries an issue's comments. */
export const COMMENTS_FIELD = 'comment';

/** What is written into Jira as a comment. */
export interface CommentDraft {
	readonly text: string;
	/** What the text is written in; plain text unless told otherwise. */
	readonly format?: WrittenFormat;
	/** Value of the comment's own property `COMMENT_MARK`, set in the create request itself. */
	readonly mark?: JsonValue;
	/** As Jira takes it; absent means that everybody may see the comment who sees the issue. */
	readonly visibility?: JsonValue;
	/** In an edit: what the comment held when the edit was planned, as Jira sent it. What the edit does not change stays as it is. */
	readonly before?: JsonValue | undefined;
	/** The files of the issue, where they are known: images in the comment show them. */
	readonly attachments?: readonly NamedAttachment[] | undefined;
	/** Whom the text's links to people mention; nobody unless told otherwise. */
	readonly mentions?: MentionedUsers | undefined;
}

/** A comment as Jira stored it. */
export type WrittenComment = Pick<JiraComment, 'id' | 'text' | 'body'> & {
	/** What was not taken as given, for example an image that cannot be shown. */
	readonly warnings?: readonly string[];
};

/**
 * Key of the comment property that says that this package made the comment, and as what. One key for all profiles, so that one
 * request tells whether a comment is somebody's words, a copy, or a note of the package.
 */
export const COMMENT_MARK = 'n8n-jira-sync';

/** Mark of a comment that the package makes for people (reopened, closed as a duplicate): it is nobody's words and is never copied. */
export const NOTE_MARK = { kind: 'note' } as const;
