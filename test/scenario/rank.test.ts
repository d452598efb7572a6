import type { SyncSettings } from '../../src/sync/mapping';
import { createFamily, familySettings, type Family } from '../support/family';
import { DEPLOYMENTS } from '../support/story-world';

const FLAT = ((): SyncSettings => {
	const { hierarchy: _hierarchy, mappings, ...rest } = familySettings();
	return { ...rest, mappings: mappings.slice(1) };
})();

const ranked = async ({ run, world }: Family, settings = FLAT, dryRun = false) =>
	await run(settings, world.process(), { keepRank: true, dryRun });

/** The issues as a board shows them. */
async function board({ world }: Family): Promise<readonly string[]> {
	const { tracker } = world.process();
	const jql = 'project = "ALL" ORDER BY Rank ASC';
	const found = await tracker.search(jql, { fields: ['summary'], properties: [] }, 1_000);
	world.requests();
	return found.map(({ fields }) => String(fields['summary']).replace('Record ', ''));
}

const fill = (family: Family, ids: readonly string[], parent: string | null = null) => {
	for (const id of ids) family.remove(id);
	for (const id of ids) family.put(id, parent === null ? 'feature' : 'requirement', parent);
};

describe.each(DEPLOYMENTS)('rank on %s', (deployment) => {
	it('K1, K2: follows the order of the records with the fewest moves, and is silent in order', async () => {
		const family = createFamily(deployment);
		fill(family, ['a', 'b', 'c', 'd', 'e']);
		expect((await ranked(family)).rank).toEqual({ moved: 0, warnings: [] });
		expect(await board(family)).toEqual(['a', 'b', 'c', 'd', 'e']);

		fill(family, ['e', 'a', 'b', 'd', 'c']);
		expect((await ranked(family)).rank).toEqual({ moved: 2, warnings: [] });
		const { writes } = family.world.requests();
		expect(writes).toBe(2);
		expect(await board(family)).toEqual(['e', 'a', 'b', 'd', 'c']);

		await ranked(family);
		expect(family.world.requests().writes).toBe(0);
		expect(family.world.site.unmodelled).toEqual([]);
	});

	it('K1: issues of other people keep their places between ours', async () => {
		const family = createFamily(deployment);
		fill(family, ['a', 'b']);
		await ranked(family);
		await family.world.site.asUser('kim').create('ALL', 'Task', { summary: 'stranger' });
		fill(family, ['c']);
		await ranked(family);
		fill(family, ['b', 'c', 'a']);
		await ranked(family);
		expect(await board(family)).toEqual(['b', 'stranger', 'c', 'a']);
	});

	it('K1: off unless it is asked for', async () => {
		const family = createFamily(deployment);
		fill(family, ['a', 'b']);
		await family.run(FLAT);
		fill(family, ['b', 'a']);
		expect((await family.run(FLAT)).rank).toBeUndefined();
		expect(await board(family)).toEqual(['a', 'b']);
	});

	it('L7: one search more while all is in order', async () => {
		const family = createFamily(deployment);
		fill(family, ['a', 'b', 'c']);
		await ranked(family);
		await ranked(family);
		family.world.requests();
		await ranked(family);
		const { reads } = family.world.requests();
		await family.run(FLAT);
		expect(reads - family.world.requests().reads).toBe(1);
	});

	it('L12: a dry run counts the moves and makes none', async () => {
		const family = createFamily(deployment);
		fill(family, ['a', 'b']);
		await ranked(family);
		fill(family, ['b', 'a']);
		family.world.requests();
		expect((await ranked(family, FLAT, true)).rank?.moved).toBe(1);
		expect(family.world.requests().writes).toBe(0);
	});

	it('K4: sub-tasks are ranked among those of their parent', async () => {
		const family = createFamily(deployment);
		const settings = familySettings();
		fill(family, ['f1', 'f2']);
		fill(family, ['r1', 'r2'], 'f1');
		fill(family, ['r3'], 'f2');
		await ranked(family, settings);
		fill(family, ['r3', 'r2', 'r1'], 'f1');
		family.put('r3', 'requirement', 'f2');
		expect((await ranked(family, settings)).rank?.moved).toBe(1);
		expect(await board(family)).toEqual(['f1', 'f2', 'r2', 'r1', 'r3']);
	});

	it('K5: what Jira does not rank is told, and does not fail the run', async () => {
		const family = createFamily(deployment);
		fill(family, ['a', 'b', 'c']);
		await ranked(family);
		fill(family, ['c', 'b', 'a']);
		const entries = [{ issueId: 1, issueKey: 'ALL-9', status: 403, errors: ['Not allowed.'] }];
		family.world.site.failNext(1, { status: 207, body: { entries }, matching: /rank$/ });
		const partly = await ranked(family);
		expect(partly.rank?.warnings).toEqual(['ALL-9 was not ranked: Not allowed.']);
	});
});

describe('rank on Cloud with an index that lags', () => {
	it('K1: ranks what it has just made', async () => {
		const family = createFamily('cloud', 20_000);
		fill(family, ['a', 'b', 'c']);
		await ranked(family);
		fill(family, ['d']);
		fill(family, ['a', 'b', 'c']);
		expect((await ranked(family)).rank).toEqual({ moved: 1, warnings: [] });
		expect(await board(family)).not.toContain('d');
		family.world.site.setIndexLag(0);
		expect(await board(family)).toEqual(['d', 'a', 'b', 'c']);
	});
});
