import { createJiraSite, type JiraSite } from '../../simulators/jira';
import { storedCredential } from '../support/engine-jira';
import { type Editor, openEditor } from '../support/n8n/browser';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { waitFor } from '../support/n8n/wait';
import { camera, type Camera } from './camera';
import { chooseFromLocator, readLocatorList, readOptions, readPanel } from './panel';

const START = 'Start';
const RECORDS = 'Records';
const NODE = 'Jira Sync';
const RECORD = {
	id: '42',
	title: 'Login fails',
	description: 'The button does nothing.',
	status: 'in progress',
	assignee: 'kim@example.com',
	url: 'https://example.com/42',
};

interface Stage extends Camera {
	readonly jira: JiraSite;
	readonly editor: Editor;
	/** Opens the panel of a Jira Sync node behind one record. */
	open(name: string, parameters: object): Promise<void>;
}

let stage: Stage;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
	const n8n = await startN8n();
	closing.push(async () => await n8n.stop());
	const jira = createJiraSite({ deployment: 'cloud' });
	const server = await jira.listen(0);
	closing.push(async () => await server.close());
	const editor = await openEditor(n8n.baseUrl, { width: 1400, height: 1180 });
	closing.push(async () => await editor.close());
	const credential = await storeCredential(n8n, server.url);
	const open: Stage['open'] = async (name, parameters) => {
		await editor.openWorkflow(await createWorkflow(n8n, credential, name, parameters));
		editor.takeTroubles();
		await editor.openNode(NODE);
		await readPanel(editor);
	};
	stage = { jira, editor, open, ...camera(editor) };
});

afterAll(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

interface Credential {
	readonly type: string;
	readonly id: string;
}

async function storeCredential(n8n: N8nInstance, url: string): Promise<Credential> {
	const [type, data] = Object.entries(storedCredential('cloud', url))[0] ?? [];
	if (type === undefined || data === undefined) throw new Error('The credential is missing');
	return { type, id: await n8n.client.createCredential('Jira', type, { ...data }) };
}

async function createWorkflow(
	n8n: N8nInstance,
	{ type, id }: Credential,
	name: string,
	parameters: object,
): Promise<string> {
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return await n8n.client.createWorkflow({
		name,
		nodes: [
			{ name: START, type: 'n8n-nodes-base.manualTrigger' },
			{
				name: RECORDS,
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(RECORD), options: {} },
			},
			{
				name: NODE,
				type: 'n8n-nodes-jira-sync.jiraSync',
				parameters: { authentication: 'basic', ...parameters },
				credentials: { [type]: { id, name: 'Jira' } },
			},
		] as never,
		connections: { [START]: to(RECORDS), [RECORDS]: to(NODE) } as never,
	});
}

/** A test whose last view is kept when it fails. */
function story(name: string, play: () => Promise<void>): void {
	it(name, async () => await stage.watched(name, play)());
}

async function choose(name: string, entry: string): Promise<void> {
	const { editor } = stage;
	const input = editor.byTestId(`parameter-input-${name}`);
	await input.scrollIntoViewIfNeeded();
	await input.locator('input').first().click();
	const entries = editor.page.locator('.el-select-dropdown__item:visible');
	await entries.filter({ hasText: entry }).first().click();
	await entries.first().waitFor({ state: 'hidden' });
}

story('a preset and a project are enough to run', async () => {
	const { editor, jira } = stage;
	await stage.open('Records to Jira', { operation: 'reconcileMany', missingIssues: 'create' });
	await choose('preset', 'Generic');
	await readLocatorList(editor, 'project');
	await chooseFromLocator(editor, 'Crashes');
	const panel = await readPanel(editor);
	await editor.byTestId('credentials-label').scrollIntoViewIfNeeded();
	await stage.picture('node-jira-sync-preset');
	await editor.byTestId('node-execute-button').first().click();
	await waitFor('the issue to be made', async () => jira.issue('CRASH-1'), { timeoutMs: 120_000 });
	await editor.byTestId('output-panel').getByText('1 records').first().waitFor();

	expect(panel.problems).toEqual([]);
	expect(jira.issue('CRASH-1')?.fields).toMatchObject({
		summary: 'Login fails',
		status: { name: 'In Progress' },
		assignee: { displayName: 'Kim Lee' },
	});
	await editor.closeNode();
	expect(editor.takeTroubles()).toEqual([]);
});

story('the tables offer what the project has', async () => {
	const { editor } = stage;
	const project = { __rl: true, mode: 'list', value: 'CRASH', cachedResultName: 'Crashes (CRASH)' };
	await stage.open('Tables', { operation: 'syncPair', preset: 'aha', project });

	const statuses = editor
		.byTestId('fixed-collection-statusMappingAha')
		.locator('[data-test-id^="parameter-input-statuses"]')
		.first();
	const offered = await readOptions(editor, statuses);
	await statuses.locator('input').first().click();
	const entries = editor.page.locator('.el-select-dropdown__item:visible');
	await entries.filter({ hasText: 'To Do' }).first().click();
	await editor.page.keyboard.press('Escape');
	await statuses.getByText('To Do').first().waitFor();
	await stage.picture('node-jira-sync-statuses');
	const field = editor
		.byTestId('fixed-collection-fieldMappingsAha')
		.locator('[data-test-id^="parameter-input-jira"]')
		.first();
	const fields = await readOptions(editor, field);
	await editor.byTestId('fixed-collection-fieldMappingsAha').scrollIntoViewIfNeeded();
	await stage.picture('node-jira-sync-fields');

	expect(offered).toEqual(
		['To Do', 'In Progress', 'In Review', 'Done', "Won't Do"].map((name) =>
			expect.stringMatching(new RegExp(`^${name}\\s+Category`)),
		),
	);
	expect(fields.slice(0, 2)).toEqual(['Choose a Field', expect.any(String)]);
	expect(fields).toEqual(expect.arrayContaining([expect.stringMatching(/^Summary\s+summary$/)]));
	expect(await readPanel(editor)).toMatchObject({ problems: [] });
	await editor.closeNode();
	expect(editor.takeTroubles()).toEqual([]);
});

story(
	'a person of the user table is searched for in Jira; one that was typed before stays',
	async () => {
		const { editor } = stage;
		const user = [{ source: 'ann', jira: 'ann@example.com' }];
		await stage.open('Users', { operation: 'syncPair', options: { userTable: { user } } });
		const table = editor.byTestId('fixed-collection-userTable');
		await table.scrollIntoViewIfNeeded();

		const person = table.locator('[data-test-id="rlc-input"]').first();
		const shown = async () => String(await person.evaluate((input) => Reflect.get(input, 'value')));
		expect(await shown()).toBe('ann@example.com');
		await table.locator('[data-test-id="rlc-mode-selector"]').first().click();
		await editor.byTestId('mode-list').filter({ visible: true }).click();
		await person.click();
		await editor.byTestId('rlc-search').filter({ visible: true }).fill('kim');
		const found = editor.byTestId('rlc-item').filter({ visible: true });
		await found.filter({ hasText: 'Kim Lee' }).first().click();
		await waitFor('the person to be chosen', async () =>
			(await shown()).startsWith('Kim Lee') ? true : undefined,
		);
		await stage.picture('node-jira-sync-users');

		expect(await readPanel(editor)).toMatchObject({ problems: [] });
		await editor.closeNode();
		expect(editor.takeTroubles()).toEqual([]);
	},
);
