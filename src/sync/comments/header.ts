import { canonicalText } from '../canonical';

const NAME_LIMIT = 100;
const SOMEBODY = 'Somebody';

/** The system's name as people write it: its short name with a capital. */
export function systemName(system: string): string {
	return `${system.charAt(0).toUpperCase()}${system.slice(1)}`;
}

/** A name in one line and not too long: it stands in a header that is read back by its form. */
function oneLine(name: string | undefined): string {
	const line = (name ?? '').replace(/\s+/g, ' ').trim();
	return line === '' ? SOMEBODY : line.slice(0, NAME_LIMIT);
}

/** The text of a copy in Jira: who said it and where, then the words. */
export function textForJira(author: string | undefined, system: string, body: string): string {
	return `${jiraHeader(author, system)}\n\n${body}`;
}

/** First line of a copy in Jira. */
export function jiraHeader(author: string | undefined, system: string): string {
	return `${oneLine(author)} in ${systemName(system)}:`;
}

/** The words of a copy in Jira, without the line that names the author; `null` when there are none. */
export function bodyInJira(text: string, system: string): string | null {
	const { first, rest } = splitFirst(text);
	return canonicalText(isJiraHeader(first, system) ? rest : text);
}

/** Whether a comment in Jira begins as copies of this system do. */
export function looksLikeCopy(text: string, system: string): boolean {
	return isJiraHeader(splitFirst(text).first, system);
}

/** Whether a line begins a copy of this system. */
export function isJiraHeader(line: string, system: string): boolean {
	return line
		.replaceAll('\u200b', '')
		.trim()
		.endsWith(` in ${systemName(system)}:`);
}

function splitFirst(text: string): { readonly first: string; readonly rest: string } {
	const end = text.indexOf('\n');
	return end === -1
		? { first: text, rest: '' }
		: { first: text.slice(0, end), rest: text.slice(end) };
}

/** Address of one comment, for people. */
export function commentUrl(issueUrl: string, commentId: string): string {
	return `${issueUrl}?focusedCommentId=${commentId}`;
}

/** The text of a copy in the source: who said it and where to find it, then the words. */
export function textForSource(author: string | undefined, url: string, body: string): string {
	return `${sourceHeader(author, url)}\n\n${body}`;
}

/** First line of a copy in the source. */
export function sourceHeader(author: string | undefined, url: string): string {
	return `${oneLine(author)} in Jira (${url}):`;
}

/** What the header of a copy in the source says. */
export interface SourceCopy {
	/** Key of the issue when the copy was made; it may have moved since. */
	readonly issueKey: string;
	readonly commentId: string;
	/** The words below the header. */
	readonly body: string | null;
}

/** Sources turn addresses into links and may put all into one line, so only the words and the address are looked for. */
const SOURCE_HEADER =
	/^[^\n]{1,120} in Jira\b[^\n]{0,700}?\/browse\/([A-Z][A-Z0-9_]{1,100}-\d{1,15})\?focusedCommentId=(\d{1,20})([^\n]*)/;

/** Reads a comment of the source that is a copy of one in Jira; nothing when it is somebody's own words. */
export function readSourceCopy(text: string | null): SourceCopy | undefined {
	const match = SOURCE_HEADER.exec(text ?? '');
	if (text === null || match === null) return undefined;
	const [header, issueKey = '', commentId = '', tail = ''] = match;
	const words = tail.replace(/^\S*\s*/, '');
	return { issueKey, commentId, body: canonicalText(words + text.slice(header.length)) };
}

/** What both sides make of a text by themselves is no difference: line breaks, and the zero-width spaces of escapes. */
export function sameWords(left: string | null, right: string | null): boolean {
	const plain = (text: string | null): string => (text ?? '').replace(/[\s\u200b]+/g, ' ').trim();
	return plain(left) === plain(right);
}
