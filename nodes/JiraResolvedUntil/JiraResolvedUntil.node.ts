import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { checkRecurrence } from '../../src/n8n/engine';
import { errorItem, failAll, toItem, toOutputs } from '../../src/n8n/items';
import { readParameters } from '../../src/n8n/parameters';
import { readRecurrence } from '../../src/n8n/recurrence';
import { openJira } from '../../src/n8n/runtime';
import { createPatternCompiler } from '../../src/n8n/version-extractor';
import { authentication, jiraCredentials } from '../shared/descriptions/authentication';
import { listSearch } from '../shared/methods/list-search';
import { loadOptions } from '../shared/methods/load-options';
import { resolvedUntilProperties } from './description';

/** Reopens an issue when its error comes back in a version that should have the fix. */
export class JiraResolvedUntil implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jira Resolved Until',
		name: 'jiraResolvedUntil',
		icon: { light: 'file:jiraResolvedUntil.svg', dark: 'file:jiraResolvedUntil.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["comparison"] === "later" ? "later than the fix" : "the fix or later" }}',
		description: 'Reopen a Jira issue when its error comes back after the fix, and say why',
		defaults: { name: 'Jira Resolved Until' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Reopened', 'Unchanged'],
		credentials: jiraCredentials,
		hints: [
			{
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ !$parameter["options"]?.["dryRun"] }}',
				message:
					'Turn on <b>Dry Run</b> in the options to see the verdict, its reason and every step without changing the issue.',
			},
		],
		properties: [authentication, ...resolvedUntilProperties],
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const { engine } = await openJira(this);
			const reopened: INodeExecutionData[] = [];
			const unchanged: INodeExecutionData[] = [];
			const compile = createPatternCompiler();
			for (const [index, { json }] of this.getInputData().entries()) {
				try {
					const request = readRecurrence(readParameters(this, index), json, compile);
					const report = await checkRecurrence(engine, request);
					const item = toItem({ ...report, record: json }, index);
					(report.kind === 'unchanged' ? unchanged : reopened).push(item);
				} catch (error) {
					unchanged.push(errorItem(this, error, index));
				}
			}
			return toOutputs(this, [reopened, unchanged]);
		} catch (error) {
			return failAll(this, error);
		}
	}
}
