import type { INodeExecutionData } from 'n8n-workflow';
import { toBacktraceUpdate } from '../backtrace/update';
import type { ReconcileReport, SyncReport } from '../engine/reports';
import { toItem, toSummaryItem } from './items';

/** Items of the Jira Sync node by output. */
export interface SyncOutputs {
	readonly synced: INodeExecutionData[];
	readonly toSource: INodeExecutionData[];
	readonly conflict: INodeExecutionData[];
}

/** Outputs to which nothing was added yet. */
export function emptyOutputs(): SyncOutputs {
	return { synced: [], toSource: [], conflict: [] };
}

/** In the order in which the node shows its outputs. */
export function outputLists({ synced, toSource, conflict }: SyncOutputs): INodeExecutionData[][] {
	return [synced, toSource, conflict];
}

/** The input item that a report is about. */
export interface ReportOrigin {
	readonly itemIndex: number;
	readonly json: unknown;
	/** The record is a Backtrace error group: the request that writes it is made as well. */
	readonly isBacktrace: boolean;
	/** Keys beside the report's own. */
	readonly more?: object;
}

/**
 * Adds the items of one report: the report itself to Synced, or to Conflict when a difference is open; and to To Source what the
 * workflow must write to the record.
 */
export function addReport(outputs: SyncOutputs, report: SyncReport, origin: ReportOrigin): void {
	const { itemIndex, more } = origin;
	const item = toItem({ ...report, ...more }, itemIndex);
	(hasOpenConflict(report) ? outputs.conflict : outputs.synced).push(item);
	if (Object.keys(report.toSource).length > 0 && !report.dryRun)
		outputs.toSource.push(toItem(patchOf(report, origin), itemIndex));
}

/** A conflict that no policy decided: nothing was moved. */
function hasOpenConflict({ decisions }: SyncReport): boolean {
	return Object.values(decisions).some(({ kind }) => kind === 'conflict');
}

function patchOf({ record, issue, toSource }: SyncReport, origin: ReportOrigin): object {
	const request = origin.isBacktrace ? toBacktraceUpdate(toSource, origin.json) : undefined;
	return {
		system: record.system,
		recordId: record.id,
		patch: toSource,
		...(request !== undefined && { request }),
		...(issue !== undefined && { issue }),
		record: origin.json,
	};
}

/** The last item of a reconcile, with its counts. */
export function summaryItem(
	report: ReconcileReport,
	itemIndexes: readonly number[],
	dryRun: boolean,
): INodeExecutionData {
	return toSummaryItem({ kind: 'summary', counts: report.counts, dryRun }, itemIndexes);
}

/** The counts in one sentence, for the editor. */
export function summaryWords({ counts }: ReconcileReport): string {
	const parts = [
		`${counts.records} records: ${counts.unchanged} in step`,
		...named(counts.changed, 'changed'),
		...named(counts.created, 'created'),
		...named(counts.missing, 'without an issue'),
		...named(counts.conflicts, 'in conflict'),
		...named(counts.duplicatesClosed, 'duplicates closed'),
		...named(counts.failed, 'failed'),
	];
	return `${parts.join(', ')}.`;
}

function named(count: number, words: string): readonly string[] {
	return count === 0 ? [] : [`${count} ${words}`];
}
