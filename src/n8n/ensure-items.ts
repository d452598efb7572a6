import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ensureIssues, type EnsureSettings } from '../engine/ensure-issue';
import type { EnsureReport } from '../engine/reports';
import { isObject, textOf } from '../model/decode';
import type { SourceRecord } from '../model/record';
import { readEnsureSettings } from './ensure-settings';
import { errorItem, toItem } from './items';
import { readParameters } from './parameters';
import { readRecord } from './record';
import type { JiraRuntime } from './runtime';

/** Items of Create or Update, apart by what became of their records. */
export interface EnsuredItems {
	readonly created: readonly INodeExecutionData[];
	readonly updated: readonly INodeExecutionData[];
}

/** Records whose settings are the same, so that one call serves them all. */
interface Batch {
	readonly settings: EnsureSettings;
	readonly members: { readonly itemIndex: number; readonly record: SourceRecord }[];
}

/**
 * Gives every input item's record its issue, all items in as few calls as their settings allow: expressions may make the
 * settings differ from item to item. A failed item leaves through "Created" as an error item, where n8n's error output takes it.
 */
export async function ensureItems(
	context: IExecuteFunctions,
	{ engine }: JiraRuntime,
): Promise<EnsuredItems> {
	const { batches, failed } = readBatches(context);
	const created: INodeExecutionData[] = [...failed];
	const updated: INodeExecutionData[] = [];
	for (const { settings, members } of batches) {
		const records = members.map(({ record }) => record);
		const reports = await ensureIssues(engine, records, settings);
		const done = madeKeys([...created, ...updated], reports);
		for (const [index, member] of members.entries()) {
			const report = reports[index];
			if (report === undefined) continue;
			const item = reportItem(context, report, member.itemIndex, { dryRun: settings.dryRun, done });
			const isNew = report.kind === 'created' || report.kind === 'failed';
			(isNew ? created : updated).push(item);
		}
	}
	return { created: created.sort(byItem), updated: updated.sort(byItem) };
}

function readBatches(context: IExecuteFunctions): {
	readonly batches: readonly Batch[];
	readonly failed: readonly INodeExecutionData[];
} {
	const batches = new Map<string, Batch>();
	const failed: INodeExecutionData[] = [];
	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			const parameters = readParameters(context, itemIndex);
			const settings = readEnsureSettings(parameters);
			const record = readRecord(parameters, item.json);
			const key = JSON.stringify(settings);
			const batch = batches.get(key) ?? { settings, members: [] };
			batch.members.push({ itemIndex, record });
			batches.set(key, batch);
		} catch (error) {
			failed.push(errorItem(context, error, itemIndex));
		}
	}
	return { batches: [...batches.values()], failed };
}

function reportItem(
	context: IExecuteFunctions,
	report: EnsureReport,
	itemIndex: number,
	{ dryRun, done }: { readonly dryRun: boolean; readonly done: readonly string[] },
): INodeExecutionData {
	if (report.kind === 'failed') return errorItem(context, report.error, itemIndex, done);
	const record = context.getInputData()[itemIndex]?.json;
	return toItem({ ...report, ...(dryRun && { dryRun }), record }, itemIndex);
}

/** Keys of the issues that were made, in earlier batches or in this one. */
function madeKeys(
	items: readonly INodeExecutionData[],
	reports: readonly EnsureReport[],
): readonly string[] {
	const earlier = items.flatMap(({ json }) => {
		const issue = json['issue'];
		return json['kind'] === 'created' && isObject(issue) ? [textOf(issue['key']) ?? ''] : [];
	});
	const now = reports.flatMap((report) => (report.kind === 'created' ? [report.issue.key] : []));
	return [...earlier, ...now].filter((key) => key !== '');
}

function byItem(left: INodeExecutionData, right: INodeExecutionData): number {
	return indexOf(left) - indexOf(right);
}

function indexOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : 0;
}
