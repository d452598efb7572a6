import { ensureIssues } from '../../../src/engine/ensure-issue';
import { lostWindow } from '../../../src/engine/ensure-settings';
import {
	createEngineWorld,
	ensureSettings,
	PROPERTY,
	record,
	START,
} from '../../support/engine-world';
import { expectOneWholeIssue } from '../../support/living-issues';
import { serviceError } from '../../support/memory-tracker';

describe('ensureIssues', () => {
	it('L3, L7: makes an issue with its link in the create request, in one find and two writes', async () => {
		const world = createEngineWorld();
		const worker = world.worker();

		const [report] = await ensureIssues(worker, [record()], ensureSettings());

		expect(report).toMatchObject({ kind: 'created', recordId: '7', warnings: [] });
		expect(worker.tracker.calls).toEqual(['findLinked', 'createIssue', 'ensureRemoteLink']);
		expect(world.store.only()).toMatchObject({
			fields: { summary: 'Crash in main', description: 'Seen by Backtrace', labels: ['Backtrace'] },
			properties: { [PROPERTY]: { format: 1, link: { system: 'backtrace', recordId: '7' } } },
		});
		expectOneWholeIssue(world);
	});

	it('L5: finds it again with one read and no write', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		await ensureIssues(worker, [record()], ensureSettings());
		worker.tracker.reset();

		const [report] = await ensureIssues(worker, [record()], ensureSettings());

		expect(report).toMatchObject({ kind: 'found' });
		expect(worker.tracker.counts).toEqual({ reads: 1, writes: 0, metadata: 0 });
	});

	it('L3: ten callers at once make one issue', async () => {
		const world = createEngineWorld({ lags: true });
		const worker = world.worker();

		const reports = await Promise.all(
			Array.from(
				{ length: 10 },
				async () => await ensureIssues(worker, [record()], ensureSettings()),
			),
		);

		expect(world.store.issues.size).toBe(1);
		expect(reports.flat().filter(({ kind }) => kind === 'created')).toHaveLength(1);
		expect(reports.flat().filter(({ kind }) => kind === 'found')).toHaveLength(9);
	});

	it('makes one issue for one record that is given twice, and tells the second item of it', async () => {
		const world = createEngineWorld();

		const reports = await ensureIssues(
			world.worker(),
			[record(), record({}, { id: '8' }), record()],
			ensureSettings(),
		);

		expect(world.store.issues.size).toBe(2);
		expect(reports.map(({ kind }) => kind)).toEqual(['created', 'created', 'found']);
		expect(reports[2]).toMatchObject({ issue: { key: 'ABC-1' } });
	});

	it('keeps records of two systems with one id apart', async () => {
		const world = createEngineWorld();

		const reports = await ensureIssues(
			world.worker(),
			[record(), record({}, { system: 'aha' })],
			ensureSettings(),
		);

		expect(world.store.issues.size).toBe(2);
		expect(reports.map((report) => 'issue' in report && report.issue.key)).toEqual([
			'ABC-1',
			'ABC-2',
		]);
	});

	it('L3: an ambiguous answer is looked into, and the request not sent again', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		worker.tracker.failNext('createIssue', serviceError('network', true), 'after');

		const [report] = await ensureIssues(worker, [record()], ensureSettings());

		expect(report).toMatchObject({
			kind: 'created',
			warnings: ['Jira gave no good answer to the create request, but had made the issue.'],
		});
		expect(worker.tracker.calls.filter((call) => call === 'createIssue')).toHaveLength(1);
		expectOneWholeIssue(world);
	});

	it('L3: an ambiguous answer to a request that was not carried out fails, and the next run makes the issue', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		worker.tracker.failNext('createIssue', serviceError('network', true));

		const [report] = await ensureIssues(worker, [record()], ensureSettings());
		expect(report).toMatchObject({ kind: 'failed', recordId: '7' });
		expect(world.store.issues.size).toBe(0);

		const [next] = await ensureIssues(worker, [record()], ensureSettings());
		expect(next).toMatchObject({ kind: 'created' });
	});

	it('L8: says when the remote link could not be made, and makes it with the next run', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		worker.tracker.failNext('ensureRemoteLink', serviceError('permission'));

		const [report] = await ensureIssues(worker, [record()], ensureSettings());
		expect(report).toMatchObject({
			kind: 'created',
			warnings: [
				'ABC-1 was made, but its remote link was not (Jira said permission). The next run adds it.',
			],
		});

		await ensureIssues(worker, [record()], ensureSettings());
		expectOneWholeIssue(world);
	});

	it('adopts the issue that the record itself names', async () => {
		const world = createEngineWorld();
		await world.worker().tracker.createIssue({
			project: 'ABC',
			issueType: 'Bug',
			fields: { summary: 'made by hand' },
			properties: {},
		});

		const named = record({}, { issueKey: 'ABC-1' });
		const [report] = await ensureIssues(world.worker(), [named], ensureSettings());

		expect(report).toMatchObject({ kind: 'found', issue: { key: 'ABC-1' } });
		expect(world.store.only().fields['summary']).toBe('made by hand');
		expectOneWholeIssue(world);
	});

	it('does not take an issue that is linked to another record', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record({}, { id: 'other' })], ensureSettings());

		const named = record({}, { issueKey: 'ABC-1' });
		const [report] = await ensureIssues(world.worker(), [named], ensureSettings());

		expect(report).toMatchObject({ kind: 'created', issue: { key: 'ABC-2' } });
	});

	it('L3: an issue whose property is damaged is adopted by its remote link, not made again', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record()], ensureSettings());
		world.store.only().properties[PROPERTY] = 'garbage';

		await ensureIssues(world.worker(), [record()], ensureSettings());

		expect(world.store.issues.size).toBe(1);
		expectOneWholeIssue(world);
	});

	it('L3: an issue that a newer version linked is refused, not made again and not overwritten', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record()], ensureSettings());
		const newer = { format: 3, link: 'who knows' };
		world.store.only().properties[PROPERTY] = newer;

		const [report] = await ensureIssues(world.worker(), [record()], ensureSettings());

		expect(report).toMatchObject({
			kind: 'failed',
			error: { message: expect.stringContaining('newer version') },
		});
		expect(world.store.only().properties[PROPERTY]).toEqual(newer);
	});

	it('L7: looks for what a crash lost only while the process is young, and only before its start', async () => {
		const world = createEngineWorld();
		const young = world.worker({ startedAt: START });

		await ensureIssues(young, [record()], ensureSettings());
		await ensureIssues(young, [record()], ensureSettings());

		expect(young.tracker.calls).toEqual([
			'findLinked',
			'findLinked',
			'createIssue',
			'ensureRemoteLink',
			'findLinked',
		]);
		const settings = ensureSettings({ lookBackMs: 1_000 });
		expect(lostWindow(young, settings)).toEqual({
			since: START - 1_000,
			until: START,
		});
		expect(lostWindow({ ...young, startedAt: START - 1_001 }, settings)).toBeUndefined();
		expect(lostWindow(young, { ...settings, lookBack: 'always' })).toEqual({
			since: START - 1_000,
		});
	});

	it('L7: 250 new records take 3 searches; 250 found ones too, once their links are known', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		const records = Array.from({ length: 250 }, (_, index) => record({}, { id: `r${index}` }));

		await ensureIssues(worker, records, ensureSettings());
		expect(worker.tracker.counts).toEqual({ reads: 3, writes: 500, metadata: 0 });
		worker.tracker.reset();
		await ensureIssues(worker, records, ensureSettings());
		expect(worker.tracker.counts).toEqual({ reads: 3, writes: 0, metadata: 0 });

		world.advance(2 * 3_600_000);
		const other = world.worker();
		await ensureIssues(other, records, ensureSettings());
		expect(other.tracker.counts).toEqual({ reads: 3, writes: 0, metadata: 0 });
	});

	it('a record that fails does not stop the others', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		worker.tracker.failNext('createIssue', serviceError('validation'));

		const reports = await ensureIssues(
			worker,
			[record(), record({}, { id: '8' })],
			ensureSettings(),
		);

		expect(reports.map(({ kind }) => kind)).toEqual(['failed', 'created']);
	});

	it('L8: a search that fails does not hide what the hundred before it made', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		const records = Array.from({ length: 101 }, (_, index) => record({}, { id: `r${index}` }));
		const original = worker.tracker.findLinked;
		let searches = 0;
		const tracker = {
			...worker.tracker,
			findLinked: async (...args: Parameters<typeof original>) => {
				searches += 1;
				if (searches === 2) throw serviceError('server');
				return await original(...args);
			},
		};

		const reports = await ensureIssues({ ...worker, tracker }, records, ensureSettings());

		expect(reports.filter(({ kind }) => kind === 'created')).toHaveLength(100);
		expect(reports[100]).toMatchObject({ kind: 'failed', recordId: 'r100' });
	});

	it('L8: a look again that fails does not hide the issue that was made', async () => {
		const world = createEngineWorld({ lags: true });
		const worker = world.worker();
		world.onSleep = () => worker.tracker.failNext('findLinked', serviceError('server'));

		const [report] = await ensureIssues(worker, [record()], ensureSettings());

		expect(report).toMatchObject({ kind: 'created' });
		expect(worker.warnings).toEqual(['Could not look for duplicates']);
	});

	it('refreshes only the chosen fields, and only when they differ', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		await ensureIssues(worker, [record()], ensureSettings());
		world.store.edit('10001', { fields: { summary: 'edited', description: 'edited' } });
		const settings = ensureSettings({ updateFields: ['summary'] });

		const [first] = await ensureIssues(worker, [record()], settings);
		const [second] = await ensureIssues(worker, [record()], settings);

		expect(first).toMatchObject({ kind: 'updated', updatedFields: ['summary'] });
		expect(second).toMatchObject({ kind: 'found', updatedFields: [] });
		expect(world.store.only().fields).toMatchObject({
			summary: 'Crash in main',
			description: 'edited',
		});
	});

	it.each`
		policy     | kind         | issues
		${'blank'} | ${'created'} | ${1}
		${'stop'}  | ${'failed'}  | ${0}
	`('an unknown attribute: $policy', async ({ policy, kind, issues }) => {
		const world = createEngineWorld();
		const settings = ensureSettings();
		const template = { ...settings.template, summary: '$nope', unknownAttributes: policy };

		const [report] = await ensureIssues(world.worker(), [record()], { ...settings, template });

		expect(report?.kind).toBe(kind);
		expect(world.store.issues.size).toBe(issues);
	});

	it('L12: a dry run writes nothing', async () => {
		const world = createEngineWorld();
		const worker = world.worker();

		const [report] = await ensureIssues(worker, [record()], ensureSettings({ dryRun: true }));

		expect(report).toMatchObject({ kind: 'created', issue: { key: '' } });
		expect(worker.tracker.counts.writes).toBe(0);
	});
});
