import { releaseMappings } from '../../src/n8n/release-settings';
import { createFamily, familySettings, type Family } from '../support/family';
import { release, syncAll } from '../support/releases';
import { DEPLOYMENTS } from '../support/story-world';

const SETTINGS = (() => {
	const { hierarchy: _hierarchy, mappings, ...rest } = familySettings();
	const titles = mappings.slice(1);
	const all = [...titles, ...releaseMappings('release')];
	return { ...rest, mappings: all, releaseAttribute: 'release' };
})();

describe.each(DEPLOYMENTS)('the release of a record, %s', (deployment) => {
	const versionsOf = ({ world, key }: Family, id: string): readonly unknown[] => {
		const held = world.site.issue(key(id))?.fields['fixVersions'];
		return (held as readonly { readonly name: string }[]).map(({ name }) => name).sort();
	};
	const releases = async (family: Family, ...named: readonly (readonly [string, object])[]) =>
		await syncAll(
			family.world.process('admin'),
			named.map(([id, values]) => release(id, { ...values })),
			{ project: 'ALL' },
		);

	it('V11: sets the fix version by the stored id, follows a rename and a move, keeps what people added', async () => {
		const family = createFamily(deployment);
		const { put, run, world, key } = family;
		await releases(family, ['R1', { name: 'Spring' }], ['R2', { name: 'Summer' }]);
		put('f1', 'feature', null, { release: 'R1' });
		await run(SETTINGS);
		expect(versionsOf(family, 'f1')).toEqual(['Spring']);

		await world.site.asUser('kim').edit(key('f1'), { fixVersions: ['Spring', '1.1'] });
		await releases(family, ['R1', { name: 'Spring 2026' }]);
		await run(SETTINGS);
		expect(versionsOf(family, 'f1')).toEqual(['1.1', 'Spring 2026']);
		world.requests();
		await run(SETTINGS);
		expect(world.requests().writes).toBe(0);

		put('f1', 'feature', null, { release: { id: 'R2', name: 'Summer' } });
		await run(SETTINGS);
		expect(versionsOf(family, 'f1')).toEqual(['1.1', 'Summer']);
		put('f1', 'feature', null, { release: { id: 'P', parking_lot: true } });
		await run(SETTINGS);
		expect(versionsOf(family, 'f1')).toEqual(['1.1']);
	});

	it('V11: a release without a version leaves the fix versions, and says what to run', async () => {
		const family = createFamily(deployment);
		const { put, run, report, world, key } = family;
		put('f1', 'feature', null, { release: 'R9' });
		await run(SETTINGS);
		await world.site.asUser('kim').edit(key('f1'), { fixVersions: ['1.1'] });
		const left = await run(SETTINGS);
		expect(report(left, 'f1').warnings.join()).toContain('Run "Sync Releases"');
		expect(versionsOf(family, 'f1')).toEqual(['1.1']);
	});

	it('V11, L7: versions and links are asked for once a run, however many records', async () => {
		const family = createFamily(deployment);
		const { put, run, world } = family;
		await releases(family, ['R1', { name: 'Spring' }]);
		for (let index = 0; index < 5; index += 1) put(`f${index}`, 'feature', null, { release: 'R1' });
		await run(SETTINGS);
		await run(SETTINGS);
		world.requests();
		await run(SETTINGS);
		const { reads } = world.requests();
		const { releaseAttribute: _release, ...without } = SETTINGS;
		await run({ ...without, mappings: SETTINGS.mappings.slice(0, 1) });
		expect(reads - world.requests().reads).toBe(2);
	});
});
