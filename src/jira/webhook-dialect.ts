import { field, id, isObject, object, textOf } from '../model/decode';
import type { HttpRequest } from '../http/transport';

/** A webhook to register. */
export interface WebhookSpec {
	readonly name: string;
	/** Where Jira posts to. */
	readonly url: string;
	/** Jira's event names, for example `jira:issue_updated`. */
	readonly events: readonly string[];
	/** Only issues that match; empty for all. */
	readonly jql: string;
	/** Signs the deliveries. Older servers and OAuth apps cannot take one. */
	readonly secret?: string;
}

/** A webhook as Jira lists it. */
export interface JiraWebhook {
	readonly id: string;
	readonly name?: string;
	/** Absent for webhooks of OAuth apps: Jira does not tell. */
	readonly url?: string;
	readonly events: readonly string[];
	readonly jql?: string;
	/** Whether Jira says that deliveries are signed; absent when it does not say. */
	readonly signed?: boolean;
	/** The secret, where Jira shows it (Data Center 10 and later). */
	readonly secret?: string;
	/** False when somebody switched it off; absent when Jira does not say. */
	readonly enabled?: boolean;
	/** True when deliveries come without a body; absent when Jira does not say. */
	readonly excludesBody?: boolean;
	/** When Jira drops it, in milliseconds since the epoch; absent when it stays. */
	readonly expiresAt?: number;
}

/** One of the three ways to manage webhooks. Pure. */
export interface WebhookDialect {
	readonly kind: 'admin' | 'plugin' | 'dynamic';
	/** A secret set on registration signs the deliveries. */
	readonly signs: boolean;
	register(spec: WebhookSpec): HttpRequest;
	/** Id of what was registered; throws a decode error that holds Jira's refusal where that comes with a good status. */
	readRegistered(body: unknown): string;
	list(startAt: number): HttpRequest;
	readList(body: unknown): readonly JiraWebhook[];
	remove(webhookId: string): HttpRequest;
	/** Renews an expiring webhook; absent when webhooks stay. */
	refresh?(webhookId: string): HttpRequest;
}

const ADMIN_PATH = '/rest/webhooks/1.0/webhook';
const PLUGIN_PATH = '/rest/jira-webhook/1.0/webhooks';
const DYNAMIC_PATH = '/rest/api/3/webhook';
/** A bodyless DELETE without this header is answered with 415 by parts of Cloud. */
const JSON_HEADERS = { 'content-type': 'application/json' };
const FILTER_KEY = 'issue-related-events-section';

/** Cloud's admin webhooks, and Data Center before 10 (developer.atlassian.com/cloud/jira/platform/webhooks). */
export const adminWebhooks: WebhookDialect = {
	kind: 'admin',
	signs: true,
	register: ({ name, url, events, jql, secret }) => ({
		method: 'POST',
		path: ADMIN_PATH,
		body: {
			name,
			url,
			events,
			filters: { [FILTER_KEY]: jql },
			excludeBody: false,
			...(secret !== undefined && { secret }),
		},
	}),
	readRegistered: readAdminId,
	list: () => ({ method: 'GET', path: ADMIN_PATH }),
	readList: (body) => rows(body).map(readAdminRow),
	remove: (webhookId) => deletion(`${ADMIN_PATH}/${encodeURIComponent(webhookId)}`),
};

/** Data Center 10 and later: secret and filter are in `configuration`; elsewhere they are ignored without a word. */
export const pluginWebhooks: WebhookDialect = {
	kind: 'plugin',
	signs: true,
	register: ({ name, url, events, jql, secret }) => ({
		method: 'POST',
		path: PLUGIN_PATH,
		body: {
			name,
			url,
			events,
			active: true,
			configuration: {
				FILTERS: jql,
				EXCLUDE_BODY: 'false',
				...(secret !== undefined && { SECRET: secret }),
			},
			sslVerificationRequired: true,
		},
	}),
	readRegistered: (body) => field(object(body, 'webhook'), 'id', id, 'webhook'),
	list: () => ({ method: 'GET', path: PLUGIN_PATH }),
	readList: (body) => rows(body).map(readPluginRow),
	remove: (webhookId) => deletion(`${PLUGIN_PATH}/${encodeURIComponent(webhookId)}`),
};

/** Cloud with an OAuth 2.0 app: at most five, dropped after 30 days unless renewed, signed by a JWT of the app. */
export const dynamicWebhooks: WebhookDialect = {
	kind: 'dynamic',
	signs: false,
	register: ({ url, events, jql }) => ({
		method: 'POST',
		path: DYNAMIC_PATH,
		body: { url, webhooks: [{ events, jqlFilter: jql }] },
	}),
	readRegistered: readDynamicId,
	list: (startAt) => ({
		method: 'GET',
		path: DYNAMIC_PATH,
		query: { startAt: String(startAt), maxResults: '100' },
	}),
	readList: (body) => rows(body).map(readDynamicRow),
	remove: (webhookId) => ({
		...deletion(DYNAMIC_PATH),
		body: { webhookIds: [Number(webhookId)] },
	}),
	refresh: (webhookId) => ({
		method: 'PUT',
		path: `${DYNAMIC_PATH}/refresh`,
		body: { webhookIds: [Number(webhookId)] },
	}),
};

function deletion(path: string): HttpRequest {
	return { method: 'DELETE', path, headers: JSON_HEADERS };
}

function rows(body: unknown): readonly Readonly<Record<string, unknown>>[] {
	const list: unknown = isObject(body) ? (body['values'] ?? body['webhooks']) : body;
	return Array.isArray(list) ? list.filter(isObject) : [];
}

function readAdminId(body: unknown): string {
	const webhook = object(body, 'webhook');
	const address = textOf(webhook['self']) ?? '';
	const last = /\/(\d+)\/?$/.exec(address)?.[1];
	return last ?? field(webhook, 'id', id, 'webhook');
}

function readAdminRow(row: Readonly<Record<string, unknown>>): JiraWebhook {
	const filters = isObject(row['filters']) ? row['filters'] : {};
	return {
		id: readAdminId(row),
		...common(row),
		...withJql(textOf(filters[FILTER_KEY])),
		...(typeof row['isSigned'] === 'boolean' && { signed: row['isSigned'] }),
		...(typeof row['enabled'] === 'boolean' && { enabled: row['enabled'] }),
		...(typeof row['excludeBody'] === 'boolean' && { excludesBody: row['excludeBody'] }),
	};
}

function readPluginRow(row: Readonly<Record<string, unknown>>): JiraWebhook {
	const configuration = isObject(row['configuration']) ? row['configuration'] : {};
	const secret = textOf(configuration['SECRET']);
	return {
		id: field(row, 'id', id, 'webhook'),
		...common(row),
		...withJql(textOf(configuration['FILTERS'])),
		signed: secret !== undefined,
		...(secret !== undefined && { secret }),
		...(typeof row['active'] === 'boolean' && { enabled: row['active'] }),
		excludesBody: String(configuration['EXCLUDE_BODY']) === 'true',
	};
}

function readDynamicId(body: unknown): string {
	const results = object(body, 'webhook')['webhookRegistrationResult'];
	const first: unknown = Array.isArray(results) ? results[0] : undefined;
	const result = object(first, 'webhook.webhookRegistrationResult[0]');
	return field(result, 'createdWebhookId', id, 'webhook.webhookRegistrationResult[0]');
}

function readDynamicRow(row: Readonly<Record<string, unknown>>): JiraWebhook {
	const expires = row['expirationDate'];
	const expiresAt = typeof expires === 'number' ? expires : Date.parse(textOf(expires) ?? '');
	return {
		id: field(row, 'id', id, 'webhook'),
		...common(row),
		...withJql(textOf(row['jqlFilter'])),
		...(!Number.isNaN(expiresAt) && { expiresAt }),
	};
}

function common(
	row: Readonly<Record<string, unknown>>,
): Pick<JiraWebhook, 'name' | 'url' | 'events'> {
	const name = textOf(row['name']);
	const url = textOf(row['url']);
	const events = Array.isArray(row['events']) ? row['events'] : [];
	return {
		...(name !== undefined && { name }),
		...(url !== undefined && { url }),
		events: events.filter((event): event is string => typeof event === 'string'),
	};
}

function withJql(jql: string | undefined): { readonly jql?: string } {
	return jql === undefined ? {} : { jql };
}
