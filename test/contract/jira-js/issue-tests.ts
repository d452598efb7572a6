import { SEED_USERS } from '../../../simulators/jira';
import { doc, ISSUE, type Stage } from './stage';

/** Tests of jira.js: issues. `open` gives the stage, which is there when a test runs. */
export function testIssues(open: () => Stage): void {
	const issueIdOrKey = ISSUE;

	it('issues: create, read, edit, assign, transition, changelog', async () => {
		const { jira, site } = open();
		await jira.call('issues.getCreateIssueMetaIssueTypes', { projectIdOrKey: 'CRASH' });
		await jira.call('issues.getCreateIssueMetaIssueTypeId', {
			projectIdOrKey: 'CRASH',
			issueTypeId: '10101',
		});
		const created = await jira.call('issues.createIssue', {
			fields: {
				project: { key: 'CRASH' },
				issuetype: { name: 'Bug' },
				summary: 'Crash',
				description: doc('It fell over'),
				labels: ['a', 'b'],
				fixVersions: [{ name: '1.4.0' }],
				components: [{ name: 'UI' }],
			},
			properties: [{ key: 'k', value: { n: 1 } }],
		});
		expect(created).toMatchObject({ key: issueIdOrKey });
		const expand = 'names,schema,editmeta,changelog,transitions,renderedFields';
		await jira.call('issues.getIssue', { issueIdOrKey, properties: ['k'] });
		await jira.call('issues.editIssue', { issueIdOrKey, fields: { summary: 'Crash again' } });
		await jira.call('issues.editIssue', {
			issueIdOrKey,
			update: { labels: [{ add: 'c' }] },
			returnIssue: true,
		});
		const { accountId } = SEED_USERS.ann;
		await jira.call('issues.assignIssue', { issueIdOrKey, accountId });
		await jira.call('issues.getIssue', { issueIdOrKey, expand });
		await jira.call('issues.getEditIssueMeta', { issueIdOrKey });
		await jira.call('issues.getTransitions', { issueIdOrKey, expand: 'transitions.fields' });
		await jira.call('issues.doTransition', { issueIdOrKey, transition: { id: '11' } });
		await jira.call('issues.doTransition', {
			issueIdOrKey,
			transition: { id: '31' },
			fields: { resolution: { name: 'Duplicate' } },
		});
		await jira.call('issues.getChangeLogs', { issueIdOrKey });
		await jira.call('issues.getIssue', { issueIdOrKey });
		expect(site.issue(issueIdOrKey)?.fields).toMatchObject({
			status: { name: 'Done' },
			resolution: { name: 'Duplicate' },
			assignee: { accountId },
		});
	});

	it('many issues in one request', async () => {
		const { jira } = open();
		const fields = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' } };
		const made = await jira.call('issues.createIssues', {
			issueUpdates: [{ fields: { ...fields, summary: 'One of many' } }, { fields }],
		});
		expect(made).toMatchObject({ issues: [{}], errors: [{ status: 400, failedElementNumber: 1 }] });
		expect(await jira.refused('issues.createIssues', { issueUpdates: [{ fields }] })).toBe(400);
	});

	it('searches', async () => {
		const { jira } = open();
		const search = { jql: 'project = CRASH ORDER BY key ASC', fields: ['*all'], maxResults: 1 };
		const page = await jira.call('issueSearch.searchAndReconsileIssuesUsingJql', search);
		expect(page['isLast']).toBe(false);
		await jira.call('issueSearch.searchAndReconsileIssuesUsingJqlPost', {
			...search,
			nextPageToken: page['nextPageToken'],
			expand: 'names,schema,changelog',
			properties: ['k'],
		});
		expect(await jira.call('issueSearch.countIssues', { jql: 'project = CRASH' })).toEqual({
			count: expect.any(Number),
		});
		const issueIdsOrKeys = [issueIdOrKey, 'CRASH-2', 'CRASH-999'];
		const found = await jira.call('issues.bulkFetchIssues', {
			issueIdsOrKeys,
			properties: ['k'],
		});
		expect(found['issues']).toHaveLength(2);
		await jira.call('issues.bulkFetchIssues', { issueIdsOrKeys, fields: ['summary'] });
		await jira.call('issues.getBulkChangelogs', { issueIdsOrKeys, maxResults: 2 });
		await jira.call('issues.getBulkChangelogs', { issueIdsOrKeys, fieldIds: ['status'] });
		const unbounded = { jql: 'ORDER BY key' };
		const post = 'issueSearch.searchAndReconsileIssuesUsingJqlPost';
		expect(await jira.refused(post, unbounded)).toBe(400);
		expect(await jira.refused(post, { ...search, nextPageToken: 'garbage' })).toBe(400);
	});
}
