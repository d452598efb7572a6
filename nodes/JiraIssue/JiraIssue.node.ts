import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ensureItems } from '../../src/n8n/ensure-items';
import { failAll, forEachItem, toOutputs } from '../../src/n8n/items';
import { previewRecord } from '../../src/n8n/preview';
import { openJira } from '../../src/n8n/runtime';
import { authentication, jiraCredentials } from '../shared/descriptions/authentication';
import { listSearch } from '../shared/methods/list-search';
import { loadOptions } from '../shared/methods/load-options';
import { resourceMapping } from '../shared/methods/resource-mapping';
import { addAttachment, deleteAttachment, downloadAttachments } from './actions/attachments';
import { getIssue, getManyIssues } from './actions/read';
import {
	addComment,
	createIssue,
	transitionIssue,
	updateIssue,
	type IssueAction,
} from './actions/write';
import { issueOperations, issueProperties } from './descriptions/issue';

const ACTIONS: Readonly<Record<string, IssueAction>> = {
	addAttachment,
	addComment,
	create: createIssue,
	deleteAttachment,
	downloadAttachments,
	get: getIssue,
	getAll: getManyIssues,
	preview: previewRecord,
	transition: transitionIssue,
	update: updateIssue,
};

/** Single issues: from typed fields, or from a record so that repeating it never makes a second one. */
export class JiraIssue implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jira Issue',
		name: 'jiraIssue',
		icon: { light: 'file:jiraIssue.svg', dark: 'file:jiraIssue.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase() + ": " + $parameter["resource"] }}',
		description: 'Create, update, find and move Jira issues on Cloud and Data Center',
		defaults: { name: 'Jira Issue' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "upsert" ? [{ type: "main", displayName: "Created" }, { type: "main", displayName: "Updated" }] : [{ type: "main" }] }}',
		credentials: jiraCredentials,
		hints: [
			{
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "create" }}',
				message:
					'Create makes a new issue each time it runs. Use <b>Create or Update</b> for records: it finds the issue it made before.',
			},
		],
		properties: [authentication, ...issueOperations, ...issueProperties],
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const runtime = await openJira(this);
			const operation = this.getNodeParameter('operation', 0);
			if (operation === 'upsert') {
				const { created, updated } = await ensureItems(this, runtime);
				return toOutputs(this, [created, updated]);
			}
			const action = ACTIONS[operation] ?? getIssue;
			return [await forEachItem(this, async (index) => await action(this, runtime, index))];
		} catch (error) {
			return failAll(this, error);
		}
	}
}
