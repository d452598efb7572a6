import type { StoredIssue } from '../../simulators/jira/site';
import { filesInJira, filesInSource, type MadeFile, type ShownFile } from './file-editor';
import type { Side } from './history';
import type { Played } from './play';
import { isDuringRun, isFileRaced } from './race';
import { NOTHING_WRONG, type ThingVerdict } from './thing-verdict';

const SIDES = ['source', 'jira'] as const;

type Shown = Readonly<Record<Side, readonly ShownFile[]>>;

/** Judges the files of a record and the attachments of its issue: none doubled, none lost, each deleted where it was deleted. */
export function judgeFiles(played: Played, record: string, issue: StoredIssue): ThingVerdict {
	const shown: Shown = {
		source: filesInSource(played.world, record),
		jira: filesInJira(issue),
	};
	const mine = played.files.filter((event) => event.record === record);
	// What was attached to an issue that is gone went with it. Copies of it are files like others for the next issue, two if two runs had
	// made two and nobody could compare them with the original any more.
	const gone = new Set(
		mine.flatMap((event) => ([undefined, issue.id].includes(event.issue) ? [] : event.number)),
	);
	const numbers = [...new Set(mine.map(({ number }) => number))];
	const verdicts = numbers.map((number) => {
		const events = mine.filter((event) => event.number === number);
		const file = { played, events, shown: only(shown, number) };
		return gone.has(number) ? NOTHING_WRONG : judgeFile(file);
	});
	return {
		lost: verdicts.flatMap(({ lost }) => lost),
		raced: verdicts.flatMap(({ raced }) => raced),
		disagreements: verdicts.flatMap(({ disagreements }) => disagreements),
		doubled: [
			...SIDES.flatMap((side) => {
				const judged = shown[side].filter(({ number }) => !gone.has(number));
				return sameTwice(judged).map((name) => `record ${record}: ${name} twice in ${side}`);
			}),
			...verdicts.flatMap(({ doubled }) => doubled),
		],
	};
}

/** One file, all that was done to it, and what is left of it. */
interface FileCase {
	readonly played: Played;
	readonly events: readonly MadeFile[];
	readonly shown: Shown;
}

function only(shown: Shown, number: number): Shown {
	const of = (side: Side) => shown[side].filter((file) => file.number === number);
	return { source: of('source'), jira: of('jira') };
}

/** The same content twice on one side. */
function sameTwice(files: readonly ShownFile[]): readonly string[] {
	const names = files.map(({ number, revision }) => `file ${number}.${revision}`);
	return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function judgeFile(file: FileCase): ThingVerdict {
	const { played, events } = file;
	const missed = isBraked(file) ? [] : missedIn(file);
	const [raced, lost] = [true, false].map((wanted) =>
		missed.filter((event) => isFileRaced(event, played) === wanted).map(words),
	);
	return {
		lost: lost ?? [],
		raced: raced ?? [],
		doubled: oldContents(file),
		disagreements:
			isBraked(file) || events.some(({ action }) => action === 'delete') ? [] : differences(file),
	};
}

function words({ side, record, action, number, revision }: MadeFile): string {
	return `${side} ${record} ${action} file ${number}.${revision}`;
}

/** What people did last must have come true on both sides. */
function missedIn(file: FileCase): readonly MadeFile[] {
	const { events, shown } = file;
	const deletions = events.filter(({ action }) => action === 'delete');
	const content = events.findLast(({ action }) => action !== 'delete');
	const origin = events[0]?.side;
	if (content === undefined || origin === undefined) return [];
	const holds = (side: Side) => shown[side].some(({ revision }) => revision === content.revision);
	if (deletions.length === 0) return SIDES.every(holds) ? [] : [content];
	const deletedOn = (side: Side) => deletions.some((event) => event.side === side);
	// Row A8: an edit keeps what a deletion would take; rows A8 and A9: the original stays when its copy goes.
	const keeper = content.action === 'edit' ? 'source' : origin;
	if (!deletedOn(keeper)) return holds(keeper) ? [] : [content];
	// After a run that died or overlapped nobody knows which is the copy: the other may stay, or come back (limits of attachments.md).
	if (content.action === 'edit' || !events.every((event) => isSettled(file, event))) return [];
	return SIDES.some(holds) ? deletions.slice(-1) : [];
}

/** When it happened no run was under way, and the sync knew both files, or there was one only. */
function isSettled({ played }: FileCase, event: MadeFile): boolean {
	const { action, known } = event;
	return action === 'create' || (known !== 'unlinked copy' && !isDuringRun(event, played));
}

/** Row A7: only where the attachment was the original it stays beside the new content; a source never shows both. */
function oldContents(file: FileCase): readonly string[] {
	const { events, shown } = file;
	const origin = events[0]?.side;
	if (!events.every((event) => isSettled(file, event))) return [];
	return SIDES.flatMap((side) => {
		const mayStay = side === 'jira' && origin === 'jira';
		if (mayStay || shown[side].length <= 1) return [];
		return [`file ${shown[side][0]?.number ?? ''} with ${shown[side].length} contents in ${side}`];
	});
}

/** Nobody deleted anything: both sides hold the last content. */
function differences({ events, shown }: FileCase): readonly string[] {
	const newest = (side: Side) => Math.max(0, ...shown[side].map(({ revision }) => revision));
	const [source, jira] = [newest('source'), newest('jira')];
	const { record = '', number = 0 } = events[0] ?? {};
	return source === jira ? [] : [`record ${record} file ${number}: source ${source}, Jira ${jira}`];
}

/** Row A16: the run said that it does not believe so many deletions. */
function isBraked({ played: { reports }, events: [event] }: FileCase): boolean {
	return reports.some(
		({ record, warnings }) =>
			record.id === event?.record &&
			warnings.some((warning) => warning.startsWith('More than half of the linked files')),
	);
}
