import type { IHttpRequestOptions } from 'n8n-workflow';
import { JiraSyncBasicApi } from '../../credentials/JiraSyncBasicApi.credentials';
import { JiraSyncPatApi } from '../../credentials/JiraSyncPatApi.credentials';
import { BASE_URL_EXPRESSION } from '../../src/auth/credential-test';
import { normalizeBaseUrl } from '../../src/jira/base-url';

const request: IHttpRequestOptions = { method: 'GET', url: 'https://jira.example.com/x' };

describe('the basic credential', () => {
	it('sends its header with the first request, in UTF-8, and overwrites on a second try', async () => {
		const basic = new JiraSyncBasicApi();
		const data = { user: ' ann@example.com ', password: 'pä:ss' };

		const once = await basic.authenticate(data, { ...request, headers: { accept: 'a' } });
		const twice = await basic.authenticate(data, once);

		const authorization = `Basic ${Buffer.from('ann@example.com:pä:ss').toString('base64')}`;
		expect(once.headers).toEqual({ accept: 'a', authorization });
		expect(twice).toEqual(once);
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
