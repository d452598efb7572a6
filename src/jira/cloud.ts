import { array, isObject, object, textOf } from '../model/decode';
import type { UserIdentity } from '../model/user';
import { adfToText, textToAdf } from './adf';
import { cleanText, fitText } from './clean-text';
import type { JiraDialect } from './dialect';
import { adminWebhooks, dynamicWebhooks } from './webhook-dialect';

/** Jira counts 32,767; whether text or serialized document is counted is disputed, so the larger one stays below. */
const DOCUMENT_LIMIT = 32_000;
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
	userReference: (id) => ({ accountId: id }),
	userQuery: (text) => (ACCOUNT_ID.test(text) ? { accountId: text } : { query: text }),
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
	encodeText: (text) => textToAdf(fitText(cleanText(text), DOCUMENT_LIMIT, documentSize)),
	decodeText: (raw) => (typeof raw === 'string' ? cleanText(raw) : adfToText(raw)),
	clearParent: { kind: 'update', operations: [{ set: { none: true } }] },
	webhooks: ({ oauthApp }) => (oauthApp ? dynamicWebhooks : adminWebhooks),
};

function documentSize(text: string): number {
	return JSON.stringify(textToAdf(text)).length;
}

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
