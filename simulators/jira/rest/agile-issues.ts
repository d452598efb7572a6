import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { parseJql } from '../jql/parse';
import { searchIssues } from '../jql/search';
import { unreadableBody } from '../state/changes';
import { badRequest } from '../state/errors';
import type { IssueState } from '../state/model';
import { rankedIds } from '../state/ranking';
import { findIssue, maySee, projectOf } from '../state/world';
import { listOf, numberOf, ok, pageOf, visibleIssue, type AddRoute, type Call } from './call';
import { expansions } from './issue-routes';
import { fieldSelector, renderFields } from './render-issue';

/** Most issues that one call moves: https://developer.atlassian.com/cloud/jira/software/rest/api-group-sprint/ */
export const MOST_ISSUES = 50;

/** The issues that a body names, at most 50. One that the caller does not see refuses them all. */
export function namedIssues(call: Call): readonly IssueState[] {
	const { body } = call;
	if (!isObject(body)) throw unreadableBody();
	const wanted = Array.isArray(body.issues) ? body.issues.map(String) : [];
	if (wanted.length === 0 || wanted.length > MOST_ISSUES) {
		throw badRequest(`Between 1 and ${MOST_ISSUES} issues can be moved at once.`);
	}
	return wanted.map((idOrKey) => {
		const issue = visibleIssue(call, idOrKey);
		if (issue !== undefined) return issue;
		throw badRequest(`Issue '${idOrKey}' does not exist or you do not have permission to see it.`);
	});
}

/** Which issues a list shows: those of a sprint, of an epic. */
export type Belongs = (issue: IssueState) => boolean;

/**
 * Adds a list of issues of Jira Software. Cloud has it twice: with offsets below `agile`, and with tokens below
 * `software`, where https://www.npmjs.com/package/jira.js asks for it.
 */
export function addIssueList(
	add: AddRoute,
	deployment: 'cloud' | 'dataCenter',
	path: string,
	belongs: (call: Call) => Belongs,
): void {
	add('GET', `/rest/agile/1.0${path}`, 'user', (call) => issuePage(call, belongs(call)));
	if (deployment === 'cloud') {
		add('GET', `/rest/software/1.0${path}`, 'user', (call) => tokenPage(call, belongs(call)));
	}
}

/** The issues of a list in the order of their rank; `jql` narrows them. */
function issuesOf(call: Call, belongs: Belongs): readonly IssueState[] {
	const { world, user, query } = call;
	const matching = query.jql === undefined ? undefined : idsOf(call, query.jql);
	return rankedIds(world)
		.flatMap((id) => findIssue(world, id) ?? [])
		.filter((issue) => maySee(user, projectOf(issue)) && belongs(issue))
		.filter(({ id }) => matching === undefined || matching.has(id));
}

function issuePage(call: Call, belongs: Belongs): ReturnType<typeof ok> {
	const { rows, ...page } = pageOf(call, issuesOf(call, belongs), 50, 100);
	return ok({
		expand: 'schema,names',
		...page,
		issues: rows.map((issue) => showAgileIssue(call, issue)),
	});
}

function tokenPage(call: Call, belongs: Belongs): ReturnType<typeof ok> {
	const { nextPageToken: token = '0', maxResults } = call.query;
	const start = numberOf(token, 0);
	const issues = issuesOf(call, belongs);
	const end = start + Math.min(numberOf(maxResults, 50), 100);
	return ok({
		issues: issues.slice(start, end).map((issue) => showAgileIssue(call, issue)),
		isLast: end >= issues.length,
		...(end < issues.length ? { nextPageToken: String(end) } : {}),
	});
}

function idsOf(call: Call, jql: string): ReadonlySet<string> {
	const context = { world: call.world, user: call.user };
	return new Set(searchIssues(context, parseJql(jql)).map(({ id }) => id));
}

function showAgileIssue(call: Call, issue: IssueState): UnknownRecord {
	const wanted = fieldSelector(listOf(call.query.fields), '*navigable');
	return {
		expand: '',
		id: issue.id,
		self: `${call.world.baseUrl}/rest/agile/1.0/issue/${issue.id}`,
		key: issue.key,
		fields: renderFields(call, issue, wanted),
		...expansions(call, issue, listOf(call.query.expand)),
	};
}
