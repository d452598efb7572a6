import type { IDataObject } from 'n8n-workflow';
import { createJiraSite, type JiraSite } from '../../simulators/jira';
import { executionItems, type Execution } from '../support/n8n/n8n-client';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { decide, hop } from '../support/oauth-consent';

interface Way {
	readonly deployment: 'cloud' | 'dataCenter';
	readonly authentication: string;
	readonly type: string;
	/** Fields of the credential beside URL, client and secrets. */
	readonly fields: (url: string, callback: string) => IDataObject;
	/** What the credential asks for on the consent page. */
	readonly asks: Readonly<Record<string, string>>;
}

const CLOUD: Way = {
	deployment: 'cloud',
	authentication: 'oAuth2',
	type: 'jiraSyncOAuth2Api',
	fields: (url) => ({ authHost: url, apiHost: url }),
	asks: { audience: 'api.atlassian.com', prompt: 'consent' },
};

const ways: readonly Way[] = [
	CLOUD,
	{
		deployment: 'dataCenter',
		authentication: 'dataCenterOAuth2',
		type: 'jiraSyncDataCenterOAuth2Api',
		fields: (_url, callback) => ({ redirectUrl: callback }),
		asks: { scope: 'WRITE', code_challenge_method: 'S256' },
	},
];

describe('OAuth 2.0 in a real n8n', () => {
	let n8n: N8nInstance;
	const closing: (() => Promise<void>)[] = [];

	beforeAll(async () => {
		n8n = await startN8n();
	});

	afterAll(async () => {
		for (const close of closing) await close();
		await n8n?.stop();
	});

	/** A Jira with one issue, an app that may send people back to n8n, and a workflow that finds the issue. */
	async function prepare({ deployment, authentication, type, fields }: Way, accessSeconds = 3600) {
		const site = createJiraSite({ deployment });
		const jira = await site.listen(0);
		closing.push(async () => await jira.close());
		const callback = `${n8n.baseUrl}/rest/oauth2-credential/callback`;
		const client = { id: 'app', secret: 'app-secret', redirectUri: callback, accessSeconds };
		site.oauth.addClient(client);
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Crash' });
		const login = { clientId: 'app', clientSecret: 'app-secret' };
		const data = { baseUrl: jira.url, ...login, ...fields(jira.url, callback) };
		const id = await n8n.client.createCredential(type, type, data);
		const find = {
			name: 'Find',
			type: 'n8n-nodes-jira-sync.jiraIssue',
			credentials: { [type]: { id, name: type } },
			parameters: { authentication, operation: 'getAll', returnAll: true, jql: 'project = CRASH' },
		};
		const workflow = await n8n.client.createWorkflow({
			name: type,
			nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, find],
			connections: { Start: { main: [[{ node: 'Find', type: 'main', index: 0 }]] } },
		});
		return { site, id, run: async () => await runOnce(workflow) };
	}

	async function runOnce(workflow: string): Promise<Execution> {
		return await n8n.client.waitForExecution(await n8n.client.runManually(workflow, 'Start'));
	}

	/** What Connect in the dialog does; answers with the address of the consent page. */
	async function connect(id: string, user: string): Promise<URL> {
		const page = await n8n.client.rest<string>('GET', `/oauth2-credential/auth?id=${id}`);
		const back = await decide(page, 'allow', user);
		const cookie = n8n.client.sessionCookie;
		const { status, text } = await hop(back, { headers: { cookie } });
		expect({ status, text }).toMatchObject({
			status: 200,
			text: expect.not.stringMatching(/rror:/),
		});
		return new URL(page);
	}

	const tokensAsked = (site: JiraSite): number =>
		site.requests.filter(({ path }) => /\/token$/.test(path)).length;

	it.each(ways)('$type connects, renews and says when it cannot', async (way) => {
		const { site, id, run } = await prepare(way);

		const early = await run();
		expect(early.data.resultData.error?.message).toContain('not connected to Jira yet');

		const page = await connect(id, 'sync');
		expect(Object.fromEntries(page.searchParams)).toMatchObject(way.asks);
		expect(executionItems(await run(), 'Find')).toHaveLength(1);
		expect(site.requests.at(-1)).toMatchObject({ user: 'sync', status: 200 });
		expect(tokensAsked(site)).toBe(1);
		expect(await n8n.client.api('POST', `/credentials/${id}/test`)).toMatchObject({ status: 'OK' });

		site.oauth.expireTokens();
		expect(executionItems(await run(), 'Find')).toHaveLength(1);
		site.oauth.expireTokens();
		expect(executionItems(await run(), 'Find')).toHaveLength(1);
		expect(tokensAsked(site)).toBe(3);

		site.oauth.revoke();
		const late = await run();
		expect(late.data.resultData.error?.description).toContain('connect the account again');
		expect(site.unmodelled).toEqual([]);
	});

	it.each([403, 404] as const)(
		'on Cloud renews a token whose time is up, also where the gateway says %i',
		async (status) => {
			const { site, id, run } = await prepare(CLOUD, 30);
			await connect(id, 'sync');
			await run();
			const before = tokensAsked(site);

			site.oauth.setExpiredStatus(status);
			site.oauth.expireTokens();
			const renewed = await run();

			expect(executionItems(renewed, 'Find')).toHaveLength(1);
			expect(tokensAsked(site)).toBe(before + 1);
		},
	);
});
