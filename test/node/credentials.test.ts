import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { JiraSyncBasicApi } from '../../credentials/JiraSyncBasicApi.credentials';
import { JiraSyncPatApi } from '../../credentials/JiraSyncPatApi.credentials';
import { BASE_URL_EXPRESSION } from '../../src/auth/credential-test';
import { normalizeBaseUrl } from '../../src/jira/base-url';

const request: IHttpRequestOptions = { method: 'GET', url: 'https://jira.example.com/x' };

describe('the basic credential', () => {
	const basic = new JiraSyncBasicApi();
	const data = { user: ' ann@example.com ', password: 'pä:ss' };

	it('sends its header with the first request, in UTF-8', async () => {
		const { headers } = await basic.authenticate(data, { ...request, headers: { accept: 'a' } });

		const authorization = `Basic ${Buffer.from('ann@example.com:pä:ss').toString('base64')}`;
		expect(headers).toEqual({ accept: 'a', authorization });
	});

	it('does not send a refused request a second time, as n8n does after a 401', async () => {
		const once = await basic.authenticate(data, request);

		await expect(basic.authenticate(data, once)).rejects.toThrow('did not accept the credential');
	});

	it('explains a wrong address in its test', async () => {
		const test = { baseURL: 'https://ann@example.com', url: '/rest/api/2/myself' };

		const sending = basic.authenticate({ ...data, baseUrl: 'ann@example.com' }, test);

		await expect(sending).rejects.toThrow('an e-mail address, which belongs into its own field');
	});
});

describe('the basic credential with a token that has scopes', () => {
	const basic = new JiraSyncBasicApi();
	const data = {
		baseUrl: 'example.atlassian.net/',
		user: 'ann@example.com',
		password: 't',
		hasScopes: true,
		apiHost: 'https://api.atlassian.com',
		cloudSite: 'unknown',
	};
	const site = 'https://example.atlassian.net';
	const test: IHttpRequestOptions = { baseURL: site, url: '/rest/api/2/myself' };
	/** The site tells its cloud id to whoever asks. */
	function lookUp(answer: () => unknown, credential: IDataObject = data) {
		const asked: IHttpRequestOptions[] = [];
		const httpRequest = async (options: IHttpRequestOptions) => {
			asked.push(options);
			return answer();
		};
		const looking = basic.preAuthentication.call({ helpers: { httpRequest } }, credential as never);
		return { asked, looking };
	}

	it('learns the cloud id when it is tested, and sends the test to the gateway', async () => {
		const { asked, looking } = lookUp(() => ({ cloudId: '1122-3344' }));
		const learnt = await looking;

		const sent = await basic.authenticate({ ...data, ...(learnt as object) }, test);

		expect(asked).toMatchObject([{ url: `${site}/_edge/tenant_info` }]);
		expect(asked[0]?.headers).toBeUndefined();
		expect(learnt).toEqual({ cloudSite: `${site} 1122-3344` });
		expect(sent.url).toBe('https://api.atlassian.com/ex/jira/1122-3344/rest/api/2/myself');
		expect(sent.baseURL).toBeUndefined();
	});

	it('asks again only after the address was changed', async () => {
		const known = lookUp(() => ({}), { ...data, cloudSite: `${site} 1122-3344` });
		const moved = lookUp(() => ({ cloudId: '5566-7788' }), {
			...data,
			cloudSite: 'https://other.atlassian.net 1122-3344',
		});

		expect([await known.looking, known.asked]).toEqual([{}, []]);
		expect(await moved.looking).toEqual({ cloudSite: `${site} 5566-7788` });
	});

	it.each([
		['nothing', () => ({})],
		['a web page', () => '<html>'],
		['a path', () => ({ cloudId: '../../evil' })],
		[
			'an error',
			() => {
				throw new Error('404');
			},
		],
	])('says that there is no site in the cloud when the answer is %s', async (_what, answer) => {
		await expect(lookUp(answer).looking).rejects.toThrow(
			`There is no cloud id at ${site}. Tokens with scopes exist on Jira Cloud only.`,
		);
	});

	it('leaves alone what goes elsewhere, and looks nothing up for a token without scopes', async () => {
		const there = 'https://api.atlassian.com/ex/jira/1122-3344/rest/api/3/myself';
		for (const url of [there, 'https://example.com/x'])
			expect((await basic.authenticate(data, { url })).url).toBe(url);
		const { asked, looking } = lookUp(() => ({}), { ...data, hasScopes: false });
		expect([await looking, asked]).toEqual([{}, []]);
	});

	it('has n8n learn the cloud id first, as n8n does after a 401', async () => {
		await expect(basic.authenticate(data, test)).rejects.toMatchObject({
			message: expect.stringContaining('test the credential once'),
			response: { status: 401 },
		});
	});
});

it('the personal access token is sent as bearer', async () => {
	const { headers } = await new JiraSyncPatApi().authenticate({ token: ' abc ' }, request);

	expect(headers).toEqual({ authorization: 'Bearer abc' });
});

describe('the credential test', () => {
	/** n8n's expressions are JavaScript between `={{` and `}}`. */
	const evaluate = (baseUrl: string): unknown =>
		new Function('$credentials', `return ${BASE_URL_EXPRESSION.slice(3, -2)}`)({ baseUrl });

	it.each([
		'https://example.atlassian.net',
		'example.atlassian.net/',
		' https://example.atlassian.net/jira/software/projects/ABC/boards/1 ',
		'https://jira.example.com/jira/',
		'https://jira.example.com/jira/rest/api/2/',
		'https://jira.example.com/browse/ABC-1',
		'http://localhost:8080//',
		'https://jira.example.com/secure/Dashboard.jspa',
	])('asks the Jira that the nodes ask: %s', (baseUrl) => {
		expect(evaluate(baseUrl)).toBe(normalizeBaseUrl(baseUrl));
	});

	it.each([new JiraSyncBasicApi(), new JiraSyncPatApi()])(
		'of $displayName says what to do',
		({ test }) => {
			expect(test.request.url).toBe('/rest/api/2/myself');
			expect(test.rules?.map(({ properties }) => properties)).toEqual(
				[401, 403, 404].map((value) => ({ value, message: expect.stringContaining('Jira') })),
			);
		},
	);
});
