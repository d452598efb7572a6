import {
	batchesOf,
	playBatch,
	type Batch,
	type BatchOptions,
	type BatchResult,
	type Failing,
} from './batch';
import { addFigures, NO_FIGURES, type Figures } from './figures';

/** How many histories of which seed held which laws. */
export interface Proof {
	readonly figures: Figures;
	/** Histories with something wrong, in the order of the batches. */
	readonly failing: readonly Failing[];
}

/** Adds up what batches found, in their order. */
export function sumUp(results: readonly BatchResult[]): Proof {
	return {
		figures: results.reduce((sum, { figures }) => addFigures(sum, figures), NO_FIGURES),
		failing: results.flatMap(({ failing }) => failing),
	};
}

/** Plays histories one after the other, in this process. */
export async function prove({ runs, seed }: Batch, options: BatchOptions = {}): Promise<Proof> {
	const results: BatchResult[] = [];
	for (const batch of batchesOf(runs, seed)) {
		const result = await playBatch(batch, options);
		results.push(result);
		if (options.stopAtFirst === true && result.failing.length > 0) break;
	}
	return sumUp(results);
}
