import { fine, problem, warning, type SetupLine } from './setup-line';

/** A webhook of this n8n, as far as Jira tells. */
export interface SetupWebhook {
	readonly name: string;
	/** Where Jira posts to, without a query; empty where Jira does not tell. */
	readonly address: string;
	readonly isEnabled: boolean;
	/** Whether deliveries prove where they come from; undefined when Jira does not tell. */
	readonly isProven: boolean | undefined;
	/** Why Jira cannot reach the address, if that can be seen from it. */
	readonly obstacle: 'none' | 'local' | 'noHttps';
	/** A delivery has arrived in this process of n8n. */
	readonly wasReceived: boolean;
}

const CHECK = 'Webhook';
const SIGNED = 'Webhook Signature';
const REACHABLE = 'Webhook Deliveries';

/**
 * Whether there are webhooks, whether their deliveries prove themselves, and whether they arrive. Where there is none, that is one
 * line: many workflows need none.
 */
export function webhookLines(hooks: readonly SetupWebhook[]): readonly SetupLine[] {
	if (hooks.length === 0)
		return [
			warning(
				CHECK,
				'Jira has no webhook of this n8n that this account can see.',
				'If a workflow is to start with changes in Jira, activate one with the Jira Sync Trigger; else this does not matter.',
			),
		];
	return [registeredLine(hooks), signedLine(hooks), reachableLine(hooks)];
}

/** For an account that Jira lets not look. */
export function hiddenWebhooksLine(message: string): SetupLine {
	return warning(
		CHECK,
		`The webhooks cannot be looked at: ${message}`,
		'Jira shows them to administrators only. Run this check with the credential of the trigger, or let an administrator look under System → WebHooks for one to the production URL of the trigger. Without a trigger this does not matter.',
	);
}

function registeredLine(hooks: readonly SetupWebhook[]): SetupLine {
	const off = hooks.filter(({ isEnabled }) => !isEnabled);
	if (off.length === 0) return fine(CHECK, `Registered: ${namesOf(hooks)}.`);
	return problem(
		CHECK,
		`Switched off in Jira: ${namesOf(off)}.`,
		'Deactivate the workflow and activate it again: the trigger repairs its webhook. Switch on what was made by hand in Jira.',
	);
}

function signedLine(hooks: readonly SetupWebhook[]): SetupLine {
	const without = hooks.filter(({ isProven }) => isProven === false);
	const unknown = hooks.filter(({ isProven }) => isProven === undefined);
	if (without.length > 0)
		return problem(
			SIGNED,
			`Deliveries without a proof of where they come from are refused: ${namesOf(without)}.`,
			'Deactivate the workflow and activate it again. Where the webhook was made by hand, enter the Webhook Secret of the credential as its secret in Jira.',
		);
	if (unknown.length > 0)
		return warning(
			SIGNED,
			`Jira does not tell whether it signs: ${namesOf(unknown)}.`,
			'See that the webhook has the Webhook Secret of the credential as its secret.',
		);
	return fine(SIGNED, 'Deliveries are signed, or carry the secret.');
}

const OBSTACLES = {
	local: {
		message: 'Jira cannot reach an address that is local to n8n',
		remedy:
			'Set the environment variable WEBHOOK_URL of n8n to the address at which Jira reaches it, and restart n8n.',
	},
	noHttps: {
		message: 'Jira Cloud delivers to https only',
		remedy:
			'Set the environment variable WEBHOOK_URL of n8n to its https address, and restart n8n.',
	},
} as const;

/** From inside nobody can see whether Jira gets through from outside: only a delivery that came proves it. */
function reachableLine(hooks: readonly SetupWebhook[]): SetupLine {
	for (const { obstacle, address } of hooks)
		if (obstacle !== 'none') {
			const { message, remedy } = OBSTACLES[obstacle];
			return problem(REACHABLE, `${message}: ${address}.`, remedy);
		}
	const silent = hooks.filter(({ wasReceived }) => !wasReceived);
	if (silent.length === 0)
		return fine(REACHABLE, 'Deliveries have arrived since this n8n was started.');
	return warning(
		REACHABLE,
		`n8n cannot see from inside whether Jira reaches it, and this process has received nothing yet from ${namesOf(silent)}.`,
		'Change an issue that matches the filter, and look under Executions. If nothing starts, open the address of the webhook from the network of Jira (n8n answers there, with 404 in a browser), and check proxy, firewall and WEBHOOK_URL. In queue mode deliveries arrive in another process than this check runs in.',
	);
}

function namesOf(hooks: readonly SetupWebhook[]): string {
	return hooks
		.map(({ name, address }) => (address === '' ? name : `${name} to ${address}`))
		.join(', ');
}
