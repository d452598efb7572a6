import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badField, refusal } from '../state/errors';
import type { IssueState, RichText, WorklogState } from '../state/model';
import { parseRichText } from '../state/parse-value';
import { durationOf, putWorklogs, secondsOf } from '../state/worklogs';
import { formatInstant, parseInstant } from '../text/time';
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
import { renderRich, renderUserNamed, selfUrl } from './view';

/** Time spent on issues. Estimates are not modelled. */
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
		putWorklogs(
			call.world,
			issue,
			issue.worklogs.filter(({ id }) => id !== gone.id),
		);
		return NO_CONTENT;
	});
}

function worklogOf(call: Call, issue: IssueState): WorklogState {
	const wanted = call.params.worklog ?? '';
	const found = issue.worklogs.find(({ id }) => id === wanted);
	if (found !== undefined) return found;
	throw refusal(404, [`Cannot find worklog with id: '${wanted}'.`]);
}

function renderWorklog(call: Call, issue: IssueState, worklog: WorklogState): UnknownRecord {
	const { id, seconds } = worklog;
	return {
		self: selfUrl(call, `issue/${issue.id}/worklog/${id}`),
		author: renderUserNamed(call, worklog.author),
		updateAuthor: renderUserNamed(call, worklog.updateAuthor),
		...(worklog.comment === undefined ? {} : { comment: renderRich(call, worklog.comment) }),
		created: formatInstant(worklog.created),
		updated: formatInstant(worklog.updated),
		started: formatInstant(worklog.started),
		timeSpent: durationOf(seconds),
		timeSpentSeconds: seconds,
		id,
		issueId: issue.id,
	};
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
	return parseRichText(richTextOf(call), body.comment);
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
	return ok(renderWorklog(call, putWorklogs(world, issue, worklogs), worklog));
};
