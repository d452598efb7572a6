import {
	fieldSelector,
	renderComment,
	renderFields,
	renderHistory,
	renderRemoteLink,
} from '../rest/render-issue';
import type { View } from '../rest/view';
import type { StoredIssue } from '../site';
import { toJson } from '../../../src/model/decode';
import type { IssueState } from '../state/model';
import type { World } from '../state/world';

/** An issue for assertions: v3 shapes on Cloud, v2 shapes on Data Center; nothing in it can be changed. */
export function toStoredIssue(world: World, issue: IssueState): StoredIssue {
	const view: View = { world, api: world.deployment === 'cloud' ? 3 : 2 };
	return {
		id: issue.id,
		key: issue.key,
		fields: copy(renderFields(view, issue, fieldSelector([], '*all'))),
		properties: copy(issue.properties),
		comments: issue.comments.map((comment) => ({
			id: comment.id,
			author: comment.author,
			body: renderComment(view, issue, comment).body,
		})),
		attachments: issue.attachments.map(({ id, filename, content }) => ({ id, filename, content })),
		remoteLinks: issue.remoteLinks.map((link) => copy(renderRemoteLink(view, issue, link))),
		changelog: issue.history.map(({ id, author, ...entry }) => {
			const { items } = renderHistory(view, { id, author, ...entry });
			return { id, author, items: Array.isArray(items) ? items : [] };
		}),
	};
}

function copy(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, toJson(value)]));
}
