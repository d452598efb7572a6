import type { IExecuteFunctions } from 'n8n-workflow';
import { reconcile, type ReconciledPair, type ReconcileReport } from '../../../src/n8n/engine';
import { readEnsureSettings, RECONCILE_LOOK_BACK_HOURS } from '../../../src/n8n/ensure-settings';
import { errorItem, toItem } from '../../../src/n8n/items';
import { readParameters, type Parameters } from '../../../src/n8n/parameters';
import { readRecord } from '../../../src/n8n/record';
import type { JiraRuntime } from '../../../src/n8n/runtime';
import {
	addReport,
	summaryItem,
	summaryWords,
	type SyncOutputs,
} from '../../../src/n8n/sync-items';
import { readSyncSettings } from '../../../src/n8n/sync-settings';
import { isBacktrace } from './pair';

type Record = ReturnType<typeof readRecord>;

/** One input item with the record that was read from it. */
interface Member {
	readonly itemIndex: number;
	readonly record: Record;
	readonly json: unknown;
}

/** Brings all input records in step in one call. The settings are those of the first item. */
export async function reconcileMany(
	context: IExecuteFunctions,
	{ engine }: JiraRuntime,
	outputs: SyncOutputs,
): Promise<void> {
	const parameters = readParameters(context, 0);
	const dryRun = parameters.flag('options.dryRun');
	const members = readMembers(context, outputs);
	if (members.length === 0) return;
	const report = await reconcile(
		engine,
		members.map(({ record }) => record),
		{
			sync: readSyncSettings(parameters),
			...(parameters.choice('missingIssues', ['report', 'create']) === 'create' && {
				ensure: {
					...readEnsureSettings(parameters, RECONCILE_LOOK_BACK_HOURS),
					lookBack: 'always' as const,
				},
			}),
			retryParked: parameters.flag('options.retryParked'),
			dryRun,
			brakes: {
				maxChanges: parameters.number('options.maxChanges', DEFAULT_MAX_CHANGES),
				maxPercent: parameters.number('options.maxPercent', DEFAULT_MAX_PERCENT),
			},
		},
	);
	addPairs(context, parameters, report, members, outputs);
	const itemIndexes = members.map(({ itemIndex }) => itemIndex);
	outputs.synced.push(summaryItem(report, itemIndexes, dryRun));
	context.addExecutionHints({
		message: summaryWords(report),
		type: 'info',
		location: 'outputPane',
	});
}

const DEFAULT_MAX_CHANGES = 500;
const DEFAULT_MAX_PERCENT = 50;

function readMembers(context: IExecuteFunctions, outputs: SyncOutputs): readonly Member[] {
	const members: Member[] = [];
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		try {
			const record = readRecord(readParameters(context, itemIndex), json);
			members.push({ itemIndex, record, json });
		} catch (error) {
			outputs.synced.push(errorItem(context, error, itemIndex));
		}
	}
	return members;
}

/** Several items may be one record: the last of them was taken, so it is the one that the pair stems from. */
function addPairs(
	context: IExecuteFunctions,
	parameters: Parameters,
	report: ReconcileReport,
	members: readonly Member[],
	outputs: SyncOutputs,
): void {
	const byId = new Map(members.map((member) => [member.record.id, member]));
	for (const pair of report.pairs) {
		const member = byId.get(idOfPair(pair));
		if (member !== undefined) addPair(context, parameters, pair, member, outputs);
	}
}

function addPair(
	context: IExecuteFunctions,
	parameters: Parameters,
	pair: ReconciledPair,
	{ itemIndex, json, record }: Member,
	outputs: SyncOutputs,
): void {
	switch (pair.kind) {
		case 'failed':
			outputs.synced.push(errorItem(context, pair.error, itemIndex));
			return;
		case 'missing':
			outputs.synced.push(
				toItem({ kind: 'missing', record: { system: record.system, id: record.id } }, itemIndex),
			);
			return;
		case 'synced': {
			const { created, closedDuplicates } = pair;
			const more = { created, closedDuplicates };
			addReport(outputs, pair.report, {
				itemIndex,
				json,
				isBacktrace: isBacktrace(parameters),
				more,
			});
		}
	}
}

function idOfPair(pair: ReconciledPair): string {
	return pair.kind === 'synced' ? pair.report.record.id : pair.recordId;
}
