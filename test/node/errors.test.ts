import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { InputError, ServiceError, type ServiceErrorDetails } from '../../src/model/failure';
import { errorWords, networkRemedy, toNodeError } from '../../src/n8n/errors';

const node: INode = {
	id: '1',
	name: 'Jira',
	type: 't',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const details = (more: Partial<ServiceErrorDetails>): ServiceErrorDetails => ({
	kind: 'validation',
	service: 'Jira',
	method: 'POST',
	path: '/rest/api/3/issue',
	messages: [],
	fieldErrors: {},
	ambiguous: false,
	...more,
});

describe('an error of the service', () => {
	const error = new ServiceError(
		'Jira refused to create the issue (400): Summary: is required. Look at the fields. [POST /rest/api/3/issue]',
		details({ status: 400, fieldErrors: { Summary: 'is required.' } }),
	);

	it("says in the message what is wrong, and in the description Jira's words and the remedy", () => {
		const failure = toNodeError(node, error, 3);

		expect(failure).toBeInstanceOf(NodeApiError);
		expect(failure.message).toBe('Jira refused to create the issue (400): Summary: is required.');
		expect(failure.description).toContain('Look at the fields.');
		expect(failure.description).toContain('Request: POST /rest/api/3/issue');
		expect(failure.context['itemIndex']).toBe(3);
		expect(failure).toMatchObject({ httpCode: '400' });
	});

	it('keeps its message where n8n would replace it', () => {
		const message = 'Jira refused to read it (404): No field ENOENT. [GET /x]';
		const failure = toNodeError(
			node,
			new ServiceError(message, details({ status: 404, messages: ['No field ENOENT.'] })),
		);

		expect(failure.message).toBe('Jira refused to read it (404): No field ENOENT.');
	});

	it.each([
		['ENOTFOUND', 'typing mistakes'],
		['ECONNREFUSED', 'Nothing answers'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS'],
		['EWHATEVER', 'Jira URL'],
	])('without an answer tells what to check: %s', (code, words) => {
		const message = `Jira did not answer the request to read it (${code}): Check. [GET /x]`;
		const failure = toNodeError(
			node,
			new ServiceError(message, details({ kind: 'network', messages: [code] })),
		);

		expect(failure.message).toBe('Jira did not answer the request to read it');
		expect(failure.description).toContain(words);
		expect(failure.description).toContain(`(${code})`);
	});

	it('without a code still tells what to check', () => {
		expect(networkRemedy({ messages: [] })).toContain('Jira URL');
	});
});

describe('an error of the input', () => {
	it('lists every problem', () => {
		const failure = toNodeError(
			node,
			new InputError('The issue cannot be created.', [
				{ field: 'Summary', message: 'Is missing.' },
				{ field: 'Priority', message: 'Allowed: High, Low.' },
			]),
			1,
		);

		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(errorWords(failure)).toEqual({
			error: 'The issue cannot be created.',
			message: 'Summary: Is missing.\nPriority: Allowed: High, Low.',
		});
	});
});

it('hands back errors that n8n made, and wraps all others', () => {
	const own = new NodeOperationError(node, 'x');

	expect(toNodeError(node, own)).toBe(own);
	expect(toNodeError(node, new Error('bug'), 0).message).toBe('bug');
	expect(toNodeError(node, 'text').message).toBe('text');
});
