import { createStoryWorld, DEPLOYMENTS } from '../support/story-world';
import { release, syncAll } from '../support/releases';

const FIRST = release('R1', { name: 'Spring' });
const RENAMED = release('R1', { name: 'Early spring' });

describe.each(DEPLOYMENTS)('two versions for one release on %s', (deployment) => {
	const story = () => {
		const world = createStoryWorld(deployment);
		const admin = () => world.process('admin');
		const versions = async () => await admin().tracker.projectVersions('PLAN');
		return { world, admin, versions };
	};

	/** The release is renamed while two runs make its version, each by the name that it knows. */
	const renamedAmidRuns = async () => {
		const made = story();
		const slow = made.admin();
		const { createVersion } = slow.tracker;
		const late = {
			...slow,
			tracker: {
				...slow.tracker,
				createVersion: async (...given: Parameters<typeof createVersion>) => {
					await syncAll(made.admin(), [RENAMED]);
					return await createVersion(...given);
				},
			},
		};
		await syncAll(late, [FIRST]);
		return { ...made, both: await made.versions() };
	};

	it('V13: the next run leaves the one of the lower id, and its issues have it', async () => {
		const { world, admin, versions, both } = await renamedAmidRuns();
		expect(both.map(({ name }) => name)).toEqual(['Early spring', 'Spring']);
		const [kept, other] = both;
		const key = await world.site
			.asUser('ann')
			.create('PLAN', 'Task', { summary: 'Late', fixVersions: [{ id: other?.id ?? '' }] });

		const [report] = await syncAll(admin(), [RENAMED]);

		expect(report).toEqual(
			expect.objectContaining({
				kind: 'updated',
				version: { id: kept?.id, name: 'Early spring' },
				warnings: [expect.stringContaining('"Spring" for this release')],
			}),
		);
		expect(await versions()).toEqual([kept]);
		const fixed = world.site.issue(key)?.fields['fixVersions'];
		expect(JSON.stringify(fixed)).toContain(`"${kept?.id ?? '?'}"`);
		world.requests();
		await syncAll(admin(), [RENAMED]);
		expect(world.requests()).toEqual({ reads: 2, writes: 0 });
	});

	it('V13, L12: a dry run tells of it and writes nothing', async () => {
		const { world, admin, versions } = await renamedAmidRuns();
		world.requests();
		const [report] = await syncAll(admin(), [RENAMED], { dryRun: true });
		expect(report).toEqual(expect.objectContaining({ kind: 'updated' }));
		expect(world.requests().writes).toBe(0);
		expect(await versions()).toHaveLength(2);
	});

	it('V12: a run dies after making a version, and the release is renamed: the version is found and renamed', async () => {
		const { admin, versions } = story();
		const dying = admin();
		const { createVersion } = dying.tracker;
		const dead = async (...given: Parameters<typeof createVersion>) => {
			await createVersion(...given);
			throw new Error('died');
		};
		const tracker = { ...dying.tracker, createVersion: dead };
		await syncAll({ ...dying, tracker }, [FIRST]);
		const [{ id } = { id: '' }] = await versions();

		const [report] = await syncAll(admin(), [RENAMED]);

		expect(report).toEqual(
			expect.objectContaining({ kind: 'updated', version: { id, name: 'Early spring' } }),
		);
		expect(await versions()).toEqual([expect.objectContaining({ id, name: 'Early spring' })]);
	});

	it('V13: a version that people made stays, whatever its release was called once', async () => {
		const { world, admin, versions } = story();
		await syncAll(admin(), [FIRST]);
		await syncAll(admin(), [RENAMED]);
		await admin().tracker.createVersion('PLAN', { name: 'Spring' });
		const [report] = await syncAll(admin(), [RENAMED]);
		expect(report).toEqual(expect.objectContaining({ kind: 'unchanged', warnings: [] }));
		expect((await versions()).map(({ name }) => name)).toEqual(['Early spring', 'Spring']);
		world.requests();
		await syncAll(admin(), [RENAMED]);
		expect(world.requests()).toEqual({ reads: 2, writes: 0 });
	});
});
