import type { WebhookForm } from '../jira/dialect';
import { toJiraEvents, type TriggerEvent } from './trigger-events';
import { SECRET_PARAMETER } from './trigger-own-hook';

/** What a person has to know to make the webhook in Jira by hand. */
export interface ManualHook {
	/** Address of the trigger, for production or a test. */
	readonly url: string;
	readonly events: readonly TriggerEvent[];
	/** Empty for all issues. */
	readonly jql: string;
}

/**
 * The steps by which an administrator makes the webhook by hand, one line each, with the address, the events and the filter to
 * enter. The secret itself is not in it, because errors and logs are read by many: it says where the secret is.
 */
export function manualSteps(
	{ url, events, jql }: ManualHook,
	{ menu, hasSecret }: WebhookForm,
): string {
	const steps = [
		'In n8n, enter a long random text as Webhook Secret in the credential of the trigger, and choose Registration: Manual.',
		`In Jira, an administrator opens ${menu} → System → WebHooks → Create a WebHook.`,
		hasSecret
			? `URL: ${url}`
			: `URL: ${url}?${SECRET_PARAMETER}=… with the URL-encoded Webhook Secret in place of the dots: this version of Jira has no field for a secret.`,
		...(hasSecret ? ['Secret: the Webhook Secret of the credential.'] : []),
		`Issue related events, JQL: ${jql === '' ? 'leave it empty.' : jql}`,
		`Events: ${eventLabels(events)} (${toJiraEvents(events).join(', ')}).`,
		'Leave "Exclude body" off, save, and activate the workflow again.',
	];
	return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

/** Groups of check boxes on Jira's page, by what the names of the events begin with. */
const GROUPS: readonly (readonly [prefix: string, label: string])[] = [
	['attachment', 'Attachment'],
	['comment', 'Comment'],
	['issueLink', 'Issue link'],
	['issue', 'Issue'],
	['sprint', 'Sprint'],
	['version', 'Version'],
	['worklog', 'Worklog'],
];

/** The events in the words of Jira's page, for example `Issue: created, updated; Comment: created`. */
export function eventLabels(events: readonly TriggerEvent[]): string {
	const groups = new Map<string, string[]>();
	for (const event of events) {
		const [prefix, label] = GROUPS.find(([start]) => event.startsWith(start)) ?? ['', 'Other'];
		const word = event.slice(prefix.length).toLowerCase();
		groups.set(label, [...(groups.get(label) ?? []), word]);
	}
	return [...groups].map(([label, words]) => `${label}: ${words.join(', ')}`).join('; ');
}
