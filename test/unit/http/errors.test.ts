import {
	failureKind,
	toServiceError,
	toTransportFailure,
	unusableAnswer,
} from '../../../src/http/errors';
import { safeWords } from '../../../src/http/redact';
import type { HttpRequest, HttpResponse } from '../../../src/http/transport';

const create: HttpRequest = {
	method: 'POST',
	path: '/rest/api/3/issue',
	query: { secret: 'in-query' },
	headers: { authorization: 'Basic in-header' },
	body: { fields: { summary: 'in-payload' } },
};
const purpose = { action: 'create the issue' };

function answer(
	status: number,
	body: unknown,
	headers: HttpResponse['headers'] = {},
): HttpResponse {
	return { status, headers, body };
}

function errorOf(response: HttpResponse, request = create, more = {}) {
	return toServiceError('Jira', request, response, { ...purpose, ...more }, 0);
}

describe('toServiceError', () => {
	it("L8: says what was refused, with the fields' display names and Jira's own words", () => {
		const body = {
			errorMessages: ['Fix it.'],
			errors: { customfield_1: "Option value 'X' is not valid" },
		};

		const error = errorOf(answer(400, body), create, { fieldNames: { customfield_1: 'Severity' } });

		expect(error.message).toBe(
			"Jira refused to create the issue (400): Severity: Option value 'X' is not valid Fix it. [POST /rest/api/3/issue]",
		);
		expect(error.details).toMatchObject({ kind: 'validation', status: 400, ambiguous: false });
	});

	it.each`
		case                      | body                                                             | words
		${'the Jira envelope'}    | ${{ errorMessages: ['One', 'Two'], errors: {} }}                 | ${['One', 'Two']}
		${'no errors key'}        | ${{ errorMessages: ['Payload is wrong'] }}                       | ${['Payload is wrong']}
		${'a gateway'}            | ${{ code: 401, message: 'Unauthorized; scope does not match' }}  | ${['Unauthorized; scope does not match']}
		${'problem+json'}         | ${{ type: 'x', title: 'Not Found', detail: 'No route' }}         | ${['No route', 'Not Found']}
		${'OAuth'}                | ${{ error: 'invalid_grant', error_description: 'Token is old' }} | ${['Token is old', 'invalid_grant']}
		${'a list of errors'}     | ${{ errors: [{ message: 'A' }, 'B'] }}                           | ${['A', 'B']}
		${'a nested error'}       | ${{ error: { message: 'Nested' } }}                              | ${['Nested']}
		${'JSON as text'}         | ${'{"errorMessages":["Text"]}'}                                  | ${['Text']}
		${'broken JSON'}          | ${'{oops'}                                                       | ${['{oops']}
		${'a page with a title'}  | ${'<!DOCTYPE html><title>Log in</title><p>x</p>'}                | ${['Log in']}
		${'a page without title'} | ${'<html><p>x</p></html>'}                                       | ${[]}
		${'plain text'}           | ${'Basic Authentication Failure'}                                | ${['Basic Authentication Failure']}
		${'an empty text'}        | ${''}                                                            | ${[]}
		${'nothing'}              | ${undefined}                                                     | ${[]}
		${'empty words'}          | ${{ errorMessages: [''], errors: { x: null } }}                  | ${[]}
		${'details in a list'}    | ${{ errors: [{ detail: 'D' }, { title: 'T' }, {}] }}             | ${['D', 'T']}
		${'a list'}               | ${[1]}                                                           | ${[]}
	`('survives $case', ({ body, words }) => {
		expect(errorOf(answer(400, body)).details.messages).toEqual(words);
	});

	it('says that a web page came instead of data', () => {
		expect(errorOf(answer(403, '<html><title>Log in</title></html>')).message).toContain(
			'Log in. It answered with a web page instead of data. The account',
		);
	});

	it.each`
		status | hint
		${401} | ${'The credential was not accepted'}
		${403} | ${'ask an administrator'}
		${404} | ${'does not exist, or the account'}
		${409} | ${'run again'}
		${500} | ${'try again later'}
		${410} | ${'check the base URL'}
	`('gives a hint for $status', ({ status, hint }) => {
		expect(errorOf(answer(status, undefined)).message).toContain(hint);
	});

	it('prefers the hint of one who knows the service', () => {
		const error = toServiceError(
			'Jira',
			create,
			answer(403, ''),
			purpose,
			0,
			() => 'Solve the CAPTCHA.',
		);

		expect(error.message).toBe(
			'Jira refused to create the issue (403): Solve the CAPTCHA. [POST /rest/api/3/issue]',
		);
	});

	it('names the limit and the wait of a 429', () => {
		const headers = { 'retry-after': '1800', 'ratelimit-reason': 'jira-quota-tenant-based' };

		const error = errorOf(answer(429, '', headers));

		expect(error.message).toContain(
			'"jira-quota-tenant-based" is used up: it is open again in 1800 s.',
		);
		expect(error.details).toMatchObject({ kind: 'rateLimit', retryAfterMs: 1_800_000 });
		expect(errorOf(answer(429, '')).message).toContain('The request limit is used up: wait');
	});

	it.each`
		method    | status | repeatable | headers                   | ambiguous
		${'POST'} | ${500} | ${false}   | ${{}}                     | ${true}
		${'POST'} | ${502} | ${false}   | ${{}}                     | ${true}
		${'POST'} | ${504} | ${false}   | ${{}}                     | ${true}
		${'POST'} | ${503} | ${false}   | ${{}}                     | ${true}
		${'POST'} | ${503} | ${false}   | ${{ 'retry-after': '1' }} | ${false}
		${'POST'} | ${504} | ${true}    | ${{}}                     | ${false}
		${'POST'} | ${429} | ${false}   | ${{}}                     | ${false}
		${'POST'} | ${400} | ${false}   | ${{}}                     | ${false}
		${'PUT'}  | ${504} | ${false}   | ${{}}                     | ${true}
		${'GET'}  | ${504} | ${false}   | ${{}}                     | ${false}
	`('$method $status, repeatable $repeatable: ambiguous $ambiguous', (row) => {
		const request = { ...create, method: row.method };

		const error = errorOf(answer(row.status, '', row.headers), request, {
			repeatable: row.repeatable,
		});

		expect(error.details.ambiguous).toBe(row.ambiguous);
	});

	it('L10: holds neither payload, query, header nor a token in the words', () => {
		const body = { errorMessages: ['Bad Bearer abcdefghijkl and token=xyz123'] };

		const text = JSON.stringify([
			errorOf(answer(400, body)).message,
			errorOf(answer(400, body)).details,
		]);

		expect(text).not.toMatch(/in-payload|in-query|in-header|abcdefghijkl|xyz123/);
		expect(text).toContain('Bearer [hidden]');
	});
});

describe('toTransportFailure', () => {
	it('keeps the code of the cause and nothing else', () => {
		const cause = Object.assign(new Error('connect https://user:pw@host/?q=1'), {
			code: 'ECONNREFUSED',
		});

		const error = toTransportFailure('Jira', create, purpose, cause);

		expect(error.message).toContain(
			'did not answer the request to create the issue (ECONNREFUSED)',
		);
		expect(error.message).not.toContain('pw@host');
		expect(error.details).toMatchObject({ kind: 'network', ambiguous: true });
		expect(error.details).not.toHaveProperty('status');
	});

	it('finds the code of an inner cause, and lives without one', () => {
		const inner = { cause: { code: 'ENOTFOUND' } };

		expect(toTransportFailure('Jira', create, purpose, inner).details.messages).toEqual([
			'ENOTFOUND',
		]);
		expect(toTransportFailure('Jira', create, purpose, null).details.messages).toEqual([]);
	});

	it('passes on an error that is one already', () => {
		const known = unusableAnswer('Jira', create, purpose, { problem: 'Odd', status: 200 });

		expect(toTransportFailure('Jira', create, purpose, known)).toBe(known);
		expect(known.message).toContain('Jira could not create the issue: Odd.');
	});
});

describe('failureKind', () => {
	it.each([
		[408, 'server'],
		[412, 'conflict'],
		[413, 'validation'],
		[422, 'validation'],
		[418, 'protocol'],
		[599, 'server'],
	])('%d is %s', (status, kind) => {
		expect(failureKind(status)).toBe(kind);
	});
});

describe('safeWords', () => {
	it('is one line of at most 500 characters', () => {
		expect(safeWords('a\r\n\tb   c')).toBe('a b c');
		expect(safeWords('x'.repeat(600))).toHaveLength(500);
	});
});
