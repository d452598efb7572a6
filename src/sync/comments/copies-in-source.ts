import type { JiraComment } from '../../model/comment';
import { storeValue } from '../snapshot';
import { surplusInSource, wasEdited, wasEditedInSource, type Surplus } from './doubles';
import { commentUrl } from './header';
import type { SourceComment } from './read-source';
import { jiraBody, sourceBody, wordsOf, type CommentState } from './state';
import { UNLIKE_ANY, type CommentLink } from './table';
import { copyInSource } from './words';

/** What the first lines of comments in the source tell. */
export interface FromHeaders {
	readonly links: readonly CommentLink[];
	readonly news: readonly SourceComment[];
	readonly surplus: readonly string[];
}

/** Rows C4, C24 and C30: comments of the source that begin as copies do. Where the engine writes comments, a needless copy may go. */
export function withHeaders(
	state: CommentState,
	known: readonly CommentLink[],
	{ digest, writesComments }: { digest(text: string): string; readonly writesComments: boolean },
): FromHeaders {
	const { issue, source, jira } = state;
	const links = [...known];
	const news: SourceComment[] = [];
	const surplus: string[] = [];
	const orphans: CommentLink[] = [];
	const inJira = new Map(jira.map((comment) => [comment.id, comment]));
	const present = new Map(source.map((comment) => [comment.id, comment]));
	const site = issue.url.slice(0, issue.url.lastIndexOf('/') + 1);
	for (const comment of source) {
		if (links.some(({ s }) => s === comment.id)) continue;
		const copy = copyInSource(wordsOf(state), comment);
		const index = links.findIndex(({ j }) => j === copy?.commentId);
		const link = copy === undefined ? undefined : links[index];
		const original = inJira.get(copy?.commentId ?? '');
		if (copy === undefined || !comment.written.includes(site)) news.push(comment);
		else if (link === undefined && original !== undefined)
			links.push(foundCopy(comment, original, state, digest));
		else if (link === undefined) {
			if (writesComments && comment.written.includes(commentUrl(issue.url, copy.commentId)))
				orphans.push(orphan(comment, copy.commentId, state, digest));
		} else if (link.o === 'j' || link.s === undefined) {
			const kept = link.s === undefined ? undefined : present.get(link.s);
			const goes = goesInSource(link, kept, comment, state, writesComments ? digest : undefined);
			if (goes === 'further') surplus.push(comment.id);
			if (goes !== 'linked') continue;
			if (kept !== undefined) surplus.push(kept.id);
			links[index] =
				kept === undefined
					? linkedTo(comment, link, original, state, digest)
					: { ...link, s: comment.id };
		}
	}
	// More of them were not left by a dying run: the table went, or Jira did not show its comments.
	const gone = orphans.length > MOST_ORPHANS ? [] : orphans;
	return { links: [...links, ...gone], news, surplus: [...new Set(surplus)] };
}

/** A copy that is linked to nothing that is there takes the place of what is gone. */
function goesInSource(
	link: CommentLink,
	kept: SourceComment | undefined,
	further: SourceComment,
	state: CommentState,
	digest: ((text: string) => string) | undefined,
): Surplus {
	if (kept === undefined) return 'linked';
	return digest === undefined ? 'neither' : surplusInSource(link, kept, further, state, digest);
}

/**
 * The link with a copy that is seen for the first time. One that somebody edited before any run saw it says so: its words are no
 * rendition of what was sent. One that takes the place of a copy that is gone may hold older words; nobody edited them, so they are
 * its base.
 */
function linkedTo(
	comment: SourceComment,
	link: CommentLink,
	original: JiraComment | undefined,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const next = { ...link, s: comment.id };
	const edited = wasEditedInSource(comment);
	if (link.o === 's' || edited === undefined) return next;
	if (link.s === undefined)
		return edited && original ? foundCopy(comment, original, state, digest) : next;
	if (edited) return next;
	const { x: _x, d: _d, ...fresh } = next;
	const words = storeValue(sourceBody(link, comment, state), digest);
	return { ...fresh, b: { s: words, j: words } };
}

/**
 * A copy that another run made: one that died before it could note it, or one at the same time. What was edited since counts as an
 * edit; where the source does not tell times, the side that wrote the comment is right (row C8).
 */
function foundCopy(
	comment: SourceComment,
	original: JiraComment,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const link = { s: comment.id, j: original.id, o: 'j' as const };
	const edited = wasEditedInSource(comment);
	if (edited === undefined) return { ...link, b: {} };
	const [s, j] = [sourceBody(link, comment, state), jiraBody(link, original, state)];
	const base = {
		s: edited ? UNLIKE_ANY : storeValue(s, digest),
		j: wasEdited(original) ? UNLIKE_ANY : storeValue(j, digest),
	};
	return { ...link, b: base };
}

const MOST_ORPHANS = 2;

/**
 * Row C30: a copy that no table knows, of a comment of this issue that is gone: a run died between them. It is one whose original
 * is gone (row C9), so that it goes too unless somebody edited it.
 */
function orphan(
	comment: SourceComment,
	commentId: string,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const link = { s: comment.id, j: commentId, o: 'j' as const };
	const isAsMade = wasEditedInSource(comment) === false;
	const s = isAsMade ? storeValue(sourceBody(link, comment, state), digest) : UNLIKE_ANY;
	return { ...link, b: { s, j: UNLIKE_ANY } };
}
