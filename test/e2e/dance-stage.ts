import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { type Editor, openEditor } from '../support/n8n/browser';
import { executionItems } from '../support/n8n/n8n-client';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { type Camera, camera } from './camera';

const FIND = 'Find Issues';

/** A credential as a node names it. */
export interface UsedCredential {
	readonly id: string;
	readonly type: string;
	/** The choice of the node's parameter "Authentication". */
	readonly authentication: string;
}

/** A simulated Jira with one issue. */
export interface DanceJira {
	readonly site: JiraSite;
	readonly url: string;
}

/** How an execution went. */
export interface DanceRun {
	readonly status: string;
	/** Issues that were found. */
	readonly found: number;
}

/** What a person sees of an execution that failed. */
export interface SeenFailure {
	readonly status: string;
	/** What the node's panel says. */
	readonly error: string;
}

/** A real n8n and a browser at its editor. */
export interface DanceStage extends Camera {
	readonly n8n: N8nInstance;
	readonly editor: Editor;
	openJira(options: JiraSiteOptions): Promise<DanceJira>;
	/** Makes a workflow that finds the issues of the project with a credential; answers with its id. */
	createWorkflow(credential: UsedCredential): Promise<string>;
	/** Executes the workflow without the editor. */
	run(workflowId: string): Promise<DanceRun>;
	/** Opens the workflow in the editor, presses "Execute workflow" and opens the panel of the node that failed. */
	seeFailure(workflowId: string): Promise<SeenFailure>;
	close(): Promise<void>;
}

/** Boots n8n and the browser; about 20 seconds. */
export async function createDanceStage(): Promise<DanceStage> {
	const closing: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const end of closing.splice(0).reverse()) await end();
	};
	try {
		const n8n = await startN8n();
		closing.push(async () => await n8n.stop());
		const editor = await openEditor(n8n.baseUrl, { width: 1400, height: 960 });
		closing.push(async () => await editor.close());
		const openJira = async (options: JiraSiteOptions) => {
			const site = createJiraSite(options);
			const { url, close: end } = await site.listen(0);
			closing.push(async () => await end());
			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Crash in main' });
			return { site, url };
		};
		return {
			n8n,
			editor,
			openJira,
			createWorkflow: async (credential) => await createWorkflow(n8n, credential),
			run: async (workflowId) => await run(n8n, workflowId),
			seeFailure: async (workflowId) => await seeFailure(n8n, editor, workflowId),
			...camera(editor),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function createWorkflow(
	{ client }: N8nInstance,
	{ id, type, authentication }: UsedCredential,
): Promise<string> {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const find = {
		name: FIND,
		type: 'n8n-nodes-jira-sync.jiraIssue',
		credentials: { [type]: { id, name: type } },
		parameters: { authentication, operation: 'getAll', returnAll: true, jql: 'project = CRASH' },
	};
	return await client.createWorkflow({
		name: 'Find the issues of the project',
		nodes: [start, find],
		connections: { Start: { main: [[{ node: FIND, type: 'main', index: 0 }]] } },
	});
}

async function run({ client }: N8nInstance, id: string): Promise<DanceRun> {
	const execution = await client.waitForExecution(await client.runManually(id, 'Start'));
	return { status: execution.status, found: executionItems(execution, FIND).length };
}

async function seeFailure(
	{ client }: N8nInstance,
	editor: Editor,
	id: string,
): Promise<SeenFailure> {
	await editor.openWorkflow(id);
	const started = editor.page.waitForResponse(
		(response) => response.url().endsWith('/run') && response.request().method() === 'POST',
	);
	await editor.byTestId('execute-workflow-button').click();
	const { data } = (await (await started).json()) as { data: { executionId: string } };
	const { status } = await client.waitForExecution(data.executionId);
	await editor.openNode(FIND);
	await editor.byTestId('node-error-message').waitFor();
	const parts = ['node-error-message', 'node-error-description'].map(editor.byTestId);
	const texts = await Promise.all(parts.map(async (part) => await part.allInnerTexts()));
	return { status, error: texts.flat().join('\n') };
}
