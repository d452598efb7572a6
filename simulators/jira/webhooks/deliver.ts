import { createHmac, randomUUID } from 'node:crypto';
import { AnswerNow } from '../../kernel/http';
import { compileJql } from '../jql/evaluate';
import { parseJql } from '../jql/parse';
import type { WebhookDelivery } from '../site';
import type { IssueState, SiteEvent } from '../state/model';
import { projectOf, userNamed, type World } from '../state/world';
import { appToken } from './app-token';
import { messagesOf, type Message } from './payload';
import type { Webhook, WebhookStore } from './store';

/** Sends what happens to the webhooks that want it; never in the turn of the request that caused it. */
export interface WebhookSender {
	readonly deliveries: readonly WebhookDelivery[];
	dropNext(count: number): void;
	duplicateNext(count: number): void;
	/** Resolves when nothing is under way. */
	idle(): Promise<void>;
}

interface Parcel {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Starts to listen to the world's events. `retries`: how often a failed delivery is sent again (Cloud). */
export function createWebhookSender(
	world: World,
	store: WebhookStore,
	retries: number,
): WebhookSender {
	const deliveries: WebhookDelivery[] = [];
	const pending = new Set<Promise<void>>();
	const planned = { drop: 0, duplicate: 0 };
	const send = (parcel: Parcel): void => {
		if (planned.drop > 0) {
			planned.drop -= 1;
			return;
		}
		const times = planned.duplicate > 0 ? 2 : 1;
		planned.duplicate -= times - 1;
		for (let index = 0; index < times; index += 1) {
			const job = post(parcel, retries, deliveries).finally(() => pending.delete(job));
			pending.add(job);
		}
	};
	world.listeners.push((event) => parcelsOf(world, store, event).forEach(send));
	return {
		deliveries,
		dropNext: (count) => {
			planned.drop += count;
		},
		duplicateNext: (count) => {
			planned.duplicate += count;
		},
		idle: async () => {
			while (pending.size > 0) await Promise.all(pending);
		},
	};
}

function parcelsOf(world: World, store: WebhookStore, event: SiteEvent): readonly Parcel[] {
	const interested = store.list().filter((webhook) => matches(world, webhook, event));
	if (interested.length === 0) return [];
	return messagesOf(world, event).flatMap((message) =>
		interested
			.filter(({ events }) => events.includes(message.event))
			.map((webhook) => parcelOf(world, webhook, message, event)),
	);
}

/** The filter sees the issue as the event left it, or as it was before it was deleted. */
function matches(world: World, webhook: Webhook, event: SiteEvent): boolean {
	if (!webhook.enabled) return false;
	if (webhook.expiresAt !== undefined && webhook.expiresAt < world.now()) return false;
	const issue = 'issue' in event ? event.issue : undefined;
	if (webhook.filter.trim() === '' || issue === undefined) return true;
	if (!isFiltered(event) && world.webhookHabits.filtersEverything !== true) return true;
	try {
		const { where } = parseJql(webhook.filter);
		const user = userNamed(world, webhook.owner);
		return where === undefined || compileJql({ world, user }, where)(issue);
	} catch (error) {
		if (error instanceof AnswerNow) return false;
		throw error;
	}
}

/** Jira's page for webhooks: the query only applies to events under the Issue and Comment columns. */
function isFiltered({ kind }: SiteEvent): boolean {
	return /^(?:comment|issue(?!Link))/.test(kind);
}

/**
 * Headers as Atlassian documents them: an identifier that stays the same over retries on Cloud, and a signature in
 * WebSub's format when there is a secret. https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
function parcelOf(world: World, webhook: Webhook, message: Message, event: SiteEvent): Parcel {
	const sent =
		webhook.expiresAt === undefined
			? message.body
			: { ...message.body, matchedWebhookIds: [Number(webhook.id)] };
	const body = webhook.excludeBody ? '' : JSON.stringify(sent);
	const cloud = world.deployment === 'cloud';
	const signature =
		webhook.secret === undefined
			? undefined
			: createHmac('sha256', webhook.secret).update(body, 'utf8').digest('hex');
	return {
		url: 'issue' in event ? withVariables(webhook.url, event.issue) : webhook.url,
		body,
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'user-agent': 'Atlassian Webhook HTTP Client',
			...(cloud || world.unknowns.webhookIdentifier === 'sent'
				? { 'x-atlassian-webhook-identifier': randomUUID() }
				: {}),
			...(cloud ? { 'x-atlassian-webhook-flow': 'Primary' } : {}),
			...(signature === undefined ? {} : { 'x-hub-signature': `sha256=${signature}` }),
			...(webhook.app === undefined
				? {}
				: { authorization: `Bearer ${appToken(webhook.app, world.now())}` }),
		},
	};
}

/** `${issue.id}` on Cloud and up to Data Center 9, `{issue.id}` from 10 on. */
function withVariables(url: string, issue: IssueState): string {
	const values: Readonly<Record<string, string>> = {
		'issue.id': issue.id,
		'issue.key': issue.key,
		'project.key': projectOf(issue),
	};
	return url.replace(/\$?\{([a-z.]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Answers after which Cloud tries again: https://developer.atlassian.com/cloud/jira/platform/webhooks/#retry-policy */
function isTransient(status: number): boolean {
	return status === 0 || status >= 500 || [408, 409, 425, 429].includes(status);
}

async function post(parcel: Parcel, retries: number, deliveries: WebhookDelivery[]): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
	for (let attempt = 0; attempt <= retries; attempt += 1) {
		const retry: Readonly<Record<string, string>> =
			attempt === 0 ? {} : { 'x-atlassian-webhook-retry': String(attempt) };
		const headers = { ...parcel.headers, ...retry };
		const status = await statusOf({ ...parcel, headers });
		deliveries.push({ url: parcel.url, headers, body: parcel.body, status });
		if (!isTransient(status)) return;
	}
}

async function statusOf({ url, headers, body }: Parcel): Promise<number> {
	try {
		const response = await fetch(url, { method: 'POST', headers, body });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}
