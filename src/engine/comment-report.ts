import type { CommentPlan, SourceCommentAction } from '../sync/comments/plan-comments';
import type { PlannedLink } from '../sync/comments/planned-link';

/** What was done about one comment, or would be (dry run). */
export interface CommentLine {
	readonly action: 'create' | 'edit' | 'delete' | 'kept' | 'conflict';
	/** Side that is written; absent when nothing is. */
	readonly to?: 'jira' | 'source';
	/** Id in the source, if it is known. */
	readonly sourceId?: string;
	/** Id in Jira, if it is known. */
	readonly jiraId?: string;
	/** Row of docs/design/comments.md, or of docs/design/merge.md for an edit. */
	readonly row: string;
	readonly reason?: string;
	/** Both sides had changed. */
	readonly conflict?: boolean;
	/** Words in the source, where they matter. */
	readonly source?: string;
	/** Words in Jira, where they matter. */
	readonly jira?: string;
}

/** What became of the comments of a pair. */
export interface CommentReport {
	/** One line for each comment that is not simply in step. */
	readonly lines: readonly CommentLine[];
	/** What the workflow must write to the record, oldest first. */
	readonly toSource: readonly SourceCommentAction[];
}

/** The comments' part of a report. `isWritten`: the engine writes the source, and nothing is left to the workflow. */
export function commentReport(
	{ links, surplus, surplusInSource, toSource }: CommentPlan,
	isWritten: boolean,
): CommentReport {
	const second = {
		action: 'delete',
		reason: 'A second copy of the same comment, made by a run at the same time.',
	} as const;
	const doubles: readonly CommentLine[] = [
		...surplus.map((jiraId) => ({ ...second, to: 'jira', jiraId, row: 'C15' }) as const),
		...surplusInSource.map(
			(sourceId) => ({ ...second, to: 'source', sourceId, row: 'C24' }) as const,
		),
	];
	const lines = [...links.flatMap(lineOf), ...doubles];
	return { lines, toSource: isWritten ? [] : toSource };
}

function lineOf({ before, next, step }: PlannedLink): readonly CommentLine[] {
	if (step === undefined) return [];
	const { kind, to, row, reason, decision } = step;
	const sourceId = next?.s ?? before.link.s;
	const jiraId = before.link.j;
	const { source, jira } = decision ?? {};
	return [
		{
			action: kind,
			...(to !== undefined && { to }),
			...(sourceId !== undefined && { sourceId }),
			...(jiraId !== undefined && { jiraId }),
			row,
			...(reason !== undefined && { reason }),
			...((kind === 'conflict' || decision?.conflict === true) && { conflict: true }),
			...(typeof source === 'string' && { source }),
			...(typeof jira === 'string' && { jira }),
		},
	];
}
