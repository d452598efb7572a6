import type { IssueRead, RecentlyCreated } from '../engine/ports';
import { paginate, take } from '../http/paginate';
import { field, id, object } from '../model/decode';
import { inputError, isFailure, serviceWords } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import type { JiraConnection } from './connection';
import { decodeIssue, fieldsToRead } from './decode-issue';
import type { PageCursor } from './dialect';
import { linkedIssuesJql, MAX_GLOBAL_IDS, REMOTE_LINK_FUNCTIONS } from './jql';

/** Rows a page. Jira may give fewer. */
const PAGE_SIZE = 100;
/** Fewest fields there are: each issue is read by itself afterwards. */
const ONLY_IDS: IssueRead = { fields: [], properties: [] };

/** Reads one issue fresh. */
export type ReadIssue = (idOrKey: string, read: IssueRead) => Promise<JiraIssue>;

export interface FindOptions {
	readonly recent?: RecentlyCreated;
	readonly freshIds?: readonly string[];
}

/** Issues that carry one of the links, each once; see `IssueTracker.findLinked`. */
export async function findLinked(
	connection: JiraConnection,
	readIssue: ReadIssue,
	globalIds: readonly string[],
	read: IssueRead,
	{ recent, freshIds = [] }: FindOptions,
): Promise<readonly JiraIssue[]> {
	const wanted = [...new Set(globalIds)];
	const chunks = chunksOf(wanted, MAX_GLOBAL_IDS);
	if (chunks.length === 0 && recent !== undefined) chunks.push([]);
	const found = new Map<string, JiraIssue>();
	for (const [index, chunk] of chunks.entries()) {
		const jqls = REMOTE_LINK_FUNCTIONS.map((name) =>
			linkedIssuesJql(chunk, index === 0 ? recent : undefined, name),
		);
		const search = (jql: string) =>
			searchIssues(connection, readIssue, jql, read, Infinity, freshIds);
		const issues = await firstKnownFunction(jqls, search);
		for (const issue of issues) found.set(issue.id, issue);
	}
	return [...found.values()];
}

/** The query with the function's first name, or with the next where Jira says that it does not know the name. */
async function firstKnownFunction(
	[jql = '', ...others]: readonly string[],
	search: (jql: string) => Promise<readonly JiraIssue[]>,
): Promise<readonly JiraIssue[]> {
	const { issues, error } = await search(jql).then(
		(found) => ({ issues: found, error: undefined }),
		(reason: unknown) => ({ issues: [], error: reason }),
	);
	if (error === undefined) return issues;
	const isUnknown =
		isFailure(error, 'validation') &&
		serviceWords(error.details).includes(REMOTE_LINK_FUNCTIONS[0]);
	if (isUnknown && others.length > 0) return firstKnownFunction(others, search);
	throw error;
}

/** The items in lists of at most so many. */
export function chunksOf<T>(items: readonly T[], size: number): (readonly T[])[] {
	const count = Math.ceil(items.length / size);
	return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Issues that match, in Jira's order, up to the limit. */
export async function searchIssues(
	connection: JiraConnection,
	readIssue: ReadIssue,
	jql: string,
	read: IssueRead,
	limit: number,
	freshIds: readonly string[] = [],
): Promise<readonly JiraIssue[]> {
	if (jql.trim() === '')
		throw inputError('The JQL query is empty.', [
			{ field: 'JQL', message: 'Give a query that restricts the issues, for example a project.' },
		]);
	const oneByOne = read.properties.length > 0 && !connection.dialect.searchCarriesProperties;
	const rows = searchRows(connection, jql, oneByOne ? ONLY_IDS : read, limit, freshIds);
	const taken = await take(rows, limit);
	if (!oneByOne) return taken.map(({ raw, schema }) => decodeIssue(connection, raw, read, schema));
	const ids = taken.map(({ raw }) => field(object(raw, 'issue'), 'id', id, 'issue'));
	const issues = await Promise.all(ids.map((issueId) => readIfThere(readIssue, issueId, read)));
	return issues.filter((issue) => issue !== undefined);
}

interface SearchRow {
	readonly raw: unknown;
	readonly schema: unknown;
}

function searchRows(
	{ dialect, sendList }: JiraConnection,
	jql: string,
	read: IssueRead,
	limit: number,
	freshIds: readonly string[],
): AsyncGenerator<SearchRow, void, undefined> {
	const query = {
		jql,
		fields: fieldsToRead(read),
		properties: read.properties,
		pageSize: Math.max(1, Math.min(PAGE_SIZE, limit)),
		freshIds,
	};
	const fetchPage = async (cursor: PageCursor | undefined) => {
		const request = dialect.searchRequest(query, cursor);
		const purpose = { action: 'search for issues', repeatable: true };
		const isEmpty = (page: unknown): boolean => dialect.readSearchPage(page).issues.length === 0;
		const body = await sendList(request, purpose, isEmpty);
		const { issues, schema, next } = dialect.readSearchPage(body);
		return { rows: issues.map((raw) => ({ raw, schema })), ...(next && { next }) };
	};
	return paginate(fetchPage, { service: 'Jira', path: `${dialect.apiRoot}/search` });
}

/** An issue that was deleted, or hidden (403 on Data Center), since the search found it is not there any more. */
async function readIfThere(
	readIssue: ReadIssue,
	issueId: string,
	read: IssueRead,
): Promise<JiraIssue | undefined> {
	const outcome = await readIssue(issueId, read).then(
		(issue) => ({ issue, error: undefined }),
		(error: unknown) => ({ issue: undefined, error }),
	);
	const { issue, error } = outcome;
	const isGone = isFailure(error, 'notFound') || isFailure(error, 'permission');
	if (error === undefined || isGone) return issue;
	throw error;
}
