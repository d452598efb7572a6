import { generateKeyPairSync } from 'node:crypto';
import { CLOUD_ID, createJiraSite, type JiraSiteOptions } from '../../../simulators/jira';
import {
	accessTokenRequest,
	readDanceToken,
	requestTokenRequest,
} from '../../../src/auth/oauth1-dance';
import { decide, hop } from '../../support/oauth-consent';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

const basic = (user: string, secret: string) => ({
	authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});

async function listening(options: JiraSiteOptions) {
	const site = createJiraSite(options);
	const server = await site.listen();
	opened.push(server);
	const get = async (path: string, headers: Readonly<Record<string, string>>) => {
		const answer = await fetch(`${server.url}${path}`, { headers });
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	};
	return { site, url: server.url, get };
}

describe('an API token with scopes at the simulated Cloud', () => {
	const token = { token: 'scoped', user: 'sync', scopes: ['read:jira-work'] };
	const GATEWAY = `/ex/jira/${CLOUD_ID}/rest/api/3`;

	it.each([false, true])(
		'is refused at the site: 401 from myself, an empty search (silently: %s)',
		async (silentRefusals) => {
			const { site, get } = await listening({ deployment: 'cloud', silentRefusals });
			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
			site.oauth.addScopedToken(token);
			const login = basic('sync@example.com', 'scoped');

			const myself = await get('/rest/api/3/myself', login);
			const search = await get('/rest/api/3/search/jql?jql=project%3DCRASH', login);

			expect([myself.status, search.status]).toEqual([401, 200]);
			expect(JSON.parse(search.text)).toMatchObject({ issues: [] });
			const reason = silentRefusals ? null : 'AUTHENTICATED_FAILED';
			expect(search.headers.get('x-seraph-loginreason')).toBe(reason);
		},
	);

	it('works at the gateway, within its scopes and for its owner', async () => {
		const { site, get } = await listening({ deployment: 'cloud' });
		site.oauth.addScopedToken(token);
		const login = basic('sync@example.com', 'scoped');

		const right = await get(`${GATEWAY}/project/search`, login);
		const another = await get(`${GATEWAY}/project/search`, basic('kim@example.com', 'scoped'));
		const unscoped = await get(
			`${GATEWAY}/project/search`,
			basic('sync@example.com', 'cloud-token-sync'),
		);
		const elsewhere = await get('/ex/jira/0/rest/api/3/project/search', login);
		const webhooks = await get(`${GATEWAY}/webhook`, login);

		const seen = [right, another, unscoped, elsewhere, webhooks].map(({ status }) => status);
		expect(seen).toEqual([200, 401, 401, 404, 401]);
		expect(webhooks.text).toContain('scope does not match');
		expect(site.requests[0]).toMatchObject({ user: 'sync', path: '/rest/api/3/project/search' });
	});

	it('the site tells everybody its cloud id; Data Center has none', async () => {
		const cloud = await listening({ deployment: 'cloud' });
		const dataCenter = await listening({ deployment: 'dataCenter' });

		const told = await cloud.get('/_edge/tenant_info', {});
		const untold = await dataCenter.get('/_edge/tenant_info', {});

		expect(JSON.parse(told.text)).toEqual({ cloudId: CLOUD_ID });
		expect(untold.status).toBe(404);
	});
});

describe('wrong passwords at the simulated Data Center', () => {
	it('lock the account after the number that is set, also for the right password', async () => {
		const { get } = await listening({ deployment: 'dataCenter', captchaAfter: 3 });
		const [wrong, right] = [basic('sync', 'x'), basic('sync', 'password-sync')];
		const status = async (login: Readonly<Record<string, string>>) =>
			(await get('/rest/api/2/myself', login)).status;

		const healed = [await status(wrong), await status(wrong), await status(right)];
		const locked = [await status(wrong), await status(wrong), await status(wrong)];
		const denied = await get('/rest/api/2/myself', right);

		expect([healed, locked]).toEqual([
			[401, 401, 200],
			[401, 401, 401],
		]);
		expect(denied.status).toBe(403);
		expect(denied.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATION_DENIED');
		expect(denied.text).toContain('Reason : AUTHENTICATION_DENIED');
		expect(await status(basic('kim', 'password-kim'))).toBe(200);
	});
});

describe('OAuth 1.0a without a callback at the simulated Data Center', () => {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	const consumer = { consumerKey: 'n8n', privateKey };
	let count = 0;
	const moment = () => ({ nonce: `n${(count += 1)}`, timestamp: Math.floor(Date.now() / 1000) });

	async function dance({ method, url, authorization }: ReturnType<typeof accessTokenRequest>) {
		const answer = await hop(url, { method, headers: { authorization } });
		return readDanceToken(answer.status, answer.text);
	}

	it('shows a code after Allow, and takes no other', async () => {
		const { site, url } = await listening({ deployment: 'dataCenter' });
		site.oauth.addConsumer({ key: 'n8n', publicKey });
		const token = await dance(requestTokenRequest(url, consumer, 'oob', moment()));
		const allowed = await hop(`${url}/plugins/servlet/oauth/authorize`, {
			method: 'POST',
			body: new URLSearchParams({ oauth_token: token, user: 'kim', decision: 'allow' }),
		});
		const code = /code is '([^']+)'/.exec(allowed.text)?.[1] ?? '';
		const exchange = (verifier: string) =>
			dance(accessTokenRequest(url, { ...consumer, token }, verifier, moment()));

		expect(allowed.location).toBe('');
		await expect(exchange('guess')).rejects.toThrow('not allowed yet');
		expect(await exchange(code)).toMatch(/^access-token/);
	});

	it('may be refused, and ends on a page when it is denied', async () => {
		const { site, url } = await listening({ deployment: 'dataCenter' });
		site.oauth.addConsumer({ key: 'n8n', publicKey });
		const token = await dance(requestTokenRequest(url, consumer, 'oob', moment()));
		const page = `${url}/plugins/servlet/oauth/authorize?oauth_token=${token}`;
		expect(await decide(page, 'deny')).toBe('');
		site.oauth.setOutOfBand(false);

		const refused = dance(requestTokenRequest(url, consumer, 'oob', moment()));

		await expect(refused).rejects.toThrow('(parameter_rejected)');
	});
});
