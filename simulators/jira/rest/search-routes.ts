import { createHash } from 'node:crypto';
import { isObject, textOf } from '../../../src/model/decode';
import type { SimulatedAnswer } from '../../kernel/http';
import { parseJql } from '../jql/parse';
import { searchIssues } from '../jql/search';
import { badRequest, refusal } from '../state/errors';
import type { IssueState } from '../state/model';
import { listOf, ok, type AddRoute, type Call } from './call';
import { expansions, propertiesPart } from './issue-routes';
import { fieldCatalog, fieldSelector, renderFields } from './render-issue';
import { selfUrl } from './view';

/** Parameters of a search, from the query or the body. */
interface SearchInput {
	readonly jql: string;
	readonly fields: readonly string[];
	readonly properties: readonly string[];
	readonly expand: readonly string[];
	readonly reconcile: readonly string[];
	readonly maxResults: number | undefined;
	readonly startAt: number;
	readonly token: string | undefined;
}

/** Cloud: `search/jql`; the old `search` is gone. Data Center: `search` only. */
export function addSearchRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	if (deployment === 'cloud') {
		for (const method of ['GET', 'POST'] as const) {
			add(method, '/search/jql', 'anonymous', searchCloud);
			add(method, '/search', 'anonymous', gone);
		}
		add('POST', '/search/approximate-count', 'anonymous', (call) =>
			ok({ count: findAll(call, readInput(call), true).length }),
		);
		return;
	}
	for (const method of ['GET', 'POST'] as const) {
		add(method, '/search', 'anonymous', searchDataCenter);
		add(method, '/search/jql', 'anonymous', () => ({
			status: 404,
			body: '<html><body>Not Found</body></html>',
		}));
	}
}

/** https://developer.atlassian.com/changelog/#CHANGE-2046 */
function gone(): SimulatedAnswer {
	throw refusal(410, [
		'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
	]);
}

function readInput(call: Call): SearchInput {
	const source = isObject(call.body) ? { ...call.query, ...call.body } : call.query;
	const values: Readonly<Record<string, unknown>> = source;
	const list = (value: unknown): readonly string[] =>
		Array.isArray(value) ? value.map(String) : listOf(textOf(value));
	const maxResults = textOf(values.maxResults);
	return {
		jql: textOf(values.jql) ?? '',
		fields: list(values.fields),
		properties: list(values.properties),
		expand: list(values.expand),
		reconcile: list(values.reconcileIssues),
		maxResults: maxResults === undefined ? undefined : Number(maxResults),
		startAt: Number(textOf(values.startAt) ?? 0),
		token: textOf(values.nextPageToken),
	};
}

function findAll(call: Call, input: SearchInput, bounded: boolean): readonly IssueState[] {
	const query = parseJql(input.jql);
	if (bounded && query.where === undefined) {
		throw badRequest(
			'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
		);
	}
	return searchIssues(call, query, input.reconcile);
}

const MOST_PROPERTIES = 5;
const MOST_RECONCILED = 50;
const MOST_ROWS = 5000;
/** Asking for more than ids and keys makes pages smaller: follow the token, not the count. */
const MOST_FULL_ROWS = 100;

/**
 * Ids only by default, pages by token, no total.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post
 */
function searchCloud(call: Call): SimulatedAnswer {
	const input = readInput(call);
	const maxResults = input.maxResults ?? 50;
	if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MOST_ROWS) {
		throw badRequest(`The 'maxResults' parameter must be between 1 and ${MOST_ROWS}.`);
	}
	if (input.properties.length > MOST_PROPERTIES) {
		throw badRequest(`No more than ${MOST_PROPERTIES} issue properties can be requested.`);
	}
	checkReconciled(input.reconcile);
	const found = findAll(call, input, true);
	const lean = input.fields.every((name) => name === 'id' || name === 'key');
	const size =
		lean && input.properties.length === 0 ? maxResults : Math.min(maxResults, MOST_FULL_ROWS);
	const start = input.token === undefined ? 0 : readToken(input, input.token);
	const rows = found.slice(start, start + size);
	const end = start + rows.length;
	const isLast = end >= found.length;
	return ok({
		issues: rows.map((issue) => showRow(call, issue, input)),
		...(isLast ? {} : { nextPageToken: makeToken(input, end) }),
		isLast,
		...catalogPart(call, input),
	});
}

function checkReconciled(ids: readonly string[]): void {
	if (ids.length > MOST_RECONCILED || ids.some((id) => !/^\d+$/.test(id))) {
		throw badRequest(
			`The 'reconcileIssues' parameter must be a list of at most ${MOST_RECONCILED} issue IDs.`,
		);
	}
}

function fingerprint({ jql, reconcile }: SearchInput): string {
	return createHash('sha256')
		.update(JSON.stringify([jql, reconcile]))
		.digest('hex')
		.slice(0, 16);
}

function makeToken(input: SearchInput, at: number): string {
	return Buffer.from(`${fingerprint(input)}:${at}`).toString('base64url');
}

function readToken(input: SearchInput, token: string): number {
	const [mark, at] = Buffer.from(token, 'base64url').toString('utf8').split(':');
	if (mark !== fingerprint(input) || !/^\d+$/.test(at ?? '')) {
		throw badRequest('The provided next page token is invalid or expired.');
	}
	return Number(at);
}

function showRow(call: Call, issue: IssueState, input: SearchInput): unknown {
	const extra = {
		...propertiesPart(issue, input.properties),
		...expansions(
			call,
			issue,
			input.expand.filter((name) => !['names', 'schema'].includes(name)),
		),
	};
	const ids = input.fields.length === 0 || input.fields.every((name) => name === 'id');
	if (ids) return { expand: '', id: issue.id, ...extra };
	return fullRow(call, issue, fieldSelector(input.fields, 'id'), extra);
}

function fullRow(
	call: Call,
	issue: IssueState,
	wanted: ReturnType<typeof fieldSelector>,
	extra: Readonly<Record<string, unknown>>,
): unknown {
	return {
		expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
		id: issue.id,
		self: selfUrl(call, `issue/${issue.id}`),
		key: issue.key,
		fields: renderFields(call, issue, wanted),
		...extra,
	};
}

function catalogPart(call: Call, input: SearchInput): Readonly<Record<string, unknown>> {
	const wanted = (['names', 'schema'] as const).filter((name) => input.expand.includes(name));
	if (wanted.length === 0) return {};
	const catalog = fieldCatalog(call.world);
	return Object.fromEntries(wanted.map((name) => [name, catalog[name]]));
}

/** `jira.search.views.default.max`, which administrators set; this one is strict on purpose. */
const DATA_CENTER_MOST = 100;

/**
 * Pages by offset; too large a `maxResults` is cut without a word. Issue properties are not part of this resource.
 * https://developer.atlassian.com/server/jira/platform/rest/v10000/api-group-search/
 */
function searchDataCenter(call: Call): SimulatedAnswer {
	const input = readInput(call);
	const wanted = input.maxResults ?? 50;
	const maxResults = wanted < 0 ? DATA_CENTER_MOST : Math.min(wanted, DATA_CENTER_MOST);
	const found = call.user === undefined ? [] : findAll(call, input, false);
	const rows = found.slice(input.startAt, input.startAt + maxResults);
	const selector = fieldSelector(input.fields, '*navigable');
	return ok({
		expand: 'names,schema',
		startAt: input.startAt,
		maxResults,
		total: found.length,
		issues: rows.map((issue) =>
			fullRow(
				call,
				issue,
				selector,
				expansions(
					call,
					issue,
					input.expand.filter((name) => !['names', 'schema'].includes(name)),
				),
			),
		),
		...catalogPart(call, input),
	});
}
