import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { ALL_FIELD_IDS as ID } from '../../../simulators/jira';
import { credentialOf, type Deployment } from '../../support/engine-jira';
import type { WorkflowDefinition } from '../../support/n8n/n8n-client';
import type { N8nInstance } from '../../support/n8n/real-n8n';

/** The ready-made workflows between any system and Jira. */
const FILES = {
	records: 'records-both-ways.json',
	jiraChange: 'jira-change-to-record.json',
	issues: 'jira-issues-to-records.json',
	releases: 'releases-to-versions.json',
} as const;

export type WorkflowName = keyof typeof FILES;

/** Names of the nodes that start the workflows. */
export const STARTS: Readonly<Record<WorkflowName, string>> = {
	records: 'Every 15 Minutes',
	jiraChange: 'Jira Changed',
	issues: 'Every 15 Minutes',
	releases: 'Every Hour',
};

/** What stands in the workflows for everybody's own system and project. */
const SYSTEM = 'https://your-system.example.com';
const PROJECT = /\bABC\b/g;
/** The project of the stand-in that has every type of field, and epics. */
export const OWN_PROJECT = 'ALL';
const OURS = 'n8n-nodes-jira-sync.';

/** The field whose conflicts a person decides. */
const ASKS = 'line';

/** Fields of a user's own Jira, of several types, beside those that the workflows bring. */
const OWN_FIELDS = [
	['line', ID.textLine],
	['amount', ID.number],
	['start', ID.date],
	['seenAt', ID.datetime],
	['team', ID.select],
	['regions', ID.multiselect],
	['place', ID.cascading],
	['reviewer', ID.user],
	['page', ID.url],
	['estimate', 'timetracking'],
].map(([source = '', jira = '']) => ({
	source,
	jira,
	direction: 'both',
	textFormat: 'plain',
	onConflict: source === ASKS ? 'ask' : 'asAll',
}));

type Node = WorkflowDefinition['nodes'][number];
type Logins = (node: Node) => NonNullable<Node['credentials']>;

/** Where the two systems are. */
export interface Addresses {
	readonly deployment: Deployment;
	readonly jiraUrl: string;
	readonly recordsUrl: string;
}

/** Imports the workflows and fills in what every user fills in: addresses, logins, project and own fields. None is active yet. */
export async function importTwoWay(
	n8n: N8nInstance,
	addresses: Addresses,
): Promise<Readonly<Record<WorkflowName, string>>> {
	const logins = await storeLogins(n8n, addresses);
	const store = async (name: WorkflowName) =>
		await n8n.client.createWorkflow(prepare(FILES[name], addresses, logins));
	return {
		records: await store('records'),
		jiraChange: await store('jiraChange'),
		issues: await store('issues'),
		releases: await store('releases'),
	};
}

async function storeLogins(n8n: N8nInstance, { deployment, jiraUrl }: Addresses): Promise<Logins> {
	const type = deployment === 'cloud' ? 'jiraSyncBasicApi' : 'jiraSyncPatApi';
	const jira = async (user: 'sync' | 'admin') => {
		const name = `Jira ${deployment} (${user})`;
		const data = { ...credentialOf(deployment, jiraUrl, user) };
		return { [type]: { id: await n8n.client.createCredential(name, type, data), name } };
	};
	const [sync, admin] = [await jira('sync'), await jira('admin')];
	const name = `Records (${deployment})`;
	const key = { name: 'X-Api-Key', value: 'secret' };
	const id = await n8n.client.createCredential(name, 'httpHeaderAuth', key);
	return ({ type: nodeType, parameters = {} }) => {
		if (nodeType.endsWith('.httpRequest')) return { httpHeaderAuth: { id, name } };
		if (!nodeType.startsWith(OURS)) return {};
		// Webhooks and versions are an administrator's.
		const needsAdmin = nodeType.endsWith('Trigger') || parameters['operation'] === 'syncReleases';
		return needsAdmin ? admin : sync;
	};
}

function prepare(
	file: string,
	{ deployment, recordsUrl }: Addresses,
	logins: Logins,
): WorkflowDefinition {
	const text = readFileSync(path.join(__dirname, '../../../workflows', file), 'utf8')
		.replaceAll(SYSTEM, recordsUrl)
		.replaceAll(PROJECT, OWN_PROJECT);
	const workflow = JSON.parse(text) as WorkflowDefinition;
	const nodes = workflow.nodes.map((node) => ({
		...node,
		credentials: logins(node),
		...(node.type.startsWith(OURS) && { parameters: own(node.parameters ?? {}, deployment) }),
	}));
	return { ...workflow, name: `${workflow.name} (${deployment})`, nodes };
}

function own(given: INodeParameters, deployment: Deployment): INodeParameters {
	const authentication = deployment === 'cloud' ? 'basic' : 'pat';
	const table = given['fieldMappingsRecords'] as
		{ readonly mapping: INodeParameters[] } | undefined;
	if (table === undefined) return { ...given, authentication };
	const mapping = [...table.mapping, ...OWN_FIELDS] as INodeParameters[];
	return { ...given, authentication, fieldMappingsRecords: { mapping } };
}
