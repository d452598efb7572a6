import { unusableAnswer } from '../http/errors';
import { isObject, textOf } from '../model/decode';
import type { JiraConnection } from './connection';
import { goneIsFine } from './properties';
import type { JiraWebhook, WebhookDialect, WebhookSpec } from './webhook-dialect';

/** Webhooks of one Jira, the way its product and version manage them. */
export interface JiraWebhooks {
	readonly kind: WebhookDialect['kind'];
	/** A secret set on registration signs the deliveries. */
	readonly signs: boolean;
	/**
	 * Registers and reads back what Jira made of it: it may drop a secret or a filter without a word, so the caller checks
	 * `signed` and `jql`.
	 */
	register(spec: WebhookSpec): Promise<JiraWebhook>;
	list(): Promise<readonly JiraWebhook[]>;
	/** Undefined when there is none with that id. */
	get(webhookId: string): Promise<JiraWebhook | undefined>;
	remove(webhookId: string): Promise<void>;
	/** Renews a webhook that expires; does nothing where webhooks stay. */
	refresh(webhookId: string): Promise<void>;
}

/** Webhooks through one of the three ways. */
export function createWebhooks(connection: JiraConnection, dialect: WebhookDialect): JiraWebhooks {
	const list = () => listWebhooks(connection, dialect);
	const get = async (webhookId: string) => (await list()).find(({ id }) => id === webhookId);
	return {
		kind: dialect.kind,
		signs: dialect.signs,
		async register(spec) {
			const webhookId = await registerWebhook(connection, dialect, spec);
			return (await get(webhookId)) ?? { id: webhookId, events: spec.events };
		},
		list,
		get,
		remove: (webhookId) =>
			goneIsFine(connection.send(dialect.remove(webhookId), { action: 'delete the webhook' })),
		async refresh(webhookId) {
			const request = dialect.refresh?.(webhookId);
			if (request !== undefined) await connection.send(request, { action: 'renew the webhook' });
		},
	};
}

async function registerWebhook(
	connection: JiraConnection,
	dialect: WebhookDialect,
	spec: WebhookSpec,
): Promise<string> {
	const request = dialect.register(spec);
	const purpose = { action: 'register the webhook' };
	const body = await connection.send(request, purpose);
	const refused = refusedEntry(body);
	if (refused !== undefined)
		throw unusableAnswer('Jira', request, purpose, { problem: refused, kind: 'validation' });
	return dialect.readRegistered(body);
}

/** Dynamic webhooks are refused one by one, inside an answer with status 200. */
function refusedEntry(body: unknown): string | undefined {
	const results = isObject(body) ? body['webhookRegistrationResult'] : undefined;
	const first: unknown = Array.isArray(results) ? results[0] : undefined;
	const errors = isObject(first) ? first['errors'] : undefined;
	if (!Array.isArray(errors) || errors.length === 0) return undefined;
	return errors.map((error) => textOf(error) ?? '').join(' ');
}

async function listWebhooks(
	connection: JiraConnection,
	dialect: WebhookDialect,
): Promise<readonly JiraWebhook[]> {
	const found: JiraWebhook[] = [];
	for (;;) {
		const body = await connection.send(dialect.list(found.length), { action: 'list the webhooks' });
		const page = dialect.readList(body);
		found.push(...page);
		const total = isObject(body) ? Number(body['total'] ?? 0) : 0;
		if (page.length === 0 || found.length >= total) return found;
	}
}
