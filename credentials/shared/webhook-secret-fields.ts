import type { INodeProperties } from 'n8n-workflow';

/** The secrets of webhooks; `purpose` says when the first one is needed. */
export function webhookSecretFields(purpose: string): INodeProperties[] {
	return [
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: `Signs the deliveries to the Jira Sync Trigger. ${purpose}`,
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
}
