import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { errorItem, failAll, toOutputs } from '../../src/n8n/items';
import { openJira } from '../../src/n8n/runtime';
import {
	addCompareSummary,
	emptyOutputs,
	outputLists,
	type ComparedPlan,
} from '../../src/n8n/sync-items';
import { authentication, jiraCredentials } from '../shared/descriptions/authentication';
import { listSearch } from '../shared/methods/list-search';
import { loadOptions } from '../shared/methods/load-options';
import { resourceMapping } from '../shared/methods/resource-mapping';
import { checkSetups } from './actions/check-setup';
import { comparePair, confirm, link, syncPair, unlink, type PairAction } from './actions/pair';
import { importIssues } from './actions/import-issues';
import { reconcileMany } from './actions/reconcile-many';
import { syncReleases } from './actions/sync-releases';
import { pairOperations, pairProperties } from './descriptions/pair';

const ACTIONS: Readonly<Record<string, PairAction>> = {
	compare: comparePair,
	confirm,
	importIssues,
	link,
	syncPair,
	unlink,
};

/** Keeps records and Jira issues in step. What the record needs leaves through To Source, for the next node to write. */
export class JiraSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jira Sync',
		name: 'jiraSync',
		icon: { light: 'file:jiraSync.svg', dark: 'file:jiraSync.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase().replace(/^confirm$/, "confirm delivery") + ($parameter["preset"] ? ": " + $parameter["preset"] : "") }}',
		description: 'Keep records of another system and Jira issues in step, both ways',
		defaults: { name: 'Jira Sync' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ ["checkSetup", "confirm", "link", "syncReleases", "unlink"].includes($parameter["operation"]) ? [{ type: "main" }] : [{ type: "main", displayName: "Synced" }, { type: "main", displayName: "To Source" }, { type: "main", displayName: "Conflict" }, ...($parameter["operation"] === "reconcileMany" ? [{ type: "main", displayName: "Failed" }] : [])] }}',
		credentials: jiraCredentials,
		hints: [
			{
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "reconcileMany" }}',
				message:
					'Pairs that fail do not stop the others: they leave on <b>Failed</b>, and can be fed in again.',
			},
			{
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition:
					'={{ ["importIssues", "syncPair", "reconcileMany"].includes($parameter["operation"]) }}',
				message:
					'Connect <b>To Source</b> with the node that writes the record: it gets what changed in Jira. Until the record shows it, the next run hands it out again.',
			},
		],
		properties: [authentication, ...pairOperations, ...pairProperties],
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const outputs = emptyOutputs();
			const operation = this.getNodeParameter('operation', 0);
			if (operation === 'checkSetup') {
				outputs.synced.push(...(await checkSetups(this)));
				return toOutputs(this, outputLists(outputs, operation));
			}
			const runtime = await openJira(this);
			if (operation === 'reconcileMany') {
				await reconcileMany(this, runtime, outputs);
				return toOutputs(this, outputLists(outputs, operation));
			}
			if (operation === 'syncReleases') {
				await syncReleases(this, runtime, outputs);
				return toOutputs(this, outputLists(outputs, operation));
			}
			const action = ACTIONS[operation] ?? comparePair;
			const plans: ComparedPlan[] = [];
			for (const index of this.getInputData().keys()) {
				try {
					await action(this, runtime, index, outputs, plans);
				} catch (error) {
					outputs.synced.push(errorItem(this, error, index));
				}
			}
			addCompareSummary(outputs, plans);
			return toOutputs(this, outputLists(outputs, operation));
		} catch (error) {
			return failAll(this, error);
		}
	}
}
