import type { IDataObject } from 'n8n-workflow';
import { renderConnectPage } from '../../src/n8n/connect-page';
import { visit, type Visit } from '../support/connect-visit';

const token = () => ({ statusCode: 200, body: 'oauth_token=req%2F1&oauth_token_secret=s' });

it('shows what the administrator needs, and never the private key', async () => {
	const { status, body } = await visit({ credential: { consumerKey: '<b>"n8n"' } });

	expect(status).toBe(200);
	expect(body).toContain('-----BEGIN PUBLIC KEY-----');
	expect(body).toContain('&lt;b&gt;&quot;n8n&quot;');
	expect(body).toContain('https://n8n.example.com/webhook/1/default');
	expect(body).not.toMatch(/PRIVATE|<b>/);
});

it('asks for a request token, remembers it and sends the browser to Jira', async () => {
	const { location, memory } = await visit({ query: { start: '1' }, jira: token });

	expect(location).toBe(
		'https://jira.example.com/plugins/servlet/oauth/authorize?oauth_token=req%2F1',
	);
	expect(memory['pending']).toMatchObject({ requestToken: 'req/1' });
});

const pending = { requestToken: 'req', since: Date.now() };

it.each<[string, Visit, string]>([
	['a test URL', { mode: 'manual' }, 'production URL'],
	['a credential that is connected', { credential: { accessToken: 'x' } }, 'connected already'],
	[
		'a callback for a credential that is connected',
		{ name: 'default', credential: { accessToken: 'x' }, memory: { pending } },
		'connected already',
	],
	[
		'no consumer key',
		{ credential: { consumerKey: ' ' } },
		'consumer key of the credential is empty',
	],
	[
		'a public key',
		{ credential: { privateKey: '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----' } },
		'public half',
	],
	['a broken address', { credential: { baseUrl: 'x y' } }, 'not a web address'],
	[
		'a refusal',
		{
			query: { start: '1' },
			jira: () => ({ statusCode: 401, body: 'oauth_problem=signature_invalid' }),
		},
		'public key in the application link',
	],
	[
		'no answer',
		{
			query: { start: '1' },
			jira: () => {
				throw Object.assign(new Error('Authorization: OAuth secret'), { code: 'ECONNREFUSED' });
			},
		},
		'Nothing answers at this address',
	],
	[
		'a callback without a start',
		{ name: 'default', query: { oauth_token: 'req' } },
		'does not belong',
	],
	[
		'a foreign callback',
		{ name: 'default', query: { oauth_token: 'other', oauth_verifier: 'v' }, memory: { pending } },
		'does not belong',
	],
	[
		'a late callback',
		{
			name: 'default',
			query: { oauth_token: 'req', oauth_verifier: 'v' },
			memory: { pending: { ...pending, since: Date.now() - 11 * 60_000 } },
		},
		'longer than ten minutes',
	],
	[
		'a denial',
		{
			name: 'default',
			query: { oauth_token: 'req', oauth_verifier: 'denied' },
			memory: { pending },
		},
		'choose Allow',
	],
])('%s ends on a page in words', async (_what, options, words) => {
	const { body, location } = await visit(options);

	expect(location).toBe('');
	expect(body).toContain(words);
	expect(body).not.toContain('secret');
});

it('a callback counts once', async () => {
	const memory: IDataObject = { pending: { ...pending } };
	await visit({ name: 'default', query: { oauth_token: 'req' }, memory });

	expect(memory).toEqual({});
});

it('a page escapes everything that it shows', () => {
	const evil = `"><script>'&`;
	const page = renderConnectPage({
		title: evil,
		paragraphs: [evil],
		values: { [evil]: evil },
		links: [{ address: evil, text: evil }],
		form: {
			address: evil,
			paragraphs: [evil],
			input: { kind: 'text', name: evil, label: evil },
			button: evil,
		},
	});

	expect(page).not.toContain('<script>');
	expect(page.split('&quot;&gt;&lt;script&gt;&#39;&amp;')).toHaveLength(13);
});
