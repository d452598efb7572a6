import { createHash } from 'node:crypto';
import {
	CLOUD_ID,
	createJiraSite,
	UNKNOWN_CHOICES,
	type JiraSite,
	type JiraSiteOptions,
} from '../../../simulators/jira';
import { decide, hop } from '../../support/oauth-consent';

const REDIRECT = 'https://n8n.example.com/rest/oauth2-credential/callback';
const CLIENT = { id: 'app', secret: 'app-secret', redirectUri: REDIRECT };
const login = { client_id: CLIENT.id, client_secret: CLIENT.secret };

type Fields = Readonly<Record<string, string>>;

interface Tokens {
	readonly access_token: string;
	readonly refresh_token?: string;
	readonly expires_in: number;
}

async function listening(
	deployment: 'cloud' | 'dataCenter',
	unknowns: NonNullable<JiraSiteOptions['unknowns']> = {},
) {
	const site: JiraSite = createJiraSite({ deployment, unknowns });
	const { url, close } = await site.listen(0);
	site.oauth.addClient(CLIENT);
	const rules =
		deployment === 'cloud'
			? {
					paths: ['/authorize', '/oauth/token'],
					query: {
						audience: 'api.atlassian.com',
						prompt: 'consent',
						scope: 'read:jira-work offline_access',
					},
				}
			: {
					paths: ['/rest/oauth2/latest/authorize', '/rest/oauth2/latest/token'],
					query: { scope: 'WRITE' },
				};
	const [authorizePath = '', tokenPath = ''] = rules.paths;
	const page = (more: Fields = {}): string => {
		const query = new URLSearchParams({
			response_type: 'code',
			client_id: CLIENT.id,
			redirect_uri: REDIRECT,
			state: 's',
			...rules.query,
			...more,
		});
		return `${url}${authorizePath}?${query.toString()}`;
	};
	const code = async (more: Fields = {}): Promise<string> => {
		const back = new URL(await decide(page(more), 'allow', 'sync'));
		expect(back.searchParams.get('state')).toBe('s');
		return back.searchParams.get('code') ?? '';
	};
	const ask = async (fields: Fields) => {
		const body = new URLSearchParams({ ...login, ...fields });
		const answer = await fetch(`${url}${tokenPath}`, { method: 'POST', body });
		return { status: answer.status, body: (await answer.json()) as Tokens & { error?: string } };
	};
	const exchange = async (fields: Fields = {}, more: Fields = {}) =>
		await ask({
			grant_type: 'authorization_code',
			redirect_uri: REDIRECT,
			code: await code(more),
			...fields,
		});
	const refresh = async ({ refresh_token = '' }: Tokens, fields: Fields = {}) =>
		await ask({ grant_type: 'refresh_token', refresh_token, ...fields });
	const get = async (path: string, { access_token }: Tokens, init: RequestInit = {}) =>
		await fetch(`${url}${path}`, {
			...init,
			headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
		});
	return { site, close, page, ask, exchange, refresh, get };
}

type World = Awaited<ReturnType<typeof listening>>;

describe('Data Center', () => {
	let world: World;
	beforeEach(async () => {
		world = await listening('dataCenter');
	});
	afterEach(() => world.close());

	it('wants the redirect URL with every refresh, and rotates', async () => {
		const { body: first } = await world.exchange();
		expect(first.expires_in).toBe(7200);

		expect(await world.refresh(first)).toMatchObject({
			status: 400,
			body: { error: 'invalid_grant' },
		});
		const { status, body: second } = await world.refresh(first, { redirect_uri: REDIRECT });

		expect(status).toBe(200);
		expect((await world.get('/rest/api/2/myself', second)).status).toBe(200);
		expect((await world.get('/rest/api/2/myself', first)).status).toBe(401);
		expect((await world.refresh(first, { redirect_uri: REDIRECT })).status).toBe(400);
	});

	it.each(['plain', 'S256'])('proves a code challenge: %s', async (method) => {
		const verifier = 'v'.repeat(50);
		const hash = createHash('sha256').update(verifier).digest('base64url');
		const challenge = {
			code_challenge: method === 'plain' ? verifier : hash,
			code_challenge_method: method,
		};

		expect((await world.exchange({}, challenge)).status).toBe(400);
		expect((await world.exchange({ code_verifier: 'x' }, challenge)).status).toBe(400);
		expect((await world.exchange({ code_verifier: verifier }, challenge)).status).toBe(200);
	});

	it.each(UNKNOWN_CHOICES.pkceMethod)(
		'may know the method as %s: the other spelling is refused, no challenge is needed',
		async (pkceMethod) => {
			const site = await listening('dataCenter', { pkceMethod });
			const known = { code_challenge: 'x'.repeat(43), code_challenge_method: pkceMethod };
			const other = pkceMethod === 'S256' ? 'sha256' : 'S256';

			const taken = await hop(site.page(known));
			const refused = await hop(site.page({ ...known, code_challenge_method: other }));

			expect(taken.location ?? '').not.toContain('invalid_request');
			expect(refused.location).toContain('invalid_request');
			expect((await site.exchange()).status).toBe(200);
			await site.close();
		},
	);

	it('does not give more than the scope', async () => {
		const { body: reader } = await world.exchange({}, { scope: 'READ' });
		const init = { method: 'POST', body: '{}' };

		expect((await world.get('/rest/api/2/issue', reader, init)).status).toBe(403);
		expect((await hop(world.page({ scope: 'everything' }))).location).toContain('invalid_request');
	});
});

describe('Cloud', () => {
	let world: World;
	beforeEach(async () => {
		world = await listening('cloud');
	});
	afterEach(() => world.close());

	const api = `/ex/jira/${CLOUD_ID}/rest/api/3`;

	it('opens Jira Software to granular scopes alone, versions to those who manage projects', async () => {
		const gateway = `/ex/jira/${CLOUD_ID}`;
		const scope = 'read:jira-work write:jira-work';
		const { body: classic } = await world.exchange({}, { scope });
		const { body: granular } = await world.exchange(
			{},
			{ scope: `${scope} read:sprint:jira-software manage:jira-project` },
		);
		const sprint = `${gateway}/rest/agile/1.0/sprint/2`;
		const version = `${gateway}/rest/api/3/version`;
		const draft = { method: 'POST', body: '{}' };

		const refused = await world.get(sprint, classic);

		expect(refused.status).toBe(401);
		expect(await refused.json()).toEqual({
			code: 401,
			message: 'Unauthorized; scope does not match',
		});
		expect((await world.get(sprint, granular)).status).toBe(200);
		expect((await world.get(`${gateway}/rest/agile/1.0/board`, granular)).status).toBe(401);
		expect((await world.get(version, classic, draft)).status).toBe(401);
		expect((await world.get(version, granular, draft)).status).not.toBe(401);
	});

	it('takes a token at the gateway only, for the sites and scopes that were allowed', async () => {
		const { body: tokens } = await world.exchange();
		const resources = await (await world.get('/oauth/token/accessible-resources', tokens)).json();

		expect(resources).toMatchObject([
			{ id: CLOUD_ID, scopes: ['read:jira-work', 'offline_access'] },
		]);
		expect((await world.get(`${api}/myself`, tokens)).status).toBe(200);
		expect((await world.get('/rest/api/3/myself', tokens)).status).toBe(401);
		const write = await world.get(`${api}/issue`, tokens, { method: 'POST', body: '{}' });
		expect([write.status, await write.text()]).toEqual([
			401,
			expect.stringContaining('scope does not match'),
		]);
	});

	it('rotates refresh tokens, and gives none without offline_access', async () => {
		const { body: first } = await world.exchange();
		const { body: second } = await world.refresh(first);

		expect(second.access_token).not.toBe(first.access_token);
		expect((await world.refresh(first)).status).toBe(403);
		const { body: short } = await world.exchange({}, { scope: 'read:jira-work' });
		expect(short.refresh_token).toBeUndefined();
	});

	it.each([401, 403, 404] as const)('says %i to an expired token when told so', async (status) => {
		const { body: tokens } = await world.exchange();
		world.site.oauth.setExpiredStatus(status);
		world.site.oauth.expireTokens();

		expect((await world.get(`${api}/myself`, tokens)).status).toBe(status);
		world.site.oauth.revoke();
		expect((await world.get(`${api}/myself`, tokens)).status).toBe(401);
		expect((await world.refresh(tokens)).status).toBe(403);
	});
});

it('sends nobody to an address that was not registered', async () => {
	const { page, close } = await listening('dataCenter');

	const refused = await hop(page({ redirect_uri: 'https://evil.example.com' }));

	expect([refused.status, refused.location]).toEqual([400, '']);
	expect(await decide(page(), 'deny')).toContain('error=access_denied');
	await close();
});
