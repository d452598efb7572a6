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
			name: 'Personal Access Token',
			value: 'pat',
			description: 'Jira Data Center only',
		},
	],
	default: 'basic',
};
