import { randomBytes } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { BASE_URL_EXPRESSION, MYSELF_PATH, OAUTH_TEST_MESSAGES } from '../src/auth/credential-test';
import { oauth1Authorization, type Parameter } from '../src/auth/oauth1';
import { parametersOf, requestUrl } from '../src/auth/request-url';
import { normalizeBaseUrl } from '../src/model/base-url';
import { inputError } from '../src/model/failure';
import { testRules } from './shared/test-rules';
import { webhookSecretFields } from './shared/webhook-secret-fields';

/** OAuth 1.0a of Jira Data Center: every request is signed with an RSA key (RSA-SHA1), which n8n's own type cannot do. */
export class JiraSyncOAuth1Api implements ICredentialType {
	name = 'jiraSyncOAuth1Api';

	displayName = 'Jira Sync OAuth 1.0a API';

	icon: Icon = { light: 'file:../icons/jira-sync.svg', dark: 'file:../icons/jira-sync.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-jira-sync/n8n-nodes-jira-sync/blob/main/docs/credentials.md#oauth-10a';

	properties: INodeProperties[] = [
		{
			displayName: 'Jira URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://jira.example.com/jira',
			hint: 'The base URL of Jira Data Center as Jira has it in its own settings, with the context path, if there is one.',
		},
		{
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n',
			hint: 'As the administrator entered it in the application link.',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 6 },
			default: '',
			placeholder: '-----BEGIN PRIVATE KEY-----',
			hint: 'Leave it empty: the Jira OAuth 1.0a Connect node creates a key pair and shows the public key for the application link. Or paste an RSA key of your own, without a passphrase.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Leave it empty: the Jira OAuth 1.0a Connect node fills it in. Empty it to connect again.',
			description: 'A token that was made elsewhere with the same consumer key can be pasted',
		},
		...webhookSecretFields(
			'If empty, a secret is derived from the private key, and changing that means to activate the workflow again. Needed when the webhook is set up by hand.',
		),
		{
			// n8n runs preAuthentication, and stores what it answers, as long as a field like this one is empty.
			displayName: 'Handshake',
			name: 'handshake',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: MYSELF_PATH },
		rules: testRules(OAUTH_TEST_MESSAGES),
	};

	/**
	 * Stores what the Connect node hands in: a token as `grantedToken`, a private key as `generatedKey` where there is none yet.
	 * At all other times there is nothing to store.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		{ grantedToken, generatedKey, privateKey }: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (typeof grantedToken === 'string' && grantedToken !== '')
			return { accessToken: grantedToken, handshake: '' };
		const hasKey = typeof privateKey === 'string' && privateKey.trim() !== '';
		if (typeof generatedKey !== 'string' || generatedKey === '' || hasKey) return {};
		return { privateKey: generatedKey, handshake: '' };
	}

	/** Signs the address as it is sent. May run twice on one request (n8n repeats a 401): each time with a new nonce. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const read = (name: string): string => String(credentials[name] ?? '');
		const token = read('accessToken');
		if (token.trim() === '')
			throw inputError(
				'The credential is not connected yet. Run the Jira OAuth 1.0a Connect node once, or paste an access token.',
			);
		const { qs, baseURL, url, ...rest } = request;
		const legacy = readLegacy(request);
		// Only a credential's test gives the address in two parts: there a wrong one is explained.
		if (baseURL !== undefined) normalizeBaseUrl(read('baseUrl'));
		const address = requestUrl({ url: legacy.uri ?? url, baseURL, qs });
		const authorization = oauth1Authorization(
			{ method: request.method ?? 'GET', url: address, form: legacy.form },
			{ consumerKey: read('consumerKey'), privateKey: read('privateKey'), token },
			{ nonce: randomBytes(16).toString('hex'), timestamp: Math.floor(Date.now() / 1000) },
		);
		const target = { url: address, ...(legacy.uri !== undefined && { uri: address }) };
		return { ...rest, ...target, headers: { ...request.headers, authorization } };
	}
}

/** The HTTP Request node gives the address as `uri` and a form as `form`. The parameters of a form are signed. */
function readLegacy(request: object): {
	readonly uri?: string;
	readonly form: readonly Parameter[];
} {
	const { uri, form, body }: { uri?: unknown; form?: unknown; body?: unknown } = request;
	const fields = body instanceof URLSearchParams ? [...body] : parametersOf(form);
	return { ...(typeof uri === 'string' && { uri }), form: fields };
}
