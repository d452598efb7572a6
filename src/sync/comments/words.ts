import type { JiraComment } from '../../model/comment';
import { plainOf, readText } from '../../text';
import { canonicalText } from '../canonical';
import { asText } from '../fill-rich-text';
import {
	issueText,
	readIssueText,
	issueTree,
	recordText,
	recordTree,
	type TextRoute,
} from '../rich-sides';
import type { RichText } from '../../text/tree';
import {
	bodyInJira,
	isJiraHeader,
	jiraHeader,
	readSourceCopy,
	sameWords,
	sourceHeader,
	textForJira,
	textForSource,
	type SourceCopy,
} from './header';
import { headed, withoutHeader } from './rich-header';
import type { SourceComment } from './read-source';
import type { CommentLink } from './table';

/** How the words of comments are read: as rich text along a route, or without one as plain text. */
export interface WordsOptions {
	/** Name of the system that the record lives in. */
	readonly system: string;
	/** Absent: words are compared and copied as plain text. */
	readonly route?: TextRoute | undefined;
}

type Origin = Pick<CommentLink, 'o'>;

/** The words of a comment of the source that belongs to a link, in canonical form. */
export function sourceWords(
	{ route }: WordsOptions,
	{ o }: Origin,
	comment: SourceComment,
): string | null {
	if (route === undefined)
		return o === 's' ? comment.text : (readSourceCopy(comment.text)?.body ?? comment.text);
	if (o === 's') return valueOf(recordText(route, comment.written));
	const tree = withoutHeader(readText(route.written, comment.written), (line) => {
		const copy = readSourceCopy(line);
		return copy && (copy.body ?? '');
	});
	return recordTree(route, tree);
}

/** The words of a comment of Jira that belongs to a link, in canonical form. */
export function jiraWords(
	{ route, system }: WordsOptions,
	{ o }: Origin,
	{ text, body }: Pick<JiraComment, 'text' | 'body'>,
): string | null {
	if (route === undefined || body === undefined)
		return o === 's' ? bodyInJira(text, system) : canonicalText(text);
	if (o === 'j') return valueOf(issueText(route, body));
	const tree = withoutHeader(readIssueText(route, body), (line) =>
		isJiraHeader(line, system) ? '' : undefined,
	);
	return issueTree(route, tree);
}

function valueOf(canonical: ReturnType<typeof recordText>): string | null {
	return canonical.kind === 'value' && typeof canonical.value === 'string' ? canonical.value : null;
}

/** Row C4: what a comment of the source says that is a copy of one in Jira. */
export function copyInSource(
	{ route }: WordsOptions,
	comment: SourceComment,
): SourceCopy | undefined {
	return readSourceCopy(plainInSource(route, comment));
}

/** A comment of the source as people read it. */
function plainInSource(route: TextRoute | undefined, comment: SourceComment): string | null {
	if (route === undefined) return comment.text;
	return canonicalText(plainOf(readText(route.written, comment.written)));
}

/** Whether words are the same on both sides. */
export function sameOnBothSides(
	{ route }: WordsOptions,
	source: string | null,
	jira: string | null,
): boolean {
	return route === undefined ? sameWords(source, jira) : source === jira;
}

/** The whole text of a copy in Jira, in the format of the record. */
export function copyForJira(
	{ route, system }: WordsOptions,
	author: string | undefined,
	body: string,
): string {
	if (route === undefined) return textForJira(author, system, body);
	return withHeader(route, headed(jiraHeader(author, system)), body);
}

/** The whole text of a copy in the source, in the format of the record. */
export function copyForSource(
	{ route }: WordsOptions,
	author: string | undefined,
	url: string,
	body: string,
): string {
	if (route === undefined) return textForSource(author, url, body);
	return withHeader(route, headed(sourceHeader(author, url), url), body);
}

function withHeader({ written }: TextRoute, header: RichText['blocks'], body: string): string {
	if (written === 'plain') return `${plainOf({ blocks: header })}\n\n${body}`;
	return asText(written, { blocks: [...header, ...readText(written, body).blocks] });
}
