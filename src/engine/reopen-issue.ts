import { alreadyDone } from '../model/failure';
import type { IssueStatus } from '../model/issue';
import { own } from '../model/own';
import type { RegressionVerdict } from '../sync/regression';
import type { RegressionNote } from '../sync/snapshot';
import { commentOnce } from './comment-once';
import type { EngineContext } from './context';
import type { Pair } from './read-pair';
import { reopenedText } from './recurrence-comment';
import { acted, unchanged } from './recurrence-report';
import type { RecurrenceReport } from './reports';
import type { RecurrenceRequest } from './recurrence-request';
import { fieldSteps, finishReopening, writeNote, type Finished } from './regression-note';
import { isRefusal, refusalText } from './refusal';
import { planWalk, walkToReopen } from './reopen-walk';

const COMMENT_STEP = 'Add a comment with the reason';

/**
 * Reopens an issue and says why: a note of what is owed, the transition, the comment, and last the fields with the settled note.
 *
 * A run that dies after the note is finished by a later recurrence (`finishOwed`), whatever step it reached. Of several runs at once
 * one reopens, and the others report that they came too late.
 */
export async function reopenIssue(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	const before = pair.snapshot.regression;
	const note = newNote(context, request, pair, verdict);
	const isOwed = owesMore(request);
	const walk = await walkToReopen(context, pair, request, async () => {
		if (isOwed) await writeNote(context, request, pair, note);
	});
	if (walk.kind === 'overtaken') return overtaken(request, pair, verdict, walk.status);
	if (walk.kind === 'stuck' && walk.status.category === 'done') {
		if (walk.hops > 0 && isOwed) await writeNote(context, request, pair, before);
		return { ...unchanged(request, pair, verdict), because: 'unknown', warnings: [walk.reason] };
	}
	const finished = await afterMove(context, request, pair, { note, to: walk.status });
	const report = acted(request, pair, verdict, 'reopened', finished.steps);
	return {
		...report,
		...(report.issue && { issue: { ...report.issue, status: walk.status } }),
		reopenCount: note.count,
		warnings: [
			...pair.warnings,
			...finished.warnings,
			...(walk.kind === 'stuck' ? [walk.reason] : []),
		],
	};
}

interface Moved {
	readonly note: RegressionNote;
	readonly to: IssueStatus;
}

/** What follows the transition. A failure says how far it came: in Jira these cannot be one request. */
async function afterMove(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	{ note, to }: Moved,
): Promise<Finished> {
	const { tracker } = context;
	const { issue } = pair;
	const steps = [`Move ${issue.key} from "${issue.status.name}" to "${to.name}"`];
	try {
		if (request.reopen.comment) {
			await commentOnce(tracker, issue.id, note.owes ?? '');
			steps.push(COMMENT_STEP);
		}
		const cleared = await clearResolution(context, request, pair);
		const finished = await finishReopening(context, request, pair, note);
		return {
			pair: finished.pair,
			steps: [...steps, ...cleared.steps, ...finished.steps],
			warnings: [...cleared.warnings, ...finished.warnings],
		};
	} catch (error) {
		const said = steps.includes(COMMENT_STEP) ? ' and has its comment' : '';
		const rest = owesMore(request) ? ' A later recurrence does the rest.' : '';
		throw alreadyDone(error, `${issue.key} was moved to "${to.name}"${said}.${rest}`);
	}
}

/** Most workflows clear the resolution themselves. One that does not needs the field on the edit screen, which is rare. */
async function clearResolution(
	{ tracker }: EngineContext,
	{ reopen }: RecurrenceRequest,
	{ issue }: Pair,
): Promise<Pick<Finished, 'steps' | 'warnings'>> {
	const nothing = { steps: [], warnings: [] };
	if (!reopen.clearResolution) return nothing;
	const { resolution } = await tracker.readIssue(issue.id, { fields: [], properties: [] });
	if (resolution === undefined) return nothing;
	try {
		await tracker.editIssue(issue.id, { fields: { resolution: null } });
		return { ...nothing, steps: [`Clear the resolution "${resolution}"`] };
	} catch (error) {
		if (!isRefusal(error)) throw alreadyDone(error, 'The resolution was not cleared.');
		const warning = `The resolution "${resolution}" of ${issue.key} was not cleared: let the workflow clear it in a post function. ${refusalText(error)}`;
		return { ...nothing, warnings: [warning] };
	}
}

function newNote(
	context: EngineContext,
	request: RecurrenceRequest,
	{ issue, snapshot }: Pair,
	verdict: RegressionVerdict,
): RegressionNote {
	const before = snapshot.regression;
	const { comment, clearFixVersions } = request.reopen;
	const { fixField: clearsIn = 'fixVersions' } = verdict;
	const clears = clearFixVersions ? own(issue.fields, clearsIn) : undefined;
	// A note that still owes something belongs to this same reopening, which died half-way.
	const count = before?.owes === undefined ? (before?.count ?? 0) + 1 : before.count;
	return {
		count,
		version: verdict.kind === 'reopen' ? verdict.observed : '',
		owes: comment ? reopenedText(request, verdict, count) : '',
		at: context.clock.now(),
		...(clears !== undefined && clears !== null && { clears, clearsIn }),
	};
}

/** Whether anything is to be done after the transition that a later run could not guess. */
function owesMore({ reopen: { comment, label, clearFixVersions } }: RecurrenceRequest): boolean {
	return comment || label !== undefined || clearFixVersions;
}

function overtaken(
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
	status: IssueStatus,
): RecurrenceReport {
	const { key } = pair.issue;
	const reason =
		status.category === 'done'
			? `${key} was moved to "${status.name}" by somebody else at the same moment, so it was left alone.`
			: `${key} is open again: another run or a person moved it to "${status.name}" at the same moment.`;
	const report = unchanged(request, pair, verdict);
	return {
		...report,
		...(report.issue && { issue: { ...report.issue, status } }),
		because: 'notResolved',
		reason,
	};
}

/** What `reopenIssue` would do. Reads the transitions, writes nothing (law L12). */
export async function planReopening(
	context: EngineContext,
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): Promise<RecurrenceReport> {
	const { issue } = pair;
	const walk = await planWalk(context, pair, request);
	if (walk.kind === 'stuck')
		return { ...unchanged(request, pair, verdict), because: 'unknown', warnings: [walk.reason] };
	const { to } = walk.hop;
	const wanted = request.reopen.targets.join(', ') || 'an open status';
	const onTheWay = walk.arrives ? '' : ` on the way to ${wanted}`;
	const note = newNote(context, request, pair, verdict);
	const { label, comment, clearResolution: clears } = request.reopen;
	const held = own(issue.fields, 'labels');
	const isNew = label !== undefined && !(Array.isArray(held) && held.includes(label));
	return acted(request, pair, verdict, 'reopened', [
		`Move ${issue.key} from "${issue.status.name}" to "${to.name}"${onTheWay}`,
		...(comment ? [COMMENT_STEP] : []),
		...(clears && issue.resolution !== undefined
			? [`Clear the resolution "${issue.resolution}", unless the workflow does`]
			: []),
		...fieldSteps(isNew ? label : undefined, note.clearsIn),
	]);
}
