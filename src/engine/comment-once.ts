import type { IssueTracker } from './ports';

/** Adds a comment unless the issue has it already: for steps that a run which died may have done. */
export async function commentOnce(
	tracker: Pick<IssueTracker, 'comments' | 'addComment'>,
	issueId: string,
	text: string,
): Promise<void> {
	const comments = await tracker.comments(issueId);
	if (!comments.some((comment) => sameText(comment.text, text)))
		await tracker.addComment(issueId, text);
}

/** Jira re-flows what it is given, and escapes may leave zero-width spaces. */
function sameText(left: string, right: string): boolean {
	const plain = (text: string): string => text.replace(/[\s\u200b]+/g, ' ').trim();
	return plain(left) === plain(right);
}
