import { expectToFit } from '../support/engine-schema';
import { DEPLOYMENTS, locator, useEngine, type EngineJira } from '../support/engine-jira';

const { open } = useEngine();

const SYNC = { operation: 'syncReleases', project: locator('PLAN'), releaseId: '={{ $json.id }}' };
const SPRING = { id: 'R1', name: 'Spring', release_date: '2026-03-01', released: false };

const run = async (jira: EngineJira, items: readonly object[], more: object = {}) =>
	await jira.run('jiraSync', { ...SYNC, ...more }, [...items], { as: 'admin' });

describe.each(DEPLOYMENTS)('Sync Releases, %s', (deployment) => {
	it('makes and updates versions, an item each, and is silent in between', async () => {
		const jira = await open(deployment);
		const lot = { id: 'P', name: 'Ideas', parking_lot: true };
		const made = await run(jira, [SPRING, lot]);
		expect(made.error).toBeUndefined();
		expect(made.json('Node')).toMatchObject([
			{ kind: 'created', release: { id: 'R1' }, version: { name: 'Spring' } },
			{ kind: 'parkingLot', version: expect.anything() },
		]);
		for (const json of made.json('Node')) expectToFit(json, 'JiraSync', 'syncReleases');

		jira.site.clearRequests();
		await run(jira, [SPRING, lot]);
		expect(jira.writes()).toEqual([]);
		const renamed = await run(jira, [{ ...SPRING, name: 'Early spring' }]);
		expect(renamed.json('Node')).toMatchObject([
			{ kind: 'updated', version: { name: 'Early spring' } },
		]);
	});

	it('takes other names of attributes, and a dry run writes nothing', async () => {
		const jira = await open(deployment);
		const shown = await run(jira, [{ id: 7, title: 'Spring', due: '2026-03-01' }], {
			releaseAttributes: { name: 'title', releaseDate: 'due' },
			options: { dryRun: true },
		});
		expect(shown.json('Node')).toMatchObject([
			{ kind: 'created', dryRun: true, decisions: [{ release: '2026-03-01' }] },
		]);
		expect(jira.writes()).toEqual([]);
	});

	it('L8: a release that cannot be read fails alone, saying what is wrong', async () => {
		const jira = await open(deployment);
		const result = await run(jira, [{ id: 'R2', name: 'A', start_date: 'soon' }]);
		expect(result.error?.message).toContain('R2');
	});
});
