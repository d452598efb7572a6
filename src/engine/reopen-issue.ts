import { jsonEqual, type JsonValue } from '../model/json';
import { pairPropertyKey } from '../model/link';
import { own } from '../model/own';
import type { RegressionVerdict } from '../sync/regression';
import { encodeSnapshot, type RegressionNote } from '../sync/snapshot';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import type { Pair } from './read-pair';
import { unchanged } from './recurrence-report';
import type { RecurrenceReport } from './reports';
import type { RecurrenceRequest } from './recurrence-request';
import { summarize } from './summarize';
import { walkStatus } from './walk-status';

/**
 * Reopens an issue and says why: a note of what is owed, the transition, the comment, and last the fields with the settled note.
 *
 * A run that dies after the note is finished by the next recurrence (`finishOwed`), whatever step it reached.
 */
export async function reopenIssue(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	const { issue } = pair;
	const before = pair.snapshot.regression;
	const resumes = before?.owes !== undefined;
	const note = newNote(request, pair, verdict);
	if (isOwed(request)) await writeNote(context, request, pair, note);
	const { targets, via } = request.reopen;
	const goal = { targets, categories: ['new', 'indeterminate'] as const, via, mayPass: [] };
	const walk = await walkStatus(context.tracker, issue, goal, {});
	if (walk.kind === 'stuck' && walk.status.category === 'done') {
		if (!resumes && isOwed(request)) await writeNote(context, request, pair, before);
		return { ...unchanged(request, pair, verdict), because: 'unknown', warnings: [walk.reason] };
	}
	if (request.reopen.comment) await context.tracker.addComment(issue.id, note.owes ?? '');
	await finish(context, request, pair, note);
	return {
		kind: 'reopened',
		because: verdict.kind === 'reopen' ? 'regression' : 'unknown',
		reason: verdict.reason,
		recordId: request.record.id,
		issue: { ...summarize(issue), status: walk.status },
		...(verdict.kind === 'reopen' && { observed: verdict.observed, fixed: verdict.fixed }),
		reopenCount: note.count,
		warnings: [...pair.warnings, ...(walk.kind === 'stuck' ? [walk.reason] : [])],
		dryRun: false,
	};
}

function newNote(
	request: RecurrenceRequest,
	{ issue, snapshot }: Pair,
	verdict: RegressionVerdict,
): RegressionNote {
	const before = snapshot.regression;
	const clears = request.reopen.clearFixVersions ? own(issue.fields, request.fixField) : undefined;
	return {
		// A note that still owes something belongs to this same reopening, which died half-way.
		count: before?.owes === undefined ? (before?.count ?? 0) + 1 : before.count,
		version: verdict.kind === 'reopen' ? verdict.observed : '',
		owes: request.reopen.comment ? commentText(request, verdict.reason) : '',
		...(clears !== undefined && clears !== null && { clears }),
	};
}

/** Whether anything is to be done after the transition that a later run could not guess. */
function isOwed({ reopen: { comment, label, clearFixVersions } }: RecurrenceRequest): boolean {
	return comment || label !== undefined || clearFixVersions;
}

function commentText({ record, reopen: settings }: RecurrenceRequest, reason: string): string {
	const lead = settings.commentText ?? 'Reopened: the error came back.';
	const link = record.url === undefined ? '' : `\n\n${record.url}`;
	return `${lead}\n\n${reason}${link}`;
}

async function writeNote(
	context: EngineContext,
	{ profile }: RecurrenceRequest,
	{ issue, snapshot }: Pair,
	regression: RegressionNote | undefined,
): Promise<void> {
	const { regression: _before, ...rest } = snapshot;
	const value = encodeSnapshot({ ...rest, ...(regression && { regression }) });
	await context.tracker.setProperty(issue.id, pairPropertyKey(profile), value);
}

/** Fields and the settled note in one request. */
async function finish(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	{ count, version, clears }: RegressionNote,
): Promise<Pair> {
	const { issue } = pair;
	const { label } = request.reopen;
	const held = own(issue.fields, 'labels');
	const labels = Array.isArray(held) ? held.map(String) : [];
	// Fix versions that somebody set meanwhile are a new promise, and stay.
	const stands = clears !== undefined && sameValue(own(issue.fields, request.fixField), clears);
	const fields = {
		...(label !== undefined && !labels.includes(label) && { labels: [...labels, label] }),
		...(stands && { [request.fixField]: null }),
	};
	const snapshot = { ...pair.snapshot, regression: { count, version } };
	if (Object.keys(fields).length === 0)
		await writeNote(context, request, pair, snapshot.regression);
	else {
		const property = { key: pairPropertyKey(request.profile), value: encodeSnapshot(snapshot) };
		await context.tracker.editIssue(issue.id, { fields, property });
	}
	return { ...pair, snapshot };
}

function sameValue(left: JsonValue | undefined, right: JsonValue): boolean {
	return left !== undefined && jsonEqual(left, right);
}

/** Does what a run still owed when it died: the comment, unless it got as far as making it, and the fields. */
export async function finishOwed(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
): Promise<Pair> {
	const note = pair.snapshot.regression;
	if (note?.owes === undefined) return pair;
	const settled = { count: note.count, version: note.version };
	if (pair.issue.status.category === 'done') {
		// An issue that is done was resolved anew: the old debt is void.
		await writeNote(context, request, pair, settled);
		return { ...pair, snapshot: { ...pair.snapshot, regression: settled } };
	}
	if (note.owes !== '') await commentOnce(context.tracker, pair.issue.id, note.owes);
	return await finish(context, request, pair, note);
}
