import { generateKeyPairSync } from 'node:crypto';
import { createJiraSite } from '../../simulators/jira';
import { executionItems } from '../support/n8n/n8n-client';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { decide, hop, untilRemembered } from '../support/oauth-consent';

const TYPE = 'jiraSyncOAuth1Api';
const PACKAGE = 'n8n-nodes-jira-sync';
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

describe('OAuth 1.0a in a real n8n', () => {
	const site = createJiraSite({ deployment: 'dataCenter', contextPath: '/jira' });
	let n8n: N8nInstance;
	let jira: Awaited<ReturnType<typeof site.listen>>;

	beforeAll(async () => {
		jira = await site.listen(0);
		n8n = await startN8n();
	});

	afterAll(async () => {
		await n8n?.stop();
		await jira?.close();
	});

	it('is connected in the browser, and then every request is signed', async () => {
		const data = { baseUrl: `${jira.url}/`, consumerKey: 'n8n', privateKey, accessToken: '' };
		const id = await n8n.client.createCredential('Jira', TYPE, data);
		const credentials = { [TYPE]: { id, name: 'Jira' } };
		const before = await n8n.client.testCredential(id, 'Jira', TYPE, data);
		expect(before).toMatchObject({ status: 'Error', message: expect.stringMatching(/connected/) });
		const connect = await n8n.client.createWorkflow({
			name: 'Connect',
			nodes: [
				{
					name: 'Connect',
					type: `${PACKAGE}.jiraOAuth1Connect`,
					webhookId: 'oauth1-connect',
					credentials,
				},
			],
			connections: {},
		});
		await n8n.client.activate(connect);
		const setup = `${n8n.baseUrl}/webhook/oauth1-connect/connect`;

		const unknown = await hop(`${setup}?start=1`);
		expect(unknown.status).toBe(400);
		expect(unknown.text).toContain('Jira does not know the consumer key');

		const page = await hop(setup);
		expect(page.text).toContain(publicKey.trim());
		expect(page.text).not.toContain('PRIVATE');
		site.oauth.addConsumer({ key: 'n8n', publicKey });
		const link = new URL(/class="go" href="([^"]*)"/.exec(page.text)?.[1] ?? '', setup).href;
		const consent = (await hop(link)).location;
		await untilRemembered(n8n.client, connect, consent);

		const forged = await hop(
			`${n8n.baseUrl}/webhook/oauth1-connect/connected?oauth_token=x%3Cb%3E&oauth_verifier=y`,
		);
		expect(forged.status).toBe(400);
		expect(forged.text).toContain('does not belong');

		const denied = await hop(await decide(consent, 'deny'));
		expect(denied.text).toContain('was not allowed');

		const again = (await hop(link)).location;
		await untilRemembered(n8n.client, connect, again);
		const callback = await decide(again, 'allow', 'admin');
		const connected = await hop(callback);
		expect(connected.text).toContain('Connected as Jira Admin');
		expect((await hop(callback)).text).toContain('connected already');

		const stored = await n8n.client.rest<{ data: Readonly<Record<string, unknown>> }>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		const after = await n8n.client.testCredential(id, 'Jira', TYPE, stored.data as never);
		expect(after.status).toBe('OK');

		const issue = await site
			.asUser('kim')
			.create('CRASH', 'Bug', { summary: 'Crash with "ü" & (100%)!' });
		const work = await n8n.client.createWorkflow({
			name: 'Work',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
				},
				{
					name: 'Find',
					type: `${PACKAGE}.jiraIssue`,
					credentials,
					parameters: {
						authentication: 'oAuth1',
						operation: 'getAll',
						returnAll: true,
						jql: `project = CRASH AND summary ~ "ü" AND summary !~ '(no*)!'`,
					},
				},
				{
					name: 'Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					credentials,
					parameters: {
						url: `${jira.url}/rest/api/2/search`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: TYPE,
						sendQuery: true,
						queryParameters: { parameters: [{ name: 'jql', value: 'summary ~ "ü*!"' }] },
					},
				},
			],
			connections: {
				Start: { main: [[{ node: 'Find', type: 'main', index: 0 }]] },
				Find: { main: [[{ node: 'Request', type: 'main', index: 0 }]] },
			},
		});
		const run = await n8n.client.waitForExecution(await n8n.client.runManually(work, 'Start'));

		expect(executionItems(run, 'Find')).toHaveLength(1);
		expect(executionItems(run, 'Request')).toMatchObject([{ startAt: 0 }]);
		expect(site.requests.at(-1)).toMatchObject({ user: 'admin', status: 200 });

		const watch = await n8n.client.createWorkflow({
			name: 'Watch',
			nodes: [
				{
					name: 'Trigger',
					type: `${PACKAGE}.jiraSyncTrigger`,
					webhookId: 'oauth1-watch',
					credentials,
					parameters: { authentication: 'oAuth1', events: ['issueUpdated'] },
				},
			],
			connections: {},
		});
		await n8n.client.activate(watch);
		await site.asUser('kim').edit(issue, { summary: 'Another crash' });
		const [event] = await n8n.client.waitForExecutions(watch);
		expect(event && executionItems(event, 'Trigger')).toMatchObject([{ issue: { key: issue } }]);
		await n8n.client.deactivate(watch);
		expect(site.unmodelled).toEqual([]);
	});
});
