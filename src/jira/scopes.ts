import type { HttpRequest } from '../http/transport';

/** A permission of an OAuth 2.0 app or of an API token on Jira Cloud, and what it is for. */
export interface NeededScope {
	/** As Atlassian spells it; several where one alone is not enough. */
	readonly scope: string;
	/** Continues the sentence "… is needed to". */
	readonly purpose: string;
}

/** The gateway's words for a token that is good but may not do this. A fresh token would not help. */
export function isScopeMismatch(body: unknown): boolean {
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	return /scope does not match/i.test(text);
}

type Row = readonly [pattern: RegExp, scope: string, purpose: string];

/**
 * By `METHOD path`, the first row that fits. Classic scopes where Atlassian has them, as it recommends
 * (developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps); the agile API has granular ones only
 * (developer.atlassian.com/cloud/jira/software/scopes-for-oauth-2-3LO-and-forge-apps).
 */
const SCOPES: readonly Row[] = [
	[/ \/rest\/agile\/1\.0\/issue\/rank/, 'write:issue:jira-software', 'rank issues'],
	[
		/^(?:POST|PUT) \/rest\/agile\/1\.0\/sprint/,
		'write:sprint:jira-software',
		'put issues into sprints',
	],
	[/^GET \/rest\/agile\/1\.0\/sprint/, 'read:sprint:jira-software', 'read sprints'],
	[
		/^GET \/rest\/agile\/1\.0\/board\/[^/]+\/sprint/,
		'read:sprint:jira-software',
		'list the sprints of a board',
	],
	[
		/^GET \/rest\/agile\/1\.0\/board/,
		'read:board-scope:jira-software and read:project:jira',
		'read boards',
	],
	[
		/ \/rest\/agile\/1\.0\/(?:backlog|board)/,
		'write:board-scope:jira-software',
		'move issues on a board',
	],
	[/^(?:POST|PUT) \/rest\/agile\/1\.0\/epic/, 'write:epic:jira-software', 'put issues into epics'],
	[/ \/rest\/agile\/1\.0\/epic/, 'read:epic:jira-software', 'read epics'],
	[/ \/rest\/agile\/1\.0\/issue/, 'read:issue:jira-software', 'read issues of boards'],
	[/ \/rest\/api\/\d\/webhook(?:\/|$)/, 'manage:jira-webhook', 'register webhooks'],
	[
		/^(?:POST|PUT|DELETE) \/rest\/api\/\d\/(?:version|component)/,
		'manage:jira-project',
		'change versions and components',
	],
	[/^PUT \/rest\/api\/\d\/project\//, 'manage:jira-project', 'store what belongs to a project'],
	[/ \/rest\/api\/\d\/(?:user|myself|group)/, 'read:jira-user', 'read accounts'],
	[/\/(?:search(?:\/jql)?|issue\/bulkfetch|jql\/match)$/, 'read:jira-work', 'find issues'],
	[/^GET /, 'read:jira-work', 'read issues and projects'],
];

/** The scope that a request lacks when Atlassian says that the scope does not match. */
export function neededScope({ method, path }: Pick<HttpRequest, 'method' | 'path'>): NeededScope {
	const line = `${method} ${path}`;
	const [, scope, purpose] = SCOPES.find(([pattern]) => pattern.test(line)) ?? WRITE;
	return { scope, purpose };
}

const WRITE: Row = [/^/, 'write:jira-work', 'write issues'];
