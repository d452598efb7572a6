import type { IHookFunctions } from 'n8n-workflow';
import { projectsJql } from '../jira/jql';
import type { JiraWebhook } from '../jira/webhook-dialect';
import type { JiraWebhooks } from '../jira/webhooks';
import { asError, inputError, type InputProblem, isFailure, serviceWords } from '../model/failure';
import { webhookRight } from './credentials';
import { openJira } from './runtime';
import { removeAll } from './remove-webhooks';
import { systemClock } from './system-clock';
import { refuseLocal, webhookUrl } from './trigger-address';
import { toJiraEvents, type TriggerEvent } from './trigger-events';
import {
	forgetAppHook,
	isDue,
	isSameHook,
	ownAppHooks,
	recallAppHook,
	rememberAppHook,
	type AppHookSpec,
} from './trigger-app-memory';
import type { TriggerSettings } from './trigger-settings';

type Context = Parameters<typeof webhookRight>[0];

/** Of one user of an app on one site (developer.atlassian.com/cloud/jira/platform/webhooks). */
const MOST_HOOKS = 5;
/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-webhooks/#api-rest-api-3-webhook-post */
const APP_EVENTS: readonly TriggerEvent[] = [
	'commentCreated',
	'commentDeleted',
	'commentUpdated',
	'issueCreated',
	'issueDeleted',
	'issueUpdated',
];

/** Whether the trigger registers a webhook of an OAuth 2.0 app, which is another kind than an administrator's. */
export function usesAppHook(context: Context, { registration }: TriggerSettings): boolean {
	return registration === 'automatic' && webhookRight(context) === 'app';
}

/**
 * What the app's webhook is to tell. Throws `InputError` for what such webhooks cannot do: other events than those of issues
 * and comments, all projects at once, any JQL (they know a few clauses only, and every event would have to be looked at).
 */
export function appHookSpec({ events, projectKeys, query }: TriggerSettings): AppHookSpec {
	const problems: InputProblem[] = [];
	const refused = events.filter((event) => !APP_EVENTS.includes(event));
	if (refused.length > 0)
		problems.push({
			field: 'Events',
			message: `Take out ${toJiraEvents(refused).join(', ')}: the webhook of an app tells of issues and comments only.`,
		});
	if (projectKeys.length === 0)
		problems.push({
			field: 'Projects',
			message: 'Choose at least one project: the webhook of an app needs a filter.',
		});
	if (query !== '')
		problems.push({
			field: 'JQL',
			message:
				'Remove it, and filter behind the trigger with an If node: the webhook of an app takes few clauses of JQL.',
		});
	if (problems.length > 0)
		throw inputError(
			'With OAuth 2.0 the trigger cannot register this webhook. Change what is listed, choose manual registration, or use a credential of an administrator.',
			problems,
		);
	return { events: toJiraEvents(events), jql: projectsJql(projectKeys) };
}

/** Whether the app has exactly the webhook that is wanted; its twins and outdated ones are removed, and it is renewed. */
export async function isAppHookRegistered(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<boolean> {
	const spec = appHookSpec(settings);
	const url = webhookUrl(context);
	const webhooks = await openAppHooks(context, url);
	const own = ownAppHooks(context, await withAdvice(webhooks.list()), url);
	const address = recallAppHook(context)?.url;
	const isRight = (hook: JiraWebhook): boolean =>
		isSameHook(hook, spec) && (hook.url ?? address) === url;
	const [kept, ...twins] = own.filter(isRight);
	if (kept === undefined) return false;
	await removeAll(webhooks, [...twins, ...own.filter((hook) => !isRight(hook))]);
	if (isDue(kept, systemClock().now())) await webhooks.refresh(kept.id);
	rememberAppHook(context, { id: kept.id, url });
	return true;
}

/**
 * Registers the webhook, and only then removes what it replaces, unless there is room for five no more. Jira need not tell
 * the address of a webhook: in production one that tells the same and is of no known address counts as replaced, so that
 * webhooks whose id was lost do not pile up.
 */
export async function registerAppHook(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<void> {
	const spec = appHookSpec(settings);
	const url = webhookUrl(context);
	const webhooks = await openAppHooks(context, url);
	const all = await withAdvice(webhooks.list());
	const lost = (hook: JiraWebhook): boolean =>
		context.getMode() !== 'manual' && hook.url === undefined && isSameHook(hook, spec);
	const own = ownAppHooks(context, all, url);
	const replaced = [...own, ...all.filter((hook) => !own.includes(hook) && lost(hook))];
	if (all.length - replaced.length >= MOST_HOOKS) throw tooMany(all.length);
	const isFull = all.length >= MOST_HOOKS;
	if (isFull) await removeAll(webhooks, replaced);
	const made = await withAdvice(webhooks.register({ name: '', url, ...spec }));
	rememberAppHook(context, { id: made.id, url });
	if (!isFull) await removeAll(webhooks, replaced);
}

/** Removes the webhooks that this node made for its address. Reads nothing that may be wrong in the settings. */
export async function unregisterAppHook(context: IHookFunctions): Promise<void> {
	const url = webhookUrl(context);
	const { client } = await openJira(context);
	const webhooks = await client.webhooks({ oauthApp: true });
	await removeAll(webhooks, ownAppHooks(context, await webhooks.list(), url));
	forgetAppHook(context);
}

async function openAppHooks(context: IHookFunctions, url: string): Promise<JiraWebhooks> {
	const { client, access } = await openJira(context);
	refuseLocal(url, access.baseUrl);
	return await client.webhooks({ oauthApp: true });
}

function tooMany(count: number): Error {
	return inputError(`The app has ${count} webhooks already; Jira allows ${MOST_HOOKS}.`, [
		{
			field: 'Credential',
			message:
				'Deactivate a workflow that uses the same app and account, or wait until a webhook that is no longer used ends, at most 30 days. One trigger with several projects needs only one webhook.',
		},
	]);
}

/** Says what to do when Jira refuses the webhook itself, or the scope for it. */
async function withAdvice<T>(request: Promise<T>): Promise<T> {
	try {
		return await request;
	} catch (error) {
		throw advised(error);
	}
}

function advised(error: unknown): Error {
	if (isFailure(error, 'validation'))
		return inputError(`Jira refused the webhook: ${serviceWords(error.details)}`, [
			{
				field: 'Registration',
				message: `An app may have ${MOST_HOOKS} webhooks for an account and a single address for all of them: give each trigger an app of its own, and listen for test events only while the workflow is inactive. Or choose manual registration.`,
			},
		]);
	if (isFailure(error, 'permission') || isFailure(error, 'authentication'))
		return inputError(
			`Jira does not let the app register webhooks: ${serviceWords(error.details)}`,
			[
				{
					field: 'Credential',
					message:
						'Give the app the scope manage:jira-webhook in the developer console, add it to Scope in the credential, and connect the account again.',
				},
			],
		);
	return asError(error);
}
