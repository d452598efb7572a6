import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import {
	asError,
	InputError,
	ServiceError,
	type ServiceErrorDetails,
	serviceWords,
} from '../model/failure';

export type NodeFailure = NodeApiError | NodeOperationError;

/**
 * What the n8n editor shows for any error of the core: the message says what is wrong, the description holds Jira's own words
 * and what to change. Errors that n8n made are handed back as they are; `new NodeApiError` would not change them either.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeFailure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ServiceError) return fromService(node, error, itemIndex);
	if (error instanceof InputError) return fromInput(node, error, itemIndex);
	const cause = asError(error);
	return new NodeOperationError(node, cause, at(itemIndex));
}

function at(itemIndex: number | undefined): { readonly itemIndex?: number } {
	return itemIndex === undefined ? {} : { itemIndex };
}

function fromInput(node: INode, error: InputError, itemIndex?: number): NodeOperationError {
	const lines = error.problems
		.filter(({ message }) => !error.message.includes(message))
		.map(({ field, message }) => `${field}: ${message}`);
	const description = lines.join('\n');
	return new NodeOperationError(node, error.message, {
		...at(itemIndex),
		...(description !== '' && { description }),
	});
}

function fromService(node: INode, error: ServiceError, itemIndex?: number): NodeApiError {
	const { details } = error;
	const message = headline(error);
	const response: JsonObject = { method: details.method, path: details.path, kind: details.kind };
	const failure = new NodeApiError(node, response, {
		...at(itemIndex),
		message,
		description: describe(error, details),
		...(details.status !== undefined && { httpCode: String(details.status) }),
	});
	// n8n rewrites messages in which it finds what looks like an error code.
	failure.message = message;
	return failure;
}

const REQUEST = / \[[A-Z]+ \S+\]$/;

/** "Jira refused to create the issue (400)", with Jira's words when they are short enough for a headline. */
function headline(error: ServiceError): string {
	const [head = error.message] = error.message.replace(REQUEST, '').split(/: |\.$/);
	const words = error.details.kind === 'network' ? '' : serviceWords(error.details);
	const plain = head.replace(/ \([A-Z][A-Z0-9_]+\)$/, '');
	return words !== '' && words.length <= HEADLINE_WORDS ? `${plain}: ${words}` : plain;
}

const HEADLINE_WORDS = 160;

function describe(error: ServiceError, details: ServiceErrorDetails): string {
	const text = error.message.replace(REQUEST, '');
	const start = text.indexOf(': ');
	const told = start < 0 ? '' : text.slice(start + 2);
	const lines = [
		...Object.entries(details.fieldErrors).map(([field, words]) => `${field}: ${words}`),
		...(details.kind === 'network' ? [networkRemedy(details)] : [told]),
		`Request: ${details.method} ${details.path}`,
	];
	return lines.filter((line) => line !== '').join('\n');
}

const REMEDIES: Readonly<Record<string, string>> = {
	ENOTFOUND:
		'No host of this name is known: check the Jira URL of the credential for typing mistakes.',
	EAI_AGAIN: 'The name of the host could not be looked up: check the network and the DNS of n8n.',
	ECONNREFUSED:
		'Nothing answers at this address and port: check the Jira URL of the credential, and that Jira is running.',
	ECONNRESET: 'The connection was cut: check proxies and firewalls between n8n and Jira.',
	EHOSTUNREACH: 'There is no way to this host: check the network, a VPN or a firewall.',
	ETIMEDOUT: 'Jira did not answer in time: check the network, or do less at once.',
	ECONNABORTED: 'Jira did not answer in time: check the network, or do less at once.',
	ERR_INVALID_URL: 'The Jira URL of the credential is not a web address.',
};

const TLS_REMEDY =
	'The certificate of Jira is not trusted: let n8n know its authority (NODE_EXTRA_CA_CERTS), or correct the certificate.';

/** What to change when no answer came, by the code that Node.js gives. */
export function networkRemedy({ messages }: Pick<ServiceErrorDetails, 'messages'>): string {
	const code = messages[0] ?? '';
	const remedy = /CERT|SSL|TLS|SELF_SIGNED|ISSUER/.test(code)
		? TLS_REMEDY
		: (REMEDIES[code] ?? 'Check the Jira URL of the credential, and that n8n can reach it.');
	return code === '' ? remedy : `${remedy} (${code})`;
}

/** Keys of an error item: what is wrong, and what to change with Jira's own words. */
export function errorWords(error: NodeFailure): {
	readonly error: string;
	readonly message?: string;
} {
	const { message, description } = error;
	return typeof description === 'string' && description !== ''
		? { error: message, message: description }
		: { error: message };
}
