import { isObject } from '../../src/model/decode';
import { commentsPropertyKey } from '../../src/model/link';
import type { StoredIssue } from '../../simulators/jira/site';
import type { DeliveredComment } from './comment-writer';
import type { Played } from './play';
import { PROFILE } from './settings';

/**
 * Copies that the sync leaves alone. In the source those that the workflow made beside another one, because an item came twice or late (row
 * C4 of docs/design/comments.md), also after it has had the other one deleted. One that was handed out although the run saw a copy is the sync's own, and none of them.
 */
export function furtherCopies(
	played: Played,
	record: string,
	{ properties }: StoredIssue,
): ReadonlySet<string> {
	const table = properties[commentsPropertyKey(PROFILE)];
	const links = isObject(table) && Array.isArray(table['links']) ? table['links'] : [];
	const linked = new Set(links.filter(isObject).map((link) => link['s']));
	const creates = played.deliveredComments.filter(
		(item) => item.record === record && item.action === 'create',
	);
	const deleted = new Set(
		played.deliveredComments.flatMap(({ action, id }) => (action === 'delete' ? id : [])),
	);
	const further = [...new Set(creates.map(({ jiraId }) => jiraId))].flatMap((jiraId) => {
		const copies = creates.filter((item) => item.jiraId === jiraId);
		if (copies.slice(1).some((copy) => wasSeen(played, copies, copy))) return [];
		const kept =
			copies.find(({ id }) => linked.has(id)) ??
			copies.find(({ id }) => deleted.has(id)) ??
			copies[0];
		return copies.flatMap(({ id }) => (id === kept?.id ? [] : id));
	});
	return new Set([...further, ...editedCopies(played, table)]);
}

/** Second copies in Jira, made by two runs at once, that stay because somebody edited both (row C15). */
function editedCopies({ comments }: Played, table: unknown): readonly string[] {
	const notes: readonly unknown[] =
		isObject(table) && Array.isArray(table['notes']) ? table['notes'] : [];
	return comments.flatMap(({ side, action, id }) =>
		side === 'jira' && action === 'edit' && notes.includes(id) ? id : [],
	);
}

/** Whether an earlier copy was there when the run that handed this one out looked at the record. */
function wasSeen(
	{ comments, deliveredComments }: Played,
	copies: readonly DeliveredComment[],
	{ lookedAt }: DeliveredComment,
): boolean {
	const deletions = [...comments, ...deliveredComments].filter(
		({ action, at }) => action === 'delete' && at < lookedAt,
	);
	return copies.some(
		({ id, at }) => at < lookedAt && deletions.every((deletion) => deletion.id !== id),
	);
}
