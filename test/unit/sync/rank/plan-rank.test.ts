import fc from 'fast-check';
import { planRank, RANK_LIMIT, type RankMove } from '../../../../src/sync/rank/plan-rank';

/** What Jira makes of the moves. */
function rankedBy(present: readonly string[], moves: readonly RankMove[]): readonly string[] {
	return moves.reduce<readonly string[]>((order, { issues, anchor, side }) => {
		const rest = order.filter((id) => !issues.includes(id));
		return rest.toSpliced(rest.indexOf(anchor) + (side === 'after' ? 1 : 0), 0, ...issues);
	}, present);
}

const movedBy = (moves: readonly RankMove[]) => moves.flatMap(({ issues }) => issues);

/** Length of a longest rising subsequence, by trying all of them. */
function longest(values: readonly number[], after = -1): number {
	return values.reduce((best, value, index) => {
		if (value <= after) return best;
		return Math.max(best, 1 + longest(values.slice(index + 1), value));
	}, 0);
}

const ids = fc.shuffledSubarray(
	Array.from({ length: 8 }, (_, index) => `A-${index}`),
	{ minLength: 0 },
);
const permutation = fc.integer({ min: 0, max: 130 }).chain((size) => {
	const all = Array.from({ length: size }, (_, index) => `A-${index}`);
	return fc.shuffledSubarray(all, { minLength: size }).map((present) => ({ all, present }));
});

describe('planRank', () => {
	it('K2: brings the issues into the wanted order; others keep their places among themselves', () => {
		fc.assert(
			fc.property(ids, ids, (wanted, present) => {
				const after = rankedBy(present, planRank(wanted, present));
				const inBoth = wanted.filter((id) => present.includes(id));
				expect(after.filter((id) => wanted.includes(id))).toEqual(inBoth);
				const others = (order: readonly string[]) => order.filter((id) => !wanted.includes(id));
				expect(others(after)).toEqual(others(present));
			}),
		);
	});

	it('K2: moves as few as can be', () => {
		fc.assert(
			fc.property(ids, ids, (wanted, present) => {
				const places = wanted.filter((id) => present.includes(id)).map((id) => present.indexOf(id));
				expect(movedBy(planRank(wanted, present))).toHaveLength(places.length - longest(places));
			}),
		);
	});

	it('K3: at most fifty issues a request, in any number of them', () => {
		fc.assert(
			fc.property(permutation, ({ all, present }) => {
				const moves = planRank(all, present);
				for (const { issues } of moves) expect(issues.length).toBeLessThanOrEqual(RANK_LIMIT);
				expect(rankedBy(present, moves)).toEqual(all);
			}),
			{ numRuns: 60 },
		);
	});

	it('L5: in order, nothing is moved', () => {
		expect(planRank(['a', 'b', 'c'], ['x', 'a', 'y', 'b', 'c'])).toEqual([]);
		expect(planRank([], ['a'])).toEqual([]);
		expect(planRank(['a'], [])).toEqual([]);
	});

	it('neighbours that move together are one request, behind the neighbour that stays', () => {
		expect(planRank(['a', 'b', 'c', 'd'], ['c', 'b', 'a', 'd'])).toEqual([
			{ issues: ['a', 'b'], anchor: 'c', side: 'before' },
		]);
		expect(planRank(['a', 'b', 'c', 'd'], ['a', 'd', 'b', 'c'])).toEqual([
			{ issues: ['d'], anchor: 'c', side: 'after' },
		]);
		expect(planRank(['c', 'd', 'a', 'b'], ['a', 'b', 'c', 'd'])).toEqual([
			{ issues: ['c', 'd'], anchor: 'a', side: 'before' },
		]);
	});
});
