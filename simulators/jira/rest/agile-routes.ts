import { isObject, textOf } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badRequest } from '../state/errors';
import type { IssueState } from '../state/model';
import { rankIssues } from '../state/ranking';
import { NO_CONTENT, visibleIssue, type AddRoute, type Handler } from './call';
import { addBoardRoutes } from './board-routes';
import { addEpicRoutes } from './epic-routes';
import { addSprintRoutes } from './sprint-routes';

/** Jira Software: the order of issues (`ORDER BY Rank` shows it), boards, sprints, epics. */
export function addAgileRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('PUT', '/rest/agile/1.0/issue/rank', 'user', rank);
	addBoardRoutes(add, deployment);
	addSprintRoutes(add, deployment);
	addEpicRoutes(add, deployment);
}

const MOST_ISSUES = 50;

/**
 * Where some issues cannot be ranked, the others are, and the answer is 207 with a result for each.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-issue/#api-rest-agile-1-0-issue-rank-put
 */
const rank: Handler = (call) => {
	const { body } = call;
	if (!isObject(body)) throw unreadableBody();
	const wanted = Array.isArray(body.issues) ? body.issues.map(String) : [];
	if (wanted.length === 0 || wanted.length > MOST_ISSUES) {
		throw badRequest(`Between 1 and ${MOST_ISSUES} issues can be ranked at once.`);
	}
	const before = textOf(body.rankBeforeIssue);
	const anchorKey = before ?? textOf(body.rankAfterIssue);
	const anchor = anchorKey === undefined ? undefined : visibleIssue(call, anchorKey);
	if (anchor === undefined) throw badRequest('The issue to rank before or after does not exist.');
	const found = wanted.flatMap((idOrKey) => visibleIssue(call, idOrKey) ?? []);
	rankIssues(call.world, found, anchor, before === undefined ? 'after' : 'before');
	if (found.length === wanted.length) return NO_CONTENT;
	const entries = wanted.map((idOrKey) => resultOf(idOrKey, visibleIssue(call, idOrKey)));
	return { status: 207, body: { entries } };
};

function resultOf(idOrKey: string, issue: IssueState | undefined): object {
	if (issue !== undefined) return { issueId: Number(issue.id), issueKey: issue.key, status: 200 };
	return { issueKey: idOrKey, status: 404, errors: ['Issue does not exist.'] };
}
