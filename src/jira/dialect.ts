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

/** Everything in which Jira Cloud and Jira Data Center differ. Pure: builds requests and reads answers, sends nothing. */
export interface JiraDialect {
	readonly deployment: Deployment;
	readonly apiRoot: '/rest/api/3' | '/rest/api/2';
	/** A search can carry issue properties; where it cannot (JRASERVER-62898), they are read issue by issue. */
	readonly searchCarriesProperties: boolean;
	/** A search may not see yet what was just written: Cloud's index is updated later. */
	readonly searchLags: boolean;
	/** Reference to a user in a field or body, by the id that `jiraUserId` gives. */
	userReference(id: string): Readonly<Record<string, string>>;
	/** Query of the user search for a name, an e-mail or an id. */
	userQuery(text: string): Readonly<Record<string, string>>;
	decodeUser(raw: unknown): UserIdentity | undefined;
	searchRequest(search: SearchQuery, cursor: PageCursor | undefined): HttpRequest;
	readSearchPage(body: unknown): IssuePage;
	/** List of projects that match a text; empty text lists all. */
	projectsRequest(query: string, startAt: number): HttpRequest;
	/** Plain text as this product's rich text, cut with a note where Jira would refuse the length. */
	encodeText(text: string): JsonValue;
	/** Plain text of this product's rich text. */
	decodeText(raw: unknown): string;
	readonly clearParent: ClearParent;
	/** How webhooks are managed. `major` is the first number of the server's version. */
	webhooks(options: { readonly major: number; readonly oauthApp: boolean }): WebhookDialect;
}
