import { jsonEqual } from '../../../src/model/json';
import { toJson } from '../../../src/model/decode';
import type { CommentRequest } from './changes';
import { historyItems } from './describe-value';
import type {
	CommentState,
	HistoryEntry,
	HistoryItem,
	IssueState,
	StoredValue,
	User,
} from './model';
import { emptyValue } from './screens';
import { putIssue, type World } from './world';

/** Puts values into an issue; only those that really differ are in the changelog. */
export function changeValues(
	world: World,
	issue: IssueState,
	values: Readonly<Record<string, StoredValue>>,
	actor: User,
): { readonly issue: IssueState; readonly entry: HistoryEntry | undefined } {
	const items: HistoryItem[] = [];
	for (const [id, after] of Object.entries(values)) {
		const field = world.fields.get(id);
		if (field === undefined) continue;
		const before = issue.values[id] ?? emptyValue(field);
		if (jsonEqual(toJson(before), toJson(after)) || id === 'resolutiondate') continue;
		items.push(...historyItems(world, field, before, after));
	}
	const next = { ...issue, values: { ...issue.values, ...values } };
	return withHistory(world, next, items, actor);
}

/** Changes values outside of an edit screen, and tells about it; nothing happens when nothing differs. */
export function setValues(
	world: World,
	actor: User,
	issue: IssueState,
	values: Readonly<Record<string, StoredValue>>,
	eventType = 'issue_updated',
): IssueState {
	const { issue: next, entry } = changeValues(world, issue, values, actor);
	if (entry === undefined) return issue;
	putIssue(world, next);
	world.emit({ kind: 'issueUpdated', issue: next, actor, entry, eventType });
	return next;
}

/** Adds a changelog entry and moves `updated`; nothing when there are no items. */
export function withHistory(
	world: World,
	issue: IssueState,
	items: readonly HistoryItem[],
	actor: User,
): { readonly issue: IssueState; readonly entry: HistoryEntry | undefined } {
	if (items.length === 0) return { issue, entry: undefined };
	const created = world.now();
	const entry = { id: world.nextId('history'), author: actor.name, created, items };
	return { issue: { ...issue, updated: created, history: [...issue.history, entry] }, entry };
}

/** Adds a comment; the comment moves `updated` but is not in the changelog. */
export function withComment(
	world: World,
	issue: IssueState,
	request: CommentRequest,
	actor: User,
	properties: Readonly<Record<string, unknown>> = {},
): { readonly issue: IssueState; readonly comment: CommentState } {
	const created = world.now();
	const comment: CommentState = {
		id: world.nextId('comment'),
		author: actor.name,
		updateAuthor: actor.name,
		body: request.body,
		created,
		updated: created,
		properties,
		visibility: request.visibility,
	};
	const comments = [...issue.comments, comment];
	return { issue: { ...issue, updated: created, comments }, comment };
}

/** Adds several comments and keeps the result; every one of them is an event of its own. */
export function keepWithComments(
	world: World,
	issue: IssueState,
	requests: readonly CommentRequest[],
	actor: User,
): { readonly issue: IssueState; readonly comments: readonly CommentState[] } {
	let next = issue;
	const comments: CommentState[] = [];
	for (const request of requests) {
		const added = withComment(world, next, request, actor);
		next = added.issue;
		comments.push(added.comment);
	}
	putIssue(world, next);
	return { issue: next, comments };
}
