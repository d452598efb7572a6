import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** Credentials that every node here can use. */
export const jiraCredentials: INodeCredentialDescription[] = [
	{
		name: 'jiraSyncBasicApi',
		required: true,
		displayOptions: { show: { authentication: ['basic'] } },
	},
	{
		name: 'jiraSyncPatApi',
		required: true,
		displayOptions: { show: { authentication: ['pat'] } },
	},
	{
		name: 'jiraSyncOAuth1Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth1'] } },
	},
	{
		name: 'jiraSyncOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
	{
		name: 'jiraSyncDataCenterOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['dataCenterOAuth2'] } },
	},
];

/** Choice of the credential. Cloud or Data Center is not asked for: Jira tells. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Basic (API Token or Password)',
			value: 'basic',
			description: 'Jira Cloud with e-mail and API token, or Data Center with user and password',
		},
		{
			name: 'OAuth 1.0a (Data Center)',
			value: 'oAuth1',
			description:
				'Signed requests through an application link; connect with the Jira OAuth 1.0a Connect node',
		},
		{
			name: 'OAuth2 (Cloud)',
			value: 'oAuth2',
			description: "An app of Atlassian's developer console",
		},
		{
			name: 'OAuth2 (Data Center)',
			value: 'dataCenterOAuth2',
			description: 'An incoming application link',
		},
		{
			name: 'Personal Access Token',
			value: 'pat',
			description: 'Jira Data Center only',
		},
	],
	default: 'basic',
};
