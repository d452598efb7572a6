import { FAULT_KINDS, THINGS, type Edit, type History, type Step, type Thing } from './history';
import { mayMove } from './family';
import type { Verdict } from './oracle';
import { WINDOWS, type Windows } from './race';

/** What may go wrong, or happen beside the edits of fields. */
const KINDS = [
	...FAULT_KINDS,
	'item late',
	'item lost',
	'item twice',
	'webhook lost',
	'webhook twice',
	'issue moved',
	'issue deleted',
	'issue unlinked',
	'rule in Jira',
	'source rewrites',
	'index lags',
] as const;
type Kind = (typeof KINDS)[number];
type PerThing = Readonly<Record<Thing, number>>;

/** Sums over histories; everything but `runs`, `raced`, the edits and the writes must be 0. */
export interface Figures {
	readonly runs: number;
	readonly lostUpdates: number;
	readonly duplicates: number;
	readonly disagreements: number;
	readonly writesWhenQuiet: number;
	/** Comments, files, versions and parents that one side shows twice. */
	readonly doubled: number;
	/** The same, by their kind. */
	readonly doubledOf: PerThing;
	/** Runs after the storm that failed although nothing went wrong any more. */
	readonly failures: number;
	/** Edits overwritten between a worker's last look and its write; see docs/design/write-order.md. */
	readonly raced: number;
	readonly edits: number;
	/** Those of `edits` that were made to things beside the fields. */
	readonly editsOf: PerThing;
	readonly writes: number;
	/** The most writes that one history made for each of its edits and records. */
	readonly maxWritesPerEdit: number;
	/** The most calls between a run's last look at a side and its write there; see docs/design/write-order.md. */
	readonly windows: Windows;
	/** Histories in which each was planned. */
	readonly byFault: Readonly<Record<Kind, number>>;
}

/** What one history adds. */
export function figuresOf(history: History, verdict: Verdict): Figures {
	const faults = faultsOf(history);
	const { lost, duplicates, disagreements, quietWrites, failures, raced, edits, writes } = verdict;
	return {
		runs: 1,
		lostUpdates: lost.length,
		duplicates: duplicates.length,
		disagreements: disagreements.length,
		writesWhenQuiet: quietWrites,
		doubled: THINGS.reduce((sum, thing) => sum + verdict.doubled[thing].length, 0),
		doubledOf: perThing((thing) => verdict.doubled[thing].length),
		failures: failures.length,
		raced: raced.length,
		edits,
		editsOf: perThing((thing) => verdict.editsOf[thing]),
		writes,
		maxWritesPerEdit: writes / (edits + RECORDS),
		windows: verdict.windows,
		byFault: perFault((kind) => (faults.has(kind) ? 1 : 0)),
	};
}

const RECORDS = 2;

export const NO_FIGURES: Figures = {
	runs: 0,
	lostUpdates: 0,
	duplicates: 0,
	disagreements: 0,
	writesWhenQuiet: 0,
	doubled: 0,
	doubledOf: perThing(() => 0),
	failures: 0,
	raced: 0,
	edits: 0,
	editsOf: perThing(() => 0),
	writes: 0,
	maxWritesPerEdit: 0,
	windows: perWindow(() => 0),
	byFault: perFault(() => 0),
};

export function addFigures(left: Figures, right: Figures): Figures {
	return {
		runs: left.runs + right.runs,
		lostUpdates: left.lostUpdates + right.lostUpdates,
		duplicates: left.duplicates + right.duplicates,
		disagreements: left.disagreements + right.disagreements,
		writesWhenQuiet: left.writesWhenQuiet + right.writesWhenQuiet,
		doubled: left.doubled + right.doubled,
		doubledOf: perThing((thing) => left.doubledOf[thing] + right.doubledOf[thing]),
		failures: left.failures + right.failures,
		raced: left.raced + right.raced,
		edits: left.edits + right.edits,
		editsOf: perThing((thing) => left.editsOf[thing] + right.editsOf[thing]),
		writes: left.writes + right.writes,
		maxWritesPerEdit: Math.max(left.maxWritesPerEdit, right.maxWritesPerEdit),
		windows: perWindow((kind) => Math.max(left.windows[kind], right.windows[kind])),
		byFault: perFault((kind) => left.byFault[kind] + right.byFault[kind]),
	};
}

/** Whether the laws were broken in any history. */
export function isWrong(figures: Figures): boolean {
	const { lostUpdates, duplicates, disagreements, writesWhenQuiet, doubled, failures } = figures;
	return lostUpdates + duplicates + disagreements + writesWhenQuiet + doubled + failures > 0;
}

function perFault(count: (kind: Kind) => number): Figures['byFault'] {
	return Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])) as Figures['byFault'];
}

function perThing(count: (thing: Thing) => number): PerThing {
	return Object.fromEntries(THINGS.map((thing) => [thing, count(thing)])) as PerThing;
}

function perWindow(count: (kind: keyof Windows) => number): Windows {
	return Object.fromEntries(WINDOWS.map((kind) => [kind, count(kind)])) as Windows;
}

function faultsOf(history: History): ReadonlySet<Kind> {
	const { delivery, automation, rewrites, lagMs } = history;
	return new Set<Kind>([
		...history.steps.flatMap((step) => kindsOf(step, history)),
		...(delivery === 'workflow' ? history.steps.flatMap(fatesOf) : []),
		...(automation ? ['rule in Jira' as const] : []),
		...(rewrites ? ['source rewrites' as const] : []),
		...(lagMs > 0 ? ['index lags' as const] : []),
	]);
}

function kindsOf(step: Step, history: History): readonly Kind[] {
	if (step.kind === 'webhook')
		return step.times === 1 ? [] : [step.times === 0 ? 'webhook lost' : 'webhook twice'];
	if (step.kind === 'edit') return eventOf(step.edit, history);
	if (step.kind !== 'runs') return [];
	return [
		...step.runs.flatMap(({ fault }) => fault?.kind ?? []),
		...step.runs.flatMap(({ kind }) => (kind === 'unlink' ? ['issue unlinked' as const] : [])),
		...step.during.flatMap(({ edit }) => eventOf(edit, history)),
	];
}

function eventOf(edit: Edit, history: History): readonly Kind[] {
	if (edit.kind !== 'issue') return [];
	if (edit.what === 'delete') return ['issue deleted'];
	return mayMove(history) ? ['issue moved'] : [];
}

function fatesOf(step: Step): readonly Kind[] {
	const fates =
		step.kind === 'runs'
			? step.runs.map(({ fate }) => fate)
			: step.kind === 'webhook'
				? [step.fate]
				: [];
	return fates.flatMap(({ kind }) => (kind === 'atOnce' ? [] : [`item ${kind}` as const]));
}
