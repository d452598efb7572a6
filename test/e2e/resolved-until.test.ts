import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createJiraSite, type JiraSite } from '../../simulators/jira';
import { storedCredential } from '../support/engine-jira';
import { type Editor, openEditor } from '../support/n8n/browser';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { readPanel } from './panel';

const projectRoot = path.resolve(__dirname, '../..');
const pictures =
	process.env.UPDATE_SCREENSHOTS === '1'
		? path.join(projectRoot, 'docs/images')
		: path.join(projectRoot, '.build/e2e');

const START = 'Start';
const RECORD = 'Error Group';
const NODE = 'Check for Regression';
const RULES = {
	rule: [
		{
			name: 'Consoles',
			conditions: {
				condition: [{ attribute: 'platform', test: 'oneOf', value: 'ps5, xbox' }],
			},
			combine: 'all',
			versionAttribute: 'console_version',
			versionExpression: '^console-(.+)',
			fixField: '',
			fixExpression: '',
			comparison: '',
		},
		{
			name: 'Nightly builds',
			conditions: {
				condition: [{ attribute: 'channel', test: 'equals', value: 'nightly' }],
			},
			combine: 'all',
			versionAttribute: '',
			versionExpression: '',
			fixField: '',
			fixExpression: '',
			comparison: 'sameOrLater',
		},
	],
};
const GROUP = {
	fingerprint: 'f1',
	group_url: 'https://u.sp.backtrace.io/f1',
	callstack: ['printf', 'main'],
	attributes: { platform: 'ps5', console_version: [['console-1.4.0', 12]], version: '9.9.9' },
};

interface Stage {
	readonly n8n: N8nInstance;
	readonly jira: JiraSite;
	readonly editor: Editor;
	/** Runs after a manual start with the error group as its only item. */
	workflow(name: string, node: string, type: string, parameters: object): Promise<string>;
	close(): Promise<void>;
}

let stage: Stage;

async function createStage(): Promise<Stage> {
	const n8n = await startN8n();
	const jira = createJiraSite({ deployment: 'cloud' });
	const server = await jira.listen(0);
	const [type, data] = Object.entries(storedCredential('cloud', server.url))[0] ?? [];
	if (type === undefined || data === undefined) throw new Error('The credential is missing');
	const id = await n8n.client.createCredential('Jira', type, { ...data });
	const editor = await openEditor(n8n.baseUrl, { width: 1400, height: 1180 });
	return {
		n8n,
		jira,
		editor,
		workflow: async (name, node, ours, parameters) =>
			await n8n.client.createWorkflow({
				name,
				nodes: [
					{ name: START, type: 'n8n-nodes-base.manualTrigger' },
					{
						name: RECORD,
						type: 'n8n-nodes-base.set',
						typeVersion: 3.4,
						parameters: { mode: 'raw', jsonOutput: JSON.stringify(GROUP), options: {} },
					},
					{
						name: node,
						type: `n8n-nodes-jira-sync.${ours}`,
						parameters: { authentication: 'basic', ...parameters },
						credentials: { [type]: { id, name: 'Jira' } },
					},
				] as never,
				connections: {
					[START]: { main: [[{ node: RECORD, type: 'main', index: 0 }]] },
					[RECORD]: { main: [[{ node, type: 'main', index: 0 }]] },
				} as never,
			}),
		close: async () => {
			await editor.close();
			await jira.idle();
			await server.close();
			await n8n.stop();
		},
	};
}

beforeAll(async () => {
	stage = await createStage();
});

afterAll(async () => {
	await stage?.close();
});

/** The error group's issue, fixed in 1.3.0. */
async function fixedIssue(): Promise<void> {
	const { n8n, jira } = stage;
	const upsert = await stage.workflow('Make the issue', 'Upsert', 'jiraIssue', {
		operation: 'upsert',
		project: { __rl: true, mode: 'key', value: 'CRASH' },
		issueType: { __rl: true, mode: 'name', value: 'Bug' },
	});
	const execution = await n8n.client.runManually(upsert, START);
	await n8n.client.waitForExecution(execution);
	const kim = jira.asUser('kim');
	await kim.transition('CRASH-1', 'In Progress');
	await kim.transition('CRASH-1', 'Done', { fixVersions: [{ name: '1.3.0' }] });
}

async function picture(name: string): Promise<void> {
	mkdirSync(pictures, { recursive: true });
	await stage.editor.page.mouse.move(700, 1);
	await stage.editor.screenshot(path.join(pictures, `${name}.png`));
}

it('shows two rules in its panel, judges by the first that fits, and says why', async () => {
	try {
		await play();
	} catch (error) {
		const file = path.join(projectRoot, '.build/e2e/failed/resolved-until.png');
		await stage.editor.screenshot(file);
		throw error;
	}
});

async function play(): Promise<void> {
	const { editor, jira } = stage;
	await fixedIssue();
	const workflow = await stage.workflow('Regressions', NODE, 'jiraResolvedUntil', {
		rules: RULES,
	});
	await editor.openWorkflow(workflow);
	editor.takeTroubles();
	await editor.openNode(NODE);
	const panel = await readPanel(editor);

	expect(panel.problems).toEqual([]);
	expect(panel.parameters).toEqual(
		expect.arrayContaining(['versionAttribute', 'comparison', 'onRegression', 'reopenStatus']),
	);
	const rules = editor.byTestId('fixed-collection-rules');
	const inputs = rules.locator('input');
	await inputs.first().waitFor();
	const values = await inputs.evaluateAll((found) => found.map((one) => Reflect.get(one, 'value')));
	expect(values).toEqual(
		expect.arrayContaining(['Consoles', 'platform', 'console_version', 'Nightly builds']),
	);
	await rules.scrollIntoViewIfNeeded();
	await editor.page.mouse.move(700, 1);
	await editor.byTestId('node-execute-button').click();
	const output = editor.byTestId('output-panel');
	await output.getByText('1.3.0').first().waitFor({ timeout: 120_000 });
	await output.locator('[data-test-id="radio-button-json"]').click();
	await output.getByText('reason').first().waitFor();
	await picture('node-resolved-until-rules');
	const text = (await output.innerText()).replace(/\s+/g, ' ');

	expect(text).toContain('Version 1.4.0 is later than the fix version 1.3.0 of CRASH-1');
	expect(text).toMatch(/Rule: \\?"Consoles\\?"\./);
	expect(jira.issue('CRASH-1')?.comments).toHaveLength(1);
	expect(JSON.stringify(jira.issue('CRASH-1')?.comments)).toContain(
		'Seen 12 times in version 1.4.0',
	);
	expect(editor.takeTroubles()).toEqual([]);
}
