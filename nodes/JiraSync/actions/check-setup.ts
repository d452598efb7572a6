import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	checkSetup,
	setupOutOfReach,
	summarizeSetup,
	type SetupLine,
} from '../../../src/n8n/engine';
import { errorItem, toItem } from '../../../src/n8n/items';
import { readParameters } from '../../../src/n8n/parameters';
import { openJira, type JiraRuntime } from '../../../src/n8n/runtime';
import { explainFor, readSetup, setupHtml } from '../../../src/n8n/setup';
import { readSetupWebhooks } from '../../../src/n8n/setup-webhooks';

/** Checks the set-up that each input item stands for. A Jira that cannot be reached is a finding like any other. */
export async function checkSetups(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const explain = explainFor(context.getNode());
	const check = await openJira(context).then(
		(runtime) => (index: number) => checkOne(context, runtime, index),
		(error: unknown) => async () => setupOutOfReach(error, explain),
	);
	const output: INodeExecutionData[] = [];
	for (const index of context.getInputData().keys()) {
		try {
			output.push(...toSetupItems(await check(index), index));
		} catch (error) {
			output.push(errorItem(context, error, index));
		}
	}
	return output;
}

async function checkOne(
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	itemIndex: number,
): Promise<readonly SetupLine[]> {
	const settings = readSetup(readParameters(context, itemIndex), runtime);
	const ownWebhooks = async () => await readSetupWebhooks(context, runtime);
	const jira = { ...runtime.client, ownWebhooks };
	return await checkSetup(jira, settings, explainFor(context.getNode()));
}

/** One item a line, and the summary last. */
function toSetupItems(lines: readonly SetupLine[], itemIndex: number): INodeExecutionData[] {
	const { status, counts, message } = summarizeSetup(lines);
	const summary = { check: 'Summary', status, message, remedy: '', counts, html: setupHtml(lines) };
	return [...lines, summary].map((line) => toItem(line, itemIndex));
}
