import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { BASE_URL_EXPRESSION, MYSELF_PATH, TEST_MESSAGES } from '../src/auth/credential-test';
import { normalizeBaseUrl } from '../src/model/base-url';

/** A personal access token of Jira Data Center (8.14 and later). */
export class JiraSyncPatApi implements ICredentialType {
	name = 'jiraSyncPatApi';

	displayName = 'Jira Sync Personal Access Token API';

	icon: Icon = { light: 'file:../icons/jira-sync.svg', dark: 'file:../icons/jira-sync.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-jira-sync/n8n-nodes-jira-sync/blob/main/docs/credentials.md#pat';

	properties: INodeProperties[] = [
		{
			displayName: 'Jira URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://jira.example.com/jira',
			hint: 'With the context path, if there is one. Jira Cloud has no personal access tokens: use the basic credential with an API token.',
		},
		{
			displayName: 'Personal Access Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Made in Jira Data Center: profile, Personal Access Tokens.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Signs the deliveries to the Jira Sync Trigger. If empty, a secret is derived from the token, and changing that means to activate the workflow again. Needed when the webhook is set up by hand.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted beside the webhook secret, so that no delivery is lost while the secret is changed',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: MYSELF_PATH },
		rules: Object.entries(TEST_MESSAGES).map(
			([status, message]): IAuthenticateRuleResponseCode => ({
				type: 'responseCode',
				properties: { value: Number(status), message },
			}),
		),
	};

	/** May run twice on one request (n8n repeats a 401), so it overwrites and never appends. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		// Only a credential's test gives the address in two parts: there a wrong one is explained.
		if (request.baseURL !== undefined) normalizeBaseUrl(String(credentials['baseUrl'] ?? ''));
		const authorization = `Bearer ${String(credentials['token'] ?? '').trim()}`;
		return { ...request, headers: { ...request.headers, authorization } };
	}
}
