import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {
	ExecutionError,
	IConnections,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IVersionedNodeType,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createEngineCredentials, type CredentialData } from './engine-credentials';
import { loadN8nRuntime, type PackageLoader, projectRoot, stagePackage } from './runtime';

/** A node as a test writes it; what is left out gets n8n's defaults. */
export type EngineNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** One run of a workflow. */
export interface EngineRun {
	readonly nodes: readonly EngineNode[];
	/** Left out: each node's first output goes to the next node of the list. */
	readonly connections?: IConnections;
	readonly credentials?: CredentialData;
	/** Items the first node hands on (or receives, with `startNode`); default one empty item. */
	readonly input?: readonly (INodeExecutionData | { readonly json: IDataObject })[];
	/** Starts at this node and gives it the input; left out, the workflow's trigger is pinned to the input. */
	readonly startNode?: string;
	readonly staticData?: IDataObject;
	readonly mode?: WorkflowExecuteMode;
}

/** What a run left behind. */
export interface EngineResult {
	readonly status: IRun['status'];
	/** The error that stopped the run, if one did. n8n keeps a plain copy, so look at `name`, not at the class. */
	readonly error: ExecutionError | undefined;
	/** Names of the nodes that ran, in order. */
	readonly order: readonly string[];
	/** Items of a node's last run, on one of its outputs (0 is the first). */
	items(nodeName: string, output?: number): readonly INodeExecutionData[];
	/** The `json` of those items. */
	json(nodeName: string, output?: number): readonly IDataObject[];
	/** Credentials after the run, with what preAuthentication stored. */
	readonly credentials: CredentialData;
	readonly staticData: IDataObject;
	readonly run: IRun;
}

/** n8n's workflow engine in this process, with our package and n8n's built-in nodes. */
export interface Engine {
	run(run: EngineRun): Promise<EngineResult>;
	/** The class of a node, for example `n8n-nodes-jira-sync.jiraIssue`, to look at its description or call a method. */
	nodeType(type: string): INodeType | IVersionedNodeType;
	credentialType(name: string): ICredentialType;
	/** Removes the temporary folders. */
	close(): void;
}

/** Where the engine finds packages. */
export interface EngineOptions {
	/** Folder with package.json and dist; default the checkout. */
	readonly packageDir?: string;
}

/**
 * Loads the built package (dist) and n8n-nodes-base into n8n-core; about two seconds the first time in a process,
 * milliseconds a run afterwards. Workflows run as in n8n, with the credentials' real `authenticate`. Not covered: data
 * deduplication, sub-workflows, the Code node.
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
	const home = mkdtempSync(path.join(os.tmpdir(), 'jira-sync-engine-'));
	const staged = stagePackage(options.packageDir ?? projectRoot);
	const runtime = loadN8nRuntime(home);
	const { core, workflow: n8n } = runtime;
	const loaders = [
		new core.PackageDirectoryLoader(staged.dir),
		new core.LazyPackageDirectoryLoader(runtime.packageDir('n8n-nodes-base')),
	];
	for (const loader of loaders) await loader.loadAll();

	const nodeType = (type: string) => findNode(loaders, type);
	const credentialType = (name: string) => findCredential(loaders, name);
	const nodeTypes: INodeTypes = {
		getByName: nodeType,
		getByNameAndVersion: (type, version) =>
			n8n.NodeHelpers.getVersionedNodeType(nodeType(type), version),
		getKnownTypes: () => ({}),
	};

	async function run(options: EngineRun): Promise<EngineResult> {
		const mode = options.mode ?? 'manual';
		const nodes = options.nodes.map(completeNode);
		const connections = options.connections ?? chain(nodes);
		const staticData = options.staticData ?? {};
		const identity = { id: 'engine-test', name: 'engine test', active: false };
		const workflow = new n8n.Workflow({
			...identity,
			nodes,
			connections,
			nodeTypes,
			staticData,
			settings: {},
		});
		const now = new Date();
		const record = { ...identity, nodes, connections, createdAt: now, updatedAt: now };
		const hooks = new core.ExecutionLifecycleHooks(mode, '1', {
			...record,
			isArchived: false,
			activeVersionId: null,
		} satisfies IWorkflowBase);
		const order: string[] = [];
		hooks.addHandler('nodeExecuteAfter', (name) => {
			order.push(name);
		});
		const credentials = createEngineCredentials(runtime, credentialType, options.credentials ?? {});
		const start = startOf(workflow, options.startNode);
		const input = [...(options.input ?? [{ json: {} }])];
		const data = n8n.createRunExecutionData({
			resultData: {
				runData: {},
				// A trigger ignores its input: pinning it is what makes it hand the items on.
				...(options.startNode === undefined ? { pinData: { [start.name]: input } } : {}),
			},
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		});
		const additionalData = { ...surroundings, hooks, credentialsHelper: credentials.helper };
		const finished = await new core.WorkflowExecute(
			additionalData as unknown as IWorkflowExecuteAdditionalData,
			mode,
			data,
		).processRunExecutionData(workflow);

		const items = (name: string, output = 0): readonly INodeExecutionData[] =>
			finished.data.resultData.runData[name]?.at(-1)?.data?.main?.[output] ?? [];
		return {
			status: finished.status,
			error: finished.data.resultData.error,
			order,
			items,
			json: (name, output) => items(name, output).map((item) => item.json),
			credentials: credentials.stored(),
			staticData: workflow.staticData,
			run: finished,
		};
	}

	return {
		run,
		nodeType,
		credentialType,
		close: () => {
			staged.remove();
			rmSync(home, { recursive: true, force: true });
		},
	};
}

/** What n8n's server gives every execution beside the workflow. The addresses must be valid: n8n parses them. */
const surroundings = {
	executionId: '1',
	restApiUrl: 'http://localhost:5678/rest',
	instanceBaseUrl: 'http://localhost:5678/',
	formBaseUrl: 'http://localhost:5678/form',
	formTestBaseUrl: 'http://localhost:5678/form-test',
	formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
	webhookBaseUrl: 'http://localhost:5678/webhook',
	webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
	webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
	variables: {},
	setExecutionStatus: () => {},
	getRunnerStatus: () => ({ available: true }),
	externalSecretsProxy: { listProviders: () => [], hasProvider: () => false },
};

function completeNode(node: EngineNode, index: number): INode {
	return {
		id: `node-${index}`,
		typeVersion: 1,
		position: [index * 200, 0],
		parameters: {},
		...node,
	};
}

function chain(nodes: readonly INode[]): IConnections {
	const connections: IConnections = {};
	for (const [index, node] of nodes.entries()) {
		const next = nodes[index + 1];
		if (next === undefined) continue;
		connections[node.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	}
	return connections;
}

function startOf(
	workflow: { getNode(name: string): INode | null; getStartNode(): INode | undefined },
	name: string | undefined,
): INode {
	const start = name === undefined ? workflow.getStartNode() : workflow.getNode(name);
	if (!start) throw new Error(`the workflow has no node to start from (${name ?? 'no trigger'})`);
	return start;
}

function findNode(loaders: readonly PackageLoader[], type: string): INodeType | IVersionedNodeType {
	const dot = type.lastIndexOf('.');
	const loader = loaders.find(({ packageName }) => packageName === type.slice(0, dot));
	if (loader === undefined) throw new Error(`no package for node type ${type}`);
	return loader.getNode(type.slice(dot + 1)).type;
}

function findCredential(loaders: readonly PackageLoader[], name: string): ICredentialType {
	const loader = loaders.find(({ known }) => name in known.credentials);
	if (loader === undefined) throw new Error(`no credential type ${name}`);
	return loader.getCredential(name).type;
}
