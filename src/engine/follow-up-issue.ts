import type { JiraIssue } from '../model/issue';
import { linkPropertyKeys, pairPropertyKey } from '../model/link';
import { own } from '../model/own';
import type { SourceRecord } from '../model/record';
import type { RegressionVerdict } from '../sync/regression';
import { encodeSnapshot, newSnapshot } from '../sync/snapshot';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import { closeDuplicate } from './duplicates';
import { findPairs, recordKey, snapshotOf } from './find-pairs';
import { ensureLink } from './link-issue';
import type { IssueRead } from './ports';
import type { Pair } from './read-pair';
import { releaseRemoteLink } from './release-link';
import { cameBackText, newIssueText } from './recurrence-comment';
import { acted } from './recurrence-report';
import type { RecurrenceReport } from './reports';
import type { RecurrenceRequest } from './recurrence-request';
import { refusalText } from './refusal';
import { storeSnapshot } from './store-snapshot';
import { summarize } from './summarize';

/** How far back an unfinished new issue of a run that died is looked for, in milliseconds. */
const LOOK_BACK_MS = 3_600_000;
/** How long the index is given before a rival's issue is looked for, in milliseconds, where the search lags. */
const LOOK_AGAIN_MS = 3_000;

/** Fields of the resolved issue that the new one takes over. */
export const FOLLOWED_FIELDS: readonly string[] = ['summary'];

/**
 * Makes a new issue for a record whose error came back, in place of reopening (row A7). The new one carries the record from its first
 * moment (its property is part of the create request) and names the issue that it follows; then the old one lets the record go.
 *
 * A run that dies in between leaves a new issue that names the old one: the next recurrence finds and finishes it. Of several runs at
 * once each may make one; the lowest id stays, and the others are closed as its duplicates (law L3).
 */
export async function openFollowUp(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	const { recent } = context;
	const { record, profile } = request;
	const { issue: old } = pair;
	const made =
		(await findFollowUp(context, request, pair)) ?? (await create(context, request, pair, verdict));
	recent.set(recordKey(record), made.id);
	const released = { ...pair.snapshot, duplicateOf: made.id };
	await storeSnapshot(context, old.id, profile, released);
	await releaseRemoteLink(context, old.id, record, profile);
	await ensureLink(context, record, made);
	const kept = await yieldToLowest(context, request, pair, made);
	const warnings = await tellOld(context, request, pair, { kept, reason: verdict.reason });
	const steps = followUpSteps(request, pair, kept.key);
	const report = acted(request, pair, verdict, 'newIssue', steps);
	return { ...report, newIssue: summarize(kept), warnings: [...report.warnings, ...warnings] };
}

/** Link and comment are for people: without them the record still has its one issue. */
async function tellOld(
	{ tracker }: EngineContext,
	request: RecurrenceRequest,
	{ issue: old }: Pair,
	{ kept, reason }: { readonly kept: JiraIssue; readonly reason: string },
): Promise<readonly string[]> {
	try {
		await tracker.linkRelated(kept.id, old.id);
		const pointer = `It is followed up in ${kept.key}.`;
		if (request.reopen.comment)
			await commentOnce(tracker, old.id, cameBackText(request, reason, pointer));
		return [];
	} catch (error) {
		return [`${kept.key} was made, but ${old.key} was not told. ${refusalText(error)}`];
	}
}

/** What `openFollowUp` does, in words. `key` is not known before it is done. */
export function followUpSteps(
	{ record, reopen }: RecurrenceRequest,
	{ issue: old }: Pair,
	key?: string,
): readonly string[] {
	const what = key ?? 'a new issue';
	return [
		`Create ${what} for ${record.system} ${record.id} and link it with ${old.key}`,
		...(reopen.comment ? [`Add a comment to ${old.key} with the reason`] : []),
	];
}

/** An issue that follows this one already: made by a run that died, or by one in another process a moment ago. */
async function findFollowUp(
	context: EngineContext,
	{ record, profile }: RecurrenceRequest,
	{ issue: old }: Pair,
): Promise<JiraIssue | undefined> {
	const recent = { since: context.clock.now() - LOOK_BACK_MS };
	const pairs = await findPairs(context, [record], { profile, fields: [], recent });
	const pair = pairs.get(recordKey(record));
	const all = [...(pair?.living ? [pair.living] : []), ...(pair?.duplicates ?? [])];
	return lowest(all.filter((issue) => follows(issue, old, record, profile)));
}

function follows(issue: JiraIssue, old: JiraIssue, record: SourceRecord, profile: string): boolean {
	const snapshot = snapshotOf(issue, pairPropertyKey(profile), record);
	return snapshot?.follows === old.id && snapshot.duplicateOf === undefined;
}

function lowest(issues: readonly JiraIssue[]): JiraIssue | undefined {
	return [...issues].sort((left, right) => Number(left.id) - Number(right.id))[0];
}

async function create(
	context: EngineContext,
	request: RecurrenceRequest,
	{ issue: old, snapshot }: Pair,
	verdict: RegressionVerdict,
): Promise<JiraIssue> {
	const { reopen, profile } = request;
	const { link } = snapshot;
	const property = encodeSnapshot({ ...newSnapshot(link), follows: old.id });
	const summary = own(old.fields, 'summary');
	const made = await context.tracker.createIssue({
		project: old.projectKey,
		issueType: old.issueType.id,
		fields: {
			summary: typeof summary === 'string' ? summary : `${old.key} came back`,
			description: newIssueText(request, verdict, old.key),
			...(reopen.label !== undefined && { labels: [reopen.label] }),
			...reopen.screenFields,
		},
		properties: { [pairPropertyKey(profile)]: property },
	});
	return await context.tracker.readIssue(made.id, readOf(profile));
}

function readOf(profile: string): IssueRead {
	return { fields: [], properties: linkPropertyKeys(profile) };
}

/** Looks once more when the index had time; of several new issues the lowest id stays. */
async function yieldToLowest(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	mine: JiraIssue,
): Promise<JiraIssue> {
	const { record, profile } = request;
	if (context.searchLags) await context.clock.sleep(LOOK_AGAIN_MS);
	const kept = await findFollowUp(context, request, pair);
	if (kept === undefined || Number(kept.id) >= Number(mine.id)) return mine;
	const duplicate = await context.tracker.readIssue(mine.id, readOf(profile));
	await closeDuplicate(context, duplicate, kept, record, profile);
	const released = { ...pair.snapshot, duplicateOf: kept.id };
	await storeSnapshot(context, pair.issue.id, profile, released);
	context.recent.set(recordKey(record), kept.id);
	return kept;
}
