import type { AppIdentity } from '../rest/authenticate';

/** A registered webhook, whatever resource made it. */
export interface Webhook {
	readonly id: string;
	readonly name: string;
	readonly url: string;
	readonly events: readonly string[];
	/** JQL that the issue must match; empty: any issue. */
	readonly filter: string;
	readonly excludeBody: boolean;
	readonly secret: string | undefined;
	readonly enabled: boolean;
	/** Name of the user who registered or last changed it. */
	readonly owner: string;
	readonly updated: number;
	/** What Data Center 10 and newer give back as it was sent. */
	readonly configuration: Readonly<Record<string, unknown>>;
	/** Only webhooks of OAuth 2.0 apps: when they end, in milliseconds since the epoch. */
	readonly expiresAt?: number;
	/** Only those: the app that signs the deliveries. */
	readonly app?: AppIdentity;
}

/** The webhooks of a site. */
export interface WebhookStore {
	list(): readonly Webhook[];
	find(id: string): Webhook | undefined;
	put(webhook: Webhook): void;
	remove(id: string): boolean;
	nextId(): string;
}

/** No webhooks yet. */
export function createWebhookStore(): WebhookStore {
	const webhooks = new Map<string, Webhook>();
	let last = 0;
	return {
		list: () => [...webhooks.values()],
		find: (id) => webhooks.get(id),
		put: (webhook) => void webhooks.set(webhook.id, webhook),
		remove: (id) => webhooks.delete(id),
		nextId: () => {
			last += 1;
			return String(last);
		},
	};
}
