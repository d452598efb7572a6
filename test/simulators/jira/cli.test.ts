import { serveJira, type ServedJira } from '../../../simulators/jira/cli';
import {
	accessTokenRequest,
	authorizeUrl,
	readDanceToken,
	requestTokenRequest,
	type DanceRequest,
} from '../../../src/auth/oauth1-dance';
import { decide } from '../../support/oauth-consent';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

/** What `npm run simulate -- <args>` prints. */
async function simulate(...args: readonly string[]): Promise<ServedJira> {
	const { served, close } = await serveJira(args);
	closing.push(close);
	return served;
}

/** The dance of OAuth 2.0 with what was printed; answers with the status of a request as the person who allowed. */
async function connect2(
	{ credentials: { oauth2 } }: ServedJira,
	paths: Readonly<Record<'authorize' | 'token' | 'ask', string>>,
	asks: Readonly<Record<string, string>>,
): Promise<number> {
	const { clientId = '', clientSecret = '', redirectUrl = '' } = oauth2 ?? {};
	const client = { client_id: clientId, redirect_uri: redirectUrl };
	const query = new URLSearchParams({ ...client, response_type: 'code', state: 's', ...asks });
	const back = new URL(await decide(`${paths.authorize}?${query.toString()}`));
	expect(back.href).toContain(redirectUrl);
	const grant = { ...client, client_secret: clientSecret, grant_type: 'authorization_code' };
	const code = back.searchParams.get('code') ?? '';
	const body = new URLSearchParams({ ...grant, code });
	const answer = await fetch(paths.token, { method: 'POST', body });
	const { access_token: token } = (await answer.json()) as { access_token: string };
	return (await fetch(paths.ask, { headers: { authorization: `Bearer ${token}` } })).status;
}

describe('npm run simulate -- --oauth', () => {
	it('prints an app of Cloud with which the dance of OAuth 2.0 can be danced', async () => {
		const served = await simulate('--jira', 'cloud', '--oauth');
		const { authHost = '', apiHost = '', redirectUrl = '' } = served.credentials.oauth2 ?? {};
		const paths = {
			authorize: `${authHost}/authorize`,
			token: `${authHost}/oauth/token`,
			ask: `${apiHost}/oauth/token/accessible-resources`,
		};
		const asks = { audience: 'api.atlassian.com', prompt: 'consent', scope: 'read:jira-work' };

		expect(await connect2(served, paths, asks)).toBe(200);
		expect(redirectUrl).toBe('http://localhost:5678/rest/oauth2-credential/callback');
		expect(served.credentials.oauth1).toBeUndefined();
	});

	it('prints an incoming link of Data Center, for the redirect URL that was given', async () => {
		const redirect = 'https://n8n.example.com/callback';
		const served = await simulate(
			...['--jira', 'dc', '--context-path', '/jira', '--oauth', '--redirect', redirect],
		);
		const base = `${served.url}/rest/oauth2/latest`;
		const ask = `${served.url}/rest/api/2/myself`;
		const paths = { authorize: `${base}/authorize`, token: `${base}/token`, ask };

		expect(await connect2(served, paths, { scope: 'WRITE' })).toBe(200);
		expect(served.credentials.oauth2?.redirectUrl).toBe(redirect);
	});

	it('prints a consumer key and a private key with which the dance of OAuth 1.0a can be danced', async () => {
		const { url, credentials } = await simulate('--jira', 'dc', '--oauth');
		const { consumerKey = '', privateKey = '' } = credentials.oauth1 ?? {};
		const consumer = { consumerKey, privateKey };
		const moment = (nonce: string) => ({ nonce, timestamp: Math.floor(Date.now() / 1000) });
		const send = async (request: DanceRequest): Promise<string> => {
			const { method, authorization } = request;
			const answer = await fetch(request.url, { method, headers: { authorization } });
			return readDanceToken(answer.status, await answer.text());
		};

		const callback = 'http://localhost:5678/webhook/1/connected';
		const token = await send(requestTokenRequest(url, consumer, callback, moment('1')));
		const back = new URL(await decide(authorizeUrl(url, token)));
		const verifier = back.searchParams.get('oauth_verifier') ?? '';
		const signer = { ...consumer, token };

		expect(await send(accessTokenRequest(url, signer, verifier, moment('2')))).not.toBe('');
	});
});

it('registers nobody without --oauth, and says how it is called', async () => {
	const { credentials } = await simulate('--jira', 'cloud');

	expect(Object.keys(credentials)).toEqual(['basic']);
	await expect(simulate('--jira', 'server')).rejects.toThrow('--jira cloud|dc');
});
