import path from 'node:path';
import { ALL_FIELD_IDS as ID, createJiraSite, type JiraSite } from '../../simulators/jira';
import { SEED_USERS } from '../../simulators/jira/seed';
import { allFieldSamples } from '../support/all-fields';
import { type Editor, openEditor } from '../support/n8n/browser';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { waitFor } from '../support/n8n/wait';
import { fillMappedField, readPanel, takeMappedField, type MappedInput } from './panel';

const folder = process.env.UPDATE_SCREENSHOTS === '1' ? 'docs/images' : '.build/e2e';
const pictures = path.resolve(__dirname, '../..', folder);

const text = (value: string): MappedInput => ({ kind: 'text', value });
const choice = (value: string): MappedInput => ({ kind: 'choice', value });
const date = (value: string): MappedInput => ({ kind: 'date', value });

/** What a person puts into the form, by field. */
const GIVEN: Readonly<Record<string, MappedInput>> = {
	[ID.textLine]: text('one line'),
	[ID.textBlock]: text('Some * text'),
	[ID.number]: text('12.5'),
	[ID.storyPoints]: text('5'),
	[ID.date]: date('2026-11-21 00:00:00'),
	[ID.datetime]: date('2026-11-21 10:15:00'),
	[ID.select]: choice('Green'),
	[ID.radio]: choice('High'),
	[ID.multiselect]: text('North, West'),
	[ID.checkboxes]: text('Documented'),
	[ID.cascading]: choice('Europe > Paris'),
	[ID.labels]: text('x, y'),
	[ID.user]: text('kim@example.com'),
	[ID.users]: text('kim@example.com, Ann Ray'),
	[ID.group]: text('developers'),
	[ID.groups]: text('developers, managers'),
	[ID.version]: choice('2.0'),
	[ID.versions]: text('1.0, 1.1'),
	[ID.project]: choice('Crashes'),
	[ID.url]: text('https://example.com/1'),
	[ID.sprint]: text('2'),
	[ID.account]: text('{"id":7}'),
	components: text('Client'),
	fixVersions: text('1.1'),
	priority: choice('High'),
	security: choice('Internal'),
	timetracking: text('4h'),
};

/** The same, as the Jira holds it. The workflow is in Berlin, an hour before Greenwich. */
const HELD = {
	[ID.textLine]: 'one line',
	[ID.number]: 12.5,
	[ID.storyPoints]: 5,
	[ID.date]: '2026-11-21',
	[ID.datetime]: '2026-11-21T09:15:00.000+0000',
	[ID.select]: { value: 'Green' },
	[ID.radio]: { value: 'High' },
	[ID.multiselect]: [{ value: 'North' }, { value: 'West' }],
	[ID.checkboxes]: [{ value: 'Documented' }],
	[ID.cascading]: { value: 'Europe', child: { value: 'Paris' } },
	[ID.labels]: ['x', 'y'],
	[ID.user]: { displayName: 'Kim Lee' },
	[ID.users]: [{ displayName: 'Kim Lee' }, { displayName: 'Ann Ray' }],
	[ID.group]: { name: 'developers' },
	[ID.groups]: [{ name: 'developers' }, { name: 'managers' }],
	[ID.version]: { name: '2.0' },
	[ID.versions]: [{ name: '1.0' }, { name: '1.1' }],
	[ID.project]: { key: 'CRASH' },
	[ID.url]: 'https://example.com/1',
	[ID.account]: { id: 7 },
	components: [{ name: 'Client' }],
	fixVersions: [{ name: '1.1' }],
	priority: { name: 'High' },
	security: { name: 'Internal' },
	timetracking: { originalEstimate: '4h' },
};

let n8n: N8nInstance;
let editor: Editor;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
	n8n = await startN8n();
	closing.push(async () => await n8n.stop());
	editor = await openEditor(n8n.baseUrl, { width: 1400, height: 960 });
	closing.push(async () => await editor.close());
});

afterAll(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** A Jira, and a workflow whose node creates a task in project ALL. */
async function prepare(deployment: 'cloud' | 'dataCenter'): Promise<JiraSite> {
	const site = createJiraSite({ deployment });
	const jira = await site.listen(0);
	closing.push(async () => await jira.close());
	const user = SEED_USERS.sync;
	const isCloud = deployment === 'cloud';
	const type = isCloud ? 'jiraSyncBasicApi' : 'jiraSyncPatApi';
	const login = isCloud ? { user: user.emailAddress, password: user.token } : { token: user.pat };
	const id = await n8n.client.createCredential(type, type, { baseUrl: jira.url, ...login });
	const chosen = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: value });
	const create = {
		name: 'Create Task',
		type: 'n8n-nodes-jira-sync.jiraIssue',
		credentials: { [type]: { id, name: type } },
		position: [220, 0] as [number, number],
		parameters: {
			authentication: isCloud ? 'basic' : 'pat',
			operation: 'create',
			project: chosen('ALL'),
			issueType: chosen('Task'),
			summary: 'All of it',
		},
	};
	const workflow = await n8n.client.createWorkflow({
		name: `Every field, ${deployment}`,
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, create],
		connections: { Start: { main: [[{ node: 'Create Task', type: 'main', index: 0 }]] } },
		settings: { timezone: 'Europe/Berlin' },
	});
	await editor.openWorkflow(workflow);
	await editor.openNode('Create Task');
	return site;
}

it.each(['cloud', 'dataCenter'] as const)(
	'every type of field is filled in the form, %s',
	async (deployment) => {
		const site = await prepare(deployment);
		editor.takeTroubles();
		await editor.byTestId('add-fields-select').waitFor();
		for (const { id, name } of allFieldSamples(deployment)) {
			const given = GIVEN[id];
			if (given === undefined) continue;
			await takeMappedField(editor, name, id);
			await fillMappedField(editor, id, given);
		}
		const panel = await readPanel(editor);
		await editor.byTestId(`parameter-input-${ID.radio}`).scrollIntoViewIfNeeded();
		if (deployment === 'cloud') {
			await editor.page.mouse.move(700, 1);
			await editor.screenshot(path.join(pictures, 'field-mapper.png'));
		}
		await editor.byTestId('node-execute-button').first().click();
		const made = await waitFor('the issue to be made', async () => site.issue('ALL-1'), {
			timeoutMs: 120_000,
		});

		expect(panel.problems).toEqual([]);
		expect(made.fields).toMatchObject(HELD);
		expect(editor.takeTroubles()).toEqual([]);
	},
);
