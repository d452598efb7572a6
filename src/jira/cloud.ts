import { array, isObject, object, textOf } from '../model/decode';
import type { UserIdentity } from '../model/user';
import type { JiraDialect } from './dialect';
import { adminWebhooks, dynamicWebhooks } from './webhook-dialect';

/** `reconcileIssues` takes at most 50 ids (Jira Cloud REST v3, searchAndReconsileIssuesUsingJqlPost). */
const MAX_FRESH_IDS = 50;
/** Account ids: 24 or more letters and digits, at least one digit; or a number, a colon and a UUID. */
const ACCOUNT_ID =
	/^(?:(?=[a-z]*\d)[0-9a-z]{24,64}|\d+:[0-9a-f-]{36}|qm:[0-9a-f-]+(?::[0-9a-f-]+)*)$/i;

/** Jira Cloud: REST v3, Atlassian Document Format, account ids, token paging. */
export const cloud: JiraDialect = {
	deployment: 'cloud',
	apiRoot: '/rest/api/3',
	searchCarriesProperties: true,
	searchLags: true,
	hidesAsMissing: true,
	tokensHaveScopes: true,
	userReference: (id) => ({ accountId: id }),
	userQuery: (text) => (ACCOUNT_ID.test(text) ? { accountId: text } : { query: text }),
	exactUserQuery: (id) => ({ accountId: id }),
	pagesUsers: true,
	decodeUser,
	searchRequest: ({ jql, fields, properties, pageSize, freshIds }, cursor) => ({
		method: 'POST',
		path: '/rest/api/3/search/jql',
		body: {
			jql,
			fields,
			maxResults: pageSize,
			expand: 'schema',
			...(properties.length > 0 && { properties }),
			...(freshIds.length > 0 && { reconcileIssues: numericIds(freshIds) }),
			...(cursor !== undefined && 'token' in cursor && { nextPageToken: cursor.token }),
		},
	}),
	readSearchPage: (body) => {
		const page = object(body, 'search');
		const token = textOf(page['nextPageToken']);
		const more = token !== undefined && page['isLast'] !== true;
		return {
			issues: array(page['issues'], 'search.issues'),
			schema: page['schema'],
			...(more && { next: { token } }),
		};
	},
	projectsRequest: (query, startAt) => ({
		method: 'GET',
		path: '/rest/api/3/project/search',
		query: {
			startAt: String(startAt),
			maxResults: '50',
			orderBy: 'name',
			...(query !== '' && { query }),
		},
	}),
	textFormat: 'adf',
	// Without the parameter Jira sends the caller on to a host for media (Jira Cloud REST v3, getAttachmentContent).
	attachmentContent: (id) => ({
		path: `/rest/api/3/attachment/content/${encodeURIComponent(id)}`,
		query: { redirect: 'false' },
	}),
	epicsAreParents: true,
	clearParent: { kind: 'update', operations: [{ set: { none: true } }] },
	webhookForm: () => ({ menu: 'Settings', hasSecret: true, wantsHttps: true }),
	webhooks: ({ oauthApp }) => (oauthApp ? dynamicWebhooks : adminWebhooks),
};

function numericIds(ids: readonly string[]): readonly number[] {
	const newest = ids.filter((id) => /^\d{1,15}$/.test(id)).slice(-MAX_FRESH_IDS);
	return newest.map(Number);
}

function decodeUser(raw: unknown): UserIdentity | undefined {
	if (!isObject(raw)) return undefined;
	const accountId = textOf(raw['accountId']);
	if (accountId === undefined) return undefined;
	const displayName = textOf(raw['displayName']);
	const email = textOf(raw['emailAddress']);
	return {
		accountId,
		...(displayName !== undefined && { displayName }),
		...(email !== undefined && { email }),
	};
}
