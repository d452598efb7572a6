import { ensureIssues } from '../../../src/engine/ensure-issue';
import { reconcile } from '../../../src/engine/reconcile';
import type { ReconcileSettings } from '../../../src/engine/reconcile-settings';
import type { SourceRecord } from '../../../src/model/record';
import {
	createEngineWorld,
	ensureSettings,
	mapping,
	PROPERTY,
	record,
	syncSettings,
	type EngineWorld,
	type Worker,
} from '../../support/engine-world';
import type { StoredIssue } from '../../support/memory-store';
import { serviceError } from '../../support/memory-tracker';

const SYNC = syncSettings([mapping('title', 'summary'), mapping('owner', 'assignee')]);

function settings(changes: Partial<ReconcileSettings> = {}): ReconcileSettings {
	return {
		sync: SYNC,
		ensure: ensureSettings({ lookAgainMs: 0 }),
		retryParked: false,
		dryRun: false,
		brakes: { maxChanges: 1_000, maxPercent: 100 },
		...changes,
	};
}

function records(count: number, title = 'Crash'): SourceRecord[] {
	return Array.from({ length: count }, (_, index) =>
		record({ title: `${title} ${index}`, owner: null }, { id: `r${index}` }),
	);
}

/** A process that looked for half-made issues a moment ago, as it does once an hour. */
function sweptWorker(world: EngineWorld): Worker {
	const worker = world.worker();
	worker.sweeps.set('ABC default', String(world.store.now()));
	return worker;
}

async function inStep(count: number): Promise<EngineWorld> {
	const world = createEngineWorld();
	await reconcile(world.worker(), records(count), settings());
	return world;
}

describe('reconcile', () => {
	it.each([1, 100, 101, 250])(
		'R1, L7: %i unchanged pairs take one search a hundred and one look at the account',
		async (count) => {
			const world = await inStep(count);
			const worker = sweptWorker(world);

			const report = await reconcile(worker, records(count), settings());

			expect(worker.tracker.counts).toEqual({
				reads: Math.ceil(count / 100),
				writes: 0,
				metadata: 1,
			});
			expect(report.counts).toMatchObject({ records: count, unchanged: count, failed: 0 });
		},
	);

	it('L3: closes what a dead run left without a link; one search more, once an hour', async () => {
		const world = await inStep(1);
		const [linked] = world.store.issues.values();
		const orphan = { ...structuredClone(linked), id: '10900', key: 'ABC-900', remoteLinks: {} };
		world.store.issues.set(orphan.id, orphan as StoredIssue);
		const worker = world.worker();

		const first = await reconcile(worker, records(1), settings());
		const { reads } = worker.tracker.counts;
		worker.tracker.reset();
		const second = await reconcile(worker, records(1), settings());

		expect(first.counts).toMatchObject({ duplicatesClosed: 1, failed: 0 });
		expect(world.store.issues.get(orphan.id)?.status).toBe('Done');
		expect(reads).toBeGreaterThan(1);
		expect([second.counts.unchanged, worker.tracker.counts]).toEqual([
			1,
			{ reads: 1, writes: 0, metadata: 1 },
		]);
	});

	it('makes what is missing and syncs what drifted', async () => {
		const world = await inStep(2);
		world.store.edit('10001', { fields: { summary: 'Edited in Jira' } });

		const report = await reconcile(world.worker(), records(3), settings());

		expect(report.counts).toMatchObject({ records: 3, unchanged: 1, changed: 1, created: 1 });
		expect(report.pairs[0]).toMatchObject({ report: { toSource: { title: 'Edited in Jira' } } });
		expect(report.pairs[2]).toMatchObject({ kind: 'synced', created: true });
	});

	it('reports what is missing when it may not make it', async () => {
		const world = createEngineWorld();

		const { ensure: _ensure, ...rest } = settings();
		const report = await reconcile(world.worker(), records(2), rest);

		expect(report.counts).toMatchObject({ missing: 2, created: 0 });
		expect(world.store.issues.size).toBe(0);
	});

	it('looks at one record once, however often it is given', async () => {
		const world = createEngineWorld();

		const report = await reconcile(world.worker(), [...records(1), ...records(1)], settings());

		expect(report.counts).toMatchObject({ records: 1, created: 1 });
	});

	it.each`
		brakes                                 | changed | stops
		${{ maxChanges: 4, maxPercent: 100 }}  | ${5}    | ${true}
		${{ maxChanges: 5, maxPercent: 100 }}  | ${5}    | ${false}
		${{ maxChanges: 100, maxPercent: 49 }} | ${10}   | ${true}
		${{ maxChanges: 100, maxPercent: 50 }} | ${10}   | ${false}
	`('R2, R3: brakes at $brakes when $changed of 20 pairs would change: $stops', async (row) => {
		const world = await inStep(20);
		const drifted = [...records(row.changed, 'New'), ...records(20).slice(row.changed)];
		const worker = world.worker();
		const run = reconcile(worker, drifted, settings({ brakes: row.brakes }));

		if (row.stops) await expect(run).rejects.toThrow('Stopped before writing');
		else await run;

		expect(worker.tracker.counts.writes).toBe(row.stops ? 0 : row.changed);
	});

	it('does not brake for pairs whose snapshot alone would move', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), records(20, 'Crash'), ensureSettings({ lookAgainMs: 0 }));
		for (const issue of world.store.issues.values())
			issue.fields['summary'] = `Crash ${Number(issue.id) - 10_001}`;
		const worker = sweptWorker(world);
		const brakes = { maxChanges: 0, maxPercent: 0 };

		const report = await reconcile(worker, records(20), settings({ brakes }));

		expect(report.counts).toMatchObject({ failed: 0, changed: 20 });
		expect(worker.tracker.counts.writes).toBe(20);
	});

	it('brakes when a search that finds nothing would make every issue again', async () => {
		const world = await inStep(20);
		for (const issue of world.store.issues.values()) issue.remoteLinks = {};
		world.advance(24 * 3_600_000);
		const worker = world.worker();
		const brakes = { maxChanges: 10, maxPercent: 100 };

		await expect(reconcile(worker, records(20), settings({ brakes }))).rejects.toThrow(
			'20 issues would be made',
		);
		expect(worker.tracker.counts.writes).toBe(0);
	});

	it('stops at a dead credential before anything is searched', async () => {
		const world = await inStep(2);
		const worker = world.worker();
		worker.tracker.failNext('myself', serviceError('authentication'));

		await expect(reconcile(worker, records(2), settings())).rejects.toThrow('authentication');
		expect(worker.tracker.calls).toEqual(['myself']);
	});

	it('an assignee whom nobody matches is no change, to the brakes or to the budget', async () => {
		const world = createEngineWorld();
		const owned = Array.from({ length: 20 }, (_, index) =>
			record({ title: 't', owner: 'gone@example.com' }, { id: `r${index}` }),
		);
		await reconcile(world.worker(), owned, settings());
		const worker = sweptWorker(world);
		const brakes = { maxChanges: 0, maxPercent: 0 };

		const report = await reconcile(worker, owned, settings({ brakes }));

		expect(report.counts.unchanged).toBe(20);
		expect(worker.tracker.counts).toMatchObject({ reads: 1, writes: 0 });
		expect(report.pairs[0]).toMatchObject({
			report: { warnings: [expect.stringContaining('gone@example.com')] },
		});
	});

	it('closes duplicates, and counts them', async () => {
		const world = createEngineWorld({ lags: true });
		const both = async () =>
			await ensureIssues(world.worker(), records(1), ensureSettings({ lookAgainMs: 0 }));
		await Promise.all([both(), both()]);
		world.store.reindex();

		const report = await reconcile(world.worker(), records(1), settings());

		expect(report.counts).toMatchObject({ duplicatesClosed: 1 });
		expect(world.store.issues.get('10002')?.status).toBe('Done');
	});

	it('R6: a pair that fails does not stop the others', async () => {
		const world = await inStep(3);
		const worker = world.worker();
		worker.tracker.failNext('editIssue', serviceError('validation'));

		const report = await reconcile(worker, records(3, 'New'), settings());

		expect(report.pairs.map(({ kind }) => kind)).toEqual(['failed', 'synced', 'synced']);
		expect(report.counts).toMatchObject({ failed: 1, changed: 2 });
	});

	it('a pair of a newer format fails alone', async () => {
		const world = await inStep(2);
		const issue = world.store.issues.get('10001');
		if (issue) issue.properties[PROPERTY] = { format: 9 };

		const report = await reconcile(world.worker(), records(2), settings());

		expect(report.pairs.map(({ kind }) => kind)).toEqual(['failed', 'synced']);
	});

	it('links an issue that carries the remote link of another profile only', async () => {
		const world = await inStep(1);
		const other = 'other';

		const report = await reconcile(
			world.worker(),
			records(1),
			settings({
				sync: { ...SYNC, profile: other },
				ensure: ensureSettings({ profile: other, lookAgainMs: 0 }),
			}),
		);

		expect(report.counts).toMatchObject({ failed: 0, created: 0 });
		expect(world.store.only().properties).toHaveProperty(['n8n-jira-sync.other']);
	});

	it('L12: a dry run plans everything and writes nothing', async () => {
		const world = await inStep(2);
		const worker = world.worker();
		const drifted = [...records(1, 'New'), ...records(3).slice(1)];

		const dry = await reconcile(worker, drifted, settings({ dryRun: true }));

		expect(worker.tracker.counts.writes).toBe(0);
		expect(dry.counts).toMatchObject({ records: 3, unchanged: 1, changed: 1, missing: 1 });
		expect(dry.pairs[0]).toMatchObject({
			report: { dryRun: true, toJira: { summary: 'New 0' } },
		});
	});
});
