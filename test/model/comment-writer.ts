import type { SourceCommentAction } from '../../src/sync/comments/plan-comments';
import type { Shared } from './door';
import type { Worker, World } from './world';

/** An item with a comment, as the workflow writes it. */
export interface CommentItem {
	readonly record: string;
	/** When the run that handed it out had looked at the record. */
	readonly lookedAt: number;
	readonly comment: SourceCommentAction;
}

/** A write of a comment of the source by the workflow, as the oracle needs to know it. */
export interface DeliveredComment extends Omit<CommentItem, 'comment'> {
	readonly action: SourceCommentAction['action'];
	/** Id of the comment in Jira. */
	readonly jiraId: string;
	/** Id of the comment in the source. */
	readonly id: string;
	/** Position of the write. */
	readonly at: number;
}

/** The node of the workflow that writes comments. */
export interface CommentWriter {
	/** Answers the comment's id in the source. Rejects where the source does, as a node that stops the workflow. */
	write(worker: Worker, item: CommentItem): Promise<string>;
	/** Writes that took effect, also those whose answer was lost. */
	readonly delivered: readonly DeliveredComment[];
}

export function createCommentWriter(
	{ effects, next, run }: Shared,
	records: World['records'],
): CommentWriter {
	const delivered: DeliveredComment[] = [];
	/** The newest comment with that text that no earlier item has made. */
	const madeId = (record: string, text: string): string | undefined =>
		records
			.record(record)
			?.comments.findLast(
				(comment) => comment.text === text && delivered.every(({ id }) => id !== comment.id),
			)?.id;
	const send = async ({ source }: Worker, record: string, comment: SourceCommentAction) => {
		const { action, id = '', text = '' } = comment;
		if (action === 'delete') await source.deleteComment?.(record, id);
		if (action === 'update') await source.editComment?.(record, id, text);
		return action === 'create' ? (await source.createComment?.(record, text))?.id : id;
	};
	return {
		delivered,
		async write(worker, { record, lookedAt, comment }) {
			const since = effects.length;
			const mine = run();
			const { action, jiraId, id, text = '' } = comment;
			try {
				return (await send(worker, record, comment)) ?? '';
			} finally {
				const effect = effects
					.slice(since)
					.find(({ run: by, side, write }) => by === mine && side === 'source' && write);
				const written = id ?? madeId(record, text);
				if (effect !== undefined && written !== undefined)
					delivered.push({ record, lookedAt, action, jiraId, id: written, at: next() });
			}
		},
	};
}
