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
import { basicAuthorization } from '../src/auth/basic';
import {
	gatewayApiUrl,
	isAtGateway,
	NO_CLOUD_ID,
	readCloudId,
	TENANT_INFO_PATH,
} from '../src/auth/cloud-site';
import { BASE_URL_EXPRESSION, BASIC_TEST_MESSAGES, MYSELF_PATH } from '../src/auth/credential-test';
import { requestUrl } from '../src/auth/request-url';
import { normalizeBaseUrl } from '../src/model/base-url';
import { inputError } from '../src/model/failure';
import { testRules } from './shared/test-rules';
import { webhookSecretFields } from './shared/webhook-secret-fields';

/** E-mail and API token on Jira Cloud, user name and password on Jira Data Center. */
export class JiraSyncBasicApi implements ICredentialType {
	name = 'jiraSyncBasicApi';

	displayName = 'Jira Sync Basic API';

	icon: Icon = { light: 'file:../icons/jira-sync.svg', dark: 'file:../icons/jira-sync.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-jira-sync/n8n-nodes-jira-sync/blob/main/docs/credentials.md#basic';

	properties: INodeProperties[] = [
		{
			displayName: 'Jira URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.atlassian.net',
			hint: 'Cloud: the address of the site. Data Center: with the context path, if there is one, for example https://jira.example.com/jira.',
		},
		{
			displayName: 'Email or User Name',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. name@example.com',
			hint: 'Cloud: the e-mail of the account. Data Center: the user name.',
		},
		{
			displayName: 'API Token or Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Cloud: an API token (id.atlassian.com, Security, API tokens). Data Center: the password.',
		},
		{
			displayName: 'Token With Scopes',
			name: 'hasScopes',
			type: 'boolean',
			default: false,
			description:
				'Whether the API token was made with scopes. Jira Cloud only: such a token works through api.atlassian.com and not at the address of the site.',
		},
		...webhookSecretFields(
			'If empty, a secret is derived from the API token or password, and changing that means to activate the workflow again. Needed when the webhook is set up by hand.',
		),
		{
			// Not in the form: a stand-in for Atlassian in tests is set through n8n's API by someone who may edit the credential.
			displayName: 'Atlassian API',
			name: 'apiHost',
			type: 'hidden',
			default: 'https://api.atlassian.com',
		},
		{
			// Site and cloud id, for what is sent without our nodes, such as the credential's test. n8n stores what preAuthentication
			// answers; were the default empty, it would ask before each request of our nodes too.
			displayName: 'Cloud Site',
			name: 'cloudSite',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'unknown',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: MYSELF_PATH },
		rules: testRules(BASIC_TEST_MESSAGES),
	};

	/** Looks up the cloud id that a token with scopes needs; n8n stores it. For any other token there is nothing to store. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials['hasScopes'] !== true) return {};
		const site = normalizeBaseUrl(textAt(credentials, 'baseUrl'));
		if (isKnownSite(credentials, site)) return {};
		const cloudId = await lookUpCloudId(this, site);
		if (cloudId === undefined) throw inputError(`There is no cloud id at ${site}. ${NO_CLOUD_ID}`);
		return { cloudSite: `${site} ${cloudId}` };
	}

	/**
	 * n8n sends a request again after a 401, the second time with what this made of it. On Data Center each refused login counts
	 * towards the CAPTCHA, so the second time is refused here.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const authorization = basicAuthorization(
			textAt(credentials, 'user').trim(),
			textAt(credentials, 'password'),
		);
		if (request.headers?.['authorization'] === authorization)
			throw inputError(BASIC_TEST_MESSAGES[401] ?? '');
		// Only a credential's test gives the address in two parts: there a wrong one is explained.
		if (request.baseURL !== undefined) normalizeBaseUrl(textAt(credentials, 'baseUrl'));
		const located =
			credentials['hasScopes'] === true ? throughGateway(credentials, request) : request;
		return { ...located, headers: { ...request.headers, authorization } };
	}
}

function textAt(credentials: ICredentialDataDecryptedObject, name: string): string {
	return String(credentials[name] ?? '');
}

function isKnownSite(credentials: ICredentialDataDecryptedObject, site: string): boolean {
	return textAt(credentials, 'cloudSite').startsWith(`${site} `);
}

async function lookUpCloudId(
	{ helpers }: IHttpRequestHelper,
	site: string,
): Promise<string | undefined> {
	try {
		return readCloudId(
			await helpers.httpRequest({ method: 'GET', url: `${site}${TENANT_INFO_PATH}`, json: true }),
		);
	} catch {
		return undefined;
	}
}

/** After what looks like a 401, n8n runs `preAuthentication`, stores what it learns, and asks for the header again. */
function unknownSite(): Error {
	const error = inputError('The cloud id of the site is not known yet: test the credential once.');
	return Object.assign(error, { response: { status: 401 } });
}

/** The request with its address at the gateway. Our nodes give that address themselves. */
function throughGateway(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const { baseURL, url, ...rest } = request;
	const { uri }: { uri?: unknown } = request as object;
	const address = requestUrl({ url: typeof uri === 'string' ? uri : url, baseURL });
	const site = normalizeBaseUrl(textAt(credentials, 'baseUrl'));
	const apiHost = textAt(credentials, 'apiHost');
	if (isAtGateway(apiHost, address) || !address.startsWith(`${site}/`)) return request;
	if (!isKnownSite(credentials, site)) throw unknownSite();
	const [, cloudId = ''] = textAt(credentials, 'cloudSite').split(' ');
	const there = `${gatewayApiUrl(apiHost, cloudId)}${address.slice(site.length)}`;
	return { ...rest, url: there, ...(uri !== undefined && { uri: there }) };
}
