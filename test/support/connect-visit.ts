import { generateKeyPairSync } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { JiraSyncOAuth1Api } from '../../credentials/JiraSyncOAuth1Api.credentials';
import { JiraOAuth1Connect } from '../../nodes/JiraOAuth1Connect/JiraOAuth1Connect.node';

/** The key of the credential in these tests. */
export const { privateKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** A credential that is ready to be connected. */
export const data = {
	baseUrl: 'https://jira.example.com',
	consumerKey: 'n8n',
	privateKey,
	accessToken: '',
};

/** One visit of the browser. */
export interface Visit {
	readonly name?: 'setup' | 'default';
	readonly query?: IDataObject;
	/** A form that is sent to the first address. */
	readonly sent?: IDataObject;
	/** What n8n has stored; a visit may change it. */
	readonly store?: IDataObject;
	readonly credential?: IDataObject;
	readonly memory?: IDataObject;
	readonly mode?: string;
	/** What Jira answers to a request of the dance. */
	readonly jira?: (request: IHttpRequestOptions) => unknown;
}

/** Opens one of the node's addresses; `body` is a page, `location` where the browser is sent to. */
export async function visit(options: Visit = {}) {
	const { name = 'setup', query = {}, sent = {}, memory = {}, mode = 'webhook' } = options;
	const store = options.store ?? { ...data, ...options.credential };
	const seen = { status: 0, body: '', location: '' };
	const response = {
		redirect: (_status: number, location: string) => void (seen.location = location),
		status: (status: number) => {
			seen.status = status;
			return { set: () => ({ send: (body: string) => void (seen.body = body) }) };
		},
	};
	const context = {
		getMode: () => mode,
		getWebhookName: () => name,
		getQueryData: () => query,
		getNodeWebhookUrl: (which: string) => `https://n8n.example.com/webhook/1/${which}`,
		getWorkflowStaticData: () => memory,
		getBodyData: () => sent,
		getNode: () => ({ credentials: { jiraSyncOAuth1Api: { id: '1', name: 'Jira' } } }),
		getCredentials: async () => ({ ...store }),
		getResponseObject: () => response,
		helpers: {
			httpRequest: async (request: IHttpRequestOptions) => options.jira?.(request),
			httpRequestWithAuthentication: sendStored(store, options.jira),
		},
	};
	const result = await new JiraOAuth1Connect().webhook.call(context as never);
	expect(result).toEqual({ noWebhookResponse: true });
	return { ...seen, memory };
}

/** What n8n does with a request and the data that is given with it: it stores what preAuthentication answers, then signs. */
function sendStored(store: IDataObject, jira: Visit['jira']) {
	const credential = new JiraSyncOAuth1Api();
	return async (
		_type: string,
		request: IHttpRequestOptions,
		{ credentialsDecrypted }: { credentialsDecrypted: { data: ICredentialDataDecryptedObject } },
	) => {
		const { data: given } = credentialsDecrypted;
		const news = await credential.preAuthentication.call({} as never, given);
		if (news['handshake'] !== undefined) Object.assign(store, news);
		const signer = { ...given, ...news } as ICredentialDataDecryptedObject;
		return jira?.(await credential.authenticate(signer, request));
	};
}
