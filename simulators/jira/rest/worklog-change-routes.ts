import { isObject } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badRequest } from '../state/errors';
import type { IssueState, WorklogState } from '../state/model';
import { listIssues, maySee, projectOf } from '../state/world';
import { numberOf, ok, type AddRoute, type Call, type Handler } from './call';
import { renderWorklog } from './render-issue';
import { selfUrl } from './view';

/**
 * Which worklogs changed since a moment, for polling; and many of them at once.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/#api-rest-api-3-worklog-updated-get
 */
export function addWorklogChangeRoutes(add: AddRoute): void {
	add('GET', '/worklog/updated', 'user', (call) => {
		const rows = allWorklogs(call).map(({ worklog: { id, updated } }) => ({ id, at: updated }));
		return ok(changesOf(call, 'updated', rows));
	});
	add('GET', '/worklog/deleted', 'user', (call) =>
		ok(changesOf(call, 'deleted', call.world.removedWorklogs)),
	);
	add('POST', '/worklog/list', 'user', listByIds);
}

function allWorklogs(
	call: Call,
): readonly { readonly issue: IssueState; readonly worklog: WorklogState }[] {
	return listIssues(call.world)
		.filter((issue) => maySee(call.user, projectOf(issue)))
		.flatMap((issue) => issue.worklogs.map((worklog) => ({ issue, worklog })));
}

const MOST_ROWS = 1000;

/** Oldest first. The present minute is left out in real Jira; here it is not, so that a test need not wait. */
function changesOf(
	call: Call,
	what: 'updated' | 'deleted',
	changes: readonly { readonly id: string; readonly at: number }[],
): object {
	const since = numberOf(call.query.since, 0);
	const due = changes.filter(({ at }) => at >= since).toSorted((a, b) => a.at - b.at);
	const rows = due.slice(0, MOST_ROWS);
	const until = rows.at(-1)?.at ?? since;
	const extra = call.world.deployment === 'cloud' ? { properties: [] } : {};
	return {
		values: rows.map(({ id, at }) => ({ worklogId: Number(id), updatedTime: at, ...extra })),
		since,
		until,
		self: selfUrl(call, `worklog/${what}?since=${since}`),
		lastPage: due.length <= MOST_ROWS,
	};
}

const listByIds: Handler = (call) => {
	const { body } = call;
	if (!isObject(body)) throw unreadableBody();
	const ids = Array.isArray(body.ids) ? body.ids.map(String) : [];
	if (ids.length === 0 || ids.length > MOST_ROWS) {
		throw badRequest(`Between 1 and ${MOST_ROWS} worklogs can be asked for at once.`);
	}
	return ok(
		allWorklogs(call)
			.filter(({ worklog }) => ids.includes(worklog.id))
			.map(({ issue, worklog }) => renderWorklog(call, issue, worklog)),
	);
};
