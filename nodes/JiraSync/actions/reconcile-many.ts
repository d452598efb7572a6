import type { IExecuteFunctions } from 'n8n-workflow';
import { readMember, unreadableLetter, type Member } from '../../../src/n8n/dead-letter';
import { reconcile, type ReconcileReport } from '../../../src/n8n/engine';
import { toNodeError } from '../../../src/n8n/errors';
import { deliverFiles } from '../../../src/n8n/file-items';
import { toItem } from '../../../src/n8n/items';
import { readParameters } from '../../../src/n8n/parameters';
import { readPreset, type PresetName } from '../../../src/n8n/presets';
import { throttledProgress } from '../../../src/n8n/progress';
import { addPair, summaryItem, summaryWords } from '../../../src/n8n/reconcile-items';
import { readReconcileSettings } from '../../../src/n8n/reconcile-settings';
import { recordFileOpener } from '../../../src/n8n/record-files';
import type { JiraRuntime } from '../../../src/n8n/runtime';
import type { SyncOutputs } from '../../../src/n8n/sync-items';
import { downloadsFiles } from './pair';

/** Brings all input records in step in one call. The settings are those of the first item. */
export async function reconcileMany(
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	outputs: SyncOutputs,
): Promise<void> {
	const parameters = readParameters(context, 0);
	const members = readMembers(context, outputs);
	if (members.length === 0) return;
	const settings = readReconcileSettings(parameters, members);
	const itemIndexes = new Map(members.map(({ record, itemIndex }) => [record.id, itemIndex]));
	const report = await reconcile(
		runtime.engine,
		members.map(({ record }) => record),
		{
			...settings,
			openFile: recordFileOpener(context, parameters, ({ id }) => itemIndexes.get(id) ?? 0),
			isCancelled: () => runtime.isCancelled(),
			onProgress: throttledProgress(runtime.engine.clock, (words) => {
				context.logger.info(words);
			}),
		},
	);
	const pairs = await addFiles(context, runtime, report.pairs, members, outputs);
	addPairs(context, { ...report, pairs }, members, outputs, readPreset(parameters).name);
	const { dryRun } = settings;
	const calls = runtime.calls();
	const { failed } = outputs;
	outputs.synced.push(
		summaryItem({
			...{ report, calls, dryRun, failed },
			itemIndexes: members.map(({ itemIndex }) => itemIndex),
		}),
	);
	context.addExecutionHints({
		message: summaryWords(report),
		type: report.stopped === undefined && failed.length === 0 ? 'info' : 'warning',
		location: 'outputPane',
	});
}

/**
 * An item without a record leaves on Failed and the others go on. When no item holds one, the node is set up wrongly, which is an
 * error like any other.
 */
function readMembers(context: IExecuteFunctions, outputs: SyncOutputs): readonly Member[] {
	const members: Member[] = [];
	const errors: (readonly [number, unknown])[] = [];
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		try {
			members.push(readMember(readParameters(context, itemIndex), json));
		} catch (error) {
			errors.push([itemIndex, error]);
			outputs.failed.push(toItem(unreadableLetter(context.getNode(), error, json), itemIndex));
		}
	}
	const [first] = errors;
	if (members.length === 0 && first !== undefined && !context.continueOnFail())
		throw toNodeError(context.getNode(), first[1], first[0]);
	return members;
}

/** Downloads the attachments that the workflow must write; what cannot be downloaded becomes a warning of its pair. */
async function addFiles(
	context: IExecuteFunctions,
	{ client }: JiraRuntime,
	pairs: ReconcileReport['pairs'],
	members: readonly Member[],
	{ toSource }: SyncOutputs,
): Promise<ReconcileReport['pairs']> {
	const download = downloadsFiles(readParameters(context, 0));
	const byId = new Map(members.map((member) => [member.record.id, member]));
	const told: ReconcileReport['pairs'][number][] = [];
	for (const pair of pairs) {
		const member = pair.kind === 'synced' ? byId.get(pair.report.record.id) : undefined;
		if (pair.kind !== 'synced' || member === undefined) {
			told.push(pair);
			continue;
		}
		const { itemIndex, json } = member;
		const options = { itemIndex, json, download };
		const { report, items } = await deliverFiles(context, client, pair.report, options);
		toSource.push(...items);
		told.push({ ...pair, report });
	}
	return told;
}

/** Several items may be one record: the last of them was taken, so it is the one that the pair stems from. */
function addPairs(
	context: IExecuteFunctions,
	report: ReconcileReport,
	members: readonly Member[],
	outputs: SyncOutputs,
	preset: PresetName,
): void {
	const byId = new Map(members.map((member) => [member.record.id, member]));
	const origin = { node: context.getNode(), preset };
	for (const pair of report.pairs) {
		const id = pair.kind === 'synced' ? pair.report.record.id : pair.recordId;
		const member = byId.get(id);
		if (member !== undefined) addPair(outputs, pair, member, origin);
	}
	outputs.failed.sort((left, right) => indexOf(left) - indexOf(right));
}

function indexOf({ pairedItem }: SyncOutputs['failed'][number]): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
}
