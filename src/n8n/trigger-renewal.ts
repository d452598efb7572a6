import { createHash } from 'node:crypto';
import type { ITriggerFunctions } from 'n8n-workflow';
import type { JiraWebhook } from '../jira/webhook-dialect';
import type { JiraWebhooks } from '../jira/webhooks';
import { inputError } from '../model/failure';
import { webhookRight } from './credentials';
import { toNodeError } from './errors';
import { openJira } from './runtime';
import { systemClock } from './system-clock';
import { appHookSpec, usesAppHook } from './trigger-app-hook';
import {
	isDue,
	isSameHook,
	recallAppHook,
	rememberAppHook,
	type AppHookMemory,
	type AppHookSpec,
} from './trigger-app-memory';
import { readTriggerSettings } from './trigger-settings';

/**
 * Looks after the webhook of an OAuth 2.0 app once a day as long as the workflow is active, so that it does not end after 30
 * days on a project where nothing happens. Other webhooks stay by themselves. Parameters are read now: n8n evaluates
 * expressions while it activates, not when the clock strikes.
 */
export function startRenewal(context: ITriggerFunctions): void {
	if (webhookRight(context) !== 'app' || context.getMode() === 'manual') return;
	const settings = readTriggerSettings(context);
	if (!usesAppHook(context, settings)) return;
	const spec = appHookSpec(settings);
	context.helpers.registerCron({ expression: dailyAt(context) }, () => {
		void renewOrReport(context, spec);
	});
}

/** Not all triggers at the same second: the time of day follows from the node. */
function dailyAt(context: ITriggerFunctions): `${number} ${number} ${number} * * *` {
	const digest = createHash('sha256').update(context.getNode().id).digest();
	const [second = 0, minute = 0, hour = 0] = digest;
	return `${second % 60} ${minute % 60} ${hour % 24} * * *`;
}

/** Nobody waits for the outcome: what goes wrong becomes a failed execution, which runs the error workflow. */
async function renewOrReport(context: ITriggerFunctions, spec: AppHookSpec): Promise<void> {
	try {
		await renew(context, spec);
	} catch (error) {
		const failure = toNodeError(context.getNode(), error);
		context.logger.error(`Jira Sync Trigger could not renew its webhook: ${failure.message}`);
		if (typeof context.saveFailedExecution === 'function') context.saveFailedExecution(failure);
	}
}

async function renew(context: ITriggerFunctions, spec: AppHookSpec): Promise<void> {
	const { client } = await openJira(context);
	const webhooks = await client.webhooks({ oauthApp: true });
	const kept = recallAppHook(context);
	const hooks = hooksOf(await webhooks.list(), kept, spec);
	const now = systemClock().now();
	for (const hook of hooks) if (isDue(hook, now)) await webhooks.refresh(hook.id);
	if (hooks.length === 0) await replaceLost(context, webhooks, kept, spec);
}

/** The one whose id was kept; else those of its address, or those of no known address that tell the same. */
function hooksOf(
	all: readonly JiraWebhook[],
	kept: AppHookMemory | undefined,
	spec: AppHookSpec,
): readonly JiraWebhook[] {
	const known = all.filter(({ id }) => id === kept?.id);
	if (known.length > 0) return known;
	return all.filter(
		(hook) => isSameHook(hook, spec) && (hook.url === undefined || hook.url === kept?.url),
	);
}

/** n8n may have been off for a month, or somebody removed the webhook. */
async function replaceLost(
	context: ITriggerFunctions,
	webhooks: JiraWebhooks,
	kept: AppHookMemory | undefined,
	spec: AppHookSpec,
): Promise<void> {
	if (kept === undefined)
		throw inputError(
			'The webhook is gone from Jira. Deactivate the workflow and activate it again.',
		);
	const made = await webhooks.register({ name: '', url: kept.url, ...spec });
	rememberAppHook(context, { id: made.id, url: kept.url });
	context.logger.warn(
		'Jira Sync Trigger registered its webhook anew: it was gone, and events may have been missed.',
	);
}
