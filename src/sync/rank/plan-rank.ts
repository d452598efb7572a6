/** Issues of one request of Jira's rank resource (Jira Software Cloud REST, rankIssues). */
export const RANK_LIMIT = 50;

/** Issues that are put, in their order, right behind or right before another one. */
export interface RankMove {
	readonly issues: readonly string[];
	readonly anchor: string;
	readonly side: 'after' | 'before';
}

/**
 * The fewest moves that bring issues from the present order into the wanted one (rows K2 and K3): the longest run of issues that
 * stand in the right order already stays, and each of the others is put behind its neighbour. What is not in both lists is left out.
 */
export function planRank(
	wanted: readonly string[],
	present: readonly string[],
): readonly RankMove[] {
	const places = new Map(present.map((id, place) => [id, place] as const));
	const known = [...new Set(wanted)].filter((id) => places.has(id));
	const staying = new Set(
		longestRising(known.map((id) => places.get(id) ?? 0)).map((index) => known[index]),
	);
	const moves: RankMove[] = [];
	for (let index = 0; index < known.length;) {
		const end = known.findIndex((id, at) => at >= index && staying.has(id));
		const stop = end < 0 ? known.length : end;
		moves.push(...moveRun(known.slice(index, stop), known[index - 1], known[stop]));
		index = stop + 1;
	}
	return moves;
}

/** A run of neighbours that have to move: behind what stands before them, or before the first that stays. */
function moveRun(
	run: readonly string[],
	before: string | undefined,
	behind: string | undefined,
): readonly RankMove[] {
	const moves: RankMove[] = [];
	let anchor = before;
	for (let start = 0; start < run.length; start += RANK_LIMIT) {
		const issues = run.slice(start, start + RANK_LIMIT);
		if (anchor !== undefined) moves.push({ issues, anchor, side: 'after' });
		else if (behind !== undefined) moves.push({ issues, anchor: behind, side: 'before' });
		anchor = issues.at(-1);
	}
	return moves;
}

/** Indexes of a longest strictly rising subsequence, in n log n. */
function longestRising(values: readonly number[]): readonly number[] {
	const tails: number[] = [];
	const previous: (number | undefined)[] = [];
	for (const [index, value] of values.entries()) {
		let low = 0;
		let high = tails.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
			else high = middle;
		}
		previous[index] = low === 0 ? undefined : tails[low - 1];
		tails[low] = index;
	}
	const rising: number[] = [];
	for (let at = tails.at(-1); at !== undefined; at = previous[at]) rising.unshift(at);
	return rising;
}
