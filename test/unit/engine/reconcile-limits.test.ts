import { reconcile } from '../../../src/engine/reconcile';
import type { ReconcileSettings } from '../../../src/engine/reconcile-settings';
import type { ReconcileReport } from '../../../src/engine/reports';
import type { EngineWorld, Worker } from '../../support/engine-world';
import { serviceError } from '../../support/memory-tracker';
import { drifted, pairsInStep, reconcileSettings, records } from '../../support/reconcile';

const settings = reconcileSettings;

function idsOf({ pairs }: ReconcileReport, kind: string): readonly string[] {
	return pairs.flatMap((pair) =>
		pair.kind === kind ? [pair.kind === 'synced' ? pair.report.record.id : pair.recordId] : [],
	);
}

/** Summaries of the issues, in the order of the records. */
function summaries({ store }: EngineWorld): readonly unknown[] {
	return [...store.issues.values()].map(({ fields }) => fields['summary']);
}

async function run(
	worker: Worker,
	count: number,
	changes: Partial<ReconcileSettings>,
): Promise<ReconcileReport> {
	return await reconcile(worker, drifted(count), settings(changes));
}

describe('a reconcile with limits', () => {
	it('R8: ends after so many pairs, and says where the next run may start', async () => {
		const world = await pairsInStep(5);

		const first = await run(world.worker(), 5, { limits: { maxPairs: 2 } });
		const startAt = first.stopped?.nextRecord ?? '';
		const second = await run(world.worker(), 5, { startAt });

		expect(first).toMatchObject({
			counts: { records: 5, changed: 2, left: 3 },
			stopped: { because: 'pairs', nextRecord: 'r2' },
		});
		expect(idsOf(first, 'left')).toEqual(['r2', 'r3', 'r4']);
		expect(second.counts).toMatchObject({ records: 3, changed: 3, skipped: 2, left: 0 });
		expect(second).not.toHaveProperty('stopped');
		expect(summaries(world)).toEqual(drifted(5).map(({ values }) => values['title']));
	});

	it('R8: without a cursor the next run goes on by itself, for what is done is in step', async () => {
		const world = await pairsInStep(5);
		const counts = [];
		for (let round = 0; round < 3; round += 1)
			counts.push((await run(world.worker(), 5, { limits: { maxPairs: 2 } })).counts);

		expect(counts.map(({ changed, left }) => [changed, left])).toEqual([
			[2, 3],
			[2, 1],
			[1, 0],
		]);
	});

	it('R8: pairs that fail do not use up the limit, so they keep nothing behind them waiting', async () => {
		const world = await pairsInStep(4);
		const worker = world.worker();
		worker.tracker.failNext('editIssue', serviceError('validation'));

		const report = await run(worker, 4, { limits: { maxPairs: 1 }, concurrency: 1 });

		expect(report.pairs.map(({ kind }) => kind)).toEqual(['failed', 'synced', 'left', 'left']);
	});

	it('R9: begins no further pair when its time is up, but always one', async () => {
		const world = await pairsInStep(3);

		const report = await run(world.worker(), 3, { limits: { maxMs: 0 }, concurrency: 1 });

		expect(report).toMatchObject({
			counts: { changed: 1, left: 2 },
			stopped: { because: 'time', nextRecord: 'r1' },
		});
	});

	it('R10: an execution that is stopped ends what it began and begins nothing', async () => {
		const world = await pairsInStep(6);
		const worker = world.worker();
		const isCancelled = (): boolean => worker.tracker.counts.writes > 0;

		const report = await run(worker, 6, { isCancelled, concurrency: 2 });

		expect(report.stopped?.because).toBe('cancelled');
		expect(report.counts.changed + report.counts.left).toBe(6);
		expect(report.counts.changed).toBeGreaterThan(0);
		expect(report.counts.left).toBeGreaterThan(0);
		expect(worker.tracker.counts.writes).toBe(report.counts.changed);
	});

	it('R10: stopped while it still reads, it writes nothing and leaves all', async () => {
		const world = await pairsInStep(2);
		const worker = world.worker();

		const report = await run(worker, 2, { isCancelled: () => true });

		expect(report).toMatchObject({
			counts: { left: 2 },
			stopped: { because: 'cancelled', nextRecord: 'r0' },
		});
		expect(worker.tracker.counts).toMatchObject({ reads: 0, writes: 0 });
	});

	it.each`
		kind                | because     | failed
		${'authentication'} | ${'login'}  | ${1}
		${'server'}         | ${'outage'} | ${5}
	`('R11: stops for $because, and keeps the rest for the next run', async (row) => {
		const world = await pairsInStep(8);
		const worker = world.worker();
		const { editIssue } = worker.tracker;
		let tries = 0;
		worker.tracker.editIssue = async (...call) => {
			tries += 1;
			if (tries <= row.failed) throw serviceError(row.kind);
			return await editIssue(...call);
		};

		const report = await run(worker, 8, { concurrency: 1 });

		expect(report.counts).toMatchObject({ failed: row.failed, left: 8 - row.failed });
		expect(report.stopped?.because).toBe(row.because);
		expect((await run(world.worker(), 8, {})).counts.changed).toBe(8);
	});

	it('starts with the first record when the one to start at is gone', async () => {
		const world = await pairsInStep(2);

		const report = await reconcile(world.worker(), records(2), settings({ startAt: 'gone' }));

		expect(report.counts).toMatchObject({ records: 2, skipped: 0 });
	});
});

describe('a reconcile side by side', () => {
	it.each([1, 3])('R12: writes at most %i pairs at once, and reports in order', async (limit) => {
		const world = await pairsInStep(9);
		const worker = world.worker();
		const { editIssue } = worker.tracker;
		let [now, most] = [0, 0];
		worker.tracker.editIssue = async (...call) => {
			now += 1;
			most = Math.max(most, now);
			// The first pairs take longest: what ends first must not come first.
			for (let turns = Number(call[0]); turns < 10_012; turns += 1) await Promise.resolve();
			const warnings = await editIssue(...call);
			now -= 1;
			return warnings;
		};

		const report = await run(worker, 9, { concurrency: limit });

		expect(most).toBe(limit);
		expect(idsOf(report, 'synced')).toEqual(drifted(9).map(({ id }) => id));
	});

	it('R12: two records that name one issue are written one after the other', async () => {
		const world = await pairsInStep(1);
		const worker = world.worker();
		const { editIssue } = worker.tracker;
		let now = 0;
		worker.tracker.editIssue = async (...call) => {
			now += 1;
			expect(now).toBe(1);
			const warnings = await editIssue(...call);
			now -= 1;
			return warnings;
		};
		const both = drifted(1).flatMap((mine) => [mine, { ...mine, id: 'other', issueKey: 'ABC-1' }]);

		const report = await reconcile(worker, both, settings());

		expect(report.counts).toMatchObject({ failed: 0, changed: 1, created: 1 });
	});

	it('tells how far it is', async () => {
		const world = await pairsInStep(2);
		const heard: unknown[] = [];

		await run(world.worker(), 2, { onProgress: (progress) => heard.push(progress) });

		expect(heard).toEqual([
			{ phase: 'reading', done: 2, total: 2 },
			{ phase: 'writing', done: 1, total: 2 },
			{ phase: 'writing', done: 2, total: 2 },
		]);
	});
});

describe('a reconcile that dies', () => {
	const WRITES = 9;
	const states = (world: EngineWorld) =>
		[...world.store.issues.values()]
			.map(({ fields, properties, remoteLinks }) => ({ fields, properties, remoteLinks }))
			.sort((left, right) =>
				String(left.fields['summary']).localeCompare(String(right.fields['summary'])),
			);

	it.each(
		Array.from({ length: WRITES }, (_, index) => index + 1).flatMap((write) =>
			(['before', 'after'] as const).map((when) => ({ write, when })),
		),
	)('L6: $when write $write, and is run again, ends the same', async ({ write, when }) => {
		const quiet = await pairsInStep(3);
		const whole = quiet.worker();
		await reconcile(whole, drifted(5), settings({ concurrency: 2 }));
		const world = await pairsInStep(3);
		const dying = world.worker();
		dying.tracker.crashAt(write, when);
		await reconcile(dying, drifted(5), settings({ concurrency: 2 }));
		const again = world.worker();
		const report = await reconcile(again, drifted(5), settings({ concurrency: 2 }));

		expect(report.counts).toMatchObject({ records: 5, failed: 0, left: 0 });
		expect(states(world)).toEqual(states(quiet));
		const last = world.worker();
		expect((await reconcile(last, drifted(5), settings())).counts.unchanged).toBe(5);
		expect(last.tracker.counts.writes).toBe(0);
		// What was done before the death is not done again: no issue and no edit twice.
		const edits = [dying, again].flatMap(({ tracker }) => tracker.calls).filter(isEdit).length;
		const died = when === 'before' && isEdit(dying.tracker.calls.filter(isWrite)[write - 1] ?? '');
		expect(edits - (died ? 1 : 0)).toBe(whole.tracker.calls.filter(isEdit).length);
	});
});

const isEdit = (call: string): boolean => ['createIssue', 'editIssue'].includes(call);
const isWrite = (call: string): boolean =>
	isEdit(call) || ['setProperty', 'ensureRemoteLink'].includes(call);
