import { inputError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { own } from '../model/own';
import { judgeRecurrence, type RegressionVerdict } from '../sync/regression';
import { createVersionOrder } from '../sync/version-order';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { isFresh, readPairOf, type Pair } from './read-pair';
import type { RecurrenceRequest } from './recurrence-request';
import { finishOwed, reopenIssue } from './reopen-issue';
import { notLinked, unchanged } from './recurrence-report';
import type { RecurrenceReport } from './reports';

/**
 * Decides whether an error that came back is a regression, and if so reopens its issue once and says why.
 *
 * The state is read under a lock, so of many recurrences at once the first reopens and the others find an open issue. A note in
 * the property owes the comment until it is made: a run that dies in between is finished by the next recurrence.
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
	if (request.dryRun) return dryReport(request, pair, verdict);
	if (reopens(verdict, request)) return await reopenIssue(context, request, pair, verdict);
	const settled = await finishOwed(context, request, pair);
	// Says once that nobody can tell: the same words are not repeated.
	if (verdict.kind === 'unknown' && request.onUnknown === 'comment')
		await commentOnce(context.tracker, pair.issue.id, `The error came back. ${verdict.reason}`);
	return unchanged(request, settled, verdict);
}

async function readPair(
	context: EngineContext,
	{ record, profile, fixField, reopen: { label } }: RecurrenceRequest,
	issue: string | undefined,
): Promise<Pair | undefined> {
	const fields = label === undefined ? [fixField] : [fixField, 'labels'];
	return await readPairOf(context, { record, issue, profile, fields });
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
	{ rule, versions, fixField, order }: RecurrenceRequest,
	issue: JiraIssue,
): Promise<RegressionVerdict> {
	const useList = order === 'jiraThenParsed' && issue.status.category === 'done';
	const list = useList ? await context.tracker.versions(issue.projectKey) : [];
	const { key, status, resolution, fields } = issue;
	return judgeRecurrence(
		{
			versions,
			issue: {
				key,
				category: status.category,
				...(resolution !== undefined && { resolution }),
				fixVersions: own(fields, fixField),
			},
			order: createVersionOrder(list),
		},
		rule,
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

function dryReport(
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): RecurrenceReport {
	const report = unchanged(request, pair, verdict);
	if (!reopens(verdict, request)) return report;
	return verdict.kind === 'reopen'
		? {
				...report,
				kind: 'reopened',
				because: 'regression',
				observed: verdict.observed,
				fixed: verdict.fixed,
			}
		: { ...report, kind: 'reopened' };
}
