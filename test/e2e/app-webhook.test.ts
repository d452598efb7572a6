import { createHash } from 'node:crypto';
import { createJiraSite } from '../../simulators/jira';
import { executionItems, type WorkflowDefinition } from '../support/n8n/n8n-client';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { waitFor } from '../support/n8n/wait';
import { decide, hop } from '../support/oauth-consent';

const DAY = 24 * 60 * 60 * 1000;
const TYPE = 'jiraSyncOAuth2Api';
const TRIGGER = 'Jira changed';

describe('the webhook of an OAuth 2.0 app in a real n8n', () => {
	let n8n: N8nInstance;
	let close: (() => Promise<void>) | undefined;

	beforeAll(async () => {
		n8n = await startN8n();
	});

	afterAll(async () => {
		await close?.();
		await n8n?.stop();
	});

	/** A node of which the clock strikes in a moment: its time of day follows from its id. */
	function nodeIdFor(from: number, until: number): string {
		for (let count = 0; ; count += 1) {
			const id = `node-${count}`;
			const [second = 0, minute = 0, hour = 0] = createHash('sha256').update(id).digest();
			const at = new Date(from).setUTCHours(hour % 24, minute % 60, second % 60, 0);
			if (at >= from && at <= until) return id;
		}
	}

	it('delivers, serves a test, and is renewed by the clock alone', async () => {
		let behind = 0;
		const site = createJiraSite({ deployment: 'cloud', now: () => Date.now() - behind });
		const jira = await site.listen(0);
		close = async () => await jira.close();
		const redirectUri = `${n8n.baseUrl}/rest/oauth2-credential/callback`;
		site.oauth.addClient({ id: 'app', secret: 's', redirectUri, accessSeconds: 1e8 });
		const login = { clientId: 'app', clientSecret: 's', authHost: jira.url, apiHost: jira.url };
		const data = { baseUrl: jira.url, ...login };
		const id = await n8n.client.createCredential(TYPE, TYPE, data);
		const page = await n8n.client.rest<string>('GET', `/oauth2-credential/auth?id=${id}`);
		const cookie = n8n.client.sessionCookie;
		await hop(await decide(page, 'allow', 'sync'), { headers: { cookie } });
		const definition = (nodeId: string): WorkflowDefinition => ({
			name: TYPE,
			settings: { timezone: 'UTC' },
			nodes: [
				{
					id: nodeId,
					name: TRIGGER,
					type: 'n8n-nodes-jira-sync.jiraSyncTrigger',
					webhookId: '0f9d2c52-7a6e-4b6b-9a55-3f6f7cf0a001',
					credentials: { [TYPE]: { id, name: TYPE } },
					parameters: { authentication: 'oAuth2', events: ['issueCreated'], projects: ['CRASH'] },
				},
				{ name: 'After', type: 'n8n-nodes-base.noOp' },
			],
			connections: { [TRIGGER]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
		});
		const workflow = await n8n.client.createWorkflow(definition('node'));

		const waiting = await n8n.client.rest('POST', `/workflows/${workflow}/run`, {
			triggerToStartFrom: { name: TRIGGER },
		});
		expect(waiting).toMatchObject({ waitingForWebhook: true });
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'for the test' });
		const [test] = await n8n.client.waitForExecutions(workflow, 1);
		expect(test).toMatchObject({ status: 'success', mode: 'manual' });
		for (const node of [TRIGGER, 'After'])
			expect(test && executionItems(test, node)).toMatchObject([{ event: 'issueCreated' }]);

		behind = 25 * DAY;
		const soon = Date.now() + 15_000;
		const nodeId = nodeIdFor(soon, soon + 10_000);
		await n8n.client.replaceWorkflow(workflow, definition(nodeId));
		await n8n.client.activate(workflow);
		const list = async () => {
			const door = site.transport('sync', { viaApp: true });
			const { body } = await door.send({ method: 'GET', path: '/rest/api/3/webhook' });
			return (body as { values: { id: number; expirationDate: number }[] }).values;
		};
		const [made] = await list();
		expect(made?.expirationDate).toBeLessThan(Date.now() + 6 * DAY);
		behind = 0;
		const renewed = await waitFor(
			'the clock to renew the webhook',
			async () => (await list()).find((hook) => hook.expirationDate > Date.now() + 29 * DAY),
			{ timeoutMs: 120_000 },
		);
		expect(renewed.id).toBe(made?.id);

		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'for real' });
		const known = test === undefined ? [] : [test.id];
		const [real] = await n8n.client.waitForExecutions(workflow, 1, { after: known });
		expect(real).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(real && executionItems(real, 'After')).toMatchObject([{ event: 'issueCreated' }]);

		await n8n.client.deactivate(workflow);
		expect(await list()).toEqual([]);
		expect(site.unmodelled).toEqual([]);
	});
});
