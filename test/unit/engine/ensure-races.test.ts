import { ensureIssues } from '../../../src/engine/ensure-issue';
import { reconcile } from '../../../src/engine/reconcile';
import {
	createEngineWorld,
	ensureSettings,
	record,
	START,
	syncSettings,
} from '../../support/engine-world';
import { expectOneWholeIssue, living } from '../../support/living-issues';

describe('ensureIssues, races and crashes', () => {
	it('L3: of two processes on a lagging index the younger issue is closed by the look again', async () => {
		const world = createEngineWorld({ lags: true });
		world.onSleep = () => world.store.reindex();
		const [first, second] = [world.worker(), world.worker()];

		const reports = await Promise.all([
			ensureIssues(first, [record()], ensureSettings()),
			ensureIssues(second, [record()], ensureSettings()),
		]);

		expect(world.store.issues.size).toBe(2);
		expectOneWholeIssue(world);
		expect(living(world)[0]?.key).toBe('ABC-1');
		const duplicate = world.store.issues.get('10002');
		expect(duplicate).toEqual(
			expect.objectContaining({ status: 'Done', duplicateOf: ['10001'], remoteLinks: {} }),
		);
		expect(duplicate?.comments).toEqual([
			'Closed as a duplicate of ABC-1: both were made for backtrace 7.',
		]);
		expect(reports.flat().map((report) => 'issue' in report && report.issue.key)).toEqual([
			'ABC-1',
			'ABC-1',
		]);
	});

	it('L3: what the look again could not see is closed by the next run', async () => {
		const world = createEngineWorld({ lags: true });
		await Promise.all([
			ensureIssues(world.worker(), [record()], ensureSettings()),
			ensureIssues(world.worker(), [record()], ensureSettings()),
		]);
		expect(living(world)).toHaveLength(2);

		world.store.reindex();
		const [report] = await ensureIssues(world.worker(), [record()], ensureSettings());

		expect(report).toMatchObject({ kind: 'found', closedDuplicates: ['ABC-2'] });
		expectOneWholeIssue(world);
		world.store.reindex();
		const settled = world.worker();
		await ensureIssues(settled, [record()], ensureSettings());
		expect(settled.tracker.counts.writes).toBe(0);
	});

	it('reports duplicates and leaves them when told to', async () => {
		const world = createEngineWorld({ lags: true });
		await Promise.all([
			ensureIssues(world.worker(), [record()], ensureSettings()),
			ensureIssues(world.worker(), [record()], ensureSettings()),
		]);
		world.store.reindex();

		const settings = ensureSettings({ duplicates: 'report' });
		const [report] = await ensureIssues(world.worker(), [record()], settings);

		expect(report).toMatchObject({
			kind: 'found',
			closedDuplicates: [],
			warnings: ['ABC-2 is a duplicate of ABC-1.'],
		});
		expect(living(world)).toHaveLength(2);
	});

	it('L12: a dry run names the duplicates that it would close, and writes nothing', async () => {
		const world = createEngineWorld({ lags: true });
		await Promise.all([
			ensureIssues(world.worker(), [record()], ensureSettings()),
			ensureIssues(world.worker(), [record()], ensureSettings()),
		]);
		world.store.reindex();
		const worker = world.worker();

		const [dry] = await ensureIssues(worker, [record()], ensureSettings({ dryRun: true }));
		expect(worker.tracker.counts.writes).toBe(0);
		const [real] = await ensureIssues(world.worker(), [record()], ensureSettings());

		expect(dry).toEqual(real);
	});

	describe('L3: a process that dies at any write', () => {
		const points = [1, 2].flatMap((write) =>
			(['before', 'after'] as const).map((when) => ({ write, when })),
		);

		it.each(points)('$when write $write: the next run heals it', async ({ write, when }) => {
			const world = createEngineWorld();
			const victim = world.worker();
			victim.tracker.crashAt(write, when);
			await ensureIssues(victim, [record()], ensureSettings());
			world.advance(1);
			const restarted = world.worker({ startedAt: START + 1 });

			await ensureIssues(restarted, [record()], ensureSettings());

			expect(world.store.issues.size).toBe(1);
			expectOneWholeIssue(world);
			world.advance(10 * 3_600_000);
			const late = world.worker();
			await ensureIssues(late, [record()], ensureSettings());
			expect(world.store.issues.size).toBe(1);
			expect(late.tracker.counts.writes).toBe(0);
		});

		it.each(points)('$when write $write: a reconcile heals it', async ({ write, when }) => {
			const world = createEngineWorld({ lags: true });
			const victim = world.worker();
			victim.tracker.crashAt(write, when);
			await ensureIssues(victim, [record()], ensureSettings());
			world.store.reindex();

			const report = await reconcile(world.worker(), [record()], {
				sync: syncSettings([]),
				ensure: ensureSettings({ lookBack: 'always' }),
				retryParked: false,
				dryRun: false,
				brakes: { maxChanges: 10, maxPercent: 100 },
			});

			expect(report.counts.failed).toBe(0);
			expect(world.store.issues.size).toBe(1);
			expectOneWholeIssue(world);
		});

		it.each(
			[1, 2, 3, 4, 5, 6].flatMap((write) =>
				(['before', 'after'] as const).map((when) => ({ write, when })),
			),
		)(
			'$when write $write of closing a duplicate: the next run finishes it',
			async ({ write, when }) => {
				const world = createEngineWorld({ lags: true });
				const both = () => ensureIssues(world.worker(), [record()], ensureSettings());
				await Promise.all([both(), both()]);
				world.store.reindex();
				const victim = world.worker();
				victim.tracker.crashAt(write, when);
				await ensureIssues(victim, [record()], ensureSettings());

				world.store.reindex();
				await ensureIssues(world.worker(), [record()], ensureSettings());

				expectOneWholeIssue(world);
				expect(world.store.issues.get('10002')?.comments).toHaveLength(1);
				expect(world.store.issues.get('10002')?.remoteLinks).toEqual({});
				world.store.reindex();
				const settled = world.worker();
				await ensureIssues(settled, [record()], ensureSettings());
				expect(settled.tracker.counts.writes).toBe(0);
			},
		);
	});
});
