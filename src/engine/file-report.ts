import type { FilePlan, SourceFileAction } from '../sync/files/plan-files';
import type { PlannedFile } from '../sync/files/planned-file';

/** What was done about one file, or would be (dry run). */
export interface FileLine {
	readonly action: 'create' | 'replace' | 'delete' | 'kept';
	/** Side that is written; absent when nothing is. */
	readonly to?: 'jira' | 'source';
	readonly name?: string;
	/** Id in the source, if it is known. */
	readonly sourceId?: string;
	/** Id in Jira, if it is known. */
	readonly jiraId?: string;
	/** Row of docs/design/attachments.md. */
	readonly row: string;
	readonly reason?: string;
}

/** What became of the attachments of a pair. */
export interface FileReport {
	/** One line for each file that is not simply in step. */
	readonly lines: readonly FileLine[];
	/** What the workflow must write to the record, oldest first. */
	readonly toSource: readonly SourceFileAction[];
}

const SECOND = 'A second copy of the same file, made by a run at the same time.';

/** The attachments' part of a report. */
export function fileReport({ links, surplus, toSource }: FilePlan): FileReport {
	const second = { action: 'delete', row: 'A15', reason: SECOND } as const;
	return {
		lines: [
			...links.flatMap(lineOf),
			...surplus.j.map((jiraId): FileLine => ({ ...second, to: 'jira', jiraId })),
			...surplus.s.map((sourceId): FileLine => ({ ...second, to: 'source', sourceId })),
		],
		toSource,
	};
}

function lineOf({ before: { link, source, jira }, step }: PlannedFile): readonly FileLine[] {
	if (step === undefined) return [];
	const name = source?.name ?? jira?.name;
	const { kind, to, row, reason } = step;
	return [
		{
			action: kind,
			...(to !== undefined && { to }),
			...(name !== undefined && { name }),
			...(link.s !== undefined && { sourceId: link.s }),
			...(link.j !== undefined && { jiraId: link.j }),
			row,
			...(reason !== undefined && { reason }),
		},
	];
}
