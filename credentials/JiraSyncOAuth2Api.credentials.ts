import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { OAUTH_TEST_MESSAGES } from '../src/auth/credential-test';
import { testRules } from './shared/test-rules';
import { webhookSecretFields } from './shared/webhook-secret-fields';

/** https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/ */
const SCOPES = [
	'read:jira-work',
	'write:jira-work',
	'read:jira-user',
	'manage:jira-project',
	'manage:jira-webhook',
	'offline_access',
];

/** OAuth 2.0 (3LO) of Jira Cloud: an app of Atlassian's developer console, allowed by a person in the browser. */
export class JiraSyncOAuth2Api implements ICredentialType {
	name = 'jiraSyncOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Jira Sync OAuth2 API';

	icon: Icon = { light: 'file:../icons/jira-sync.svg', dark: 'file:../icons/jira-sync.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-jira-sync/n8n-nodes-jira-sync/blob/main/docs/credentials.md#oauth-20-on-jira-cloud';

	properties: INodeProperties[] = [
		{
			displayName: 'Jira URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.atlassian.net',
			hint: 'The site to work with. Choose the same site when Atlassian asks for access.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: SCOPES.join(' '),
			hint: 'read:jira-work and write:jira-work for issues; read:jira-user to match people; manage:jira-project for versions; manage:jira-webhook for the trigger; offline_access so that n8n can renew the access. The app needs the same permissions. Ranking and sprints need granular scopes as well: write:issue:jira-software, write:sprint:jira-software and read:sprint:jira-software.',
		},
		...webhookSecretFields(
			'Needed only where an administrator sets the webhook up by hand and enters this secret in Jira; webhooks that the trigger registers itself are signed with the client secret.',
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
			default: '={{ $self["authHost"] }}/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["authHost"] }}/oauth/token',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: 'audience=api.atlassian.com&prompt=consent',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
		{
			// Not in the form: a stand-in for Atlassian in tests is set through n8n's API by someone who may edit the credential.
			displayName: 'Atlassian Login',
			name: 'authHost',
			type: 'hidden',
			default: 'https://auth.atlassian.com',
		},
		{
			displayName: 'Atlassian API',
			name: 'apiHost',
			type: 'hidden',
			default: 'https://api.atlassian.com',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.apiHost }}', url: '/oauth/token/accessible-resources' },
		rules: testRules(OAUTH_TEST_MESSAGES),
	};
}
