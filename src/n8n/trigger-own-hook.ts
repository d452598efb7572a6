import type { IHookFunctions } from 'n8n-workflow';
import { instanceMark, secretMark } from '../auth/webhook-secret';
import type { JiraWebhook } from '../jira/webhook-dialect';
import { webhookUrl } from './trigger-address';

/** The webhook that the trigger wants to have. */
export interface WantedHook {
	readonly url: string;
	readonly name: string;
	readonly events: readonly string[];
	readonly jql: string;
	readonly secret: string;
}

/** Query parameter that carries the secret to servers whose deliveries are not signed (before Jira 10). */
export const SECRET_PARAMETER = 'secret';
/** Query parameter by which a webhook tells that Jira did not keep its filter, so that the trigger has to look. */
export const UNFILTERED_PARAMETER = 'unfiltered';

/** The longest name of a workflow that n8n allows is 128 characters; Jira's limit for a webhook's name is not documented. */
const LONGEST_NAME = 128;

/**
 * The name of the webhook in Jira. It tells by marks, without telling them, which secret the webhook was registered with, which
 * Jira does not show, and which n8n made it, whose public address may change.
 */
export function hookName(context: IHookFunctions, secret: string): string {
	const workflow = context.getWorkflow().name ?? context.getWorkflow().id ?? '';
	return `${PREFIX}${workflow.slice(0, LONGEST_NAME)} (${secretMark(secret)} ${markOf(context)})`;
}

const PREFIX = 'n8n Jira Sync: ';

function markOf(context: Instance): string {
	return instanceMark(context.getInstanceId());
}

type Instance = Pick<IHookFunctions, 'getInstanceId'>;

/** Whether the name says that a trigger of this n8n made the webhook. */
export function isMadeHere(context: Instance, name = ''): boolean {
	return name.startsWith(PREFIX) && name.endsWith(` ${markOf(context)})`);
}

/**
 * The webhooks of this node: all that post to its address, with or without a query, and those that this n8n made for it when
 * n8n had another public address. A webhook that another n8n made for a copy of the workflow is not touched.
 */
export function ownHooks(
	context: IHookFunctions,
	all: readonly JiraWebhook[],
): readonly JiraWebhook[] {
	const url = webhookUrl(context);
	const path = nodePath(url);
	return all.filter(
		(hook) =>
			plainUrl(hook) === url ||
			(nodePath(plainUrl(hook)) === path && isMadeHere(context, hook.name)),
	);
}

function plainUrl({ url = '' }: JiraWebhook): string {
	return url.replace(/[?#].*$/, '');
}

/** What names the node in its address: kind (production or test), id of the webhook, and path. */
function nodePath(url: string): string {
	return url.split('/').slice(-3).join('/');
}

/** Whether a webhook does exactly what is wanted, with a secret that Jira signs with or else carries in the address. */
export function isRight(hook: JiraWebhook, wanted: WantedHook): boolean {
	return (
		hook.name === wanted.name &&
		hook.enabled !== false &&
		hook.excludesBody !== true &&
		JSON.stringify([...hook.events].sort()) === JSON.stringify(wanted.events) &&
		isFiltered(hook, wanted) &&
		isProven(hook, wanted)
	);
}

/** A secret that Jira shows as stars or dots counts as the right one: it cannot be known. */
function isProven(hook: JiraWebhook, wanted: WantedHook): boolean {
	const query = queryOf(hook);
	if (plainUrl(hook) !== wanted.url) return false;
	if (query.get(SECRET_PARAMETER) === wanted.secret) return true;
	if (hook.signed !== true || query.has(SECRET_PARAMETER)) return false;
	const { secret } = hook;
	return secret === undefined || secret === wanted.secret || /^[*•.]+$/.test(secret);
}

/** Where Jira does not keep filters, the webhook carries the word for it in its address. */
function isFiltered(hook: JiraWebhook, { jql }: WantedHook): boolean {
	return keepsFilter(hook, jql) !== queryOf(hook).has(UNFILTERED_PARAMETER);
}

/** Whether Jira shows the filter as it was given. */
export function keepsFilter(hook: JiraWebhook, jql: string): boolean {
	return (hook.jql ?? '').trim() === jql.trim();
}

function queryOf({ url = '' }: JiraWebhook): URLSearchParams {
	return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '');
}

/** The address with what the receiver has to know in its query. */
export function hookUrl(
	{ url, secret }: WantedHook,
	{ isSigned, isFiltered }: { readonly isSigned: boolean; readonly isFiltered: boolean },
): string {
	const query = [
		...(isSigned ? [] : [`${SECRET_PARAMETER}=${encodeURIComponent(secret)}`]),
		...(isFiltered ? [] : [`${UNFILTERED_PARAMETER}=1`]),
	];
	return query.length === 0 ? url : `${url}?${query.join('&')}`;
}
