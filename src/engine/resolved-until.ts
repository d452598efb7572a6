import { assertNever } from '../model/assert-never';
import { inputError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { own } from '../model/own';
import { judgeRecurrence, type RegressionVerdict } from '../sync/regression';
import { createVersionOrder } from '../sync/version-order';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { FOLLOWED_FIELDS, followUpSteps, openFollowUp } from './follow-up-issue';
import { isFresh, readPairOf, type Pair } from './read-pair';
import { cameBackText } from './recurrence-comment';
import { acted, notLinked, unchanged } from './recurrence-report';
import type { RecurrenceRequest } from './recurrence-request';
import { finishOwed } from './regression-note';
import { planReopening, reopenIssue } from './reopen-issue';
import type { RecurrenceReport } from './reports';

/** When the issue was resolved: what was seen before says nothing about the fix. */
const RESOLVED_AT = 'resolutiondate';

/**
 * Decides whether an error that came back is a regression (docs/design/regression.md), and if so reopens its issue once and says why.
 *
 * In one process the state is read under a lock, so of many recurrences at once the first reopens and the others find an open issue;
 * across processes Jira's own refusal of a second transition decides. A note in the property owes the comment until it is made: a
 * run that dies in between is finished by a later recurrence.
 */
export async function checkRecurrence(
	context: EngineContext,
	request: RecurrenceRequest,
): Promise<RecurrenceReport> {
	const key = recordKey(request.record);
	return await context.locks.run(key, async () => await checkLocked(context, request));
}

async function checkLocked(
	context: EngineContext,
	request: RecurrenceRequest,
): Promise<RecurrenceReport> {
	const first = await readPair(context, request, request.issue);
	if (first === undefined) return notLinked(request);
	const seen = await judge(context, request, first.issue);
	const owes = first.snapshot.regression?.owes;
	if (!wantsWrite(seen, request) && owes === undefined) return unchanged(request, first, seen);
	const pair = await lookAgain(context, request, first);
	const verdict = pair === first ? seen : await judge(context, request, pair.issue);
	if (request.dryRun) return await plan(context, request, pair, verdict);
	if (reopens(verdict, request)) return await act(context, request, pair, verdict);
	const settled = await finishOwed(context, request, pair);
	// Says once that nobody can tell: the same words are not repeated.
	if (verdict.kind === 'unknown' && request.onUnknown === 'comment')
		await commentOnce(context.tracker, pair.issue.id, cameBackText(request, verdict.reason));
	const report = unchanged(request, settled.pair, verdict);
	return {
		...report,
		steps: settled.steps,
		warnings: [...report.warnings, ...settled.warnings],
	};
}

async function readPair(
	context: EngineContext,
	{ record, profile, policy, action, reopen: { label } }: RecurrenceRequest,
	issue: string | undefined,
): Promise<Pair | undefined> {
	const fields = new Set([
		...policy.rules.map(({ fixField }) => fixField),
		RESOLVED_AT,
		...(label === undefined ? [] : ['labels']),
		...(action === 'newIssue' ? FOLLOWED_FIELDS : []),
	]);
	return await readPairOf(context, { record, issue, profile, fields: [...fields] });
}

async function lookAgain(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
): Promise<Pair> {
	if (isFresh(context, pair)) return pair;
	const fresh = await readPair(context, request, pair.issue.id);
	if (fresh === undefined)
		throw inputError(`${pair.issue.key} was unlinked while its recurrence was judged.`);
	return fresh;
}

/** The version list is read only where it can matter, and once an execution. */
async function judge(
	context: EngineContext,
	{ record, policy, order, lastSeenAt }: RecurrenceRequest,
	issue: JiraIssue,
): Promise<RegressionVerdict> {
	const { key, status, resolution, fields } = issue;
	const useList = order !== 'parsed' && status.category === 'done';
	const list = useList ? await context.tracker.versions(issue.projectKey) : [];
	const resolvedAt = Date.parse(String(own(fields, RESOLVED_AT) ?? ''));
	return judgeRecurrence(
		{
			values: record.values,
			...(lastSeenAt !== undefined && { lastSeenAt }),
			issue: {
				key,
				status,
				...(resolution !== undefined && { resolution }),
				...(!Number.isNaN(resolvedAt) && { resolvedAt }),
				fields,
			},
			order: createVersionOrder(list, order === 'datesThenParsed' ? 'releaseDate' : 'sequence'),
		},
		policy,
	);
}

function reopens(verdict: RegressionVerdict, request: RecurrenceRequest): boolean {
	return (
		verdict.kind === 'reopen' || (verdict.kind === 'unknown' && request.onUnknown === 'reopen')
	);
}

function wantsWrite(verdict: RegressionVerdict, request: RecurrenceRequest): boolean {
	const comments = verdict.kind === 'unknown' && request.onUnknown === 'comment';
	return reopens(verdict, request) || comments;
}

async function act(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	switch (request.action) {
		case 'reopen':
			return await reopenIssue(context, request, pair, verdict);
		case 'newIssue':
			return await openFollowUp(context, request, pair, verdict);
		case 'comment':
			await commentOnce(context.tracker, pair.issue.id, cameBackText(request, verdict.reason));
			return acted(request, pair, verdict, 'commented', commentSteps(pair));
		default:
			return assertNever(request.action);
	}
}

function commentSteps({ issue }: Pair): readonly string[] {
	return [`Add a comment to ${issue.key} with the reason`];
}

/** The same decisions, and what would follow from them (law L12). */
async function plan(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	if (!reopens(verdict, request)) {
		const report = unchanged(request, pair, verdict);
		return wantsWrite(verdict, request) ? { ...report, steps: commentSteps(pair) } : report;
	}
	switch (request.action) {
		case 'reopen':
			return await planReopening(context, request, pair, verdict);
		case 'newIssue':
			return acted(request, pair, verdict, 'newIssue', followUpSteps(request, pair));
		case 'comment':
			return acted(request, pair, verdict, 'commented', commentSteps(pair));
		default:
			return assertNever(request.action);
	}
}
