import type { INodeExecutionData } from 'n8n-workflow';
import type { SyncReport } from '../engine/reports';
import { toItem, toSummaryItem } from './items';
import { planHtml } from './plan-html';
import { sourceItems, type SourceOrigin } from './source-items';

/** Items of the Jira Sync node by output. */
export interface SyncOutputs {
	readonly synced: INodeExecutionData[];
	readonly toSource: INodeExecutionData[];
	readonly conflict: INodeExecutionData[];
	/** Pairs of a reconcile that failed by themselves, each with what is needed to run it again. */
	readonly failed: INodeExecutionData[];
}

/** Outputs to which nothing was added yet. */
export function emptyOutputs(): SyncOutputs {
	return { synced: [], toSource: [], conflict: [], failed: [] };
}

/** In the order in which the node shows its outputs; only a reconcile has the fourth. */
export function outputLists(
	{ synced, toSource, conflict, failed }: SyncOutputs,
	operation: string,
): INodeExecutionData[][] {
	const lists = [synced, toSource, conflict];
	return operation === 'reconcileMany' ? [...lists, failed] : lists;
}

/** The input item that a report is about. */
export interface ReportOrigin extends SourceOrigin {
	readonly itemIndex: number;
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
	for (const write of sourceItems(report, origin)) outputs.toSource.push(toItem(write, itemIndex));
}

/** A conflict that no policy decided: nothing was moved. */
function hasOpenConflict({ decisions, comments }: SyncReport): boolean {
	const isOpen = comments?.lines.some(({ action }) => action === 'conflict') === true;
	return isOpen || Object.values(decisions).some(({ kind }) => kind === 'conflict');
}

/** A report that says nothing: items of one output have the same keys, so that n8n's table has no holes. */
export const BLANK_REPORT = {
	kind: '',
	record: {},
	issue: {},
	decisions: {},
	explanation: [],
	toSource: {},
	toJira: {},
	conflicts: [],
	warnings: [],
	dryRun: false,
	wrote: 'nothing',
} as const;

/** What a comparison found about one item. */
export interface ComparedPlan {
	readonly report: SyncReport;
	readonly text: string;
	readonly itemIndex: number;
}

/** Adds the last item of a comparison of several pairs, with the plan of all of them as text and as an HTML table. */
export function addCompareSummary({ synced }: SyncOutputs, plans: readonly ComparedPlan[]): void {
	if (plans.length < 2) return;
	const html = planHtml(plans.map(({ report }) => report));
	const text = plans.map((plan) => plan.text).join('\n\n');
	const itemIndexes = plans.map(({ itemIndex }) => itemIndex);
	const summary = { ...BLANK_REPORT, kind: 'summary', dryRun: true, text, html };
	synced.push(toSummaryItem(summary, itemIndexes));
}
