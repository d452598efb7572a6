import { createStoryWorld, DEPLOYMENTS } from '../support/story-world';
import { release, syncAll } from '../support/releases';

const FIRST = {
	name: 'Spring',
	start_date: '2026-02-01',
	release_date: '2026-03-01',
	released: false,
};

describe.each(DEPLOYMENTS)('releases on %s', (deployment) => {
	const story = () => {
		const world = createStoryWorld(deployment);
		const admin = () => world.process('admin');
		const versions = async () => {
			const all = await admin().tracker.projectVersions('PLAN');
			world.requests();
			return all;
		};
		return { world, admin, versions };
	};

	it('V5, V7: makes a version, brings it up to date, and is silent in between', async () => {
		const { world, admin, versions } = story();
		const made = await syncAll(admin(), [release('R1', { ...FIRST, description: 'The first' })]);
		expect(made).toMatchObject([{ kind: 'created', version: { name: 'Spring' }, warnings: [] }]);
		expect(await versions()).toMatchObject([
			{
				name: 'Spring',
				startDate: '2026-02-01',
				releaseDate: '2026-03-01',
				released: false,
				description: 'The first',
			},
		]);

		const quiet = await syncAll(admin(), [release('R1', { ...FIRST, description: 'The first' })]);
		expect(quiet).toMatchObject([{ kind: 'unchanged', decisions: [] }]);
		expect(world.requests()).toEqual({ reads: 2, writes: 0 });

		const later = { ...FIRST, release_date: '2026-03-08', released: true, description: '' };
		const moved = await syncAll(admin(), [release('R1', later)]);
		expect(moved).toMatchObject([{ kind: 'updated' }]);
		expect(world.requests()).toEqual({ reads: 3, writes: 2 });
		const [version] = await versions();
		expect(version).toMatchObject({ releaseDate: '2026-03-08', released: true });
		expect(version?.description ?? '').toBe('');
		expect(world.site.unmodelled).toEqual([]);
	});

	it('V3: a release that is renamed renames its version', async () => {
		const { admin, versions } = story();
		await syncAll(admin(), [release('R1', FIRST)]);
		const [before] = await versions();
		await syncAll(admin(), [release('R1', { ...FIRST, name: 'Spring 2026' })]);
		expect(await versions()).toEqual([{ ...before, name: 'Spring 2026' }]);
	});

	it('V4: found by name in any letter case, so nothing is doubled; the name then follows', async () => {
		const { admin, versions } = story();
		const { id } = await admin().tracker.createVersion('PLAN', { name: 'SPRING' });
		const found = await syncAll(admin(), [release('R1', FIRST)]);
		expect(found).toMatchObject([{ kind: 'updated', version: { id } }]);
		expect(await versions()).toMatchObject([{ id, name: 'Spring', startDate: '2026-02-01' }]);
	});

	it('V2: by the id that the release itself names', async () => {
		const { admin, versions } = story();
		const { id } = await admin().tracker.createVersion('PLAN', { name: 'Something else' });
		await syncAll(admin(), [release('R1', { ...FIRST, version_id: id })]);
		expect(await versions()).toMatchObject([{ id, name: 'Spring' }]);
	});

	it('V1: a parking lot is never a version', async () => {
		const { world, admin, versions } = story();
		const lot = release('P', { name: 'Ideas', parking_lot: true });
		const parked = await syncAll(admin(), [lot]);
		expect(parked).toMatchObject([{ kind: 'parkingLot' }]);
		expect(await versions()).toEqual([]);
		await syncAll(admin(), [lot]);
		expect(world.requests().writes).toBe(0);
	});

	it('V5, L3: two workers at once make one version', async () => {
		const { admin, versions } = story();
		const both = await Promise.all([
			syncAll(admin(), [release('R1', FIRST)]),
			syncAll(admin(), [release('R1', FIRST)]),
		]);
		expect(both.flat().map(({ kind }) => kind)).not.toContain('failed');
		expect(await versions()).toHaveLength(1);
	});

	it('V5: an answer to the creation that is lost makes no second version', async () => {
		const { world, admin, versions } = story();
		world.site.failNext(1, { status: 502, matching: /^POST .*\/version$/ });
		const lost = await syncAll(admin(), [release('R1', FIRST)]);
		const again = await syncAll(admin(), [release('R1', FIRST)]);
		expect([lost[0]?.kind, again[0]?.kind]).toEqual(['failed', 'created']);
		expect(await versions()).toHaveLength(1);
	});

	it('V6: a version that was deleted is not made again, until somebody makes one of that name', async () => {
		const { world, admin, versions } = story();
		await syncAll(admin(), [release('R1', FIRST)]);
		const [before] = await versions();
		await world.site.transport('admin').send({
			method: 'POST',
			path: `/rest/api/2/version/${before?.id ?? ''}/removeAndSwap`,
			body: {},
			headers: { 'content-type': 'application/json' },
		});
		expect(await versions()).toEqual([]);
		const gone = await syncAll(admin(), [release('R1', FIRST)]);
		expect(gone).toMatchObject([{ kind: 'gone' }]);
		expect(await versions()).toEqual([]);
		const { id } = await admin().tracker.createVersion('PLAN', { name: 'spring' });
		await syncAll(admin(), [release('R1', FIRST)]);
		expect(await versions()).toMatchObject([{ id, name: 'Spring' }]);
	});

	it('V8: what people changed in Jira stays, or is put back; both changed: the release wins, and it is told', async () => {
		const { admin, versions } = story();
		await syncAll(admin(), [release('R1', FIRST)]);
		const [{ id } = { id: '' }] = await versions();
		await admin().tracker.updateVersion(id, { name: 'People’s spring' });
		const left = await syncAll(admin(), [release('R1', FIRST)]);
		expect(left).toMatchObject([
			{ kind: 'unchanged', decisions: [{ field: 'name', kind: 'left' }] },
		]);
		expect(await versions()).toMatchObject([{ name: 'People’s spring' }]);

		const both = await syncAll(admin(), [release('R1', { ...FIRST, name: 'Early spring' })]);
		expect(both).toMatchObject([
			{ decisions: [{ field: 'name', conflict: true, version: 'People’s spring' }] },
		]);
		await admin().tracker.updateVersion(id, { name: 'People’s spring' });
		await syncAll(admin(), [release('R1', { ...FIRST, name: 'Early spring' })], {
			againstDirection: 'enforce',
		});
		expect(await versions()).toMatchObject([{ name: 'Early spring' }]);
	});

	it('V9: a name that another version has is reported, and the dates go on', async () => {
		const { admin, versions } = story();
		await syncAll(admin(), [release('R1', FIRST)]);
		await admin().tracker.createVersion('PLAN', { name: 'Summer' });
		const next = { ...FIRST, name: 'Summer', release_date: '2026-06-01' };
		const [report] = await syncAll(admin(), [release('R1', next)]);
		expect(report).toMatchObject({
			kind: 'updated',
			warnings: [expect.stringContaining('another version "Summer"')],
		});
		expect(await versions()).toMatchObject([
			{ name: 'Spring', releaseDate: '2026-06-01' },
			{ name: 'Summer' },
		]);
	});

	it('V9: two releases of one name: the second is refused, saying why', async () => {
		const { admin, versions } = story();
		const reports = await syncAll(admin(), [release('R1', FIRST), release('R2', FIRST)]);
		expect(reports).toMatchObject([
			{ kind: 'created' },
			{ kind: 'failed', error: { message: expect.stringContaining('another release') as string } },
		]);
		expect(await versions()).toHaveLength(1);
	});

	it('V10: without the right to administer the project: what is there is found, the rest says what is missing', async () => {
		const { world, admin, versions } = story();
		await admin().tracker.createVersion('PLAN', { name: 'Spring' });
		const reports = await syncAll(world.process('sync'), [
			release('R1', { name: 'Spring' }),
			release('R2', { name: 'Summer' }),
		]);
		expect(reports).toMatchObject([
			{ kind: 'unchanged', warnings: [expect.stringContaining('could not be stored')] },
			{
				kind: 'failed',
				error: { message: expect.stringContaining('Administer projects') as string },
			},
		]);
		expect(await versions()).toHaveLength(1);
	});

	it('L12: a dry run shows the same and writes nothing', async () => {
		const { world, admin, versions } = story();
		const shown = await syncAll(admin(), [release('R1', FIRST)], { dryRun: true });
		expect(shown).toMatchObject([
			{
				kind: 'created',
				dryRun: true,
				decisions: [{ field: 'startDate' }, { field: 'releaseDate' }],
			},
		]);
		expect(world.requests().writes).toBe(0);
		expect(await versions()).toEqual([]);
	});
});
