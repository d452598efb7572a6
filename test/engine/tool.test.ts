import { createRequire } from 'node:module';
import path from 'node:path';
import {
	NodeHelpers,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { JiraIssue } from '../../nodes/JiraIssue/JiraIssue.node';
import { JiraResolvedUntil } from '../../nodes/JiraResolvedUntil/JiraResolvedUntil.node';
import { JiraSync } from '../../nodes/JiraSync/JiraSync.node';
import { n8nModulesDir } from '../../scripts/lib/n8n-location.cjs';
import { createFakeContext } from '../node/fake-context';
import {
	authenticationOf,
	CRASH,
	credentialOf,
	DEPLOYMENTS,
	ROW,
	TEMPLATE,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

const { open } = useEngine();

/** n8n's own way from a node with `usableAsTool` to the tool that an agent gets. */
function toTool(node: INodeType): INodeTypeDescription {
	const require = createRequire(path.join(n8nModulesDir(), 'entry.js'));
	const tools = require('n8n/dist/tool-generation/ai-tools') as {
		convertNodeToAiTool(item: { description: INodeTypeDescription }): {
			description: INodeTypeDescription;
		};
	};
	const description = structuredClone(node.description);
	return tools.convertNodeToAiTool({ description }).description;
}

const NODES = [new JiraIssue(), new JiraSync(), new JiraResolvedUntil()] as const;

it.each(NODES.map((node) => ({ name: node.description.name, node })))(
	'$name becomes a tool with the parameters of the node',
	({ node, name }) => {
		expect(node.description.usableAsTool).toBe(true);
		const tool = toTool(node);

		expect(tool).toMatchObject({ name: `${name}Tool`, inputs: [], outputs: ['ai_tool'] });
		const names = tool.properties.map((property) => property.name);
		for (const property of node.description.properties) expect(names).toContain(property.name);
	},
);

/** Runs a node the way an agent's tool does: its own name ends in Tool, and only the first output is read. */
async function runTool(
	node: INodeType,
	{ deployment, url }: EngineJira,
	parameters: object,
	json: object,
) {
	const { description } = node;
	const whole = { authentication: authenticationOf(deployment), ...parameters } as INodeParameters;
	const stub = { typeVersion: 1 } as INode;
	const filled = NodeHelpers.getNodeParameters(
		description.properties,
		whole,
		true,
		false,
		stub,
		description,
	);
	const { context } = createFakeContext({
		parameters: (filled ?? {}) as INodeParameters as never,
		credential: credentialOf(deployment, url),
	});
	const base: IExecuteFunctions = context;
	const execute = {
		...base,
		getNode: () => ({ ...base.getNode(), type: `n8n-nodes-jira-sync.${description.name}Tool` }),
		getInputData: () => [{ json }],
		getNodeParameter: (name: string) => read(filled, name),
		continueOnFail: () => false,
		addExecutionHints: () => undefined,
	};
	return (await node.execute?.call(execute as unknown as IExecuteFunctions)) as object[][];
}

function read(parameters: INodeParameters | null, name: string): unknown {
	const value = name
		.split('.')
		.reduce<unknown>((part, key) => (part as INodeParameters | undefined)?.[key], parameters);
	return (value as { __rl?: boolean; value?: unknown } | undefined)?.__rl === true
		? (value as { value: unknown }).value
		: value;
}

it.each(DEPLOYMENTS)(
	'as a tool, everything leaves through the first output, %s',
	async (deployment) => {
		const jira = await open(deployment);
		const upsert = { operation: 'upsert', ...TEMPLATE };
		const [made] = await runTool(new JiraIssue(), jira, upsert, CRASH);
		const again = await runTool(new JiraIssue(), jira, upsert, CRASH);
		await jira.site.asUser('kim').transition('CRASH-1', "Won't Do");
		const checked = await runTool(new JiraResolvedUntil(), jira, {}, CRASH);
		const sync = { operation: 'syncPair', onLinking: 'jira' };
		const synced = await runTool(new JiraSync(), jira, sync, ROW);

		expect(made).toMatchObject([{ json: { kind: 'created' } }]);
		expect(again.map((items) => items.length)).toEqual([1, 0]);
		expect(checked.map((items) => items.length)).toEqual([1, 0]);
		expect(synced.map((items) => items.length)).toEqual([2, 0, 0]);
		expect(synced[0]).toMatchObject([
			{ json: { kind: 'synced' } },
			{ json: { patch: { state: 'muted' } } },
		]);
	},
);
