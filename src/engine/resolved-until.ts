import type { JiraIssue } from '../model/issue';
import type { JsonValue } from '../model/json';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { judgeRecurrence, type RegressionVerdict, type ResolvedUntilRule } from '../sync/regression';
import { encodeSnapshot, type PairSnapshot, type RegressionNote } from '../sync/snapshot';
import { createVersionOrder } from '../sync/version-order';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { readPairOf, type Pair } from './read-pair';
import type { RecurrenceReport } from './reports';
import { summarize } from './summarize';
import { walkStatus } from './walk-status';

export interface ReopenSettings {
	/** Status names; none means the nearest status that is not done. */
	readonly targets: readonly string[];
	/** Statuses that the walk may pass. */
	readonly via: readonly string[];
	readonly comment: boolean;
	/** Text put before the reason. */
	readonly commentText?: string;
	/** Label added to a reopened issue. */
	readonly label?: string;
	readonly clearFixVersions: boolean;
}

export interface RecurrenceRequest {
	readonly record: SourceRecord;
	/** Id or key; without it the issue is found by the record. */
	readonly issue?: string | undefined;
	readonly profile: string;
	/** Value of the record's version attribute. */
	readonly versions: JsonValue | undefined;
	/** Id of the Jira field that names the fix, usually `fixVersions`. */
	readonly fixField: string;
	readonly rule: ResolvedUntilRule;
	readonly order: 'jiraThenParsed' | 'parsed';
	readonly reopen: ReopenSettings;
	readonly onUnknown: 'stay' | 'reopen' | 'comment';
	readonly dryRun: boolean;
}

/** What is read again before it is written on, in milliseconds. */
const LOOK_AGAIN_AFTER_MS = 2_000;

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
	if (reopens(verdict, request)) return await reopen(context, request, pair, verdict);
	const paid = await payComment(context, request, pair);
	if (verdict.kind === 'unknown' && request.onUnknown === 'comment')
		await commentUnknown(context, pair, verdict.reason);
	return unchanged(request, paid, verdict);
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
	if (context.clock.now() - pair.readAt < LOOK_AGAIN_AFTER_MS) return pair;
	return (await readPair(context, request, pair.issue.id)) ?? pair;
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
				fixVersions: fields[fixField],
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

async function reopen(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	const { issue } = pair;
	const observed = verdict.kind === 'reopen' ? verdict.observed : '';
	const before = pair.snapshot.regression;
	// A note that still owes its comment belongs to this same reopening, which died half-way.
	const count = before?.owes === undefined ? (before?.count ?? 0) + 1 : before.count;
	const note: RegressionNote = { count, version: observed };
	const text = commentText(request, verdict.reason);
	if (request.reopen.comment)
		await writeNote(context, request, pair, { ...note, owes: text });
	const goal = {
		targets: request.reopen.targets,
		categories: ['new', 'indeterminate'] as const,
		via: request.reopen.via,
		mayPass: [],
	};
	const walk = await walkStatus(context.tracker, issue, goal, {});
	if (walk.kind === 'stuck' && walk.status.category === 'done') {
		if (before?.owes === undefined && request.reopen.comment) await restoreNote(context, request, pair);
		return { ...unchanged(request, pair, verdict), because: 'unknown', warnings: [walk.reason] };
	}
	if (request.reopen.comment) await context.tracker.addComment(issue.id, text);
	await finish(context, request, pair, note);
	return {
		kind: 'reopened',
		because: verdict.kind === 'reopen' ? 'regression' : 'unknown',
		reason: verdict.reason,
		recordId: request.record.id,
		issue: { ...summarize(issue), status: walk.status },
		...(verdict.kind === 'reopen' && { observed: verdict.observed, fixed: verdict.fixed }),
		reopenCount: count,
		warnings: [...pair.warnings, ...(walk.kind === 'stuck' ? [walk.reason] : [])],
		dryRun: false,
	};
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
	regression: RegressionNote,
): Promise<void> {
	const value = encodeSnapshot({ ...snapshot, regression });
	await context.tracker.setProperty(issue.id, pairPropertyKey(profile), value);
}

async function restoreNote(
	context: EngineContext,
	{ profile }: RecurrenceRequest,
	{ issue, snapshot }: Pair,
): Promise<void> {
	await context.tracker.setProperty(issue.id, pairPropertyKey(profile), encodeSnapshot(snapshot));
}

/** Fields and the settled note in one request. */
async function finish(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	regression: RegressionNote,
): Promise<void> {
	const { issue } = pair;
	const { label, clearFixVersions } = request.reopen;
	const labels = Array.isArray(issue.fields['labels']) ? issue.fields['labels'].map(String) : [];
	const fields = {
		...(label !== undefined && !labels.includes(label) && { labels: [...labels, label] }),
		...(clearFixVersions && { [request.fixField]: null }),
	};
	if (Object.keys(fields).length === 0) return await writeNote(context, request, pair, regression);
	const snapshot: PairSnapshot = { ...pair.snapshot, regression };
	const property = { key: pairPropertyKey(request.profile), value: encodeSnapshot(snapshot) };
	await context.tracker.editIssue(issue.id, { fields, property });
}

/** Makes the comment that a run owed when it died, unless it got as far as making it. */
async function payComment(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
): Promise<Pair> {
	const note = pair.snapshot.regression;
	// An issue that is done again was resolved anew: the old debt is void.
	if (note?.owes === undefined) return pair;
	if (pair.issue.status.category !== 'done') {
		const comments = await context.tracker.comments(pair.issue.id);
		if (!comments.some(({ text }) => sameText(text, note.owes ?? '')))
			await context.tracker.addComment(pair.issue.id, note.owes);
	}
	const { owes: _owes, ...paid } = note;
	await writeNote(context, request, pair, paid);
	return { ...pair, snapshot: { ...pair.snapshot, regression: paid } };
}

function sameText(left: string, right: string): boolean {
	const plain = (text: string) => text.replace(/[\s\u200b]+/g, ' ').trim();
	return plain(left) === plain(right);
}

/** Says once that nobody can tell: the same words are not repeated. */
async function commentUnknown(context: EngineContext, { issue }: Pair, reason: string): Promise<void> {
	const text = `The error came back. ${reason}`;
	const comments = await context.tracker.comments(issue.id);
	if (!comments.some((comment) => sameText(comment.text, text)))
		await context.tracker.addComment(issue.id, text);
}

function unchanged(
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): RecurrenceReport {
	return {
		kind: 'unchanged',
		because: verdict.kind === 'stay' ? verdict.because : 'unknown',
		reason: verdict.reason,
		recordId: request.record.id,
		issue: summarize(pair.issue),
		reopenCount: pair.snapshot.regression?.count ?? 0,
		warnings: pair.warnings,
		dryRun: request.dryRun,
	};
}

function dryReport(
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): RecurrenceReport {
	const report = unchanged(request, pair, verdict);
	return verdict.kind === 'reopen'
		? { ...report, kind: 'reopened', because: 'regression', observed: verdict.observed, fixed: verdict.fixed }
		: report;
}

function notLinked(request: RecurrenceRequest): RecurrenceReport {
	return {
		kind: 'unchanged',
		because: 'notLinked',
		reason: `No issue is linked to ${request.record.system} ${request.record.id}.`,
		recordId: request.record.id,
		reopenCount: 0,
		warnings: [],
		dryRun: request.dryRun,
	};
}
