import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { basicAuthorization } from '../src/auth/basic';
import { BASE_URL_EXPRESSION, MYSELF_PATH, TEST_MESSAGES } from '../src/auth/credential-test';

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
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Signs the deliveries to the Jira Sync Trigger. If empty, a secret is derived from the API token or password, and changing that means to activate the workflow again. Needed when the webhook is set up by hand.',
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
		const authorization = basicAuthorization(
			String(credentials['user'] ?? '').trim(),
			String(credentials['password'] ?? ''),
		);
		return { ...request, headers: { ...request.headers, authorization } };
	}
}
