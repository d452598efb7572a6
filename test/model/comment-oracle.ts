import type { StoredIssue } from '../../simulators/jira/site';
import { shownComments, type MadeComment, type ShownComment } from './comment-editor';
import { furtherCopies } from './further-copies';
import type { Fate, Side } from './history';
import type { Played } from './play';
import { isCommentRaced } from './race';
import type { ThingVerdict } from './thing-verdict';

type Shown = Readonly<Record<Side, readonly ShownComment[]>>;

/** Judges the comments of a record and its issue: none doubled, none lost, each as it was last edited, in their order. */
export function judgeComments(played: Played, record: string, issue: StoredIssue): ThingVerdict {
	const further = furtherCopies(played, record, issue);
	const inSource = shownComments(played.world.records.record(record)?.comments ?? []);
	const shown: Shown = {
		source: inSource.filter(({ id }) => !further.has(id)),
		jira: shownComments(issue.comments).filter(({ id }) => !further.has(id)),
	};
	const all = played.comments.filter((event) => event.record === record);
	// An edit of any copy keeps what a deletion would take.
	const edited = new Set(all.flatMap(({ action, number }) => (action === 'edit' ? number : [])));
	const mine = all.filter(({ id }) => !further.has(id));
	// What was said in an issue that is gone went with it.
	const gone = new Set(
		mine.flatMap((event) => ([undefined, issue.id].includes(event.issue) ? [] : event.number)),
	);
	const made = mine.filter(({ number }) => !gone.has(number));
	const numbers = [...new Set(made.map(({ number }) => number))];
	const missed = numbers.flatMap((number) => {
		const events = made.filter((event) => event.number === number);
		return missedIn(played, events, { shown, isEdited: edited.has(number) });
	});
	const words = ({ side, action, number, revision }: MadeComment): string =>
		`${side} ${record} ${action} comment ${number}.${revision}`;
	return {
		lost: missed.flatMap((event) => (isCommentRaced(event, played) ? [] : [words(event)])),
		raced: missed.flatMap((event) => (isCommentRaced(event, played) ? [words(event)] : [])),
		doubled: numbers.flatMap((number) =>
			(['source', 'jira'] as const).flatMap((side) => {
				const count = countOf(shown[side], number);
				return count > 1 ? [`record ${record}: comment ${number} ${count} times in ${side}`] : [];
			}),
		),
		disagreements: [
			...numbers.flatMap((number) => differences(played, record, shown, number)),
			...(isOneByOne(played) ? disorder(made, shown) : []),
		],
	};
}

function countOf(shown: readonly ShownComment[], number: number): number {
	return shown.filter((comment) => comment.number === number).length;
}

/** The last event of a comment must have come true on both sides. */
function missedIn(
	played: Played,
	events: readonly MadeComment[],
	{ shown, isEdited }: { readonly shown: Shown; readonly isEdited: boolean },
): readonly MadeComment[] {
	const last = events.at(-1);
	const origin = events[0]?.side;
	if (last === undefined || origin === undefined || isBraked(played, last.record)) return [];
	const deletions = events.filter(({ action }) => action === 'delete');
	const isThere = (side: Side) => countOf(shown[side], last.number) > 0;
	if (deletions.length === 0) {
		const isHeld = (['source', 'jira'] as const).every((side) =>
			shown[side].some(
				({ number, revision }) => number === last.number && revision === last.revision,
			),
		);
		return isHeld || isNamed(played, last) || isGivenUp(played, last, shown) ? [] : [last];
	}
	// Rows C9 and C10: an edit keeps what a deletion would take, and the original stays when its copy goes.
	const isOriginal = deletions.some(({ side }) => side === origin);
	if (isEdited) return [];
	if (isOriginal && isLeftInSource(played, events)) return [];
	const expected = isOriginal ? !isThere('source') && !isThere('jira') : isThere(origin);
	return expected ? [] : deletions.slice(-1);
}

/** Row C16: the run said that it does not believe so many deletions. */
function isBraked({ reports }: Played, id: string): boolean {
	return reports.some(
		({ record, warnings }) =>
			record.id === id && warnings.some((warning) => warning.startsWith('More than half')),
	);
}

/** A report shows the words as one of two between which a policy, or nobody, decided. */
function isNamed({ reports }: Played, { record, number, revision }: MadeComment): boolean {
	const words = `words ${number}.${revision}`;
	return reports.some(
		(report) =>
			report.record.id === record &&
			report.comments?.lines.some(
				({ conflict, source, jira }) => conflict === true && [source, jira].includes(words),
			),
	);
}

/** Row C7: the workflow lost the comment three times, and the last report still says so. */
function isGivenUp({ reports }: Played, { record, number }: MadeComment, shown: Shown): boolean {
	const last = reports.findLast((report) => report.record.id === record);
	const ids = shown.jira.flatMap((comment) => (comment.number === number ? comment.id : []));
	return (last?.comments?.lines ?? []).some(
		({ action, row, jiraId = '' }) => action === 'kept' && row === 'C7' && ids.includes(jiraId),
	);
}

/**
 * Row C9: its deletion was handed out three times, and a report said that the copy is still there. Or the copy came after three hand-outs
 * and the deletion ("Limits" of docs/design/comments.md).
 */
function isLeftInSource(
	{ reports, deliveredComments }: Played,
	events: readonly MadeComment[],
): boolean {
	const ids = events.flatMap(({ side, id }) => (side === 'jira' ? id : []));
	const isOf = (jiraId = ''): boolean => ids.includes(jiraId);
	const lines = reports.flatMap(({ comments }) => comments?.lines ?? []);
	const isReported = lines.some(
		({ action, row, jiraId, reason = '' }) =>
			action === 'kept' && row === 'C9' && isOf(jiraId) && reason.startsWith('Not taken'),
	);
	const handedOut = reports
		.flatMap(({ comments }) => comments?.toSource ?? [])
		.filter(({ action, jiraId }) => action === 'create' && isOf(jiraId)).length;
	const deletion = events.find(({ action }) => action === 'delete')?.at ?? Infinity;
	const isLate = deliveredComments.some(
		({ action, jiraId, at }) => action === 'create' && isOf(jiraId) && at > deletion,
	);
	return isReported || (handedOut >= 3 && isLate);
}

function differences(
	{ reports }: Played,
	record: string,
	shown: Shown,
	number: number,
): readonly string[] {
	const [source, jira] = (['source', 'jira'] as const).map((side) =>
		shown[side].find((comment) => comment.number === number),
	);
	if (source === undefined || jira === undefined || source.revision === jira.revision) return [];
	const last = reports.findLast((report) => report.record.id === record);
	const isOpen = last?.comments?.lines.some(
		({ action, jiraId }) => (action === 'conflict' || action === 'kept') && jiraId === jira.id,
	);
	if (isOpen === true) return [];
	return [`record ${record} comment ${number}: source ${source.revision}, Jira ${jira.revision}`];
}

/** Runs at the same time may make copies in any order, and so may items that are late or were lost. */
function isOneByOne({ history: { steps, delivery } }: Played): boolean {
	const isAtOnce = ({ kind }: Fate) => delivery === 'connected' || kind === 'atOnce';
	return steps.every((step) => {
		if (step.kind === 'webhook') return step.times === 0 || isAtOnce(step.fate);
		if (step.kind !== 'runs') return true;
		return step.runs.length === 1 && step.runs.every(({ fate }) => isAtOnce(fate));
	});
}

/** Copies stand in the order in which their originals were written. */
function disorder(made: readonly MadeComment[], shown: Shown): readonly string[] {
	const created = made.filter(({ action }) => action === 'create');
	return (['source', 'jira'] as const).flatMap((origin) => {
		const numbers = created.filter(({ side }) => side === origin).map(({ number }) => number);
		const copies = shown[origin === 'source' ? 'jira' : 'source'].map(({ number }) => number);
		const order = copies.filter((number) => numbers.includes(number));
		const expected = numbers.filter((number) => order.includes(number));
		return order.join() === expected.join()
			? []
			: [`copies of ${origin}: ${order.join()}, written ${expected.join()}`];
	});
}
