import { keepRank, type RankedPair } from '../../../src/engine/rank/keep-rank';
import { ensureIssues } from '../../../src/engine/ensure-issue';
import { createEngineWorld, ensureSettings } from '../../support/engine-world';
import { serviceError } from '../../support/memory-tracker';
import { records } from '../../support/reconcile';

/** So many records with their issues, in the order in which Jira ranks them. */
async function ranked(count: number) {
	const world = createEngineWorld();
	const all = records(count);
	await ensureIssues(world.worker(), all, ensureSettings({ lookAgainMs: 0 }));
	const issues = [...world.store.issues.values()];
	const pairs = all.map((record, index): RankedPair => {
		const { id = '', key = '' } = issues[index] ?? {};
		return { record, issue: { id, key }, created: false };
	});
	return { world, pairs };
}

describe('keepRank', () => {
	it('K5: a Jira without rank: one warning, nothing is written', async () => {
		const { world, pairs } = await ranked(3);
		const worker = world.worker();
		worker.tracker.failNext('rankOrder', serviceError('validation'));
		const report = await keepRank(worker, pairs.toReversed(), undefined, false);
		expect(report).toEqual({
			moved: 0,
			warnings: ['The issues were not ranked: Jira said validation'],
		});
		expect(worker.tracker.counts.writes).toBe(0);
	});

	it('K5: issues that the search does not show are named by their number', async () => {
		const { world, pairs } = await ranked(3);
		world.store.issues.delete(pairs[1]?.issue.id ?? '');
		const report = await keepRank(world.worker(), pairs, undefined, false);
		expect(report).toMatchObject({ moved: 0, warnings: [expect.stringContaining('1 issues')] });
	});

	it('K3: one run ranks a thousand, and says how many it left', async () => {
		const { world, pairs } = await ranked(4);
		const many = Array.from({ length: 1_002 }, (_, index): RankedPair => {
			const pair = pairs[index % 4];
			if (pair === undefined) throw new Error('No pair');
			return { ...pair, issue: { ...pair.issue, id: `x${index}` } };
		});
		const report = await keepRank(world.worker(), many, undefined, true);
		expect(report.warnings.join()).toContain('2 issues were not ranked: one run ranks 1000');
	});

	it('one issue has no neighbour: nothing is asked', async () => {
		const { world, pairs } = await ranked(1);
		const worker = world.worker();
		await keepRank(worker, pairs, undefined, false);
		expect(worker.tracker.calls).toEqual([]);
	});

	it('several records of one issue: the first of them says where it stands', async () => {
		const { world, pairs } = await ranked(2);
		const worker = world.worker();
		const [first, second] = pairs;
		if (first === undefined || second === undefined) throw new Error('No pairs');
		const twice = { ...second, issue: first.issue };
		const report = await keepRank(worker, [first, second, twice], undefined, false);
		expect(report).toEqual({ moved: 0, warnings: [] });
	});
});
