import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badField, refusal } from '../state/errors';
import type { IssueState, RichText, WorklogState } from '../state/model';
import { parseRichText } from '../state/parse-value';
import { putWorklogs, secondsOf } from '../state/worklogs';
import { parseInstant } from '../text/time';
import {
	issueOf,
	NO_CONTENT,
	ok,
	pageOf,
	richTextOf,
	userOf,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { renderWorklog } from './render-issue';

/** Time spent on issues. */
export function addWorklogRoutes(add: AddRoute): void {
	add('GET', '/issue/:issue/worklog', 'anonymous', list);
	add('POST', '/issue/:issue/worklog', 'user', create);
	add('GET', '/issue/:issue/worklog/:worklog', 'anonymous', (call) => {
		const issue = issueOf(call);
		return ok(renderWorklog(call, issue, worklogOf(call, issue)));
	});
	add('PUT', '/issue/:issue/worklog/:worklog', 'user', edit);
	add('DELETE', '/issue/:issue/worklog/:worklog', 'user', (call) => {
		const issue = issueOf(call);
		const gone = worklogOf(call, issue);
		const worklogs = issue.worklogs.filter(({ id }) => id !== gone.id);
		const next = putWorklogs(call.world, issue, worklogs);
		call.world.removedWorklogs.push({ id: gone.id, at: call.world.now() });
		announce(call, 'worklogDeleted', next, gone);
		return NO_CONTENT;
	});
}

function announce(
	call: Call,
	kind: 'worklogCreated' | 'worklogUpdated' | 'worklogDeleted',
	issue: IssueState,
	worklog: WorklogState,
): void {
	call.world.emit({ kind, issue, actor: userOf(call), worklog });
}

function worklogOf(call: Call, issue: IssueState): WorklogState {
	const wanted = call.params.worklog ?? '';
	const found = issue.worklogs.find(({ id }) => id === wanted);
	if (found !== undefined) return found;
	throw refusal(404, [`Cannot find worklog with id: '${wanted}'.`]);
}

const MOST_ROWS = 5000;

/** Data Center gives all at once, Cloud pages of 5,000; both say `startAt`, `maxResults` and `total`. */
const list: Handler = (call) => {
	const issue = issueOf(call);
	const { rows, ...page } = pageOf(call, issue.worklogs, MOST_ROWS, MOST_ROWS);
	return ok({ ...page, worklogs: rows.map((worklog) => renderWorklog(call, issue, worklog)) });
};

function readSeconds(body: UnknownRecord, fallback: number | undefined): number {
	const { timeSpent, timeSpentSeconds } = body;
	const seconds =
		typeof timeSpentSeconds === 'number'
			? timeSpentSeconds
			: typeof timeSpent === 'string'
				? secondsOf(timeSpent)
				: fallback;
	if (seconds !== undefined && seconds >= 60) return seconds;
	throw badField('timeLogged', 'Time Spent is required and must be at least a minute.');
}

/** Cloud wants to be told when the work was started; Data Center takes the present for it. */
function readStarted(call: Call, body: UnknownRecord, fallback: number | undefined): number {
	const { started } = body;
	const instant = typeof started === 'string' ? parseInstant(started) : fallback;
	if (instant !== undefined) return instant;
	if (started === undefined && call.world.deployment === 'dataCenter') return call.world.now();
	throw badField('started', 'The date of the work is missing or cannot be read.');
}

function readComment(call: Call, body: UnknownRecord): RichText | undefined {
	if (body.comment === undefined || body.comment === '') return undefined;
	return parseRichText(richTextOf(call), body.comment, call.world);
}

const create: Handler = (call) => {
	const issue = issueOf(call);
	const { world, body } = call;
	if (!isObject(body)) throw unreadableBody();
	const author = userOf(call).name;
	const created = world.now();
	const worklog: WorklogState = {
		id: world.nextId('worklog'),
		author,
		updateAuthor: author,
		comment: readComment(call, body),
		created,
		updated: created,
		started: readStarted(call, body, undefined),
		seconds: readSeconds(body, undefined),
	};
	const next = putWorklogs(world, issue, [...issue.worklogs, worklog]);
	announce(call, 'worklogCreated', next, worklog);
	return { status: 201, body: renderWorklog(call, next, worklog) };
};

/** What is not sent stays as it was. */
const edit: Handler = (call) => {
	const issue = issueOf(call);
	const { world, body } = call;
	if (!isObject(body)) throw unreadableBody();
	const old = worklogOf(call, issue);
	const worklog: WorklogState = {
		...old,
		updateAuthor: userOf(call).name,
		comment: readComment(call, body) ?? old.comment,
		updated: world.now(),
		started: readStarted(call, body, old.started),
		seconds: readSeconds(body, old.seconds),
	};
	const worklogs = issue.worklogs.map((entry) => (entry.id === old.id ? worklog : entry));
	const next = putWorklogs(world, issue, worklogs);
	announce(call, 'worklogUpdated', next, worklog);
	return ok(renderWorklog(call, next, worklog));
};
