import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';
import type { JiraClient } from '../jira/client';
import { isScopeMismatch } from '../jira/scopes';
import { asError, inputError, isFailure, serviceWords } from '../model/failure';
import { toNodeError, type NodeFailure } from './errors';
import { manualSteps, type ManualHook } from './trigger-manual';

/** What advice about a webhook is made of. */
export interface HookAdvice {
	readonly client: JiraClient;
	readonly hook: ManualHook;
}

/** For credentials that cannot manage webhooks at all. Asks Jira for its version: the steps depend on it. */
export async function byHandOnly(advice: HookAdvice): Promise<Error> {
	return await steps(
		'With OAuth 2.0 of Jira Data Center the trigger cannot register its webhook.',
		'Use a credential of an administrator with a password, a personal access token or OAuth 1.0a, or let an administrator make the webhook by hand:',
		advice,
	);
}

/**
 * Says what to do when Jira lets the account do other things but not this: it lacks a right or a scope, or Jira answers 404
 * although it knows the account. Any other failure goes up as it is.
 */
export async function withRightsAdvice<T>(request: Promise<T>, advice: HookAdvice): Promise<T> {
	try {
		return await request;
	} catch (error) {
		throw await advised(error, advice);
	}
}

const ADMIN_REMEDY = 'Use a credential of a Jira administrator';
const SCOPE_REMEDY =
	'Make an API token with the scope manage:jira-webhook, or use one without scopes if this one has it';

async function advised(error: unknown, advice: HookAdvice): Promise<Error> {
	const isRefused =
		isFailure(error, 'permission') ||
		(isFailure(error, 'authentication') && isScopeMismatch(error.details)) ||
		(isFailure(error, 'notFound') && (await knowsAccount(advice.client)));
	if (!isRefused) return asError(error);
	const words = serviceWords(error.details);
	const remedy = isScopeMismatch(error.details) ? SCOPE_REMEDY : ADMIN_REMEDY;
	return await steps(
		'Jira lets only administrators register webhooks.',
		`${words === '' ? '' : `Jira said: ${words.replace(/[^.!?]$/, '$&.')} `}${remedy}, or let an administrator make the webhook by hand:`,
		advice,
	);
}

async function knowsAccount(client: JiraClient): Promise<boolean> {
	return await client.myself().then(
		() => true,
		() => false,
	);
}

async function steps(message: string, lead: string, { client, hook }: HookAdvice): Promise<Error> {
	const form = await client.webhookForm();
	return inputError(message, [
		{ field: 'Registration', message: `${lead}\n${manualSteps(hook, form)}` },
	]);
}

/**
 * An error that stops an activation, as n8n shows it: of such an error n8n keeps the message alone, so what is to be done has
 * to be in the message. While somebody listens for a test event the editor shows the description as well.
 */
export function toActivationError(
	context: IHookFunctions | ITriggerFunctions,
	error: unknown,
): NodeFailure {
	const failure = toNodeError(context.getNode(), error);
	const { message, description } = failure;
	if (context.getMode() === 'manual' || typeof description !== 'string' || description === '')
		return failure;
	if (!message.includes(description)) failure.message = `${message}\n${description}`;
	return failure;
}
