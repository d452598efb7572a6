import fc from 'fast-check';
import { addFigures, figuresOf, isWrong, NO_FIGURES, type Figures } from './figures';
import { histories, type History } from './history';
import { judge, type Verdict } from './oracle';
import { play } from './play';
import type { Planted } from './world';

/** Histories that one seed makes; the unit that is handed to a process. */
export interface Batch {
	readonly seed: number;
	readonly runs: number;
}

/** A history that went wrong: seed and path make it again. */
export interface Failing {
	readonly seed: number;
	/** Its place among the seed's histories, and the way that shrinking went from there. */
	readonly path: string;
}

export interface BatchResult {
	readonly figures: Figures;
	readonly failing: readonly Failing[];
}

const BATCH = 50;
/** Far from a multiple of anything, so that the batches of two near seeds do not overlap. */
const STRIDE = 7_919;

/** The same batches for the same runs and seed, whoever plays them. */
export function batchesOf(runs: number, seed: number): readonly Batch[] {
	return Array.from({ length: Math.ceil(runs / BATCH) }, (_none, index) => ({
		seed: (seed + index * STRIDE) | 0,
		runs: Math.min(BATCH, runs - index * BATCH),
	}));
}

/** Plays one history and lets the oracle judge it. A history that breaks the player itself is a failure, too. */
export async function playAndJudge(history: History, planted?: Planted): Promise<Verdict> {
	try {
		return judge(await play(history, planted));
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		return { ...NOTHING_WRONG, failures: [`The history cannot be played: ${error.stack ?? ''}`] };
	}
}

const NOTHING_WRONG: Verdict = {
	lost: [],
	raced: [],
	duplicates: [],
	doubled: { comments: [], files: [], versions: [], parents: [] },
	disagreements: [],
	quietWrites: 0,
	failures: [],
	writes: 0,
	edits: 0,
	editsOf: { comments: 0, files: 0, versions: 0, parents: 0 },
	windows: { record: 0, status: 0, issue: 0 },
};

export interface BatchOptions {
	readonly planted?: Planted;
	/** Stop at the first history that goes wrong. */
	readonly stopAtFirst?: boolean;
}

export async function playBatch(
	{ seed, runs }: Batch,
	{ planted, stopAtFirst = false }: BatchOptions = {},
): Promise<BatchResult> {
	let figures = NO_FIGURES;
	const failing: Failing[] = [];
	for (const [index, history] of fc.sample(histories, { numRuns: runs, seed }).entries()) {
		const found = figuresOf(history, await playAndJudge(history, planted));
		figures = addFigures(figures, found);
		if (isWrong(found)) failing.push({ seed, path: String(index) });
		if (stopAtFirst && failing.length > 0) break;
	}
	return { figures, failing };
}
