import { COMMENTS_FIELD } from '../model/comment';
import { commentsPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { confirmComment, type DeliveredComment } from '../sync/comments/confirm';
import { decodeCommentTable, encodeCommentTable } from '../sync/comments/table';
import type { ConfirmReport } from './confirm';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { readPairOf } from './read-pair';
import { summarize } from './summarize';

export interface ConfirmCommentRequest {
	readonly record: Pick<SourceRecord, 'system' | 'id'>;
	/** Id or key of the issue, as the item on To Source named it. */
	readonly issue: string;
	readonly profile: string;
	readonly comment: DeliveredComment;
}

/** Notes that the workflow wrote a comment (row C20 of docs/design/comments.md): one read, and one write if that was news. */
export async function confirmCommentDelivery(
	context: EngineContext,
	{ record, issue, profile, comment }: ConfirmCommentRequest,
): Promise<ConfirmReport> {
	const whole: SourceRecord = { ...record, values: {} };
	return await context.locks.run(recordKey(record), async () => {
		const pair = await readPairOf(context, {
			record: whole,
			issue,
			profile,
			fields: [COMMENTS_FIELD],
		});
		if (pair === undefined) return { kind: 'notLinked', confirmed: [] };
		const summary = summarize(pair.issue);
		const nothing = { kind: 'nothingSent', issue: summary, confirmed: [] } as const;
		const key = commentsPropertyKey(profile);
		const link = { system: record.system, recordId: record.id };
		const reading = decodeCommentTable(pair.issue.properties[key], link);
		if (reading.kind === 'newer') return nothing;
		const { digest, clock } = context;
		const next = confirmComment(reading.table, comment, { digest, now: clock.now() });
		const encoded = next && encodeCommentTable(next);
		if (encoded?.kind !== 'fits') return nothing;
		await context.tracker.setProperty(pair.issue.id, key, encoded.value);
		return { kind: 'confirmed', issue: summary, confirmed: [`comment ${comment.jiraId}`] };
	});
}
