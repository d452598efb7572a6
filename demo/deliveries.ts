import type { WebhookDelivery } from '../simulators/jira/site';

/** What is different from the delivery as Jira made it. */
export interface Forgery {
	/** A delivery identifier of its own; the signature does not cover headers. */
	readonly identifier?: string;
	/** Another body under the old signature. */
	readonly body?: string;
	/** Take these headers off. */
	readonly without?: readonly string[];
}

/** Posts a delivery once more and answers the receiver's status. */
export async function redeliver(delivery: WebhookDelivery, forgery: Forgery = {}): Promise<number> {
	const headers = Object.fromEntries(
		Object.entries(delivery.headers).filter(
			([name]) => !(forgery.without ?? []).includes(name.toLowerCase()),
		),
	);
	const response = await fetch(delivery.url, {
		method: 'POST',
		headers: {
			...headers,
			...(forgery.identifier !== undefined && {
				'x-atlassian-webhook-identifier': forgery.identifier,
			}),
		},
		body: forgery.body ?? delivery.body,
	});
	await response.arrayBuffer();
	return response.status;
}
