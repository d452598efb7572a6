import type { JiraComment } from '../../model/comment';
import { canonicalText } from '../canonical';
import { storeValue } from '../snapshot';
import { jiraBody, sourceBody, type CommentState } from './state';
import type { PlannedLink } from './planned-link';
import { shortBase, type CommentLink } from './table';

/** A comment as Jira stored it. */
export type StoredComment = Pick<JiraComment, 'id' | 'text' | 'body'>;

/**
 * The link after Jira took the copy. Its base is what Jira made of the text, so that what Jira cuts or rewrites is not taken for
 * an edit later.
 */
export function takenByJira(
	{ before, next }: PlannedLink,
	stored: StoredComment,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const { o } = before.link;
	const j = storeValue(jiraBody({ o }, stored, state), digest);
	return { ...before.link, ...next, j: stored.id, b: shortBase({ ...next?.b, j }, digest) };
}

/** The link after the source took the copy or its new words. Its base is what the source made of the text (row C21). */
export function takenBySource(
	{ before }: PlannedLink,
	{ id, text }: StoredComment,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const { x: _x, d: _d, ...link } = before.link;
	const words = sourceBody(
		link,
		{ id, text: canonicalText(text), written: text, internal: false },
		state,
	);
	const inJira = before.jira === undefined ? null : jiraBody(link, before.jira, state);
	const base = { s: storeValue(words, digest), j: storeValue(inJira, digest) };
	return { ...link, s: id, b: shortBase(base, digest) };
}

/** The link after Jira refused to take the copy, its new words, or its deletion (row C19). */
export function refusedByJira(
	{ before, step }: PlannedLink,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const { link, source, jira } = before;
	if (step?.kind === 'delete') return { ...link, x: 's' };
	const s = source === undefined ? null : sourceBody(link, source, state);
	const j = jira === undefined ? null : jiraBody(link, jira, state);
	return { ...link, b: shortBase({ ...link.b, parked: { s, j, by: 'jira' } }, digest) };
}
