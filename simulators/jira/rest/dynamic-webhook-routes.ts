import { AnswerNow, type SimulatedAnswer } from '../../kernel/http';
import { isObject, textOf, type UnknownRecord } from '../../../src/model/decode';
import { parseJql, type JqlNode } from '../jql/parse';
import { unreadableBody } from '../state/changes';
import { badRequest, refusal } from '../state/errors';
import type { Webhook, WebhookStore } from '../webhooks/store';
import { ok, pageOf, userOf, type AddRoute, type Call, type Handler } from './call';

const LIFE_MS = 30 * 24 * 60 * 60 * 1000;
/** Of one user of an OAuth 2.0 app on one site. */
const MOST_WEBHOOKS = 5;

/**
 * Webhooks of OAuth 2.0 apps on Cloud: gone after 30 days unless renewed; each is refused by itself inside a 200.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-webhooks/
 */
export function addDynamicWebhookRoutes(store: WebhookStore, add: AddRoute): void {
	add('GET', '/webhook', 'user', forApps(list(store)));
	add('POST', '/webhook', 'user', forApps(register(store)));
	add('DELETE', '/webhook', 'user', forApps(remove(store)));
	add('PUT', '/webhook/refresh', 'user', forApps(refresh(store)));
}

function forApps(handler: Handler): Handler {
	return (call) => {
		if (call.viaApp) return handler(call);
		throw refusal(403, [
			'The caller is not a Connect or OAuth 2.0 app. Only Connect and OAuth 2.0 apps can use this operation.',
		]);
	};
}

function own(store: WebhookStore, call: Call): readonly Webhook[] {
	const { name } = userOf(call);
	const isAlive = ({ expiresAt = 0 }: Webhook) => expiresAt >= call.world.now();
	return store.list().filter((webhook) => isAlive(webhook) && webhook.owner === name);
}

function list(store: WebhookStore): Handler {
	return (call) => {
		const { rows, ...page } = pageOf(call, own(store, call), 100, 100);
		const values = rows.map(({ id, events, url, filter, expiresAt }) => ({
			id: Number(id),
			events,
			...(call.world.webhookHabits.hidesAppUrls === true ? {} : { url }),
			jqlFilter: filter,
			expirationDate: expiresAt,
		}));
		return ok({ ...page, isLast: page.startAt + rows.length >= page.total, values });
	};
}

function register(store: WebhookStore): Handler {
	return (call) => {
		if (!isObject(call.body)) throw unreadableBody();
		const url = textOf(call.body.url);
		const wanted = Array.isArray(call.body.webhooks) ? call.body.webhooks.filter(isObject) : [];
		if (url === undefined || !URL.canParse(url)) throw badRequest('The webhook URL is not valid.');
		if (wanted.length === 0) throw badRequest('At least one webhook is required.');
		const results = wanted.map((webhook) => registerOne(store, call, url, webhook));
		return ok({ webhookRegistrationResult: results });
	};
}

function registerOne(
	store: WebhookStore,
	call: Call,
	url: string,
	wanted: UnknownRecord,
): UnknownRecord {
	if (own(store, call).length >= MOST_WEBHOOKS) {
		return { errors: [`The maximum number of webhooks is ${MOST_WEBHOOKS}.`] };
	}
	const filter = textOf(wanted.jqlFilter) ?? '';
	const events = Array.isArray(wanted.events) ? wanted.events.map(String) : [];
	const problem = problemOfEvents(events) ?? problemOf(filter);
	if (problem !== undefined) return { errors: [problem] };
	const id = store.nextId();
	store.put({
		id,
		name: '',
		url,
		events,
		filter,
		excludeBody: false,
		secret: undefined,
		enabled: true,
		owner: userOf(call).name,
		updated: call.world.now(),
		configuration: {},
		expiresAt: call.world.now() + LIFE_MS,
		...(call.app !== undefined && { app: call.app }),
	});
	return { createdWebhookId: Number(id) };
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-webhooks/#api-rest-api-3-webhook-post */
const EVENTS: readonly string[] = [
	'jira:issue_created',
	'jira:issue_updated',
	'jira:issue_deleted',
	'comment_created',
	'comment_updated',
	'comment_deleted',
	'issue_property_set',
	'issue_property_deleted',
];
const CLAUSES =
	/^(issuekey|key|project|issuetype|status|priority|assignee|reporter|issue\.property.*|cf\[\d+\])$/i;
const OPERATORS: readonly string[] = ['=', '!=', 'in', 'not in'];

function problemOfEvents(events: readonly string[]): string | undefined {
	if (events.length === 0) return 'At least one event is required.';
	const unknown = events.find((event) => !EVENTS.includes(event));
	return unknown === undefined ? undefined : `The event '${unknown}' is not supported.`;
}

function unsupportedPart(node: JqlNode): string | undefined {
	if (node.kind === 'not') return unsupportedPart(node.node);
	if (node.kind !== 'test')
		return node.nodes.map(unsupportedPart).find((part) => part !== undefined);
	if (!CLAUSES.test(node.field)) return `The clause '${node.field}' is unsupported.`;
	if (OPERATORS.includes(node.operator.toLowerCase())) return undefined;
	return `The operator '${node.operator}' is unsupported.`;
}

function problemOf(filter: string): string | undefined {
	try {
		const { where } = parseJql(filter);
		return where === undefined ? 'The JQL filter must not be empty.' : unsupportedPart(where);
	} catch (error) {
		if (!(error instanceof AnswerNow)) throw error;
		return `The JQL filter '${filter}' is not valid.`;
	}
}

function chosen(store: WebhookStore, call: Call): readonly Webhook[] {
	const ids = isObject(call.body) ? call.body.webhookIds : undefined;
	if (!Array.isArray(ids)) throw unreadableBody();
	const wanted = ids.map(String);
	return own(store, call).filter(({ id }) => wanted.includes(id));
}

/** Ids that are not there, or not the caller's, are passed over. */
function remove(store: WebhookStore): Handler {
	return (call): SimulatedAnswer => {
		for (const { id } of chosen(store, call)) store.remove(id);
		return { status: 202 };
	};
}

function refresh(store: WebhookStore): Handler {
	return (call) => {
		const expiresAt = call.world.now() + LIFE_MS;
		for (const webhook of chosen(store, call)) store.put({ ...webhook, expiresAt });
		return ok({ expirationDate: expiresAt });
	};
}
