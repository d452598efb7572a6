import { NOTE_MARK } from '../model/comment';
import type { IssueTracker } from './ports';

/**
 * Adds a comment of this package's own unless the issue has it already: for steps that a run which died may have done. It is
 * marked as a note, so that the sync of comments takes it for nobody's words.
 */
export async function commentOnce(
	tracker: Pick<IssueTracker, 'comments' | 'addComment'>,
	issueId: string,
	text: string,
): Promise<void> {
	const comments = await tracker.comments(issueId);
	if (!comments.some((comment) => sameText(comment.text, text)))
		await tracker.addComment(issueId, text, NOTE_MARK);
}

/** Jira re-flows what it is given, and escapes may leave zero-width spaces. */
function sameText(left: string, right: string): boolean {
	const plain = (text: string): string => text.replace(/[\s\u200b]+/g, ' ').trim();
	return plain(left) === plain(right);
}
