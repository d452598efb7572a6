import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { SEED_USERS } from '../simulators/jira/seed';
import type { WorkflowDefinition } from '../test/support/n8n/n8n-client';
import type { N8nInstance } from '../test/support/n8n/real-n8n';
import { demoFields } from './fields';
import { BACKTRACE_HOOK, BACKTRACE_TOKEN } from './backtrace-login';
import type { Deployment } from './deployment';

/** Files of the ready-made workflows, by the name that the demo uses. */
const FILES = {
	alert: 'backtrace-error-to-jira.json',
	jiraChange: 'jira-change-to-backtrace.json',
	reconcile: 'backtrace-reconcile.json',
} as const;

export type WorkflowName = keyof typeof FILES;

export interface ImportedWorkflows {
	readonly ids: Readonly<Record<WorkflowName, string>>;
	/** Where Backtrace sends its alerts. */
	readonly alertUrl: string;
}

/** The address that stands in the ready-made workflows for everybody's own Backtrace. */
const BACKTRACE_PLACEHOLDER = 'https://your-universe.sp.backtrace.io';

type Node = WorkflowDefinition['nodes'][number];
type Credentials = Readonly<Record<string, { readonly id: string; readonly name: string }>>;

/** Imports the ready-made workflows, fills in what every user fills in (address, credentials, fields), and activates them. */
export async function importWorkflows(
	n8n: N8nInstance,
	deployment: Deployment,
	jiraUrl: string,
	backtraceUrl: string,
): Promise<ImportedWorkflows> {
	const credentials = await createCredentials(n8n, deployment, jiraUrl);
	const ids: Partial<Record<WorkflowName, string>> = {};
	for (const name of ['alert', 'jiraChange', 'reconcile'] as const) {
		const workflow = readWorkflow(FILES[name]);
		const definition = await prepare(n8n, workflow, deployment, backtraceUrl, credentials);
		const id = await n8n.client.createWorkflow(definition);
		await n8n.client.activate(id);
		ids[name] = id;
	}
	const { alert = '', jiraChange = '', reconcile = '' } = ids;
	return {
		ids: { alert, jiraChange, reconcile },
		alertUrl: `${n8n.baseUrl}/webhook/${webhookPath(deployment)}`,
	};
}

function readWorkflow(file: string): WorkflowDefinition {
	const text = readFileSync(path.join(__dirname, '../workflows', file), 'utf8');
	return JSON.parse(text) as WorkflowDefinition;
}

function webhookPath(deployment: Deployment): string {
	return `backtrace-alert-${deployment.toLowerCase()}`;
}

async function createCredentials(
	n8n: N8nInstance,
	deployment: Deployment,
	jiraUrl: string,
): Promise<(node: Node) => Credentials> {
	const jira = async (user: 'sync' | 'admin') =>
		await createJiraCredential(n8n, deployment, jiraUrl, user);
	const label = deployment === 'cloud' ? 'Cloud' : 'Data Center';
	const sync = await jira('sync');
	// Only a Jira administrator may register webhooks.
	const admin = await jira('admin');
	const hook = { name: `Backtrace alerts (${label})`, type: 'httpBasicAuth' };
	const hookId = await n8n.client.createCredential(hook.name, hook.type, { ...BACKTRACE_HOOK });
	const api = { name: `Backtrace API (${label})`, type: 'httpHeaderAuth' };
	const apiId = await n8n.client.createCredential(api.name, api.type, {
		name: 'X-Coroner-Token',
		value: BACKTRACE_TOKEN,
	});
	return ({ type }) => {
		if (type.endsWith('.jiraSyncTrigger')) return admin;
		if (type.startsWith('n8n-nodes-jira-sync.')) return sync;
		if (type.endsWith('.webhook')) return { httpBasicAuth: { id: hookId, name: hook.name } };
		if (type.endsWith('.httpRequest')) return { httpHeaderAuth: { id: apiId, name: api.name } };
		return {};
	};
}

async function createJiraCredential(
	n8n: N8nInstance,
	deployment: Deployment,
	jiraUrl: string,
	userName: 'sync' | 'admin',
): Promise<Credentials> {
	const user = SEED_USERS[userName];
	const label = deployment === 'cloud' ? 'Cloud' : 'Data Center';
	const name = `Jira ${label} (${user.displayName})`;
	const type = deployment === 'cloud' ? 'jiraSyncBasicApi' : 'jiraSyncPatApi';
	const login: IDataObject =
		deployment === 'cloud'
			? { user: user.emailAddress, password: user.token }
			: { token: user.pat };
	const data = { baseUrl: jiraUrl, ...login };
	const id = await n8n.client.createCredential(name, type, data);
	const tested = await n8n.client.testCredential(id, name, type, data);
	if (tested.status !== 'OK')
		throw new Error(`The credential "${name}" does not work: ${tested.message}`);
	return { [type]: { id, name } };
}

async function prepare(
	n8n: N8nInstance,
	workflow: WorkflowDefinition,
	deployment: Deployment,
	backtraceUrl: string,
	credentials: (node: Node) => Credentials,
): Promise<WorkflowDefinition> {
	const text = JSON.stringify(workflow).replaceAll(BACKTRACE_PLACEHOLDER, backtraceUrl);
	const placed = JSON.parse(text) as WorkflowDefinition;
	const label = deployment === 'cloud' ? 'Jira Cloud' : 'Jira Data Center';
	const nodes: Node[] = [];
	for (const node of placed.nodes)
		nodes.push(await own(n8n, { ...node, credentials: credentials(node) }, deployment));
	return { ...placed, name: `${placed.name} (${label})`, nodes };
}

/** A node with what differs from user to user: login, address of the alert, fields of their own Jira. */
async function own(n8n: N8nInstance, node: Node, deployment: Deployment): Promise<Node> {
	const name = node.type.split('.').at(-1) ?? '';
	const given = node.parameters ?? {};
	const suffix = deployment.toLowerCase();
	const webhookId =
		node.webhookId === undefined ? {} : { webhookId: `${node.webhookId}-${suffix}` };
	if (name === 'webhook')
		return { ...node, ...webhookId, parameters: { ...given, path: webhookPath(deployment) } };
	if (!node.type.startsWith('n8n-nodes-jira-sync.')) return node;
	const parameters = { ...given, authentication: deployment === 'cloud' ? 'basic' : 'pat' };
	const makesIssues = ['upsert', 'reconcileMany'].includes(String(given['operation']));
	const fields = makesIssues ? await demoFields(n8n.client, node, parameters) : {};
	return { ...node, ...webhookId, parameters: { ...parameters, ...fields } };
}
