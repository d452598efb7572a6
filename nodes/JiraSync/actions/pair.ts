import type { IExecuteFunctions } from 'n8n-workflow';
import {
	confirmCommentDelivery,
	confirmDelivery,
	confirmFileDelivery,
	linkPair,
	syncOne,
	unlinkPair,
	type ConfirmReport,
	type SyncReport,
} from '../../../src/n8n/engine';
import { readDelivery, type Delivery } from '../../../src/n8n/delivery';
import { readProfile } from '../../../src/n8n/ensure-settings';
import { deliverFiles } from '../../../src/n8n/file-items';
import { toItem } from '../../../src/n8n/items';
import { readParameters, type Parameters } from '../../../src/n8n/parameters';
import { planHtml, planText } from '../../../src/n8n/plan-html';
import { readPreset } from '../../../src/n8n/presets';
import { readRecord } from '../../../src/n8n/record';
import { recordFileOpener } from '../../../src/n8n/record-files';
import type { JiraRuntime } from '../../../src/n8n/runtime';
import {
	addReport,
	type ComparedPlan,
	type ReportOrigin,
	type SyncOutputs,
} from '../../../src/n8n/sync-items';
import { readSyncSettings } from '../../../src/n8n/sync-settings';

/** Work of one operation on one item; what comes of it is added to the outputs. */
export type PairAction = (
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	itemIndex: number,
	outputs: SyncOutputs,
	/** Takes what a comparison found, for the summary of all. */
	plans: ComparedPlan[],
) => Promise<void>;

/** Brings one pair in step. */
export const syncPair: PairAction = async (context, runtime, itemIndex, outputs) => {
	const written = await sync(context, runtime, itemIndex, 'write');
	const origin = originOf(context, itemIndex);
	const download = downloadsFiles(readParameters(context, itemIndex));
	const { report, items } = await deliverFiles(context, runtime.client, written, {
		itemIndex,
		json: origin.json,
		download,
	});
	addReport(outputs, report, origin);
	outputs.toSource.push(...items);
};

/** Says what a sync would do. */
export const comparePair: PairAction = async (context, runtime, itemIndex, outputs, plans) => {
	const origin = originOf(context, itemIndex);
	const report = await sync(context, runtime, itemIndex, 'show');
	const text = planText(report);
	plans.push({ report, text, itemIndex });
	addReport(outputs, report, { ...origin, more: { text, html: planHtml([report]) } });
};

async function sync(
	context: IExecuteFunctions,
	{ engine }: JiraRuntime,
	itemIndex: number,
	mode: 'write' | 'show',
): Promise<SyncReport> {
	const parameters = readParameters(context, itemIndex);
	const json = context.getInputData()[itemIndex]?.json;
	return await syncOne(engine, {
		record: readRecord(parameters, json),
		...chosenIssue(parameters),
		settings: readSyncSettings(parameters),
		delivery: 'workflow',
		openFile: recordFileOpener(context, parameters, () => itemIndex),
		dryRun: mode === 'show' || parameters.flag('options.dryRun'),
		retryParked: parameters.flag('options.retryParked'),
	});
}

function originOf(context: IExecuteFunctions, itemIndex: number): ReportOrigin {
	const json = context.getInputData()[itemIndex]?.json;
	return { itemIndex, json, preset: readPreset(readParameters(context, itemIndex)).name };
}

/** Notes that the workflow wrote what left on To Source. */
export const confirm: PairAction = async (context, { engine }, itemIndex, outputs) => {
	const parameters = readParameters(context, itemIndex);
	const profile = readProfile(parameters);
	const delivery = readDelivery(parameters);
	if (delivery.kind === 'record') {
		const made = { ...delivery, record: { ...delivery.record, values: {} } };
		const { outcome, issue } = await linkPair(engine, { ...made, profile, replace: false });
		outputs.synced.push(toItem({ kind: outcome, issue, record: delivery.record }, itemIndex));
		return;
	}
	const report = await confirmItem(engine, delivery, profile);
	outputs.synced.push(toItem({ ...report, record: delivery.record }, itemIndex));
};

async function confirmItem(
	engine: JiraRuntime['engine'],
	delivery: Exclude<Delivery, { readonly kind: 'record' }>,
	profile: string,
): Promise<ConfirmReport> {
	switch (delivery.kind) {
		case 'comment':
			return await confirmCommentDelivery(engine, { ...delivery, profile });
		case 'attachment':
			return await confirmFileDelivery(engine, { ...delivery, profile });
		case 'patch':
			return await confirmDelivery(engine, { ...delivery, profile });
	}
}

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
	const result = await linkPair(engine, {
		record,
		issue,
		profile: readProfile(parameters),
		replace: parameters.flag('options.replace'),
		keepOthers: parameters.flag('options.keepOthers'),
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

/** Whether items for attachments carry their files. */
export function downloadsFiles(parameters: Parameters): boolean {
	return parameters.flag('options.downloadFiles', true);
}
