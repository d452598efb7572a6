import type { JiraTextFormat } from '../text/jira-text';
import type { HttpRequest } from '../http/transport';
import type { JsonValue } from '../model/json';
import type { UserIdentity } from '../model/user';
import type { WebhookDialect } from './webhook-dialect';

export type Deployment = 'cloud' | 'dataCenter';

/** One page of a search. */
export interface SearchQuery {
	readonly jql: string;
	readonly fields: readonly string[];
	readonly properties: readonly string[];
	readonly pageSize: number;
	/** Ids of issues just written; the same on every page. */
	readonly freshIds: readonly string[];
}

/** Where the next page starts: a token on Cloud, a row number on Data Center. */
export type PageCursor = { readonly token: string } | { readonly startAt: number };

export interface IssuePage {
	readonly issues: readonly unknown[];
	/** Field id to schema, as Jira sent it. */
	readonly schema: unknown;
	readonly next?: PageCursor;
}

/** A value for the `fields` of an edit, or a list of operations for its `update`. */
export type ClearParent =
	| { readonly kind: 'fields'; readonly value: JsonValue }
	| { readonly kind: 'update'; readonly operations: JsonValue };

/** Jira's page for webhooks, as far as products and versions differ. */
export interface WebhookForm {
	/** Menu under which the page is. */
	readonly menu: 'Settings' | 'Administration';
	/** There is a field for the secret that signs deliveries. */
	readonly hasSecret: boolean;
	/** Jira delivers to https addresses only. */
	readonly wantsHttps: boolean;
}

/** Everything in which Jira Cloud and Jira Data Center differ. Pure: builds requests and reads answers, sends nothing. */
export interface JiraDialect {
	readonly deployment: Deployment;
	readonly apiRoot: '/rest/api/3' | '/rest/api/2';
	/** A search can carry issue properties; where it cannot (JRASERVER-62898), they are read issue by issue. */
	readonly searchCarriesProperties: boolean;
	/** A search may not see yet what was just written: Cloud's index is updated later. */
	readonly searchLags: boolean;
	/** Whether an issue that the account may not see is "not found" (404); else it is forbidden (403). */
	readonly hidesAsMissing: boolean;
	/** API tokens may have scopes, and then work at Atlassian's gateway only. */
	readonly tokensHaveScopes: boolean;
	/** Reference to a user in a field or body, by the id that `jiraUserId` gives. */
	userReference(id: string): Readonly<Record<string, string>>;
	/** Query of the user search for a name, an e-mail or an id. */
	userQuery(text: string): Readonly<Record<string, string>>;
	/** Query for the one user with an id, where a search may not reach everybody. */
	exactUserQuery(id: string): Readonly<Record<string, string>>;
	/** A search for users has further pages. */
	readonly pagesUsers: boolean;
	decodeUser(raw: unknown): UserIdentity | undefined;
	searchRequest(search: SearchQuery, cursor: PageCursor | undefined): HttpRequest;
	readSearchPage(body: unknown): IssuePage;
	/** List of projects that match a text; empty text lists all. */
	projectsRequest(query: string, startAt: number): HttpRequest;
	/** What rich text is stored in. */
	readonly textFormat: JiraTextFormat;
	/** Every parent is kept in the field Parent; where it is not, that of an epic's child is in a field of its own. */
	readonly epicsAreParents: boolean;
	readonly clearParent: ClearParent;
	/** Where the content of an attachment is, below the site's address. Never taken from what Jira says. */
	attachmentContent(id: string, name: string): Pick<HttpRequest, 'path' | 'query'>;
	/** What an administrator finds who makes a webhook by hand. `major` is the first number of the server's version. */
	webhookForm(major: number): WebhookForm;
	/** How webhooks are managed. `major` is the first number of the server's version. */
	webhooks(options: { readonly major: number; readonly oauthApp: boolean }): WebhookDialect;
}
