import { CLOUD_ID, createJiraSite } from '../../simulators/jira';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { decide, hop, untilRemembered } from '../support/oauth-consent';

const OAUTH1 = 'jiraSyncOAuth1Api';
const BASIC = 'jiraSyncBasicApi';

let n8n: N8nInstance;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
	n8n = await startN8n();
});
afterAll(async () => {
	for (const close of closing) await close();
	await n8n?.stop();
});

async function stored(id: string): Promise<Readonly<Record<string, unknown>>> {
	const answer = await n8n.client.rest<{ data: Readonly<Record<string, unknown>> }>(
		'GET',
		`/credentials/${id}?includeData=true`,
	);
	return answer.data;
}

describe('OAuth 1.0a where the browser cannot come back, in a real n8n', () => {
	const site = createJiraSite({ deployment: 'dataCenter', contextPath: '/jira' });
	let count = 0;

	/** A credential without key and token, and the page of a Connect node for it. */
	async function prepare(jiraUrl: string) {
		const key = `n8n-${(count += 1)}`;
		const data = { baseUrl: jiraUrl, consumerKey: key, privateKey: '', accessToken: '' };
		const id = await n8n.client.createCredential(key, OAUTH1, data);
		const connect = await n8n.client.createWorkflow({
			name: key,
			nodes: [
				{
					name: 'Connect',
					type: 'n8n-nodes-jira-sync.jiraOAuth1Connect',
					webhookId: key,
					credentials: { [OAUTH1]: { id, name: key } },
				},
			],
			connections: {},
		});
		await n8n.client.activate(connect);
		const page = `${n8n.baseUrl}/webhook/${key}/connect`;
		const send = async (fields: Readonly<Record<string, string>>) =>
			await hop(page, { method: 'POST', body: new URLSearchParams(fields) });
		const made = await send({ create: 'key' });
		const publicKey = /-----BEGIN PUBLIC KEY-----[^<]*/.exec(made.text)?.[0] ?? '';
		site.oauth.addConsumer({ key, publicKey });
		return { id, key, connect, page, send, made };
	}

	async function tests(id: string, name: string): Promise<string> {
		const data = await stored(id);
		return (await n8n.client.testCredential(id, name, OAUTH1, data as never)).status;
	}

	beforeAll(async () => {
		const jira = await site.listen(0);
		closing.push(async () => await jira.close());
		url = jira.url;
	});
	let url = '';

	it('n8n creates the key pair, and the pasted address connects the account', async () => {
		const { id, key, connect, page, send, made } = await prepare(url);
		expect(made.status).toBe(200);
		expect(made.text).not.toContain('PRIVATE KEY');
		// The key stays as it is: the same public half is shown again.
		const again = await hop(page);
		expect(again.text).toContain(/-----BEGIN PUBLIC KEY-----[^<]*/.exec(made.text)?.[0]);
		const foreign = await send({ answer: 'http://x/?oauth_token=other&oauth_verifier=v' });
		expect(foreign).toMatchObject({
			status: 400,
			text: expect.stringContaining('does not belong'),
		});

		const consent = (await hop(`${page}?start=1`)).location;
		await untilRemembered(n8n.client, connect, consent);
		const ended = await decide(consent, 'allow', 'sync');
		const connected = await send({ answer: ended });

		expect(connected).toMatchObject({
			status: 200,
			text: expect.stringContaining('Connected as Sync Bot'),
		});
		expect(await tests(id, key)).toBe('OK');
	});

	it('the code that Jira shows connects the account', async () => {
		const { id, key, connect, page, send } = await prepare(url);
		const consent = (await hop(`${page}?start=code`)).location;
		const action = `${url}/plugins/servlet/oauth/authorize`;
		const token = new URL(consent).searchParams.get('oauth_token') ?? '';
		const allowed = await hop(action, {
			method: 'POST',
			body: new URLSearchParams({ oauth_token: token, user: 'kim', decision: 'allow' }),
		});
		const sentence = /<p>([^<]*)<\/p>/.exec(allowed.text)?.[1] ?? '';
		expect(sentence).toContain('verification code');

		await untilRemembered(n8n.client, connect, consent);
		const connected = await send({ answer: sentence });

		expect(connected.text).toContain('Connected as Kim Lee');
		expect(await tests(id, key)).toBe('OK');
	});

	it('a Jira that shows no codes is said to be one', async () => {
		const { page } = await prepare(url);
		site.oauth.setOutOfBand(false);

		const refused = await hop(`${page}?start=code`);

		expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('shows no codes') });
		expect(site.unmodelled).toEqual([]);
	});
});

describe('the test of the basic credential in a real n8n', () => {
	it('sends a wrong password once', async () => {
		const site = createJiraSite({ deployment: 'dataCenter' });
		const jira = await site.listen(0);
		closing.push(async () => await jira.close());
		const data = { baseUrl: jira.url, user: 'sync', password: 'wrong' };
		const id = await n8n.client.createCredential('wrong', BASIC, data);

		const result = await n8n.client.testCredential(id, 'wrong', BASIC, data);

		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('did not accept the credential'),
		});
		expect(site.requests.map(({ status }) => status)).toEqual([401]);
	});

	it('reaches the gateway with a token that has scopes, and n8n keeps the cloud id', async () => {
		const site = createJiraSite({ deployment: 'cloud' });
		const jira = await site.listen(0);
		closing.push(async () => await jira.close());
		site.oauth.addScopedToken({ token: 'scoped', user: 'sync', scopes: ['read:jira-work'] });
		const account = { baseUrl: jira.url, user: 'sync@example.com', password: 'scoped' };
		const data = { ...account, apiHost: jira.url, hasScopes: true };
		const id = await n8n.client.createCredential('scoped', BASIC, data);

		const on = await n8n.client.testCredential(id, 'scoped', BASIC, data);
		const off = await n8n.client.testCredential(id, 'scoped', BASIC, {
			...data,
			hasScopes: false,
		});

		expect(on).toMatchObject({ status: 'OK' });
		expect((await stored(id))['cloudSite']).toBe(`${jira.url} ${CLOUD_ID}`);
		expect(off.message).toContain('turn Token With Scopes on');
	});

	it('explains an address that cannot be one', async () => {
		const data = { baseUrl: 'ann@example.com', user: 'ann', password: 'x' };
		const id = await n8n.client.createCredential('address', BASIC, data);

		const result = await n8n.client.testCredential(id, 'address', BASIC, data);

		expect(result.message).toContain('an e-mail address, which belongs into its own field');
	});
});
