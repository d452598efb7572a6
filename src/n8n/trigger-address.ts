import type { IHookFunctions } from 'n8n-workflow';
import { inputError } from '../model/failure';

/** The address of this node's webhook, for production or for a test as n8n asks. */
export function webhookUrl(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) throw inputError('n8n gives this trigger no webhook address.');
	return url;
}

const LOCAL_HOSTS = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/i;

/** Whether an address leads to the machine itself. */
export function isLocal(address: string): boolean {
	return LOCAL_HOSTS.test(new URL(address).hostname);
}

/**
 * Jira on another machine cannot reach this one by a local name: the webhook would be made and never deliver. Throws
 * `InputError` then.
 */
export function refuseLocal(url: string, baseUrl: string): void {
	if (!isLocal(url) || isLocal(baseUrl)) return;
	throw inputError(`Jira cannot reach this n8n at ${new URL(url).origin}.`, [
		{
			field: 'Webhook URL',
			message:
				'Set the environment variable WEBHOOK_URL of n8n to the address at which Jira reaches it (Jira Cloud wants https), or use manual registration.',
		},
	]);
}
