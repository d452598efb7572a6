import type { IExecuteFunctions } from 'n8n-workflow';
import { webhookIdentity } from '../auth/webhook-secret';
import type { JiraWebhook } from '../jira/webhook-dialect';
import { inputError } from '../model/failure';
import type { SetupWebhook } from '../sync/setup-webhook';
import { webhookRight } from './credentials';
import { deliveryLogs } from './process-state';
import type { JiraRuntime } from './runtime';
import { isLocal } from './trigger-address';
import { isMadeHere, SECRET_PARAMETER } from './trigger-own-hook';

/**
 * The webhooks of this n8n that the account may see: those that a trigger made, and those that were made by hand for one at the
 * public address of this n8n. Of an OAuth 2.0 app: all of the app, because Jira keeps no names of them. Throws `ServiceError`
 * when Jira refuses, and `InputError` for credentials that cannot manage webhooks.
 */
export async function readSetupWebhooks(
	context: IExecuteFunctions,
	{ client, access }: JiraRuntime,
): Promise<readonly SetupWebhook[]> {
	const right = webhookRight(context);
	if (right === 'none')
		throw inputError('OAuth 2.0 of Jira Data Center gives no access to webhooks.');
	const webhooks = await client.webhooks({ oauthApp: right === 'app' });
	const isApp = webhooks.kind === 'dynamic';
	const hooks = (await webhooks.list()).filter((hook) => isApp || isOfThisN8n(context, hook));
	const form = await client.webhookForm();
	const wantsHttps = form.wantsHttps && !isLocal(access.baseUrl);
	return hooks.map((hook) => ({
		...describe(hook),
		isProven: isApp ? true : isProven(hook),
		obstacle: obstacleOf(hook, access.baseUrl, wantsHttps),
	}));
}

function describe({
	id,
	name,
	url = '',
	enabled,
}: JiraWebhook): Omit<SetupWebhook, 'isProven' | 'obstacle'> {
	const address = url.replace(/[?#].*$/, '');
	return {
		name: name ?? `webhook ${id}`,
		address,
		isEnabled: enabled !== false,
		wasReceived: address !== '' && deliveryLogs.get(webhookIdentity(address)).ids.length > 0,
	};
}

/** The path of every trigger ends in the same word, whoever made its webhook. */
function isOfThisN8n(context: IExecuteFunctions, { name, url = '' }: JiraWebhook): boolean {
	if (isMadeHere(context, name)) return true;
	const base = context.getInstanceBaseUrl();
	if (!URL.canParse(url) || !URL.canParse(base)) return false;
	const { origin, pathname } = new URL(url);
	return origin === new URL(base).origin && pathname.endsWith('/jira-sync');
}

function isProven({ signed, url = '' }: JiraWebhook): boolean | undefined {
	return signed === true || new RegExp(`[?&]${SECRET_PARAMETER}=.`).test(url) ? true : signed;
}

function obstacleOf(
	{ url }: JiraWebhook,
	baseUrl: string,
	wantsHttps: boolean,
): SetupWebhook['obstacle'] {
	if (url === undefined || !URL.canParse(url)) return 'none';
	if (isLocal(url) && !isLocal(baseUrl)) return 'local';
	return wantsHttps && new URL(url).protocol !== 'https:' ? 'noHttps' : 'none';
}
