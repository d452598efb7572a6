import type { IHttpRequestOptions } from 'n8n-workflow';
import { JiraSyncDataCenterOAuth2Api } from '../../credentials/JiraSyncDataCenterOAuth2Api.credentials';
import { JiraSyncOAuth2Api } from '../../credentials/JiraSyncOAuth2Api.credentials';
import { apiUrlOf } from '../../src/n8n/cloud-gateway';
import { readAccess } from '../../src/n8n/credentials';
import { isRegistered, unregister } from '../../src/n8n/trigger-hook';

const token = { access_token: 't' };
let hosts = 0;

/** A node whose credential is connected; `answer` is Atlassian's to every request. */
function contextWith(
	authentication: string,
	data: object,
	answer: (request: IHttpRequestOptions) => unknown = () => ({ statusCode: 500, headers: {} }),
) {
	const seen: { request: IHttpRequestOptions; options: unknown }[] = [];
	const parameters: Record<string, unknown> = { authentication, events: ['issueUpdated'] };
	const context = {
		getNode: () => ({ parameters }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/1/jira-sync',
		getWorkflow: () => ({ id: '1', name: 'W' }),
		getInstanceId: () => 'instance-1',
		getCredentials: async () => data,
		logger: { debug: () => {}, warn: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				request: IHttpRequestOptions,
				options: unknown,
			) => {
				seen.push({ request, options });
				return answer(request);
			},
		},
	};
	return { context: context as never, seen };
}

/** Another gateway each time: the process remembers cloud ids. */
const cloudData = (baseUrl: string) => ({
	baseUrl,
	apiHost: `https://api-${(hosts += 1)}.example.com/`,
	oauthTokenData: token,
	webhookSecret: 's',
});

const sites = [
	{ id: 'id-1', url: 'https://one.atlassian.net' },
	{ id: 'id-2', url: 'https://two.atlassian.net/' },
];

describe('OAuth 2.0 of Jira Cloud', () => {
	it('goes through the gateway to the site of the credential, asked for once', async () => {
		const data = cloudData('two.atlassian.net');
		const answer = () => ({ statusCode: 200, headers: {}, body: sites });
		const { context, seen } = contextWith('oAuth2', data, answer);
		const access = await readAccess(context);

		const urls = [await apiUrlOf(context, access), await apiUrlOf(context, access)];

		const gateway = data.apiHost.slice(0, -1);
		expect(urls).toEqual([`${gateway}/ex/jira/id-2`, `${gateway}/ex/jira/id-2`]);
		expect(access.baseUrl).toBe('https://two.atlassian.net');
		expect(seen).toHaveLength(1);
		expect(seen[0]).toMatchObject({
			request: {
				url: `${gateway}/oauth/token/accessible-resources`,
				ignoreHttpStatusErrors: { ignore: true, except: [403, 404] },
			},
			options: {
				oauth2: { tokenExpiredStatusCode: [403, 404], skipRefreshWhileTokenIsFresh: true },
			},
		});
	});

	it.each([
		[sites, 'It gave access to https://one.atlassian.net, https://two.atlassian.net.'],
		[[], 'It gave access to no site: the account needs access to Jira there'],
	])('names the sites that it may use instead of the one it may not', async (body, words) => {
		const answer = () => ({ statusCode: 200, headers: {}, body });
		const { context } = contextWith('oAuth2', cloudData('https://three.atlassian.net'), answer);

		await expect(apiUrlOf(context, await readAccess(context))).rejects.toMatchObject({
			message: 'The connected account gave no access to https://three.atlassian.net.',
			problems: [{ field: 'Jira URL', message: expect.stringContaining(words) }],
		});
	});

	it('says what to do when n8n cannot renew the access', async () => {
		const lost = Object.assign(new Error('x'), {
			cause: new Error('The credential "C" needs to be reconnected.'),
		});
		const answer = () => {
			throw lost;
		};
		const { context } = contextWith('oAuth2', cloudData('one.atlassian.net'), answer);

		await expect(apiUrlOf(context, await readAccess(context))).rejects.toMatchObject({
			details: {
				kind: 'authentication',
				messages: ['The access has ended and could not be renewed.'],
			},
			message: expect.stringContaining('connect the account again (Switch account)'),
		});
	});
});

it.each([
	['oAuth2', {}],
	['dataCenterOAuth2', { oauthTokenData: {} }],
	['oAuth1', { privateKey: 'x' }],
])('%s is refused in words while it is not connected', async (authentication, data) => {
	const { context, seen } = contextWith(authentication, { baseUrl: 'jira.example.com', ...data });

	await expect(readAccess(context)).rejects.toThrow(/not connected to Jira yet|private key/);
	expect(seen).toEqual([]);
});

describe('the trigger', () => {
	const data = {
		baseUrl: 'https://jira.example.com',
		oauthTokenData: token,
		clientSecret: 'c',
	};
	const jira = ({ url }: IHttpRequestOptions) => ({
		statusCode: 200,
		headers: { 'x-ausername': 'sync' },
		body: url.endsWith('/serverInfo') ? { version: '10.3.2' } : { name: 'sync', key: 'sync' },
	});

	it('does not register a webhook with OAuth 2.0, and says what to do', async () => {
		const { context } = contextWith('dataCenterOAuth2', data, jira);

		await expect(isRegistered(context)).rejects.toMatchObject({
			message: 'With OAuth 2.0 of Jira Data Center the trigger cannot register its webhook.',
			problems: [
				{
					field: 'Registration',
					message: expect.stringContaining('URL: https://n8n.example.com/webhook/1/jira-sync\n'),
				},
			],
		});
	});

	it('has nothing to remove then', async () => {
		const { context, seen } = contextWith('dataCenterOAuth2', data, jira);

		await unregister(context);

		expect(seen).toEqual([]);
	});
});

describe('the fields that n8n reads', () => {
	/** n8n's expressions are JavaScript between `{{` and `}}`. */
	const evaluate = (text: string, self: object): string =>
		text
			.slice(1)
			.replace(/\{\{(.*?)\}\}/g, (_all, code: string) =>
				new Function('$self', `return ${code}`)(self),
			);

	const defaultOf = (
		{ properties }: JiraSyncOAuth2Api | JiraSyncDataCenterOAuth2Api,
		name: string,
	): string => String(properties.find((property) => property.name === name)?.default);

	it('lead to Atlassian unless someone says otherwise', () => {
		const credential = new JiraSyncOAuth2Api();
		const self = { authHost: defaultOf(credential, 'authHost') };

		expect(evaluate(defaultOf(credential, 'authUrl'), self)).toBe(
			'https://auth.atlassian.com/authorize',
		);
		expect(evaluate(defaultOf(credential, 'accessTokenUrl'), self)).toBe(
			'https://auth.atlassian.com/oauth/token',
		);
		expect(defaultOf(credential, 'apiHost')).toBe('https://api.atlassian.com');
		expect(defaultOf(credential, 'scope').split(' ')).toContain('offline_access');
	});

	it('lead to the Data Center of the credential, with the redirect URL for renewals', () => {
		const credential = new JiraSyncDataCenterOAuth2Api();
		const self = {
			baseUrl: ' jira.example.com/jira/rest/api/2 ',
			redirectUrl: ' https://n8n/cb?x ',
		};
		const base = 'https://jira.example.com/jira/rest/oauth2/latest';

		expect(evaluate(defaultOf(credential, 'authUrl'), self)).toBe(`${base}/authorize`);
		expect(evaluate(defaultOf(credential, 'accessTokenUrl'), self)).toBe(
			`${base}/token?redirect_uri=https%3A%2F%2Fn8n%2Fcb%3Fx`,
		);
		expect(evaluate(defaultOf(credential, 'accessTokenUrl'), { ...self, redirectUrl: '' })).toBe(
			`${base}/token`,
		);
	});
});
