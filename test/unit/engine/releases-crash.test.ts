import { createEngineWorld } from '../../support/engine-world';
import { serviceError } from '../../support/memory-tracker';
import { release, syncAll } from '../../support/releases';

const FIRST = { name: 'Spring', release_date: '2026-03-01' };
const NEXT = { name: 'Early spring', release_date: '2026-02-01' };
const DEATHS = [1, 2].flatMap((write) =>
	(['before', 'after'] as const).map((when) => ({ write, when })),
);

describe('releases, crashes', () => {
	it.each(DEATHS)(
		'L3: dies $when write $write of a creation: one version',
		async ({ write, when }) => {
			const world = createEngineWorld();
			const victim = world.worker();
			victim.tracker.crashAt(write, when);
			await syncAll(victim, [release('R1', FIRST)]).catch(() => undefined);
			await syncAll(world.worker(), [release('R1', FIRST)]);
			expect(world.store.versions).toMatchObject([{ name: 'Spring', releaseDate: '2026-03-01' }]);
			const quiet = world.worker();
			await syncAll(quiet, [release('R1', FIRST)]);
			expect(quiet.tracker.counts).toMatchObject({ reads: 2, writes: 0 });
		},
	);

	it.each(DEATHS)(
		'V3: dies $when write $write of a rename: the version follows',
		async ({ write, when }) => {
			const world = createEngineWorld();
			await syncAll(world.worker(), [release('R1', FIRST)]);
			const victim = world.worker();
			victim.tracker.crashAt(write, when);
			await syncAll(victim, [release('R1', NEXT)]).catch(() => undefined);
			const reports = await syncAll(world.worker(), [release('R1', NEXT)]);
			expect(reports[0]).not.toMatchObject({ decisions: [{ conflict: true }] });
			expect(world.store.versions).toMatchObject([
				{ name: 'Early spring', releaseDate: '2026-02-01' },
			]);
		},
	);

	it('V5: an answer that is lost after Jira made the version: it is found, not made again', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		worker.tracker.failNext('createVersion', serviceError('network', true), 'after');
		const reports = await syncAll(worker, [release('R1', FIRST)]);
		expect(reports).toMatchObject([{ kind: 'unchanged', version: { name: 'Spring' } }]);
		expect(world.store.versions).toHaveLength(1);
	});

	it('stores its links on top of those that another run stored meanwhile', async () => {
		const world = createEngineWorld();
		await Promise.all([
			syncAll(world.worker(), [release('R1', FIRST)], { project: 'A' }),
			syncAll(world.worker(), [release('R2', { name: 'Summer' })], { project: 'A' }),
		]);
		await syncAll(world.worker(), [release('R1', FIRST), release('R2', { name: 'Summer' })]);
		await syncAll(world.worker(), [release('R1', NEXT), release('R2', { name: 'Autumn' })]);
		expect(world.store.versions.map(({ name }) => name).sort()).toEqual(['Autumn', 'Early spring']);
	});
});
