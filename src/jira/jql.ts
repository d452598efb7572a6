import type { RecentlyCreated } from '../engine/ports';

/** The most global ids that one call of the JQL function takes (Atlassian, "JQL functions": 1 to 100). */
export const MAX_GLOBAL_IDS = 100;

// eslint-disable-next-line no-control-regex -- raw control characters are illegal in JQL
const MUST_ESCAPE = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\p{Surrogate}]/gu;
const SHORT: Readonly<Record<string, string>> = {
	'"': '\\"',
	'\\': '\\\\',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};

/**
 * A value as a JQL string. Always quoted, because reserved words and characters are errors without quotes; only the escapes
 * that Jira's lexer knows are used, because any other backslash is an error.
 */
export function quoteJql(value: string): string {
	const escaped = value.replace(
		MUST_ESCAPE,
		(character) =>
			SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `"${escaped}"`;
}

/**
 * Names of the JQL function that finds issues by remote link. Cloud's documentation lists the second since issues became
 * "work items"; the first is the only one of Data Center and still taken by Cloud.
 */
export const REMOTE_LINK_FUNCTIONS = [
	'issuesWithRemoteLinksByGlobalId',
	'workItemsWithRemoteLinksByGlobalId',
] as const;

type RemoteLinkFunction = (typeof REMOTE_LINK_FUNCTIONS)[number];

/** Issues that carry one of the remote links (at most 100); with `recent`, also those this account made lately. */
export function linkedIssuesJql(
	globalIds: readonly string[],
	recent?: RecentlyCreated,
	linkFunction: RemoteLinkFunction = 'issuesWithRemoteLinksByGlobalId',
): string {
	const clauses = [
		...(globalIds.length === 0 ? [] : [remoteLinkClause(globalIds, linkFunction)]),
		...(recent === undefined ? [] : [recentClause(recent)]),
	];
	const joined = clauses.length > 1 ? clauses.map((clause) => `(${clause})`) : clauses;
	return `${joined.join(' OR ')} ORDER BY key ASC`;
}

function remoteLinkClause(globalIds: readonly string[], linkFunction: RemoteLinkFunction): string {
	return `issue in ${linkFunction}(${globalIds.map(quoteJql).join(', ')})`;
}

/** An unquoted number is epoch milliseconds; a quoted date would be read in the account's time zone, by the minute. */
function recentClause({ project, since, until }: RecentlyCreated): string {
	const from = `created >= ${Math.max(0, Math.floor(since))}`;
	const to = until === undefined ? '' : ` AND created <= ${Math.ceil(until)}`;
	const place = project === undefined ? '' : `project = ${quoteJql(project)} AND `;
	return `${place}creator = currentUser() AND ${from}${to}`;
}

/** Issues for a search box: the one with that key, else those whose summary has the words, the last changed first. */
export function chooseIssueJql(text: string): string {
	const wanted = text.trim();
	const newest = 'ORDER BY updated DESC';
	if (/^[A-Za-z][A-Za-z0-9_]+-\d+$/.test(wanted)) return `key = ${quoteJql(wanted.toUpperCase())}`;
	// Characters that mean something to the text index are of no use in a search for words.
	const words = wanted.replace(/[^\p{L}\p{N}\s]/gu, ' ').trim();
	if (words === '') return `updated >= -30d ${newest}`;
	return `summary ~ ${quoteJql(`${words}*`)} ${newest}`;
}

/** Issues of a query that were made since then, the oldest first; an order of its own would hide the oldest behind a limit. */
export function createdJql(jql: string, since: number | undefined, includeOwn: boolean): string {
	const filter = jql.slice(0, orderAt(jql));
	const all = andJql(
		filter,
		since === undefined ? '' : `created >= ${Math.max(0, Math.floor(since))}`,
		includeOwn ? '' : 'creator != currentUser()',
	);
	return `${all} ORDER BY created ASC`;
}

/** Where the order of a query begins, outside of quoted text; its end where it has none. */
function orderAt(jql: string): number {
	const parts = jql.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\border\s+by\b/gi);
	const order = [...parts].find(([part]) => !/^["']/.test(part));
	return order?.index ?? jql.length;
}

/** Issues by key. */
export function keysJql(keys: readonly string[]): string {
	return `key in (${keys.map(quoteJql).join(', ')})`;
}

/** Issues of one project, for webhook filters. */
export function projectsJql(projectKeys: readonly string[]): string {
	return `project in (${projectKeys.map(quoteJql).join(', ')})`;
}

/** Both filters hold; empty ones are left out. */
export function andJql(...clauses: readonly string[]): string {
	const kept = clauses.map((clause) => clause.trim()).filter((clause) => clause !== '');
	return kept.length > 1 ? kept.map((clause) => `(${clause})`).join(' AND ') : (kept[0] ?? '');
}
