import {
	importIssues,
	type ImportReport,
	type ImportSettings,
} from '../../src/engine/import/import-issues';
import { linkPair } from '../../src/engine/link';
import { createFamily, familySettings, type Family } from '../support/family';
import { DEPLOYMENTS } from '../support/story-world';

const SETTINGS: ImportSettings = {
	sync: familySettings(),
	system: 'aha',
	jql: 'project = "ALL" ORDER BY updated DESC',
	kinds: [
		{ kind: 'feature', issueType: 'Task' },
		{ kind: 'requirement', issueType: 'Sub-task' },
	],
	onlyBelowLinked: false,
	includeOwn: false,
	retryGivenUp: false,
	limit: 50,
	dryRun: false,
};

const run = async (
	{ world }: Family,
	changes: Partial<ImportSettings> = {},
): Promise<ImportReport> => {
	world.clock.advance(60_000);
	return await importIssues(world.process(), { ...SETTINGS, ...changes });
};

describe.each(DEPLOYMENTS)('import on %s', (deployment) => {
	const family = () => createFamily(deployment);

	it('I1 to I4: hands out what people made, with its kind, its parent record and its values', async () => {
		const made = family();
		made.put('f1', 'feature', null);
		await made.run();
		const kim = made.world.site.asUser('kim');
		const child = await kim.create('ALL', 'Sub-task', { summary: 'New', parent: made.key('f1') });
		const task = await kim.create('ALL', 'Task', { summary: 'Another' });
		await kim.create('ALL', 'Epic', {
			summary: 'Of a type without a row',
			...(deployment === 'dataCenter' && { customfield_10123: 'Name' }),
		});

		const report = await run(made);
		expect(report.handedOut).toMatchObject([
			{
				issue: { key: child },
				recordType: 'requirement',
				parentId: 'f1',
				values: { title: 'New' },
				times: 1,
			},
			{ issue: { key: task }, recordType: 'feature', values: { title: 'Another' }, times: 1 },
		]);
		// Our own issue is not among them: the query leaves out what this account made.
		expect(report.counts).toEqual({ seen: 3, linked: 0, passed: 1, left: 0 });
		const below = await run(made, { onlyBelowLinked: true });
		expect(below.handedOut.map(({ issue }) => issue.key)).toEqual([child]);
		expect(made.world.site.unmodelled).toEqual([]);
	});

	it('I5: at most three times, then reported; a retry begins anew', async () => {
		const made = family();
		const key = await made.world.site.asUser('kim').create('ALL', 'Task', { summary: 'New' });
		const times = [];
		for (let index = 0; index < 3; index += 1) times.push((await run(made)).handedOut[0]?.times);
		expect(times).toEqual([1, 2, 3]);
		made.world.requests();
		const over = await run(made);
		expect(over).toMatchObject({ handedOut: [], givenUp: [{ key }] });
		expect(over.warnings.join()).toContain(`${key} was handed out 3 times`);
		expect(made.world.requests().writes).toBe(0);
		expect((await run(made, { retryGivenUp: true })).handedOut).toMatchObject([{ times: 1 }]);
	});

	it('I6: once a record is linked, it is in step and never handed out again', async () => {
		const made = family();
		const kim = made.world.site.asUser('kim');
		const key = await kim.create('ALL', 'Task', { summary: 'New' });
		const [item] = (await run(made)).handedOut;
		made.put('f7', 'feature', null, { ...item?.values });
		await linkPair(made.world.process(), {
			record: made.record('f7'),
			issue: key,
			profile: 'default',
			replace: false,
		});
		expect(await run(made)).toMatchObject({ handedOut: [], counts: { seen: 1, linked: 1 } });
		await made.run();
		expect(made.world.site.issues()).toHaveLength(1);
		made.world.requests();
		await made.run();
		expect(made.world.requests().writes).toBe(0);
	});

	it('I2: issues that this account made are never imported, unless it is asked for', async () => {
		const made = family();
		made.put('f1', 'feature', null);
		await made.run();
		await made.world.site.asUser('sync').create('ALL', 'Task', { summary: 'By hand' });
		expect((await run(made)).handedOut).toEqual([]);
		const own = await run(made, { includeOwn: true });
		expect(own.handedOut).toMatchObject([{ values: { title: 'By hand' } }]);
		expect(own.counts.linked).toBe(1);
	});

	it('I7: the cursor does not pass what is not linked yet, and looks back ten minutes', async () => {
		const made = family();
		const kim = made.world.site.asUser('kim');
		const key = await kim.create('ALL', 'Task', { summary: 'Old' });
		made.world.clock.advance(3_600_000);
		await kim.create('ALL', 'Task', { summary: 'New' });
		const first = await run(made, { limit: 1 });
		expect(first).toMatchObject({ handedOut: [{ issue: { key } }], counts: { left: 1 } });
		expect(first.nextSince).toBeLessThan(made.world.clock.now() - 3_600_000);
		const { nextSince = 0 } = first;
		expect((await run(made, { since: nextSince })).handedOut).toHaveLength(2);
		expect((await run(made, { since: nextSince + 300_000 })).counts.seen).toBe(2);
		expect((await run(made, { since: nextSince + 1_200_000 })).counts.seen).toBe(1);
	});

	it('L12: a dry run shows the same and notes nothing', async () => {
		const made = family();
		await made.world.site.asUser('kim').create('ALL', 'Task', { summary: 'New' });
		made.world.requests();
		expect((await run(made, { dryRun: true })).handedOut).toMatchObject([{ times: 1 }]);
		expect(made.world.requests().writes).toBe(0);
		expect((await run(made)).handedOut).toMatchObject([{ times: 1 }]);
	});
});
