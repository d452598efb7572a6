import type { Exchange } from '../../simulators/jira';
import { createJudge, type Law } from '../support/openapi/judge';
import { schemasOf, withRequired } from '../support/openapi/schemas';

const document = {
	paths: {
		'/rest/thing/{id}': {
			get: {
				parameters: [{ name: 'expand', in: 'query', schema: { type: 'integer' } }],
				responses: {
					200: {
						content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
					},
					404: {},
				},
			},
			put: {
				requestBody: {
					required: true,
					content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
				},
				responses: { 204: {} },
			},
		},
	},
	components: {
		schemas: {
			Thing: {
				type: 'object',
				properties: { id: { type: 'string' }, note: { type: 'string', nullable: true } },
				additionalProperties: false,
			},
			ErrorCollection: {
				type: 'object',
				properties: { errorMessages: { type: 'array', items: { type: 'string' } } },
				additionalProperties: false,
			},
		},
	},
};

const schemas = schemasOf(document);
const law: Law = {
	document,
	lookUp: (path) => path,
	asked: schemas,
	given: { ...schemas, ...withRequired(schemas, { Thing: ['id'] }) },
	listsStatuses: true,
	answers: {},
	extraQuery: {},
	anyBody: new Set(),
	exceptionOf: ({ path }) => (path === '/rest/thing/odd' ? 'It is odd.' : undefined),
};

const good: Exchange = {
	deployment: 'cloud',
	method: 'GET',
	path: '/rest/thing/1',
	query: {},
	headers: {},
	body: undefined,
	status: 200,
	answerHeaders: {},
	answer: { id: '1', note: null },
	planned: false,
};
const put = { method: 'PUT', body: { note: 'x' }, status: 204, answer: undefined };

describe('the judge of exchanges', () => {
	const judge = createJudge(law);

	it.each<[string, Partial<Exchange>]>([
		['an answer as documented', {}],
		['a parameter as documented', { query: { expand: '7' } }],
		['a request as documented', put],
		['a refusal as documented', { status: 404, answer: { errorMessages: ['No.'] } }],
		['what any operation may answer', { status: 401, answer: { errorMessages: ['No.'] } }],
		['a planned fault', { status: 502, answer: 'Bad gateway', planned: true }],
		['a wrong request that is refused', { status: 404, query: { x: '1' }, answer: undefined }],
		['a known exception', { path: '/rest/thing/odd', status: 418 }],
	])('lets pass: %s', (_what, change) => {
		expect(judge({ ...good, ...change }).violations).toEqual([]);
	});

	it.each<[string, Partial<Exchange>, string]>([
		['an undocumented key', { answer: { id: '1', x: 1 } }, 'additional properties (x)'],
		['a missing key', { answer: {} }, "required property 'id'"],
		['a wrong type', { answer: { id: 1 } }, 'answer/id must be string'],
		['an undocumented status', { status: 202 }, 'status 202 is not documented (200, 404)'],
		['an undocumented parameter', { query: { x: '1' } }, "query 'x' is not documented"],
		['a wrong parameter', { query: { expand: 'all' } }, "query 'expand' must be integer"],
		['a wrong body', { ...put, body: { note: 1 } }, 'body/note must be string'],
		['a missing body', { ...put, body: undefined }, 'the body is missing'],
		['a body that should not be', { ...put, answer: { id: '1' } }, 'the answer has a body'],
		['a wrong refusal', { status: 404, answer: { message: 'No.' } }, 'refusal must NOT have'],
		['an unknown operation', { path: '/rest/other' }, 'has no such operation'],
	])('finds: %s', (_what, change, words) => {
		expect(judge({ ...good, ...change }).violations.join('\n')).toContain(words);
	});
});
