import type { IHookFunctions } from 'n8n-workflow';
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
import { byHandOnly, withRightsAdvice, type HookAdvice } from './trigger-advice';
import { toJiraEvents } from './trigger-events';
import {
	hookName,
	hookUrl,
	isRight,
	keepsFilter,
	ownHooks,
	type WantedHook,
} from './trigger-own-hook';
import { readTriggerSettings, type TriggerSettings } from './trigger-settings';

/** Whether Jira has exactly the webhook that is wanted; copies of it and damaged ones are removed on the way. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const settings = readTriggerSettings(context);
	if (usesAppHook(context, settings)) return await isAppHookRegistered(context, settings);
	const wanted = await wantedHook(context, settings);
	if (settings.registration === 'manual') return true;
	const { webhooks, own } = await openOwn(context, settings);
	const [kept, ...twins] = own.filter((hook) => isRight(hook, wanted));
	if (kept === undefined) return false;
	const damaged = own.filter((hook) => !isRight(hook, wanted));
	await removeAll(webhooks, [...twins, ...damaged]);
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
	const { webhooks, own, advice } = await openOwn(context, settings);
	const made = await withRightsAdvice(registerProven(webhooks, wanted), advice);
	if (!keepsFilter(made, wanted.jql))
		context.logger.warn(
			'Jira did not keep the JQL filter of the webhook: the trigger looks up each issue itself.',
		);
	await removeAll(
		webhooks,
		own.filter(({ id }) => id !== made.id),
	);
}

/** Removes every webhook of this node, whatever n8n's public address was when it was made. */
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
	await removeAll(webhooks, ownHooks(context, await webhooks.list()));
}

interface OwnHooks {
	readonly webhooks: JiraWebhooks;
	readonly own: readonly JiraWebhook[];
	readonly advice: HookAdvice;
}

/** Throws `InputError` with the steps for an administrator when the account may not manage webhooks. */
async function openOwn(context: IHookFunctions, settings: TriggerSettings): Promise<OwnHooks> {
	const url = webhookUrl(context);
	const { client, access } = await openJira(context);
	const { events, jql } = settings;
	const advice = { client, hook: { url, events, jql } };
	if (access.webhooks === 'none') throw await byHandOnly(advice);
	refuseLocal(url, access.baseUrl);
	const webhooks = await client.webhooks();
	const all = await withRightsAdvice(webhooks.list(), advice);
	return { webhooks, own: ownHooks(context, all), advice };
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
	return { url, name: hookName(context, secret), events: toJiraEvents(events), jql, secret };
}

/**
 * Registers, and looks at what Jira made of it: some versions drop a secret or a filter without a word. What is dropped goes
 * into the address, which only administrators see: the secret itself, or the word that the trigger has to filter. A drop is
 * learnt once, so there are three attempts at most.
 */
async function registerProven(webhooks: JiraWebhooks, wanted: WantedHook): Promise<JiraWebhook> {
	let keeps = { isSigned: webhooks.signs, isFiltered: true };
	for (;;) {
		const made = await registerAs(webhooks, wanted, keeps);
		const isSigned = keeps.isSigned && made?.signed === true;
		const isFiltered = keeps.isFiltered && (made === undefined || keepsFilter(made, wanted.jql));
		if (made !== undefined && isSigned === keeps.isSigned && isFiltered === keeps.isFiltered)
			return made;
		if (made !== undefined) await webhooks.remove(made.id);
		keeps = { isSigned, isFiltered };
	}
}

/** Nothing when the server does not know what a secret is; whatever else is wrong shows when it is tried without. */
async function registerAs(
	webhooks: JiraWebhooks,
	wanted: WantedHook,
	keeps: Parameters<typeof hookUrl>[1],
): Promise<JiraWebhook | undefined> {
	const { secret, ...rest } = wanted;
	const spec = { ...rest, url: hookUrl(wanted, keeps), ...(keeps.isSigned && { secret }) };
	try {
		return await webhooks.register(spec);
	} catch (error) {
		if (keeps.isSigned && isFailure(error, 'validation')) return undefined;
		throw asError(error);
	}
}
