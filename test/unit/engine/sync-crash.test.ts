import { mapping, syncSettings } from '../../support/engine-world';
import { syncOne } from '../../../src/engine/sync-one';
import type { SyncReport } from '../../../src/engine/reports';
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

	it.each([
		{ onConflict: 'preferSource' as const, wins: 'mine' },
		{ onConflict: 'preferJira' as const, wins: 'theirs' },
	])(
		'L4, M5 ($onConflict): dies after the last write, and the next report still shows both values',
		async ({ onConflict, wins }) => {
			const pair = await linkedPair(START, syncSettings([{ ...TITLE, onConflict }]));
			pair.values['title'] = 'mine';
			pair.world.store.edit(pair.issue.id, { fields: { summary: 'theirs' } });
			const worker = pair.world.worker();
			// The note of the conflict is the first write to Jira, the last one carries the snapshot.
			worker.tracker.crashAt(2, 'after');
			await expect(pair.sync(worker)).rejects.toThrow('died');
			const quiet = pair.world.worker();

			const report = await pair.sync(quiet);

			expect(pair.values['title']).toBe(wins);
			expect(pair.issue.fields['summary']).toBe(wins);
			expect(report.decisions['title>summary']).toEqual(
				expect.objectContaining({ disputed: { s: 'mine', j: 'theirs' } }),
			);
			expect(quiet.tracker.counts.writes).toBe(0);
		},
	);

	it('L4: a run that fails after it wrote the record tells what it had decided', async () => {
		const pair = await linkedPair(START, syncSettings([{ ...TITLE, onConflict: 'preferJira' }]));
		pair.values['title'] = 'mine';
		pair.world.store.edit(pair.issue.id, { fields: { summary: 'theirs' } });
		const worker = pair.world.worker();
		const { setProperty } = worker.tracker;
		let writes = 0;
		const tracker = {
			...worker.tracker,
			setProperty: async (...given: Parameters<typeof setProperty>) => {
				if ((writes += 1) === 2) throw serviceError('notFound');
				await setProperty(...given);
			},
		};
		const told: SyncReport[] = [];
		const request = { ...pair.request(), onUnfinished: (report: SyncReport) => told.push(report) };

		await expect(syncOne({ ...worker, tracker }, request)).rejects.toThrow('Jira said notFound');

		expect(pair.values['title']).toBe('theirs');
		expect(told).toEqual([expect.objectContaining({ conflicts: ['title>summary'] })]);
	});

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
