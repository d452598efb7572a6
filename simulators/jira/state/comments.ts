import { toWiki } from '../text/rich-text';
import { withHistory } from './issue-changes';
import type { CommentState, HistoryItem, IssueState, User } from './model';
import { dropIssue, putIssue, type World } from './world';

/** Puts a changed comment in the place of the old one; `announce` tells webhooks and moves `updated`. */
export function replaceComment(
	world: World,
	actor: User,
	issue: IssueState,
	comment: CommentState,
	announce: boolean,
): IssueState {
	const next: IssueState = {
		...issue,
		updated: announce ? world.now() : issue.updated,
		comments: issue.comments.map((entry) => (entry.id === comment.id ? comment : entry)),
	};
	putIssue(world, next);
	if (announce) world.emit({ kind: 'commentUpdated', issue: next, actor, comment });
	return next;
}

/** Removes a comment; unlike adding one, this is in the changelog. */
export function removeComment(
	world: World,
	actor: User,
	issue: IssueState,
	comment: CommentState,
): IssueState {
	const item: HistoryItem = {
		field: 'Comment',
		fieldId: undefined,
		fieldtype: 'jira',
		from: comment.id,
		fromString: toWiki(comment.body),
		to: null,
		toString: null,
	};
	const comments = issue.comments.filter(({ id }) => id !== comment.id);
	const next = withHistory(world, { ...issue, comments }, [item], actor).issue;
	putIssue(world, next);
	world.emit({ kind: 'commentDeleted', issue: next, actor, comment });
	return next;
}

/** Deletes an issue and its sub-tasks. */
export function removeIssue(world: World, actor: User, issue: IssueState): void {
	dropIssue(world, issue);
	world.emit({ kind: 'issueDeleted', issue, actor });
}
