import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { SEED_USERS } from '../simulators/jira/seed';
import type { Engine, EngineNode } from '../test/support/n8n/headless';

const { emailAddress, token } = SEED_USERS.sync;
const REF = { id: 'jira', name: 'Jira' };

/** Runs one node over items and refuses when the run failed. */
async function runNode(
	engine: Engine,
	node: Omit<EngineNode, 'name'>,
	credential: { readonly type: string; readonly data: ICredentialDataDecryptedObject },
	items: readonly IDataObject[],
): Promise<readonly IDataObject[]> {
	const result = await engine.run({
		nodes: [{ name: 'Node', ...node, credentials: { [credential.type]: REF } }],
		credentials: { [REF.id]: credential.data },
		input: items.map((json) => ({ json })),
		startNode: 'Node',
	});
	if (result.status !== 'success') throw new Error(`The run failed: ${result.error?.message}`);
	return result.json('Node');
}

/** One of this package's nodes, on Cloud. */
export async function runOurs(
	engine: Engine,
	url: string,
	type: 'jiraIssue' | 'jiraSync',
	parameters: INodeParameters,
	items: readonly IDataObject[],
): Promise<readonly IDataObject[]> {
	return await runNode(
		engine,
		{ type: `n8n-nodes-jira-sync.${type}`, parameters: { authentication: 'basic', ...parameters } },
		{ type: 'jiraSyncBasicApi', data: { baseUrl: url, user: emailAddress, password: token } },
		items,
	);
}

/** n8n's built-in Jira node, on Cloud. */
export async function runBuiltIn(
	engine: Engine,
	url: string,
	parameters: INodeParameters,
	items: readonly IDataObject[],
): Promise<readonly IDataObject[]> {
	return await runNode(
		engine,
		{
			type: 'n8n-nodes-base.jira',
			parameters: { jiraVersion: 'cloud', resource: 'issue', ...parameters },
		},
		{ type: 'jiraSoftwareCloudApi', data: { domain: url, email: emailAddress, apiToken: token } },
		items,
	);
}

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** Creates one plain issue for each item. */
export const BUILT_IN_CREATE: INodeParameters = {
	operation: 'create',
	project: locator('10000'),
	issueType: locator('10101'),
	summary: '={{ $json.title }}',
	additionalFields: {},
};

/** Reads one issue for each item. */
export const BUILT_IN_GET: INodeParameters = {
	operation: 'get',
	issueKey: '={{ $json.key }}',
	additionalFields: {},
};

/** Finds the issue of each item by a label of its own, as people do who have no link. */
export const BUILT_IN_FIND: INodeParameters = {
	operation: 'getAll',
	returnAll: false,
	limit: 1,
	options: { jql: '=project = CRASH AND labels = "record-{{ $json.id }}"', fields: 'summary' },
};

const record: INodeParameters = {
	preset: 'generic',
	recordId: '={{ $json.id }}',
	recordUrl: '={{ $json.url }}',
	recordTitle: '={{ $json.title }}',
};

const template: INodeParameters = {
	project: { __rl: true, mode: 'key', value: 'CRASH' },
	issueType: { __rl: true, mode: 'name', value: 'Bug' },
	summaryTemplate: '$title',
	bodyTemplate: '',
	labelsTemplate: '',
	templateOptions: { lookAgainSeconds: 0 },
};

/** Ours: one issue for each record, however often it runs. */
export const OUR_UPSERT: INodeParameters = {
	resource: 'issue',
	operation: 'upsert',
	...record,
	...template,
};

/** Ours: all records against all issues. */
export const OUR_RECONCILE: INodeParameters = {
	operation: 'reconcileMany',
	...record,
	...template,
	missingIssues: 'report',
	syncStatus: 'both',
	statusAttribute: 'state',
	statusMapping: {
		row: [
			{ source: 'open', jira: 'To Do', categories: ['new', 'indeterminate'] },
			{ source: 'resolved', jira: 'Done', categories: ['done'] },
		],
	},
	syncAssignee: 'both',
	fieldMappings: { mapping: [{ source: 'title', jira: 'summary', direction: 'both' }] },
};
