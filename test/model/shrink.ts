import fc from 'fast-check';
import { playAndJudge, type Failing } from './batch';
import { figuresOf, isWrong } from './figures';
import { histories, type History } from './history';
import type { Verdict } from './oracle';

/** A history that goes wrong, as short as shrinking got it within the time. */
export interface Counterexample extends Failing {
	readonly history: History;
	readonly verdict: Verdict;
}

const SHRINK_MS = 60_000;

/** Looks for a shorter history that goes wrong as well. */
export async function shrink({ seed, path }: Failing): Promise<Counterexample> {
	const property = fc.asyncProperty(histories, async (history) => {
		if (isWrong(figuresOf(history, await playAndJudge(history)))) throw new Error('Wrong');
	});
	const { counterexamplePath } = await fc.check(property, {
		seed,
		path,
		interruptAfterTimeLimit: SHRINK_MS,
	});
	const found = { seed, path: counterexamplePath ?? path };
	const history = historyAt(found);
	return { ...found, history, verdict: await playAndJudge(history) };
}

/** The history that a seed and a path make. */
export function historyAt({ seed, path }: Failing): History {
	const [history] = fc.sample(histories, { numRuns: 1, seed, path });
	if (history === undefined) throw new Error(`Seed ${seed} makes no history at ${path}.`);
	return history;
}
