import { jsonEqual } from '../model/json';
import { asError } from '../model/failure';
import { pairPropertyKey } from '../model/link';
import { own } from '../model/own';
import type { RegressionNote } from '../sync/snapshot';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import type { IssueEdit } from './ports';
import { isRefusal, refusalText } from './refusal';
import type { Pair } from './read-pair';
import type { RecurrenceRequest } from './recurrence-request';
import { storeSnapshot } from './store-snapshot';

/** A debt younger than this, in milliseconds, belongs to a run that is still at it. */
export const DEBT_AGE_MS = 60_000;

/** Writes the note of a reopening into the pair property; `undefined` takes it out. */
export async function writeNote(
	context: EngineContext,
	{ profile }: Pick<RecurrenceRequest, 'profile'>,
	{ issue, snapshot }: Pair,
	regression: RegressionNote | undefined,
): Promise<void> {
	const { regression: _before, ...rest } = snapshot;
	await storeSnapshot(context, issue.id, profile, { ...rest, ...(regression && { regression }) });
}

/** What the last step of a reopening did. */
export interface Finished {
	readonly pair: Pair;
	/** In words, in order. */
	readonly steps: readonly string[];
	readonly warnings: readonly string[];
}

/**
 * Changes the fields and settles the note, in one request. Fields that Jira does not take are a warning: the issue is reopened, and
 * trying again with every recurrence would help nobody.
 */
export async function finishReopening(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	note: RegressionNote,
): Promise<Finished> {
	const { count, version } = note;
	const settled = { ...pair, snapshot: { ...pair.snapshot, regression: { count, version } } };
	const change = fieldChange(request, pair, note);
	if (change.steps.length === 0) {
		await writeNote(context, request, pair, settled.snapshot.regression);
		return { pair: settled, steps: [], warnings: [] };
	}
	const key = pairPropertyKey(request.profile);
	const { id } = pair.issue;
	try {
		await storeSnapshot(context, id, request.profile, settled.snapshot, async (value) => {
			await context.tracker.editIssue(id, {
				fields: change.fields,
				properties: [{ key, value }],
			});
		});
		return { pair: settled, steps: change.steps, warnings: [] };
	} catch (error) {
		if (!isRefusal(error)) throw asError(error);
		await writeNote(context, request, pair, settled.snapshot.regression);
		const warning = `${pair.issue.key} was reopened, but its fields were not changed. ${refusalText(error)}`;
		return { pair: settled, steps: [], warnings: [warning] };
	}
}

function fieldChange(
	{ reopen: { label } }: RecurrenceRequest,
	{ issue }: Pair,
	{ clears, clearsIn = 'fixVersions' }: RegressionNote,
): { readonly fields: IssueEdit['fields']; readonly steps: readonly string[] } {
	const held = own(issue.fields, 'labels');
	const labels = Array.isArray(held) ? held.map(String) : [];
	const adds = label !== undefined && !labels.includes(label);
	// Fix versions that somebody set meanwhile are a new promise, and stay.
	const now = own(issue.fields, clearsIn);
	const stands = clears !== undefined && now !== undefined && jsonEqual(now, clears);
	return {
		fields: {
			...(adds && { labels: [...labels, label] }),
			...(stands && { [clearsIn]: null }),
		},
		steps: fieldSteps(adds ? label : undefined, stands ? clearsIn : undefined),
	};
}

/** What is done to the fields, in words. */
export function fieldSteps(
	label: string | undefined,
	cleared: string | undefined,
): readonly string[] {
	return [
		...(label === undefined ? [] : [`Add the label "${label}"`]),
		...(cleared === undefined
			? []
			: [`Clear ${cleared === 'fixVersions' ? 'Fix Versions' : cleared}`]),
	];
}

/** Does what a run still owed when it died: the comment, unless it got as far as making it, and the fields. */
export async function finishOwed(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
): Promise<Finished> {
	const note = pair.snapshot.regression;
	const nothing = { pair, steps: [], warnings: [] };
	if (note?.owes === undefined) return nothing;
	if (context.clock.now() - (note.at ?? 0) < DEBT_AGE_MS) return nothing;
	if (pair.issue.status.category === 'done') {
		// An issue that is done was resolved anew: the old debt is void.
		const regression = { count: note.count, version: note.version };
		await writeNote(context, request, pair, regression);
		return { ...nothing, pair: { ...pair, snapshot: { ...pair.snapshot, regression } } };
	}
	if (note.owes !== '') await commentOnce(context.tracker, pair.issue.id, note.owes);
	return await finishReopening(context, request, pair, note);
}
