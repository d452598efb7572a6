import { SEED_USERS } from '../../../simulators/jira';
import type { Stage } from './stage';

/** Tests of jira.js: versions and components. `open` gives the stage, which is there when a test runs. */
export function testVersions(open: () => Stage): void {
	it('versions', async () => {
		const { admin, jira } = open();
		const made = await admin.call('projectVersions.createVersion', {
			name: '3.0.0',
			projectId: 10000,
			releaseDate: '2027-01-31',
		});
		const id = String(made['id']);
		await admin.call('projectVersions.updateVersion', { id, body: { released: true } });
		await admin.call('projectVersions.moveVersion', { id, position: 'First' });
		expect(await jira.call('projectVersions.getVersion', { id })).toMatchObject({
			released: true,
		});
		expect(await jira.refused('projectVersions.getVersion', { id: '1' })).toBe(404);
	});

	it('versions that are merged and replaced', async () => {
		const { admin, jira, site } = open();
		const make = async (name: string): Promise<string> =>
			String((await admin.call('projectVersions.createVersion', { name, projectId: 10000 }))['id']);
		const [first, second, third] = [await make('4.0'), await make('4.1'), await make('4.2')];
		const key = await site
			.asUser('kim')
			.create('CRASH', 'Bug', { summary: 'Moves', fixVersions: ['4.0'], versions: ['4.0'] });
		await admin.call('projectVersions.getVersionRelatedIssues', { id: first });
		await admin.call('projectVersions.mergeVersions', { id: first, moveIssuesTo: second });
		expect(site.issue(key)?.fields).toMatchObject({ fixVersions: [{ name: '4.1' }] });
		const swap = { id: second, moveFixIssuesTo: Number(third) };
		await admin.call('projectVersions.deleteAndReplaceVersion', swap);
		expect(site.issue(key)?.fields).toMatchObject({
			fixVersions: [{ name: '4.2' }],
			versions: [],
		});
		expect(await jira.refused('projectVersions.getVersion', { id: second })).toBe(404);
	});

	it('components', async () => {
		const { admin, jira, site } = open();
		const { accountId: leadAccountId } = SEED_USERS.kim;
		const draft = { name: 'Audio', project: 'CRASH', leadAccountId, description: 'Sound' };
		const { id } = await admin.call('projectComponents.createComponent', draft);
		const component = { id: String(id) };
		expect(await admin.refused('projectComponents.createComponent', draft)).toBe(400);
		expect(await jira.refused('projectComponents.createComponent', draft)).toBe(403);
		const key = await site
			.asUser('kim')
			.create('CRASH', 'Bug', { summary: 'Loud', components: ['Audio'] });
		await admin.call('projectComponents.updateComponent', {
			...component,
			body: { name: 'Sound' },
		});
		await jira.call('projectComponents.getComponent', component);
		await jira.call('projectComponents.getComponentRelatedIssues', component);
		await jira.call('projectComponents.getProjectComponentsPaginated', { projectIdOrKey: 'CRASH' });
		await admin.call('projectComponents.deleteComponent', { ...component, moveIssuesTo: '10020' });
		expect(site.issue(key)?.fields).toMatchObject({ components: [{ name: 'UI' }] });
	});
}
