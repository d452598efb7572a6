import { reconcileNow } from '../../demo/act';
import { MAIN_ERROR } from '../../demo/groups';
import { issueOf } from '../../demo/look';
import { userField } from '../../demo/people';
import { waitFor } from '../support/n8n/wait';
import { SEED_USERS } from '../../simulators/jira/seed';
import { cutNotes, overlaps, readCanvas } from './canvas';
import {
	closeCredentialDialog,
	fillCredential,
	openCredentialDialog,
	saveCredential,
} from './credential-dialog';
import { findInNodeCreator, openNodeCreator, pickFromNodeCreator } from './node-creator';
import {
	addMappedField,
	addRow,
	chooseFromLocator,
	readLocatorList,
	readOptions,
	readPanel,
} from './panel';
import { createStage, type Stage } from './stage';

const OWN_TYPE = /^n8n-nodes-jira-sync\./;

/** Panels that the documentation shows. */
const PANEL_PICTURES: Readonly<Record<string, string>> = {
	'Check for Regression': 'node-resolved-until',
	'Jira Issue Changed': 'node-trigger',
	'Sync Pair': 'node-jira-sync',
};

let stage: Stage;

beforeAll(async () => {
	stage = await createStage();
});

afterAll(async () => {
	await stage?.close();
});

/** A test whose last view is kept when it fails. */
function story(name: string, play: () => Promise<void>): void {
	it(name, async () => await stage.watched(name, play)());
}

describe.each([
	{
		workflow: 'alert',
		nodes: ['Backtrace Alert', 'Create or Update Issue', 'Check for Regression'],
	},
	{
		workflow: 'jiraChange',
		nodes: [
			'Jira Issue Changed',
			'Read Issue',
			'Linked to Backtrace',
			'Read Error Group',
			'Row to Record',
			'Sync Pair',
			'Update Backtrace',
			'Confirm Delivery',
		],
	},
	{
		workflow: 'reconcile',
		nodes: [
			'Every 15 Minutes',
			'Read Error Groups',
			'Rows to Records',
			'Reconcile',
			'Update Backtrace',
			'Confirm Delivery',
			'Only the Summary',
			'Report',
			'Worth Another Try',
		],
	},
] as const)('the ready-made workflow "$workflow"', ({ workflow, nodes }) => {
	const picture = {
		alert: 'workflow-alert',
		jiraChange: 'workflow-jira-change',
		reconcile: 'workflow-reconcile',
	}[workflow];

	story(`${workflow} is complete, readable and without red marks on the canvas`, async () => {
		await stage.editor.openWorkflow(stage.setting.workflows.ids[workflow]);
		const seen = await readCanvas(stage.editor);
		await stage.picture(picture);

		expect(seen.map(({ name }) => name)).toEqual(nodes);
		expect(seen.filter(({ icon }) => icon === 'missing')).toEqual([]);
		for (const node of seen.filter(({ type }) => OWN_TYPE.test(type)))
			expect(node).toMatchObject({
				icon: 'picture',
				text: expect.not.stringContaining('undefined'),
			});
		expect(seen.filter(({ hasIssues }) => hasIssues)).toEqual([]);
		expect(await overlaps(stage.editor)).toEqual([]);
		expect(await cutNotes(stage.editor)).toEqual([]);
	});

	story(`${workflow} opens every node's panel without complaint`, async () => {
		const { editor } = stage;
		editor.takeTroubles();
		for (const node of nodes) {
			await editor.openNode(node);
			const panel = await readPanel(editor);
			expect(panel).toMatchObject({ title: node, problems: [] });
			expect(panel.parameters.length).toBeGreaterThan(0);
			const own = PANEL_PICTURES[node];
			if (own !== undefined) await stage.picture(own);
			await editor.closeNode();
		}
		expect(editor.takeTroubles()).toEqual([]);
	});
});

describe('what the panels load from Jira', () => {
	story('the Jira Issue node offers projects and issue types', async () => {
		const { editor, setting } = stage;
		await editor.openWorkflow(setting.workflows.ids.alert);
		await editor.openNode('Create or Update Issue');

		expect(await readLocatorList(editor, 'project')).toEqual(
			expect.arrayContaining(['Crashes (CRASH)', 'Planning (PLAN)']),
		);
		await chooseFromLocator(editor, 'Crashes');
		expect(await readLocatorList(editor, 'issueType')).toEqual(
			expect.arrayContaining(['Bug', 'Task']),
		);
		await chooseFromLocator(editor, 'Bug');
		await editor.closeNode();
	});

	story('the trigger offers projects and fields', async () => {
		const { editor, setting } = stage;
		await editor.openWorkflow(setting.workflows.ids.jiraChange);
		await editor.openNode('Jira Issue Changed');
		await readPanel(editor);
		const options = async (name: string) =>
			await readOptions(editor, editor.byTestId(`parameter-input-${name}`));
		expect(await options('projects')).toEqual(expect.arrayContaining(['Crashes (CRASH)']));
		expect(await options('changedFields')).toEqual(
			expect.arrayContaining(['Assignee', 'Severity', 'Status']),
		);
	});

	story('the Jira Sync node takes a further field without a red mark', async () => {
		const { editor, setting } = stage;
		await editor.openWorkflow(setting.workflows.ids.jiraChange);
		await editor.openNode('Sync Pair');
		await readPanel(editor);
		await addRow(editor, 'fieldMappings');

		expect(await readPanel(editor)).toMatchObject({ problems: [] });
		const fields = editor.byTestId('fixed-collection-fieldMappings');
		const jiraField = fields.locator('[data-test-id^="parameter-input-jira"]');
		expect(await readOptions(editor, jiraField)).toEqual(
			expect.arrayContaining(['Choose a Field', expect.stringMatching(/^Priority\s+priority$/)]),
		);
		await editor.closeNode();
	});
});

describe('a new workflow', () => {
	story('finds all nodes by searching, and Jira Issue starts with useful values', async () => {
		const { editor } = stage;
		editor.takeTroubles();
		await editor.openNewWorkflow();
		await openNodeCreator(editor);
		const found = await findInNodeCreator(editor, 'Jira');
		await stage.picture('node-creator');
		const own = found.filter(({ icon }) => icon.includes('n8n-nodes-jira-sync'));
		// n8n lists a trigger under the node that it belongs to.
		expect(own.map(({ name }) => name).toSorted()).toEqual([
			'Jira Issue',
			'Jira OAuth 1.0a Connect',
			'Jira Resolved Until',
			'Jira Sync',
		]);
		expect(own.filter(({ loaded }) => !loaded)).toEqual([]);
		await pickFromNodeCreator(editor, 'Jira Sync');
		await editor.byTestId('node-creator').getByText('On issue updated').waitFor();
		await editor.byTestId('node-creator').locator('header button').first().click();

		await pickFromNodeCreator(editor, 'Jira Issue');
		await pickFromNodeCreator(editor, 'Create or update issue');
		await editor.byTestId('ndv-close-button').waitFor();
		const summary = editor.byTestId('parameter-input-summaryTemplate').locator('input, textarea');
		expect(await summary.first().inputValue()).toBe('$title');

		await readLocatorList(editor, 'project');
		await chooseFromLocator(editor, 'Crashes');
		const fields = await addMappedField(editor, 'Severity');
		const severity = editor.byTestId('parameter-input-customfield_10013').locator('input');
		await severity.fill('$severity');
		await severity.blur();
		await editor.byTestId('credentials-label').scrollIntoViewIfNeeded();
		const panel = await readPanel(editor);
		await stage.picture('node-jira-issue');

		expect(fields).toEqual(expect.arrayContaining(['Severity', 'Crash Signature', 'Found In']));
		expect(panel.problems).toEqual([]);
		expect(editor.takeTroubles()).toEqual([]);
	});
});

describe('running', () => {
	story('reconcile by hand carries what a lost webhook did not', async () => {
		const { editor, n8n, setting } = stage;
		const workflow = setting.workflows.ids.reconcile;
		await reconcileNow(setting);
		// Its schedule must not be faster than the button.
		await n8n.client.deactivate(workflow);
		setting.jira.setIndexLag(0);
		setting.jira.dropNextWebhook(1);
		const { key } = issueOf(setting, MAIN_ERROR);
		await setting.jira.asUser('kim').edit(key, { assignee: userField('cloud', 'bob') });

		await editor.openWorkflow(workflow);
		await readCanvas(editor);
		await editor.byTestId('execute-workflow-button').click();
		await waitFor(
			'all nodes to be green',
			async () => {
				const green = await editor.page
					.locator('[data-test-id="canvas-node-status-success"]')
					.count();
				return green === 8 ? true : undefined;
			},
			{ timeoutMs: 120_000 },
		);
		await stage.picture('run-reconcile');
		await editor.openNode('Reconcile');
		const output = editor.byTestId('output-panel');
		await output.getByText('2 records').first().waitFor();
		await output.locator('[data-test-id="radio-button-json"]').click();
		await output.getByText('decisions').first().waitFor();
		await stage.picture('run-reconcile-report');

		expect(setting.backtrace.shown(MAIN_ERROR).assignee).toBe('bob@example.com');
		expect(await output.innerText()).toContain('To Source');
		await n8n.client.activate(workflow);
	});
});

describe('credentials', () => {
	story('a wrong API token is explained, the right one is accepted', async () => {
		const { editor, n8n, setting } = stage;
		await openCredentialDialog(editor, n8n.baseUrl, 'Jira Sync Basic API');
		const user = SEED_USERS.sync.emailAddress;
		await fillCredential(editor, { baseUrl: setting.jiraUrl, user, password: 'not-the-token' });
		const refused = await saveCredential(editor);
		await stage.picture('credential-basic-wrong');
		await fillCredential(editor, { password: SEED_USERS.sync.token });
		const accepted = await saveCredential(editor);
		await stage.picture('credential-basic-ok');
		await closeCredentialDialog(editor);

		expect(refused).toContain('use the e-mail of the account and an API token');
		expect(accepted).toContain('Connection tested successfully');
	});

	story('a personal access token of Jira Data Center is accepted', async () => {
		const { editor, n8n, dataCenterUrl } = stage;
		await openCredentialDialog(editor, n8n.baseUrl, 'Jira Sync Personal Access Token API');
		await fillCredential(editor, { baseUrl: dataCenterUrl, token: SEED_USERS.sync.pat });
		const accepted = await saveCredential(editor);
		await closeCredentialDialog(editor);

		expect(accepted).toContain('Connection tested successfully');
	});
});
