import type { IHttpRequestOptions } from 'n8n-workflow';
import { n8nTransport } from '../../src/n8n/transport';

const options = {
	credential: 'jiraSyncBasicApi',
	baseUrl: 'https://jira.example.com',
	renewsOn: [],
};

function transportOver(answer: (request: IHttpRequestOptions) => unknown, more: object = {}) {
	const seen: IHttpRequestOptions[] = [];
	const helpers = {
		httpRequestWithAuthentication: async (_type: string, request: IHttpRequestOptions) => {
			seen.push(request);
			return answer(request);
		},
	};
	return { seen, transport: n8nTransport({ helpers } as never, { ...options, ...more }) };
}

const GET = { method: 'GET', path: '/rest/api/2/myself' } as const;

it('answers with every status, and header names in lower case', async () => {
	const { transport, seen } = transportOver(() => ({
		statusCode: 429,
		headers: { 'Retry-After': 3 },
		body: { errorMessages: ['slow down'] },
	}));

	expect(await transport.send({ ...GET, query: { a: '1' } })).toEqual({
		status: 429,
		headers: { 'retry-after': '3' },
		body: { errorMessages: ['slow down'] },
	});
	expect(seen[0]).toMatchObject({
		url: 'https://jira.example.com/rest/api/2/myself',
		qs: { a: '1' },
		ignoreHttpStatusErrors: true,
	});
});

it('lets n8n see a 401 where it can refresh the token, and makes it an answer again', async () => {
	const refused = Object.assign(new Error('Authorization failed'), {
		httpCode: '401',
		context: { data: { message: 'expired' } },
		cause: { response: { headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' } } },
	});
	const fail = () => {
		throw refused;
	};
	const { transport, seen } = transportOver(fail, { renewsOn: [401] });

	expect(await transport.send(GET)).toEqual({
		status: 401,
		headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
		body: { message: 'expired' },
	});
	expect(seen[0]?.ignoreHttpStatusErrors).toEqual({ ignore: true, except: [401] });
});

it('rejects with the code alone when no answer came: the text may hold the request', async () => {
	const cause = Object.assign(new Error('connect https://user:secret@jira'), {
		code: 'ECONNREFUSED',
	});
	const { transport } = transportOver(() => {
		throw Object.assign(new Error('Basic c2VjcmV0'), { cause });
	});

	const error = await transport.send(GET).catch((reason: unknown) => reason);
	expect(error).toMatchObject({ message: 'No answer', code: 'ECONNREFUSED' });
	expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|c2VjcmV0/);
});
