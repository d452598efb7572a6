import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { JiraSyncBasicApi } from '../../credentials/JiraSyncBasicApi.credentials';
import { JiraSyncOAuth1Api } from '../../credentials/JiraSyncOAuth1Api.credentials';
import { JiraSyncPatApi } from '../../credentials/JiraSyncPatApi.credentials';

const CREDENTIALS: Readonly<Record<string, ICredentialType>> = {
	jiraSyncBasicApi: new JiraSyncBasicApi(),
	jiraSyncOAuth1Api: new JiraSyncOAuth1Api(),
	jiraSyncPatApi: new JiraSyncPatApi(),
};

/** What a test gives to a node that runs outside n8n. */
export interface FakeContextOptions {
	readonly parameters: IDataObject;
	/** Data of the one credential of the node. */
	readonly credential: ICredentialDataDecryptedObject;
	readonly webhookUrl?: string;
	/** What n8n keeps for the node; one object for all calls that are to share it. */
	readonly staticData?: IDataObject;
	/** Which n8n it is. Default `instance-1`. */
	readonly instanceId?: string;
	/** Default `My workflow`. */
	readonly workflowName?: string;
	/** `manual` while somebody listens for test events. Default `trigger`. */
	readonly mode?: 'manual' | 'trigger';
	/** A delivery, for `webhook()`. */
	readonly delivery?: {
		readonly body: string;
		readonly headers: Readonly<Record<string, string>>;
		readonly query?: IDataObject;
	};
}

/** An answer that the node gave to a delivery by itself. */
export interface FakeAnswer {
	status: number | undefined;
	body: unknown;
}

/** A clock that a trigger asked for. */
export interface FakeCron {
	readonly expression: string;
	readonly onTick: () => void;
}

/**
 * The parts of n8n's hook, webhook and form contexts that our nodes use. Requests run through the credential's real
 * `authenticate` and over HTTP.
 */
export function createFakeContext(options: FakeContextOptions) {
	const { parameters, delivery } = options;
	const node: INode = {
		id: 'node-1',
		name: 'Trigger',
		type: 'n8n-nodes-jira-sync.jiraSyncTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	};
	const warnings: string[] = [];
	const crons: FakeCron[] = [];
	const failures: Error[] = [];
	const staticData = options.staticData ?? {};
	const answer: FakeAnswer = { status: undefined, body: undefined };
	const response = {
		status(status: number) {
			answer.status = status;
			return { json: (body: unknown) => void (answer.body = body) };
		},
	};
	const rawBody = delivery === undefined ? undefined : Buffer.from(delivery.body, 'utf8');
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'wf-1', name: options.workflowName ?? 'My workflow', active: true }),
		getInstanceId: () => options.instanceId ?? 'instance-1',
		getCredentials: async () => options.credential,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getCurrentNodeParameter: (name: string) => parameters[name],
		getNodeWebhookUrl: () => options.webhookUrl ?? 'http://127.0.0.1:5678/webhook/1b2c/jira-sync',
		getMode: () => options.mode ?? 'trigger',
		getTimezone: () => 'Etc/UTC',
		getWorkflowStaticData: () => staticData,
		saveFailedExecution: (error: Error) => void failures.push(error),
		getHeaderData: () => delivery?.headers ?? {},
		getQueryData: () => delivery?.query ?? {},
		getRequestObject: () => ({ rawBody, readRawBody: async () => {} }),
		getResponseObject: () => response,
		logger: {
			debug: () => {},
			info: () => {},
			error: () => {},
			warn: (message: string) => void warnings.push(message),
		},
		helpers: {
			httpRequestWithAuthentication: async (type: string, request: IHttpRequestOptions) =>
				await send(type, options.credential, request),
			httpRequest: async (request: IHttpRequestOptions) => await fetchPlain(request),
			registerCron: ({ expression }: { expression: string }, onTick: () => void) =>
				void crons.push({ expression, onTick }),
		},
	};
	return { context: context as never, answer, warnings, crons, failures };
}

/** What n8n does for credentials that extend `oAuth2Api`, as long as the token lives. */
async function bearer(
	{ oauthTokenData }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { access_token: token } = oauthTokenData as IDataObject;
	return { ...request, headers: { ...request.headers, Authorization: `Bearer ${String(token)}` } };
}

async function send(
	type: string,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	const authenticate = type.endsWith('OAuth2Api') ? bearer : CREDENTIALS[type]?.authenticate;
	if (typeof authenticate !== 'function') throw new Error(`no authenticate for ${type}`);
	return await fetchPlain(await authenticate(data, request));
}

async function fetchPlain({
	method = 'GET',
	url,
	qs,
	headers,
	body,
}: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
	const query = new URLSearchParams((qs ?? {}) as Record<string, string>).toString();
	const answer = await fetch(query === '' ? url : `${url}?${query}`, {
		method,
		headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	return {
		statusCode: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
	};
}
