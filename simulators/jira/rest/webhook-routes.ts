import { isObject, textOf, type UnknownRecord } from '../../../src/model/decode';
import { parseJql } from '../jql/parse';
import { unreadableBody } from '../state/changes';
import { badRequest, refusal } from '../state/errors';
import { userNamed, type World } from '../state/world';
import type { Webhook, WebhookStore } from '../webhooks/store';
import { NO_CONTENT, ok, userOf, type AddRoute, type Call } from './call';

const CLASSIC = '/rest/webhooks/1.0/webhook';
const MODERN = '/rest/jira-webhook/1.0/webhooks';
/** First major version of Data Center that has the new resource; the old one is gone there. */
const MODERN_SINCE = 10;

/** Webhooks that administrators register. */
export function addWebhookRoutes(world: World, store: WebhookStore, add: AddRoute): void {
	const modern =
		world.deployment === 'dataCenter' && Number.parseInt(world.version, 10) >= MODERN_SINCE;
	const path = modern ? MODERN : CLASSIC;
	const show = modern ? showModern : showClassic;
	const read = modern ? readModern : readClassic;
	add('GET', path, 'admin', (call) => ok(listed(store).map((webhook) => show(call, webhook))));
	add('POST', path, 'admin', (call) => {
		const webhook = read(call, store.nextId(), undefined);
		store.put(webhook);
		return { status: 201, body: show(call, webhook) };
	});
	add('GET', `${path}/:webhook`, 'admin', (call) => ok(show(call, webhookOf(call, store))));
	add('PUT', `${path}/:webhook`, 'admin', (call) => {
		const old = webhookOf(call, store);
		const webhook = read(call, old.id, old);
		store.put(webhook);
		return ok(show(call, webhook));
	});
	add('DELETE', `${path}/:webhook`, 'admin', (call) => {
		store.remove(webhookOf(call, store).id);
		return NO_CONTENT;
	});
}

/** Webhooks of apps have a resource of their own. */
function listed(store: WebhookStore): readonly Webhook[] {
	return store.list().filter(({ expiresAt }) => expiresAt === undefined);
}

function webhookOf(call: Call, store: WebhookStore): Webhook {
	const found = store.find(call.params.webhook ?? '');
	if (found !== undefined) return found;
	throw refusal(404, [`Webhook with id '${call.params.webhook ?? ''}' does not exist.`]);
}

function bodyOf(call: Call): UnknownRecord {
	if (!isObject(call.body)) throw unreadableBody();
	return call.body;
}

function requiredPart(
	body: UnknownRecord,
	old: Webhook | undefined,
): Pick<Webhook, 'name' | 'url' | 'events'> {
	const name = textOf(body.name) ?? old?.name;
	const url = textOf(body.url) ?? old?.url;
	if (name === undefined) throw badRequest('The webhook name must not be empty.');
	if (url === undefined || !URL.canParse(url)) throw badRequest('The webhook URL is not valid.');
	const events = Array.isArray(body.events) ? body.events.map(String) : (old?.events ?? []);
	return { name, url, events };
}

function checkFilter(filter: string): string {
	if (filter.trim() !== '') parseJql(filter);
	return filter;
}

/** A change keeps what is not sent. Up to Data Center 9 there are no secrets: the key is ignored. */
function readClassic(call: Call, id: string, old: Webhook | undefined): Webhook {
	const body = bodyOf(call);
	const filters = isObject(body.filters) ? body.filters : undefined;
	const filter =
		filters === undefined
			? (old?.filter ?? '')
			: (textOf(filters['issue-related-events-section']) ?? '');
	const secret = call.world.deployment === 'cloud' ? textOf(body.secret) : undefined;
	return {
		...requiredPart(body, old),
		id,
		filter: checkFilter(filter),
		excludeBody:
			typeof body.excludeBody === 'boolean' ? body.excludeBody : (old?.excludeBody ?? false),
		secret: secret ?? old?.secret,
		enabled: typeof body.enabled === 'boolean' ? body.enabled : (old?.enabled ?? true),
		owner: userOf(call).name,
		updated: call.world.now(),
		configuration: {},
	};
}

/** The secret can be written, never read; `isSigned` tells whether there is one. */
function showClassic(call: Call, webhook: Webhook): UnknownRecord {
	const owner = userNamed(call.world, webhook.owner);
	const cloud = call.world.deployment === 'cloud';
	return {
		name: webhook.name,
		url: webhook.url,
		excludeBody: webhook.excludeBody,
		filters: { 'issue-related-events-section': webhook.filter },
		events: webhook.events,
		enabled: webhook.enabled,
		self: `${call.world.baseUrl}${CLASSIC}/${webhook.id}`,
		lastUpdatedUser: cloud ? owner?.accountId : owner?.key,
		lastUpdatedDisplayName: owner?.displayName,
		lastUpdated: webhook.updated,
		...(cloud ? { isSigned: webhook.secret !== undefined } : {}),
	};
}

/**
 * Everything beside name, url and events is in `configuration`; a `secret` at the top is ignored without a word. A
 * change replaces everything. https://confluence.atlassian.com/adminjiraserver/managing-webhooks-938846912.html
 */
function readModern(call: Call, id: string): Webhook {
	const body = bodyOf(call);
	const configuration = isObject(body.configuration) ? body.configuration : {};
	const { webhookFilter, webhookSecret } = call.world.unknowns;
	const given = { ...configuration };
	if (webhookSecret === 'dropped') delete given.SECRET;
	if (webhookFilter === 'dropped') delete given.FILTERS;
	const secret = textOf(given.SECRET);
	const filter = checkFilter(textOf(given.FILTERS) ?? '');
	return {
		...requiredPart(body, undefined),
		id,
		filter: webhookFilter === 'ignored' ? '' : filter,
		excludeBody: configuration.EXCLUDE_BODY === 'true',
		secret,
		enabled: body.active !== false,
		owner: userOf(call).name,
		updated: call.world.now(),
		configuration: given,
	};
}

function showModern({ world }: Call, webhook: Webhook): UnknownRecord {
	const masked = world.webhookHabits.masksSecret === true && webhook.secret !== undefined;
	return {
		id: Number(webhook.id),
		name: webhook.name,
		createdDate: webhook.updated,
		updatedDate: webhook.updated,
		events: webhook.events,
		configuration: { ...webhook.configuration, ...(masked && { SECRET: '********' }) },
		url: webhook.url,
		active: webhook.enabled,
		scopeType: 'global',
		sslVerificationRequired: true,
	};
}
