/** What a request needs: one of the lists, and all scopes of it. */
interface Need {
	readonly pattern: RegExp;
	readonly anyOf: readonly (readonly string[])[];
}

/**
 * Classic scopes or their granular equivalents, by `METHOD path`; the first that fits.
 * https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/
 */
const NEEDS: readonly Need[] = [
	{
		pattern: / \/rest\/api\/\d\/webhook(?:\/|$)/,
		anyOf: [['manage:jira-webhook'], ['write:webhook:jira', 'read:webhook:jira']],
	},
	// No scope is documented for the webhooks of administrators: a token that lacks the scope of the others is refused.
	{ pattern: / \/rest\/webhooks\//, anyOf: [['manage:jira-webhook']] },
	{
		pattern: /^(?:POST|PUT|DELETE) \/rest\/api\/\d\/version/,
		anyOf: [['manage:jira-project'], ['write:project-version:jira']],
	},
	{
		pattern: /^(?:POST|PUT|DELETE) \/rest\/api\/\d\/component/,
		anyOf: [['manage:jira-project'], ['write:project.component:jira']],
	},
	{ pattern: /\/(?:priority|resolution)\/search$/, anyOf: [['manage:jira-configuration']] },
	{ pattern: / \/rest\/api\/\d\/(?:myself|user)/, anyOf: [[]] },
	{ pattern: /\/search(?:\/jql)?$/, anyOf: [['read:jira-work'], ['read:issue-details:jira']] },
	{ pattern: /^GET /, anyOf: [['read:jira-work'], ['read:issue:jira']] },
	{ pattern: /^/, anyOf: [['write:jira-work'], ['write:issue:jira']] },
];

/** Whether a token with these scopes may send the request. */
export function isInScope(scopes: readonly string[], method: string, path: string): boolean {
	if (/^\/rest\/(agile|software)\//.test(path)) return scopes.includes(agileScope(method, path));
	const need = NEEDS.find(({ pattern }) => pattern.test(`${method} ${path}`));
	return need?.anyOf.some((list) => list.every((scope) => scopes.includes(scope))) ?? false;
}

/**
 * Jira Software takes granular scopes alone; no classic scope opens it.
 * https://developer.atlassian.com/cloud/jira/software/scopes-for-oauth-2-3LO-and-forge-apps/
 */
function agileScope(method: string, path: string): string {
	const [, , , , resource = ''] = path.split('/');
	const kind = ['sprint', 'epic', 'issue'].includes(resource) ? resource : 'board-scope';
	const read = method === 'GET' ? 'read' : 'write';
	const verb = method === 'DELETE' ? 'delete' : read;
	return `${verb}:${kind}:jira-software`;
}
