import { array, isObject, object, textOf } from '../model/decode';
import type { UserIdentity } from '../model/user';
import type { JiraDialect } from './dialect';
import { adminWebhooks, pluginWebhooks } from './webhook-dialect';

/** From here on webhooks live under another path (Jira 10 REST: `/rest/jira-webhook/1.0/webhooks`). */
const PLUGIN_WEBHOOKS_SINCE = 10;

/** Jira Data Center: REST v2, wiki markup, user names, offset paging. */
export const dataCenter: JiraDialect = {
	deployment: 'dataCenter',
	apiRoot: '/rest/api/2',
	searchCarriesProperties: false,
	searchLags: false,
	hidesAsMissing: false,
	tokensHaveScopes: false,
	userReference: (id) => ({ name: id }),
	userQuery: (text) => (text === '' ? {} : { username: text }),
	exactUserQuery: (id) => ({ username: id }),
	pagesUsers: false,
	decodeUser,
	searchRequest: ({ jql, fields, pageSize }, cursor) => ({
		method: 'POST',
		path: '/rest/api/2/search',
		body: {
			jql,
			fields,
			startAt: cursor !== undefined && 'startAt' in cursor ? cursor.startAt : 0,
			maxResults: pageSize,
			expand: ['schema'],
		},
	}),
	readSearchPage: (body) => {
		const page = object(body, 'search');
		const issues = array(page['issues'], 'search.issues');
		const end = Number(page['startAt'] ?? 0) + issues.length;
		const more = issues.length > 0 && end < Number(page['total'] ?? 0);
		return { issues, schema: page['schema'], ...(more && { next: { startAt: end } }) };
	},
	projectsRequest: () => ({ method: 'GET', path: '/rest/api/2/project' }),
	textFormat: 'wiki',
	// The address that the REST API of Data Center gives as `content`; it is no part of that API.
	attachmentContent: (id, name) => ({
		path: `/secure/attachment/${encodeURIComponent(id)}/${encodeURIComponent(name)}`,
	}),
	epicsAreParents: false,
	clearParent: { kind: 'fields', value: null },
	webhookForm: (major) => ({
		menu: 'Administration',
		hasSecret: major >= PLUGIN_WEBHOOKS_SINCE,
		wantsHttps: false,
	}),
	webhooks: ({ major }) => (major >= PLUGIN_WEBHOOKS_SINCE ? pluginWebhooks : adminWebhooks),
};

function decodeUser(raw: unknown): UserIdentity | undefined {
	if (!isObject(raw)) return undefined;
	const name = textOf(raw['name']);
	if (name === undefined) return undefined;
	const displayName = textOf(raw['displayName']);
	const email = textOf(raw['emailAddress']);
	return {
		name,
		...(displayName !== undefined && { displayName }),
		...(email !== undefined && { email }),
	};
}
