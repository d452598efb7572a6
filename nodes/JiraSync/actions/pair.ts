import type { IExecuteFunctions } from 'n8n-workflow';
import { confirmDelivery, linkPair, syncOne, unlinkPair } from '../../../src/n8n/engine';
import { readProfile } from '../../../src/n8n/ensure-settings';
import { toItem } from '../../../src/n8n/items';
import { readParameters, type Parameters } from '../../../src/n8n/parameters';
import { readDelivery, readRecord } from '../../../src/n8n/record';
import type { JiraRuntime } from '../../../src/n8n/runtime';
import { addReport, type SyncOutputs } from '../../../src/n8n/sync-items';
import { readSyncSettings } from '../../../src/n8n/sync-settings';

/** Work of one operation on one item; what comes of it is added to the outputs. */
export type PairAction = (
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	itemIndex: number,
	outputs: SyncOutputs,
) => Promise<void>;

/** Brings one pair in step. */
export const syncPair: PairAction = async (context, runtime, itemIndex, outputs) => {
	await sync(context, runtime, itemIndex, outputs, 'write');
};

/** Says what a sync would do. */
export const comparePair: PairAction = async (context, runtime, itemIndex, outputs) => {
	await sync(context, runtime, itemIndex, outputs, 'show');
};

async function sync(
	context: IExecuteFunctions,
	{ engine }: JiraRuntime,
	itemIndex: number,
	outputs: SyncOutputs,
	mode: 'write' | 'show',
): Promise<void> {
	const parameters = readParameters(context, itemIndex);
	const json = context.getInputData()[itemIndex]?.json;
	const report = await syncOne(engine, {
		record: readRecord(parameters, json),
		...chosenIssue(parameters),
		settings: readSyncSettings(parameters),
		delivery: 'workflow',
		dryRun: mode === 'show' || parameters.flag('options.dryRun'),
		retryParked: parameters.flag('options.retryParked'),
	});
	addReport(outputs, report, { itemIndex, json, isBacktrace: isBacktrace(parameters) });
}

/** Notes that the workflow wrote what left on To Source. */
export const confirm: PairAction = async (context, { engine }, itemIndex, outputs) => {
	const parameters = readParameters(context, itemIndex);
	const profile = readProfile(parameters);
	const delivery = readDelivery(parameters);
	const report = await confirmDelivery(engine, { ...delivery, profile });
	outputs.synced.push(toItem({ ...report, record: delivery.record }, itemIndex));
};

/** Ties an existing issue to a record. */
export const link: PairAction = async (context, { engine }, itemIndex, outputs) => {
	const parameters = readParameters(context, itemIndex);
	const record = readRecord(parameters, context.getInputData()[itemIndex]?.json);
	const issue = parameters.requiredLocator('issue', 'Issue');
	const { system, id } = record;
	if (parameters.flag('options.dryRun')) {
		outputs.synced.push(toItem({ dryRun: true, record: { system, id }, issue }, itemIndex));
		return;
	}
	const replace = parameters.flag('options.replace');
	const result = await linkPair(engine, {
		record,
		issue,
		profile: readProfile(parameters),
		replace,
	});
	outputs.synced.push(
		toItem({ kind: result.outcome, record: { system, id }, ...result }, itemIndex),
	);
};

/** Takes link and snapshot off an issue. */
export const unlink: PairAction = async (context, { engine }, itemIndex, outputs) => {
	const parameters = readParameters(context, itemIndex);
	const chosen = chosenIssue(parameters);
	const json = context.getInputData()[itemIndex]?.json;
	const target = chosen.issue === undefined ? { record: readRecord(parameters, json) } : chosen;
	if (parameters.flag('options.dryRun')) {
		const { record, issue } = { record: undefined, issue: undefined, ...target };
		const shown = { ...(record && { recordId: record.id }), ...(issue !== undefined && { issue }) };
		outputs.synced.push(toItem({ dryRun: true, ...shown }, itemIndex));
		return;
	}
	const result = await unlinkPair(engine, { ...target, profile: readProfile(parameters) });
	outputs.synced.push(toItem({ kind: result.outcome, ...result }, itemIndex));
};

/** The issue that the node names; none when it is to be found by the record. */
function chosenIssue(parameters: Parameters): { readonly issue?: string } {
	return parameters.choice('issueBy', ['record', 'issue']) === 'issue'
		? { issue: parameters.requiredLocator('issue', 'Issue') }
		: {};
}

/** Whether the records are Backtrace's. */
export function isBacktrace(parameters: Parameters): boolean {
	return parameters.choice('preset', ['backtrace', 'generic']) === 'backtrace';
}
