import type { JiraComment } from '../../model/comment';
import type { JiraIssue } from '../../model/issue';
import type { JsonValue } from '../../model/json';
import type { TextRoute } from '../rich-sides';
import type { SourceComment } from './read-source';
import type { CommentLink, CommentTable } from './table';
import { jiraWords, sourceWords, type WordsOptions } from './words';

/** Both sides' comments as they are now, and what is known of them. */
export interface CommentState {
	readonly issue: Pick<JiraIssue, 'id' | 'key' | 'url'>;
	readonly source: readonly SourceComment[];
	/** All of them, oldest first. */
	readonly jira: readonly JiraComment[];
	readonly table: CommentTable;
	/** Marks of the comments that `commentsToMark` names, by comment id. */
	readonly marks: Readonly<Record<string, JsonValue>>;
	/** When the record was read, in milliseconds since the epoch, if that is known. */
	readonly readAt?: number;
	/** Where comments are rich text: between which formats. */
	readonly route?: TextRoute;
}

/** The words of a comment of the source that belongs to a link. */
export function sourceBody(
	link: Pick<CommentLink, 'o'>,
	comment: SourceComment,
	state: Pick<CommentState, 'table' | 'route'>,
): string | null {
	return sourceWords(wordsOf(state), link, comment);
}

/** The words of a comment of Jira that belongs to a link. */
export function jiraBody(
	link: Pick<CommentLink, 'o'>,
	comment: Pick<JiraComment, 'text' | 'body'>,
	state: Pick<CommentState, 'table' | 'route'>,
): string | null {
	return jiraWords(wordsOf(state), link, comment);
}

/** How the words of this pair's comments are read. */
export function wordsOf({ table, route }: Pick<CommentState, 'table' | 'route'>): WordsOptions {
	return { system: table.link.system, route };
}
