import { SEED_USERS } from '../../../simulators/jira';
import type { Stage } from './stage';

/** Tests of jira.js: the site, its users and projects, and what there is to choose from. `open` gives the stage, which is there when a test runs. */
export function testSite(open: () => Stage): void {
	it('site, users and projects', async () => {
		const { jira } = open();
		expect(await jira.call('serverInfo.getServerInfo')).toMatchObject({
			deploymentType: 'Cloud',
		});
		expect(await jira.call('myself.getCurrentUser')).toMatchObject({ displayName: 'Sync Bot' });
		await jira.call('issueFields.getFields');
		await jira.call('workflowStatuses.getStatuses');
		await jira.call('issueTypes.getIssueAllTypes');
		await jira.call('permissions.getAllPermissions');
		await jira.call('permissions.getMyPermissions', { permissions: 'BROWSE_PROJECTS' });
		const { accountId } = SEED_USERS.kim;
		expect(await jira.call('users.getUser', { accountId })).toMatchObject({ accountId });
		await jira.call('userSearch.findUsers', { query: 'kim' });
		await jira.call('userSearch.findAssignableUsers', { project: 'CRASH', query: '' });
		await jira.call('projects.searchProjects', { query: 'crash' });
		await jira.call('projects.getProject', { projectIdOrKey: 'CRASH' });
		await jira.call('projects.getAllStatuses', { projectIdOrKey: 'CRASH' });
		await jira.call('projectVersions.getProjectVersions', { projectIdOrKey: 'CRASH' });
		await jira.call('projectVersions.getProjectVersionsPaginated', { projectIdOrKey: 'CRASH' });
		await jira.call('projectComponents.getProjectComponents', { projectIdOrKey: 'CRASH' });
		expect(await jira.refused('users.getUser', { accountId: 'nobody' })).toBe(404);
		await jira.call('userSearch.findBulkAssignableUsers', { projectKeys: 'CRASH', query: '' });
		await jira.call('groups.findGroups', { query: 'dev' });
	});

	it('priorities, resolutions, types, statuses, fields and labels', async () => {
		const { admin, jira, site } = open();
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Labelled', labels: ['b', 'a'] });
		expect(await jira.call('labels.getAllLabels')).toMatchObject({
			values: expect.arrayContaining(['a', 'b']),
		});
		await admin.call('issuePriorities.searchPriorities', { priorityName: 'High' });
		await jira.call('issuePriorities.getPriority', { id: '3' });
		expect(await jira.refused('issuePriorities.getPriority', { id: '99' })).toBe(404);
		await jira.call('issueResolutions.getResolution', { id: '10000' });
		await jira.call('issueTypes.getIssueType', { id: '10305' });
		await jira.call('workflowStatuses.getStatus', { idOrName: 'To Do' });
		await jira.call('issueLinkTypes.getIssueLinkType', { issueLinkTypeId: '10002' });
		await jira.call('issueSecurityLevel.getIssueSecurityLevel', { id: '10070' });
		await jira.call('issueCustomFieldOptions.getCustomFieldOption', { id: '10200' });
		await jira.call('jiraSettings.getConfiguration');
		await jira.call('issueFields.getFieldsPaginated', { type: ['custom'], query: 'sprint' });
	});

	it('properties of a project', async () => {
		const { admin, jira } = open();
		const property = { projectIdOrKey: 'CRASH', propertyKey: 'n8n' };
		await admin.call('projectProperties.setProjectProperty', { ...property, body: { n: 1 } });
		await jira.call('projectProperties.getProjectPropertyKeys', property);
		expect(await jira.call('projectProperties.getProjectProperty', property)).toMatchObject({
			value: { n: 1 },
		});
		await admin.call('projectProperties.deleteProjectProperty', property);
		expect(await jira.refused('projectProperties.getProjectProperty', property)).toBe(404);
	});
}
