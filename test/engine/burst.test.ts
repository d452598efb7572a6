import type { INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import {
	authenticationOf,
	DEPLOYMENTS,
	locator,
	storedCredential,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

const { open, engine } = useEngine();

const generic = { preset: 'generic', recordId: 'F-1', recordOptions: { system: 'aha' } };
const SYNC = {
	operation: 'syncPair',
	...generic,
	issueBy: 'issue',
	issue: locator('CRASH-1'),
	syncComments: 'both',
	syncAttachments: 'both',
};
const RECORD = { title: 'One', comments: [], attachments: [] };

/** Runs the sync as that many webhooks at once start it; kinds of what each run hands out. */
async function burst(
	jira: EngineJira,
	mode: WorkflowExecuteMode,
	options: object = {},
): Promise<readonly (readonly unknown[])[]> {
	const credentials = storedCredential(jira.deployment, jira.url);
	const named = Object.keys(credentials).map((type) => [type, { id: null, name: 'Jira' }] as const);
	const parameters = { authentication: authenticationOf(jira.deployment), ...SYNC, options };
	const node = {
		name: 'Node',
		type: 'n8n-nodes-jira-sync.jiraSync',
		parameters: parameters as unknown as INodeParameters,
		credentials: Object.fromEntries(named),
	};
	const run = async () => {
		const whole = { nodes: [node], credentials, startNode: 'Node', mode };
		const result = await engine().run({ ...whole, input: [{ json: RECORD }] });
		expect(result.error).toBeUndefined();
		return result.json('Node', 1).map(({ kind }) => kind);
	};
	return await Promise.all([run(), run(), run(), run()]);
}

describe.each(DEPLOYMENTS)('a burst of webhooks, %s', (deployment) => {
	async function changed(): Promise<EngineJira> {
		const jira = await open(deployment);
		const kim = jira.site.asUser('kim');
		await kim.create('CRASH', 'Bug', { summary: 'One' });
		const link = { operation: 'link', ...generic, issue: locator('CRASH-1') };
		await jira.run('jiraSync', link, [RECORD]);
		await kim.comment('CRASH-1', 'Seen on ARM too');
		await kim.attach('CRASH-1', 'trace.txt', 'trace');
		return jira;
	}

	it('C29, A24: one run hands out a new comment and a new file, and no later one for a minute', async () => {
		const jira = await changed();

		const first = await burst(jira, 'webhook');
		const second = await burst(jira, 'webhook');
		const asked = await burst(jira, 'webhook', { retryParked: true });

		expect(first.flat()).toEqual(['comment', 'attachment']);
		expect(second.flat()).toEqual([]);
		expect(asked.flat()).toEqual(expect.arrayContaining(['comment', 'attachment']));
	});

	it('C7, A6: who runs it by hand gets them each time, three times at most', async () => {
		const jira = await changed();

		const kinds = (await burst(jira, 'manual')).flat();

		expect(kinds.filter((kind) => kind === 'comment')).toHaveLength(3);
		expect(kinds.filter((kind) => kind === 'attachment')).toHaveLength(3);
	});
});
