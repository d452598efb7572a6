import type { HttpTransport } from '../../src/http/transport';
import type { OAuthControl } from './oauth/door';
import type { RateLimitOptions } from './rest/rate-limit';
import type { User } from './state/model';
import type { Unknowns } from './unknowns';
import type { SiteEvent } from './state/model';

/** What a simulated Jira is; see README.md of this folder. */
export interface JiraSiteOptions {
	readonly deployment: 'cloud' | 'dataCenter';
	/** Data Center only, for example `10.3.2`; decides the webhook endpoint. Default `10.3.2`. */
	readonly version?: string;
	/**
	 * Data Center only: whether REST takes a user name with a password. Default: yes before Jira 11, which ships with it turned
	 * off (System, Authentication methods).
	 */
	readonly passwords?: 'accepted' | 'refused';
	/** Path under which Jira answers, for example `/jira`. Default none. */
	readonly contextPath?: string;
	/** How long a write stays invisible to search, in milliseconds. Default 0. Cloud really lags. */
	readonly indexLagMs?: number;
	/** Milliseconds since the epoch. Default: the system's clock. */
	readonly now?: () => number;
	/** Cloud only: names of users whose profile hides the e-mail address. Default none. */
	readonly hiddenEmails?: readonly string[];
	/** How many projects and users there are beside the seeded ones. Default none. */
	readonly crowd?: { readonly projects?: number; readonly users?: number };
	/** Users beside the seeded ones, by their name; the rest is made up. Default none. */
	readonly people?: readonly (Partial<User> & Pick<User, 'name'>)[];
	/** Refuses what is too much; Cloud per endpoint, Data Center per user. Default: Cloud only shows its usual limits. */
	readonly rateLimit?: RateLimitOptions;
	/**
	 * Cloud only: a refused API token is not even told in the header `X-Seraph-LoginReason`. Default false. For a token with
	 * scopes at the host of the site only the status and the empty search have been seen, not the headers.
	 */
	readonly silentRefusals?: boolean;
	/** Data Center only: wrong passwords in a row after which an account is locked until a CAPTCHA is solved. Default never. */
	readonly captchaAfter?: number;
	/** Cloud only: how often a failed webhook is sent again, at once. Default 0: the real waits are minutes. */
	readonly webhookRetries?: number;
	/** What is not known about Jira; see `unknowns.ts`. Default: `DEFAULT_UNKNOWNS`. */
	readonly unknowns?: Partial<Unknowns>;
	/** What is not known for sure of webhooks, or differs between servers. */
	readonly webhooks?: WebhookHabits;
	/** What this Jira allows of attachments; read anew each time, so that a test may change it while the site runs. */
	readonly attachments?: AttachmentRules;
}

/** Rules of attachments, as an administrator sets them. */
export interface AttachmentRules {
	/** Whether files can be attached at all. Default true. */
	readonly enabled?: boolean;
	/** In bytes. Default 10 MiB. */
	readonly uploadLimit?: number;
	/** Files of an issue at most. Default 2000 (the limit of Cloud). */
	readonly mostFiles?: number;
	/** Endings of names that are refused, for example `.exe`. Default none. */
	readonly refusedEndings?: readonly string[];
	/** Names of users who may not attach or delete files. Default none. */
	readonly forbidden?: readonly string[];
	/**
	 * Cloud only: where contents really are, without a trailing slash; a download is sent on there. Without it Jira gives them itself.
	 * `always`: even when the caller asks for none of it (`redirect=false`).
	 */
	readonly mediaHost?: { readonly url: string; readonly always: boolean };
	/** Issues are in a project of Jira Service Management. Default false. */
	readonly serviceProject?: boolean;
}

/** Each habit is off by default. */
export interface WebhookHabits {
	/** Data Center 10 and later: the secret is shown as stars. */
	readonly masksSecret?: boolean;
	/** The filter holds for worklogs, attachments and links as well, not for issues and comments alone. */
	readonly filtersEverything?: boolean;
	/** Events of attachments carry the issue. */
	readonly attachmentsNameIssue?: boolean;
	/** Cloud: the list of an app's webhooks does not tell their addresses. */
	readonly hidesAppUrls?: boolean;
	/** Data Center: updates without `issue_event_type_name` and `changelog`, as of old servers. */
	readonly oldPayloads?: boolean;
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
/** What a comment may have beside its text. */
export interface CommentExtras {
	readonly visibility?: { readonly type: 'role' | 'group'; readonly value: string };
	readonly properties?: Readonly<Record<string, unknown>>;
}

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
	/** Answers the comment's id. `properties` as the REST API takes them, by key. */
	comment(key: string, text: string, extras?: CommentExtras): Promise<string>;
	editComment(key: string, commentId: string, text: string): Promise<void>;
	deleteComment(key: string, commentId: string): Promise<void>;
	/** Moves the issue to the type of the same name in another project; answers its new key. */
	move(key: string, project: string): Promise<string>;
	remove(key: string): Promise<void>;
	/** Attaches a file; answers its id. */
	attach(key: string, name: string, content: string | Uint8Array): Promise<string>;
	/** Deletes a file. */
	detach(attachmentId: string): Promise<void>;
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
	readonly attachments: readonly {
		readonly id: string;
		readonly filename: string;
		readonly content: Uint8Array;
	}[];
	readonly remoteLinks: readonly Readonly<Record<string, unknown>>[];
	readonly changelog: readonly {
		readonly id: string;
		readonly author: string;
		readonly items: readonly Readonly<Record<string, unknown>>[];
	}[];
}

/** What `announce` tells webhooks. */
export type Announcement = Extract<
	SiteEvent,
	{ readonly version: unknown } | { readonly sprint: unknown }
>;

/** How a user comes through the in-process door. */
export interface TransportOptions {
	/** Through an OAuth 2.0 app of Cloud, which alone may have dynamic webhooks. */
	readonly viaApp?: boolean;
}

/** A Jira that behaves, and the handle to play with it, apart from its API. */
export interface JiraSite {
	readonly deployment: 'cloud' | 'dataCenter';
	/** Whether REST takes a user name with a password; Cloud takes API tokens only. */
	readonly passwords: 'accepted' | 'refused';
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
	/** Something happens that no route and no person does here yet. Events of sprints and versions need no issue. */
	announce(event: Announcement): void;
	readonly deliveries: readonly WebhookDelivery[];
	dropNextWebhook(count?: number): void;
	duplicateNextWebhook(count?: number): void;
	/** Resolves when every webhook that is due was delivered and answered. */
	idle(): Promise<void>;
	/** Application links, and the life of their tokens. */
	readonly oauth: OAuthControl;
}
