import type { HttpTransport } from '../../src/http/transport';
import type { OAuthControl } from './oauth/door';
import type { RateLimitOptions } from './rest/rate-limit';

/** What a simulated Jira is; see README.md of this folder. */
export interface JiraSiteOptions {
	readonly deployment: 'cloud' | 'dataCenter';
	/** Data Center only, for example `10.3.2`; decides the webhook endpoint. Default `10.3.2`. */
	readonly version?: string;
	/** Path under which Jira answers, for example `/jira`. Default none. */
	readonly contextPath?: string;
	/** How long a write stays invisible to search, in milliseconds. Default 0. Cloud really lags. */
	readonly indexLagMs?: number;
	/** Milliseconds since the epoch. Default: the system's clock. */
	readonly now?: () => number;
	/** Cloud only: names of users whose profile hides the e-mail address. Default none. */
	readonly hiddenEmails?: readonly string[];
	/** Refuses what is too much; Cloud per endpoint, Data Center per user. Default: Cloud only shows its usual limits. */
	readonly rateLimit?: RateLimitOptions;
	/** Cloud only: how often a failed webhook is sent again, at once. Default 0: the real waits are minutes. */
	readonly webhookRetries?: number;
}

/** One request as the site saw it. `kind` is what a budget counts: a search by POST is a read. */
export interface LoggedRequest {
	readonly at: number;
	readonly method: string;
	/** Path without query, context path removed. */
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly status: number;
	readonly kind: 'read' | 'write';
	/** Name of the user whose credential was used, if any. */
	readonly user: string | undefined;
}

export interface Fault {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** `processed`: the site does the work, then answers with the fault (a lost answer). Default `refused`. */
	readonly after?: 'refused' | 'processed';
	/** Only requests whose `METHOD path` matches. Default: any. */
	readonly matching?: RegExp;
}

/** Acts in the site as a person would in the browser: fires webhooks, writes the changelog, obeys the workflow. */
export interface SimulatedPerson {
	create(
		project: string,
		issueType: string,
		fields: Readonly<Record<string, unknown>>,
	): Promise<string>;
	edit(key: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
	/** Goes through the workflow's transitions (one hop) to the status named. */
	transition(
		key: string,
		status: string,
		fields?: Readonly<Record<string, unknown>>,
	): Promise<void>;
	comment(key: string, text: string): Promise<string>;
	remove(key: string): Promise<void>;
}

export interface WebhookDelivery {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** Answer of the receiver; 0 when it could not be reached. */
	readonly status: number;
}

/** An issue as the site stores it, for assertions. Field values are in the shape the REST API of the deployment gives. */
export interface StoredIssue {
	readonly id: string;
	readonly key: string;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly properties: Readonly<Record<string, unknown>>;
	readonly comments: readonly {
		readonly id: string;
		readonly author: string;
		readonly body: unknown;
	}[];
	readonly remoteLinks: readonly Readonly<Record<string, unknown>>[];
	readonly changelog: readonly {
		readonly id: string;
		readonly author: string;
		readonly items: readonly Readonly<Record<string, unknown>>[];
	}[];
}

/** How a user comes through the in-process door. */
export interface TransportOptions {
	/** Through an OAuth 2.0 app of Cloud, which alone may have dynamic webhooks. */
	readonly viaApp?: boolean;
}

/** A Jira that behaves, and the handle to play with it, apart from its API. */
export interface JiraSite {
	readonly deployment: 'cloud' | 'dataCenter';
	/** In-process door to the REST API as the given user (`name` of a user); anonymous without one. */
	transport(userName?: string, options?: TransportOptions): HttpTransport;
	/** Serves the API over HTTP on 127.0.0.1; port 0 picks a free one. `url` includes the context path. */
	listen(port?: number): Promise<{ readonly url: string; close(): Promise<void> }>;
	asUser(name: string): SimulatedPerson;
	issue(idOrKey: string): StoredIssue | undefined;
	issues(): readonly StoredIssue[];
	readonly requests: readonly LoggedRequest[];
	/** `METHOD path` of requests that this simulator does not model (they were answered 501). */
	readonly unmodelled: readonly string[];
	clearRequests(): void;
	failNext(count: number, fault: Fault): void;
	/** Delay of every answer, in milliseconds. */
	setLatency(milliseconds: number): void;
	setIndexLag(milliseconds: number): void;
	readonly deliveries: readonly WebhookDelivery[];
	dropNextWebhook(count?: number): void;
	duplicateNextWebhook(count?: number): void;
	/** Resolves when every webhook that is due was delivered and answered. */
	idle(): Promise<void>;
	/** Application links, and the life of their tokens. */
	readonly oauth: OAuthControl;
}
