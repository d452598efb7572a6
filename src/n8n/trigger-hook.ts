import type { IHookFunctions } from 'n8n-workflow';
import { secretMark } from '../auth/webhook-secret';
import type { JiraWebhook } from '../jira/webhook-dialect';
import type { JiraWebhooks } from '../jira/webhooks';
import { asError, inputError, isFailure } from '../model/failure';
import { readAccess, readTriggerSecrets } from './credentials';
import { removeAll } from './remove-webhooks';
import { openJira } from './runtime';
import { refuseLocal, webhookUrl } from './trigger-address';
import {
	isAppHookRegistered,
	registerAppHook,
	unregisterAppHook,
	usesAppHook,
} from './trigger-app-hook';
import { toJiraEvents } from './trigger-events';
import { readTriggerSettings, type TriggerSettings } from './trigger-settings';

/** The webhook that the trigger wants to have. */
interface WantedHook {
	readonly url: string;
	readonly name: string;
	readonly events: readonly string[];
	readonly jql: string;
	readonly secret: string;
}

/** Query parameter that carries the secret to servers whose deliveries are not signed (before Jira 10). */
export const SECRET_PARAMETER = 'secret';

/** Whether Jira has exactly the webhook that is wanted; copies of it and outdated ones are removed on the way. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const settings = readTriggerSettings(context);
	if (usesAppHook(context, settings)) return await isAppHookRegistered(context, settings);
	const wanted = await wantedHook(context, settings);
	if (settings.registration === 'manual') return true;
	const webhooks = await openWebhooks(context, wanted.url);
	const own = await ownHooks(webhooks, wanted.url);
	const [kept, ...twins] = own.filter((hook) => isRight(hook, wanted));
	if (kept === undefined) return false;
	const outdated = own.filter((hook) => !isRight(hook, wanted));
	await removeAll(webhooks, [...twins, ...outdated]);
	return true;
}

/**
 * Registers the webhook, and only then removes what it replaces, so that no event falls between. A delivery in that moment may
 * come twice; it starts nothing the second time, or plans to nothing.
 */
export async function register(context: IHookFunctions): Promise<void> {
	const settings = readTriggerSettings(context);
	if (usesAppHook(context, settings)) {
		await registerAppHook(context, settings);
		return;
	}
	const wanted = await wantedHook(context, settings);
	if (settings.registration === 'manual') return;
	const webhooks = await openWebhooks(context, wanted.url);
	const before = await ownHooks(webhooks, wanted.url);
	const made = await registerProven(webhooks, wanted);
	if ((made.jql ?? '').trim() !== wanted.jql.trim())
		context.logger.warn('Jira did not keep the JQL filter of the webhook: more events may arrive.');
	await removeAll(
		webhooks,
		before.filter(({ id }) => id !== made.id),
	);
}

/** Removes every webhook of this node's address. */
export async function unregister(context: IHookFunctions): Promise<void> {
	const settings = readTriggerSettings(context);
	if (settings.registration === 'manual') return;
	if (usesAppHook(context, settings)) {
		await unregisterAppHook(context);
		return;
	}
	const { webhooks: right } = await readAccess(context);
	if (right === 'none') return;
	const { client } = await openJira(context);
	const webhooks = await client.webhooks();
	await removeAll(webhooks, await ownHooks(webhooks, webhookUrl(context)));
}

async function openWebhooks(context: IHookFunctions, url: string): Promise<JiraWebhooks> {
	const { client, access } = await openJira(context);
	if (access.webhooks === 'none') throw onlyByHand();
	refuseLocal(url, access.baseUrl);
	return await client.webhooks();
}

function onlyByHand(): Error {
	return inputError('With OAuth 2.0 the trigger cannot register its webhook.', [
		{
			field: 'Registration',
			message:
				'Choose manual registration and have an administrator of Jira paste the address, or use a credential of an administrator with an API token, a personal access token or OAuth 1.0a.',
		},
	]);
}

async function wantedHook(
	context: IHookFunctions,
	{ registration, events, jql }: TriggerSettings,
): Promise<WantedHook> {
	const url = webhookUrl(context);
	const { secrets, typed } = await readTriggerSecrets(context, url);
	const secret = secrets[0] ?? '';
	if (secret === '' || (registration === 'manual' && !typed))
		throw inputError('The credential has no webhook secret.', [
			{
				field: 'Webhook Secret',
				message:
					'A webhook that is set up by hand needs one: enter it in the credential and in Jira, so that deliveries can be verified.',
			},
		]);
	const workflow = context.getWorkflow().name ?? context.getWorkflow().id ?? '';
	const name = `n8n Jira Sync: ${workflow} (${secretMark(secret)})`;
	return { url, name, events: toJiraEvents(events), jql, secret };
}

/** Webhooks that post to this node's address, with or without a secret in it. */
async function ownHooks(webhooks: JiraWebhooks, url: string): Promise<readonly JiraWebhook[]> {
	const hooks = await asAdministrator(webhooks.list());
	return hooks.filter((hook) => hook.url?.split('?')[0] === url);
}

/** Jira shows no secret, so the name tells by a mark which secret the webhook was registered with. */
function isRight(hook: JiraWebhook, wanted: WantedHook): boolean {
	return (
		hook.name === wanted.name &&
		(hook.jql ?? '').trim() === wanted.jql.trim() &&
		JSON.stringify([...hook.events].sort()) === JSON.stringify(wanted.events) &&
		(hook.signed === true || hook.url === urlWithSecret(wanted))
	);
}

/**
 * Registers with a secret that signs the deliveries. A server that cannot sign (before Jira 10) drops the secret without a
 * word; there it goes into the address, which only administrators see.
 */
async function registerProven(webhooks: JiraWebhooks, wanted: WantedHook): Promise<JiraWebhook> {
	const { secret: _secret, ...spec } = wanted;
	const made = webhooks.signs ? await registerSigned(webhooks, wanted) : undefined;
	if (made?.signed === true) return made;
	if (made !== undefined) await webhooks.remove(made.id);
	return await asAdministrator(webhooks.register({ ...spec, url: urlWithSecret(wanted) }));
}

/** Nothing when the server does not know what a secret is; whatever else is wrong shows when it is tried without. */
async function registerSigned(
	webhooks: JiraWebhooks,
	wanted: WantedHook,
): Promise<JiraWebhook | undefined> {
	try {
		return await webhooks.register(wanted);
	} catch (error) {
		if (isFailure(error, 'validation')) return undefined;
		throw withAdvice(error);
	}
}

function urlWithSecret({ url, secret }: WantedHook): string {
	return `${url}?${SECRET_PARAMETER}=${encodeURIComponent(secret)}`;
}

/** Says what to do when Jira refuses because the account is no administrator. */
async function asAdministrator<T>(request: Promise<T>): Promise<T> {
	try {
		return await request;
	} catch (error) {
		throw withAdvice(error);
	}
}

function withAdvice(error: unknown): Error {
	if (isFailure(error, 'permission'))
		return inputError('Jira lets only administrators register webhooks.', [
			{
				field: 'Registration',
				message:
					'Use a credential of a Jira administrator, or choose manual registration and have an administrator paste the address.',
			},
		]);
	return asError(error);
}
