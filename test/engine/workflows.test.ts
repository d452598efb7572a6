import { runInNewContext } from 'node:vm';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { createBacktraceSite, type BacktraceSite } from '../../simulators/backtrace';
import { webhookPayload } from '../../simulators/backtrace/webhook';
import {
	authenticationOf,
	DEPLOYMENTS,
	storedCredential,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';
import { OUR_NODES, readWorkflow } from '../support/engine-workflows';
import type { EngineResult } from '../support/n8n/headless';

const TOKEN = 'coroner-token-1';
/** Nodes that start a workflow; the test does what they would do. */
const STARTS = /\.(?:webhook|scheduleTrigger|jiraSyncTrigger)$/;
const FOREIGN_HOST = 'https://your-universe.sp.backtrace.io';

const { engine, open } = useEngine();

/** One workflow between a simulated Backtrace and a simulated Jira. */
interface World {
	readonly jira: EngineJira;
	readonly backtrace: BacktraceSite;
	/** Runs the workflow from its trigger, which hands on the item. */
	run(file: string, item?: object): Promise<EngineResult>;
	close(): Promise<void>;
}

async function createWorld(deployment: EngineJira['deployment']): Promise<World> {
	const jira = await open(deployment);
	const backtrace = createBacktraceSite({ token: TOKEN });
	const server = await backtrace.listen();
	const credentials = {
		...storedCredential(deployment, jira.url),
		httpHeaderAuth: { name: 'X-Coroner-Token', value: TOKEN },
	};
	const prepare = (node: INode): INode => ({
		...node,
		parameters: JSON.parse(
			JSON.stringify(node.parameters).replaceAll(FOREIGN_HOST, server.url),
		) as INodeParameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: null, name }]),
		),
	});
	return {
		jira,
		backtrace,
		close: async () => await server.close(),
		async run(file, item = {}) {
			const workflow = readWorkflow(file);
			const nodes = workflow.nodes
				.filter(({ type }) => !type.endsWith('.stickyNote'))
				.map(prepare)
				.map((node) => adapt(node, deployment))
				.map((node) => (STARTS.test(node.type) ? noOp(node) : node));
			const startNode = nodes[0]?.name ?? '';
			const whole = { nodes, connections: workflow.connections, credentials };
			const input = [{ json: item as IDataObject }];
			const code = nodes.find(({ type }) => type.endsWith('.code'));
			if (code === undefined) return await engine().run({ ...whole, startNode, input });
			// The engine in process has no Code node: the run is cut there, and what the node would do is done here.
			const { [code.name]: _behind, ...connections } = workflow.connections;
			const cut = instead(nodes, code, noOp(code));
			const first = await engine().run({ ...whole, nodes: cut, connections, startNode, input });
			if (!first.order.includes(code.name)) return first;
			const records = runCode(code, first.json(code.name));
			if (code.parameters['mode'] !== 'runOnceForEachItem')
				return await engine().run({ ...whole, nodes: cut, startNode: code.name, input: records });
			// Item for item, so that a later expression finds what an earlier node had.
			const stand = instead(nodes, code, setItems(code, records));
			return await engine().run({ ...whole, nodes: stand, startNode, input });
		},
	};
}

/** What a person changes after the import: the credential's kind. The look for a rival is left out to save three seconds. */
function adapt(node: INode, deployment: EngineJira['deployment']): INode {
	if (!node.type.startsWith(OUR_NODES)) return node;
	const { templateOptions } = node.parameters;
	return {
		...node,
		parameters: {
			...node.parameters,
			authentication: authenticationOf(deployment),
			...(templateOptions !== undefined && {
				templateOptions: { ...(templateOptions as INodeParameters), lookAgainSeconds: 0 },
			}),
		},
	};
}

function noOp({ id, name, position }: INode): INode {
	return { id, name, position, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
}

function instead(nodes: readonly INode[], replaced: INode, by: INode): readonly INode[] {
	return nodes.map((node) => (node === replaced ? by : node));
}

/** Gives each item what was worked out for it. */
function setItems({ id, name, position }: INode, items: readonly Item[]): INode {
	const list = JSON.stringify(items.map(({ json }) => JSON.stringify(json)));
	const parameters = { mode: 'raw', jsonOutput: `={{ ${list}[$itemIndex] }}`, options: {} };
	return { id, name, position, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
}

type Item = { readonly json: IDataObject };

function runCode({ parameters }: INode, items: readonly IDataObject[]): Item[] {
	const { mode, jsCode } = parameters;
	const code = `(() => { ${String(jsCode)} })()`;
	const $items = items.map((json) => ({ json }));
	const results =
		mode === 'runOnceForEachItem'
			? items.map((json): unknown => runInNewContext(code, { $json: json }))
			: (runInNewContext(code, { $input: { all: () => $items } }) as unknown[]);
	return JSON.parse(JSON.stringify(results)) as Item[];
}

const GROUP = {
	fingerprint: 'aa11',
	attributes: { 'error.message': 'Null pointer', version: '1.2.3', application: 'game' },
	callstack: ['draw', 'main'],
};

describe.each(DEPLOYMENTS)('the ready-made workflows, %s', (deployment) => {
	let world: World;
	beforeEach(async () => {
		world = await createWorld(deployment);
	});
	afterEach(async () => {
		await world.close();
	});

	/** What n8n's Webhook node hands on for an alert. */
	function alert(fingerprint: string): object {
		const group = world.backtrace.group(fingerprint);
		if (group === undefined) throw new Error('no such group');
		const source = { universe: 'demo', project: 'game', baseUrl: 'https://demo.sp.backtrace.io' };
		return { headers: {}, params: {}, query: {}, body: webhookPayload(group, source) };
	}

	async function close(key: string, fixVersion?: string): Promise<void> {
		const person = world.jira.site.asUser('kim');
		if (fixVersion !== undefined) await person.edit(key, { fixVersions: [{ name: fixVersion }] });
		await person.transition(key, 'In Progress');
		await person.transition(key, 'Done');
	}

	it('an alert becomes one issue, and a later version reopens it', async () => {
		const { backtrace, jira, run } = world;
		const file = 'backtrace-error-to-jira.json';
		backtrace.record(GROUP);

		const first = await run(file, alert('aa11'));
		const second = await run(file, alert('aa11'));
		await close('CRASH-1', '1.2.0');
		const third = await run(file, alert('aa11'));

		expect(first.error ?? second.error ?? third.error).toBeUndefined();
		expect(first.json('Create or Update Issue', 0)).toMatchObject([{ kind: 'created' }]);
		expect(first.order).not.toContain('Check for Regression');
		expect(second.json('Check for Regression', 1)).toMatchObject([{ because: 'notResolved' }]);
		expect(third.json('Check for Regression', 0)).toMatchObject([
			{ kind: 'reopened', observed: '1.2.3', fixed: '1.2.0' },
		]);
		expect(jira.site.issues()).toHaveLength(1);
		expect(jira.site.issue('CRASH-1')?.fields).toMatchObject({
			summary: 'Null pointer',
			labels: ['Backtrace'],
			status: { name: 'To Do' },
		});
		expect(JSON.stringify(jira.site.issue('CRASH-1')?.fields['description'])).toContain('draw');
	});

	it('a reconcile makes what is missing, carries a change to Backtrace, and then is silent', async () => {
		const { backtrace, jira, run } = world;
		const file = 'backtrace-reconcile.json';
		backtrace.record(GROUP);
		backtrace.record({ ...GROUP, fingerprint: 'bb22' });

		const made = await run(file);
		expect(made.error).toBeUndefined();
		expect(jira.site.issues()).toHaveLength(2);
		expect(made.json('Reconcile').at(-1)).toMatchObject({ counts: { created: 2, failed: 0 } });

		await close('CRASH-1');
		const moved = await run(file);
		expect(moved.error).toBeUndefined();
		expect(moved.json('Reconcile', 1)).toMatchObject([{ patch: { state: 'resolved' } }]);
		expect(backtrace.shown('aa11').state).toBe('resolved');
		expect(moved.json('Confirm Delivery')).toMatchObject([{ kind: 'confirmed' }]);

		jira.site.clearRequests();
		backtrace.clearRequests();
		const quiet = await run(file);
		expect(quiet.json('Reconcile').at(-1)).toMatchObject({
			counts: { records: 2, unchanged: 2, changed: 0 },
		});
		expect(jira.writes()).toEqual([]);
		expect(backtrace.requests.filter(({ kind }) => kind === 'write')).toEqual([]);
	});

	it('a change in Jira reaches Backtrace, its echo and foreign issues do not', async () => {
		const { backtrace, jira, run } = world;
		const file = 'jira-change-to-backtrace.json';
		backtrace.record(GROUP);
		await run('backtrace-error-to-jira.json', alert('aa11'));
		const key = jira.site.issues()[0]?.key ?? '';
		const event = { event: 'issueUpdated', issue: { id: jira.site.issue(key)?.id, key } };
		await run(file, event);
		await close(key);
		await jira.site.asUser('kim').edit(key, { assignee: 'ann' });

		const moved = await run(file, event);
		expect(moved.error).toBeUndefined();
		expect(backtrace.shown('aa11')).toEqual({ state: 'resolved', assignee: 'ann@example.com' });
		expect(moved.json('Confirm Delivery')).toMatchObject([{ kind: 'confirmed' }]);

		jira.site.clearRequests();
		const echo = await run(file, event);
		expect(echo.json('Sync Pair')).toMatchObject([{ wrote: 'nothing' }]);
		expect(jira.writes()).toEqual([]);

		const foreign = await jira.site.asUser('kim').create('CRASH', 'Bug', { summary: 'by hand' });
		const other = await run(file, { issue: { id: jira.site.issue(foreign)?.id } });
		expect(other.error).toBeUndefined();
		expect(other.order).toEqual(['Jira Issue Changed', 'Read Issue', 'Linked to Backtrace']);
	});
});
