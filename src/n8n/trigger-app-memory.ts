import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';
import type { JiraWebhook } from '../jira/webhook-dialect';
import { textOf } from '../model/decode';

type Context = Pick<IHookFunctions | ITriggerFunctions, 'getWorkflowStaticData'>;

/** What the webhook of an app tells. */
export interface AppHookSpec {
	/** Jira's names, in alphabetical order. */
	readonly events: readonly string[];
	readonly jql: string;
}

/** The webhook that the node made last. */
export interface AppHookMemory {
	readonly id: string;
	readonly url: string;
}

/**
 * Keeps which webhook is the node's. Jira need not tell the address of an app's webhooks, so its id is all there is. n8n
 * saves a node's static data after activation; if it is lost, the next activation replaces the webhook.
 */
export function rememberAppHook(context: Context, { id, url }: AppHookMemory): void {
	const data = context.getWorkflowStaticData('node');
	data['webhookId'] = id;
	data['webhookUrl'] = url;
}

/** There is no webhook any more. */
export function forgetAppHook(context: Context): void {
	const data = context.getWorkflowStaticData('node');
	delete data['webhookId'];
	delete data['webhookUrl'];
}

/** The webhook that the node made last; undefined when it made none, or when that was lost. */
export function recallAppHook(context: Context): AppHookMemory | undefined {
	const data = context.getWorkflowStaticData('node');
	const [id, url] = [textOf(data['webhookId']), textOf(data['webhookUrl'])];
	return id === undefined || url === undefined || !URL.canParse(url) ? undefined : { id, url };
}

/**
 * The node's webhooks among those of the app: of its address where Jira tells it, and the one whose id was kept. An id that
 * was kept for another path is not meant: a test has its own address, and must not touch the webhook of production.
 */
export function ownAppHooks(
	context: Context,
	all: readonly JiraWebhook[],
	url: string,
): readonly JiraWebhook[] {
	const kept = recallAppHook(context);
	const isMeant = kept !== undefined && new URL(kept.url).pathname === new URL(url).pathname;
	return all.filter((hook) => hook.url === url || (isMeant && hook.id === kept.id));
}

/** Whether a webhook tells what is wanted; in which order Jira lists the events does not matter. */
export function isSameHook(hook: JiraWebhook, { events, jql }: AppHookSpec): boolean {
	return (
		(hook.jql ?? '').trim() === jql.trim() &&
		JSON.stringify([...hook.events].sort()) === JSON.stringify(events)
	);
}

/** Webhooks of apps end 30 days after they were made or renewed. */
const RENEW_BEFORE_MS = 20 * 24 * 60 * 60 * 1000;

/** Whether a webhook should be renewed: for a week and a half after it was made there is no need. */
export function isDue({ expiresAt }: JiraWebhook, now: number): boolean {
	return expiresAt === undefined || expiresAt - now < RENEW_BEFORE_MS;
}
