import type { Stage } from './stage';

/** Tests of the generated client: what there is to choose from, and what administrators change of it. */
export function testCatalog(open: () => Stage): void {
	const none = undefined;

	it('priorities, resolutions, types, statuses, fields, groups', async () => {
		const { jira } = open();
		await jira.call('PriorityService.getPriorities1', '50', none, 'hi', '0');
		await jira.call('PriorityService.getPriority', '3');
		expect(await jira.refused('PriorityService.getPriority', '99')).toBe(404);
		await jira.call('ResolutionService.getPaginatedResolutions');
		await jira.call('ResolutionService.getResolution', '10000');
		await jira.call('IssuetypeService.getIssueType1', '10305');
		await jira.call('StatusService.getStatus', 'Done');
		await jira.call('IssueLinkTypeService.getIssueLinkType', '10002');
		await jira.call('SecuritylevelService.getIssuesecuritylevel', '10070');
		await jira.call('CustomFieldOptionService.getCustomFieldOption', '10200');
		await jira.call('ConfigurationService.getConfiguration1');
		await jira.call('CustomFieldsService.getCustomFields');
		await jira.call('GroupsService.findGroups', none, 'dev');
		await jira.call('ProjectService.getSecurityLevelsForProject', 'ALL');
		await jira.call('UserService.findBulkAssignableUsers', none, 'CRASH', 'kim');
	});

	it('properties of a project', async () => {
		const { jira, speakAs } = open();
		speakAs('admin');
		await jira.call('ProjectService.setProperty4', 'n8n', 'CRASH', { n: 1 });
		await jira.call('ProjectService.getPropertiesKeys3', 'CRASH');
		await jira.call('ProjectService.getProperty5', 'n8n', 'CRASH');
		await jira.call('ProjectService.deleteProperty5', 'n8n', 'CRASH');
		speakAs('sync');
		expect(await jira.refused('ProjectService.getProperty5', 'n8n', 'CRASH')).toBe(404);
	});

	it('versions that are merged and replaced', async () => {
		const { jira, site, speakAs } = open();
		speakAs('admin');
		const make = async (name: string): Promise<string> =>
			String((await jira.call('VersionService.createVersion', { name, projectId: 10000 }))['id']);
		const [first, second, third] = [await make('4.0'), await make('4.1'), await make('4.2')];
		const key = await site
			.asUser('kim')
			.create('CRASH', 'Bug', { summary: 'Moves', fixVersions: ['4.0'] });
		await jira.call('VersionService.getVersionRelatedIssues', first);
		await jira.call('VersionService.merge', second, first);
		await jira.call('VersionService.delete1', second, { moveFixIssuesTo: Number(third) });
		expect(site.issue(key)?.fields).toMatchObject({ fixVersions: [{ name: '4.2' }] });
		speakAs('sync');
	});

	it('components', async () => {
		const { jira, speakAs } = open();
		const draft = { name: 'Audio', project: 'CRASH', leadUserName: 'kim', description: 'Sound' };
		expect(await jira.refused('ComponentService.createComponent', draft)).toBe(403);
		speakAs('admin');
		const { id } = await jira.call('ComponentService.createComponent', draft);
		await jira.call('ComponentService.updateComponent', id, { name: 'Sound' });
		await jira.call('ComponentService.getComponent', id);
		await jira.call('ComponentService.getComponentRelatedIssues', id);
		await jira.call('ComponentService.getPaginatedComponents');
		await jira.call('ComponentService.delete', id, '10020');
		speakAs('sync');
		expect(await jira.refused('ComponentService.getComponent', id)).toBe(404);
	});

	it('many issues in one request, and which worklogs changed', async () => {
		const { jira } = open();
		const fields = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' } };
		const made = await jira.call('IssueService.createIssues', {
			issueUpdates: [{ fields: { ...fields, summary: 'One of many' } }, { fields }],
		});
		expect(made).toMatchObject({ issues: [{}], errors: [{ status: 400, failedElementNumber: 1 }] });
		const { key } = (made['issues'] as readonly { readonly key: string }[])[0] ?? { key: '' };
		const work = { timeSpent: '1h' };
		const { id } = await jira.call('IssueService.addWorklog', key, none, none, none, work);
		await jira.call('WorklogService.getIdsOfWorklogsModifiedSince', 0);
		await jira.call('WorklogService.getWorklogsForIds', { ids: [Number(id)] });
		await jira.call('IssueService.deleteWorklog', key, id);
		expect(await jira.call('WorklogService.getIdsOfWorklogsDeletedSince', 0)).toMatchObject({
			values: expect.arrayContaining([expect.objectContaining({ worklogId: Number(id) })]),
		});
	});
}
