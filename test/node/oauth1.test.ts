import { createVerify, generateKeyPairSync } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { JiraSyncOAuth1Api } from '../../credentials/JiraSyncOAuth1Api.credentials';
import { createJiraSite } from '../../simulators/jira';
import {
	accessTokenRequest,
	authorizeUrl,
	readDanceToken,
	requestTokenRequest,
	type DanceRequest,
} from '../../src/auth/oauth1-dance';
import { signatureBaseString } from '../../src/auth/oauth1';
import { InputError } from '../../src/model/failure';
import { decide } from '../support/oauth-consent';

const pem = { privateKeyEncoding: { type: 'pkcs1', format: 'pem' } } as const;
const keys = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	...pem,
});
const other = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	...pem,
});
const consumer = { consumerKey: 'n8n', privateKey: keys.privateKey };
const CALLBACK = 'https://n8n.example.com/webhook/1/connected?a=b';

describe.each(['', '/jira'])('OAuth 1.0a at a Jira with context path "%s"', (contextPath) => {
	const site = createJiraSite({ deployment: 'dataCenter', contextPath });
	const credential = new JiraSyncOAuth1Api();
	let baseUrl = '';
	let close: () => Promise<void>;
	let count = 0;

	beforeAll(async () => {
		const jira = await site.listen(0);
		[baseUrl, close] = [jira.url, () => jira.close()];
		site.oauth.addConsumer({ key: 'n8n', publicKey: keys.publicKey });
	});
	afterAll(() => close());

	const moment = () => ({
		nonce: `n${(count += 1)}`,
		timestamp: Math.floor(Date.now() / 1000),
	});

	async function dance({ method, url, authorization }: DanceRequest): Promise<string> {
		const answer = await fetch(url, { method, headers: { authorization } });
		return readDanceToken(answer.status, await answer.text());
	}

	const requestToken = () => dance(requestTokenRequest(baseUrl, consumer, CALLBACK, moment()));

	async function connect(): Promise<string> {
		const token = await requestToken();
		const back = new URL(await decide(authorizeUrl(baseUrl, token), 'allow', 'sync'));
		const verifier = back.searchParams.get('oauth_verifier') ?? '';
		expect(back.href).toContain(`${CALLBACK}&oauth_token=${token}`);
		return await dance(accessTokenRequest(baseUrl, { ...consumer, token }, verifier, moment()));
	}

	async function send(request: IHttpRequestOptions, data: object = {}): Promise<Response> {
		const accessToken = await connect();
		const signed = await credential.authenticate(
			{ baseUrl, ...consumer, accessToken, ...data },
			request,
		);
		expect(signed.qs ?? signed.baseURL).toBeUndefined();
		return await fetch(signed.url, {
			method: request.method ?? 'GET',
			headers: {
				'content-type': 'application/json',
				...(signed.headers as Record<string, string>),
			},
			...(signed.body !== undefined && { body: JSON.stringify(signed.body) }),
		});
	}

	it.each([
		['a path', { url: '/rest/api/2/myself' }],
		[
			'a difficult query',
			{ url: '/rest/api/2/search', qs: { jql: `summary ~ "ü 100% (a+b)*!'&=~"` } },
		],
		[
			'a repeated name',
			{ url: '/rest/api/2/search', qs: { jql: '', fields: ['summary', 'ä', ''] } },
		],
		['a query in the address', { url: '/rest/api/2/search?maxResults=1&jql=' }],
	])('Jira accepts the signature of %s', async (_what, { url, ...rest }) => {
		const answer = await send({ baseURL: `${baseUrl}/`, url, ...rest });

		expect(answer.status).toBe(200);
		expect(answer.headers.get('x-ausername')).toBe('sync');
	});

	it('Jira accepts a request with a JSON body, which is not signed', async () => {
		const fields = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' }, summary: 'ü & ü' };
		const url = `${baseUrl}/rest/api/2/issue`;

		expect((await send({ method: 'POST', url, body: { fields } })).status).toBe(201);
	});

	it('a request that n8n sends again is signed anew', async () => {
		const data = { baseUrl, ...consumer, accessToken: await connect() };
		const request: IHttpRequestOptions = { url: `${baseUrl}/rest/api/2/search`, qs: { jql: '' } };

		const once = await credential.authenticate(data, request);
		const twice = await credential.authenticate(data, once);

		expect(twice.url).toBe(once.url);
		for (const { url, headers } of [once, twice])
			expect((await fetch(url, { headers: headers as Record<string, string> })).status).toBe(200);
	});

	it.each([
		['signature_invalid', { privateKey: other.privateKey }],
		['consumer_key_unknown', { consumerKey: 'N8N' }],
		['token_rejected', { accessToken: 'made-up' }],
	])('Jira refuses with %s', async (problem, data) => {
		const answer = await send({ url: `${baseUrl}/rest/api/2/myself` }, data);

		expect(answer.status).toBe(401);
		expect(answer.headers.get('www-authenticate')).toContain(problem);
	});

	it('a verifier that Jira did not give, an old clock and a replay are refused in words', async () => {
		const token = await requestToken();
		const early = accessTokenRequest(baseUrl, { ...consumer, token }, 'guess', moment());
		await expect(dance(early)).rejects.toThrow('not allowed yet');

		const late = { nonce: 'x', timestamp: 1_000_000_000 };
		const old = requestTokenRequest(baseUrl, consumer, CALLBACK, late);
		await expect(dance(old)).rejects.toThrow('clocks');

		const replayed = requestTokenRequest(baseUrl, consumer, CALLBACK, moment());
		await dance(replayed);
		await expect(dance(replayed)).rejects.toThrow('seen this request before');
	});
});

describe('the credential', () => {
	it('signs what the HTTP Request node gives it, a form included', async () => {
		const request = { method: 'POST', uri: 'https://a.b/c', qs: { x: 1 }, form: { y: ['2', '3'] } };
		const data = { ...consumer, accessToken: 't' };

		const signed = await new JiraSyncOAuth1Api().authenticate(data, request as never);

		expect(signed).toMatchObject({ uri: 'https://a.b/c?x=1', url: 'https://a.b/c?x=1' });
		const header = String(signed.headers?.['authorization']);
		const { oauth_signature: signature = '', ...protocol } = Object.fromEntries(
			[...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value = '']) => [
				name,
				decodeURIComponent(value),
			]),
		);
		const form: [string, string][] = [
			['y', '2'],
			['y', '3'],
		];
		const base = signatureBaseString({ method: 'POST', url: signed.url, form }, protocol);
		expect(createVerify('sha1').update(base).verify(keys.publicKey, signature, 'base64')).toBe(
			true,
		);
	});

	it('says what to do before it is connected', async () => {
		const request = { url: 'https://jira.example.com' };
		const send = new JiraSyncOAuth1Api().authenticate({ ...consumer, accessToken: ' ' }, request);

		await expect(send).rejects.toThrow(InputError);
		await expect(send).rejects.toThrow('Connect node');
	});

	it('takes a token that was made elsewhere and pasted, with what was copied along', async () => {
		const pasted = { ...consumer, accessToken: ' pasted-token\n' };

		const { headers } = await new JiraSyncOAuth1Api().authenticate(pasted, {
			url: 'https://jira.example.com/rest/api/2/myself',
		});

		expect(headers?.['authorization']).toContain('oauth_token="pasted-token"');
	});

	it('stores a token that the Connect node hands in, and nothing else', async () => {
		const { preAuthentication } = new JiraSyncOAuth1Api();
		const store = (data: object) => preAuthentication.call({} as never, data as never);

		expect(await store({ accessToken: 'a' })).toEqual({});
		expect(await store({ accessToken: '', grantedToken: 'b' })).toEqual({
			accessToken: 'b',
			handshake: '',
		});
	});
});

it.each([
	[404, '<html>', 'no Jira Data Center'],
	[200, '<html>', 'Check the Jira URL'],
	[401, 'oauth_problem=strange%3Cscript%3E', 'gave no token (401)'],
])('an answer that is no token is explained: %i %s', (status, body, words) => {
	expect(() => readDanceToken(status, body)).toThrow(words);
	expect(() => readDanceToken(status, body)).not.toThrow('<');
});
