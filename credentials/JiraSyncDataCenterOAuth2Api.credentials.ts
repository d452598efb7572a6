import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import {
	BASE_URL_EXPRESSION,
	baseUrlExpression,
	MYSELF_PATH,
	OAUTH_TEST_MESSAGES,
} from '../src/auth/credential-test';
import { testRules } from './shared/test-rules';
import { webhookSecretFields } from './shared/webhook-secret-fields';

const ENDPOINTS = `${baseUrlExpression('$self')}/rest/oauth2/latest`;
/**
 * Jira wants the redirect URL with every refresh as well, and n8n sends none in the body. Jira reads the parameters of this
 * endpoint from the address, as its documentation shows: https://confluence.atlassian.com/adminjiraserver/jira-oauth-2-0-provider-api-1115659070.html
 */
const REDIRECT_QUERY =
	'{{ $self["redirectUrl"] ? "?redirect_uri=" + encodeURIComponent($self["redirectUrl"].trim()) : "" }}';

/** OAuth 2.0 of Jira Data Center: an incoming application link, allowed by a person in the browser. */
export class JiraSyncDataCenterOAuth2Api implements ICredentialType {
	name = 'jiraSyncDataCenterOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Jira Sync Data Center OAuth2 API';

	icon: Icon = { light: 'file:../icons/jira-sync.svg', dark: 'file:../icons/jira-sync.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-jira-sync/n8n-nodes-jira-sync/blob/main/docs/credentials.md#oauth-20-on-jira-data-center';

	properties: INodeProperties[] = [
		{
			displayName: 'Jira URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://jira.example.com/jira',
			hint: 'With the context path, if there is one.',
		},
		{
			displayName: 'Redirect URL',
			name: 'redirectUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/rest/oauth2-credential/callback',
			hint: 'Copy the OAuth Redirect URL from above. Jira wants it whenever n8n renews the access; without it the connection ends after two hours.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'WRITE',
			hint: 'As in the application link. WRITE is enough to sync issues; ADMIN to manage versions.',
		},
		{
			displayName: 'Use PKCE',
			name: 'usePkce',
			type: 'boolean',
			default: true,
			description:
				'Whether to protect the connection with a code challenge (S256); turn it off if Jira refuses that',
		},
		...webhookSecretFields(
			'Needed by the trigger: with OAuth 2.0 an administrator sets the webhook up by hand and enters this secret in Jira.',
		),
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `${ENDPOINTS}/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `${ENDPOINTS}/token${REDIRECT_QUERY}`,
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: MYSELF_PATH },
		rules: testRules(OAUTH_TEST_MESSAGES),
	};
}
