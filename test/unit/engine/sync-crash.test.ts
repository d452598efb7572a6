import { mapping, syncSettings } from '../../support/engine-world';
import { syncOne } from '../../../src/engine/sync-one';
import { inWorkflow, linkedPair } from '../../support/linked-pair';
import { serviceError } from '../../support/memory-tracker';

const TITLE = mapping('title', 'summary');
const BOTH = syncSettings([TITLE, mapping('state', 'status')]);
const START = { title: 'Crash', state: 'open' };

describe('syncOne, crashes and lost patches', () => {
	it.each(
		[1, 2].flatMap((write) => (['before', 'after'] as const).map((when) => ({ write, when }))),
	)(
		'L4: dies $when write $write to Jira, and the next run converges without loss',
		async ({ write, when }) => {
			const pair = await linkedPair(START, BOTH);
			Object.assign(pair.values, { title: 'New', state: 'resolved' });
			const victim = pair.world.worker();
			victim.tracker.crashAt(write, when);
			await expect(pair.sync(victim)).rejects.toThrow();

			await pair.sync();

			expect(pair.values).toEqual({ title: 'New', state: 'resolved' });
			expect(pair.issue).toMatchObject({ status: 'Done', fields: { summary: 'New' } });
			const quiet = pair.world.worker();
			await pair.sync(quiet);
			expect(quiet.tracker.counts.writes).toBe(0);
		},
	);

	it.each(['before', 'after'] as const)(
		'L4: dies %s the write to the source, and the next run converges without loss',
		async (crash) => {
			const pair = await linkedPair(START, BOTH);
			pair.values['title'] = 'Mine';
			pair.world.store.edit(pair.issue.id, { status: 'Done' });
			pair.source.crash = crash;
			await expect(pair.sync()).rejects.toThrow('died');

			pair.source.crash = undefined;
			const report = await pair.sync();

			expect(report.conflicts).toEqual([]);
			expect(pair.values).toEqual({ title: 'Mine', state: 'resolved' });
			expect(pair.issue).toMatchObject({ status: 'Done', fields: { summary: 'Mine' } });
		},
	);

	it('L8: an edit that is refused after the status moved says what was done', async () => {
		const pair = await linkedPair(START, BOTH);
		Object.assign(pair.values, { title: 'New', state: 'resolved' });
		const worker = pair.world.worker();
		worker.tracker.failNext('editIssue', serviceError('validation'));

		await expect(pair.sync(worker)).rejects.toMatchObject({
			message: 'Jira said validation',
			problems: [{ field: 'Already done', message: expect.stringContaining('moved to "Done"') }],
		});
	});

	describe('workflow mode', () => {
		const settings = syncSettings([{ ...TITLE, onConflict: 'preferJira' }]);

		it('W4, W3: hands a value out three times, then parks it in silence', async () => {
			const pair = await linkedPair(START, settings);
			pair.world.store.edit(pair.issue.id, { fields: { summary: 'Other' } });
			const sync = async () => await syncOne(pair.world.worker(), inWorkflow(pair));

			const reports = [await sync(), await sync(), await sync(), await sync()];
			const worker = pair.world.worker();
			const parked = await syncOne(worker, inWorkflow(pair));

			expect(reports.map(({ toSource }) => toSource)).toEqual([
				{ title: 'Other' },
				{ title: 'Other' },
				{ title: 'Other' },
				{},
			]);
			expect(parked.decisions['title>summary']).toMatchObject({ kind: 'parked', row: 'W3' });
			expect(parked.warnings[0]).toContain('Not taken by the source');
			expect(worker.tracker.counts.writes).toBe(0);
		});

		it('W3: hands it out again when told to', async () => {
			const pair = await linkedPair(START, settings);
			pair.world.store.edit(pair.issue.id, { fields: { summary: 'Other' } });
			for (let run = 0; run < 4; run += 1) await syncOne(pair.world.worker(), inWorkflow(pair));

			const request = inWorkflow(pair, { retryParked: true });
			const report = await syncOne(pair.world.worker(), request);

			expect(report.toSource).toEqual({ title: 'Other' });
		});

		it('W2: takes what arrived, and a later edit of the source goes to Jira', async () => {
			const pair = await linkedPair(START, settings);
			pair.world.store.edit(pair.issue.id, { fields: { summary: 'Other' } });
			const { toSource } = await syncOne(pair.world.worker(), inWorkflow(pair));
			Object.assign(pair.values, toSource);
			await syncOne(pair.world.worker(), inWorkflow(pair));

			pair.values['title'] = 'Later';
			await syncOne(pair.world.worker(), inWorkflow(pair));

			expect(pair.issue.fields['summary']).toBe('Later');
		});
	});
});
