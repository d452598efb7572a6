import { writeContractPart } from '../support/contract-report';
import { loadJudge, NOT_INSTALLED } from '../support/judges/installed';
import { testCatalog } from './data-center-client/catalog-tests';
import { testSoftware } from './data-center-client/software-tests';
import { openStage, sendFile, type Stage } from './data-center-client/stage';

/**
 * The client that @atlassian-dc-mcp/jira (https://www.npmjs.com/package/@atlassian-dc-mcp/jira) generated from
 * Atlassian's document of Jira Data Center drives the simulated one over HTTP. The models it was generated with judge
 * the exchanges, see `test/support/openapi/data-center.ts`.
 */
const library = loadJudge('data-center-client.cjs');

/** Routes that the document does not list: resources of plugins, what is gone, and what answers 404 on purpose. */
const NOT_IN_THE_CLIENT =
	/^\w+ \/(secure\/|rest\/(webhooks\/|jira-webhook\/|api\/2\/(issue\/createmeta|search\/jql)$))/;

if (library === undefined) {
	writeContractPart('datacenter', { skipped: [`@atlassian-dc-mcp/jira: ${NOT_INSTALLED}`] });
	it.skip(`@atlassian-dc-mcp/jira: ${NOT_INSTALLED}`, () => undefined);
} else {
	describe('the generated client against the simulated Jira Data Center', () => {
		let stage: Stage;
		const issue = 'CRASH-1';

		beforeAll(async () => {
			stage = await openStage(library);
		});
		afterAll(async () => {
			const { jira } = stage;
			writeContractPart('datacenter', {
				clientCalls: jira.calls(),
				clientFailures: jira.failures(),
			});
			await stage.close();
		});

		it('site, users and projects', async () => {
			const { jira } = stage;
			expect(await jira.call('ServerInfoService.getServerInfo')).toMatchObject({
				versionNumbers: [10, 3, 2],
			});
			expect(await jira.call('MyselfService.getUser')).toMatchObject({ name: 'sync' });
			await jira.call('FieldService.getFields');
			await jira.call('PriorityService.getPriorities');
			await jira.call('ResolutionService.getResolutions');
			await jira.call('StatusService.getStatuses');
			await jira.call('IssuetypeService.getIssueAllTypes');
			await jira.call('PermissionsService.getAllPermissions');
			await jira.call('MypermissionsService.getPermissions', undefined, 'CRASH');
			const kim = await jira.call('UserService.getUser1', false, undefined, 'kim');
			expect(kim).toMatchObject({ displayName: 'Kim Lee' });
			await jira.call('UserService.findUsers', undefined, 50, undefined, 0, 'kim');
			await jira.call('UserService.findAssignableUsers1', undefined, 50, 'CRASH', undefined, 'k');
			await jira.call('ProjectService.getAllProjects');
			await jira.call('ProjectService.getProject', 'CRASH');
			await jira.call('ProjectService.getAllStatuses', 'CRASH');
			await jira.call('ProjectService.getProjectVersions', 'CRASH');
			await jira.call('ProjectService.getProjectVersionsPaginated', 'CRASH');
			await jira.call('ProjectService.getProjectComponents', 'CRASH');
		});

		it('versions', async () => {
			const { jira, speakAs } = stage;
			speakAs('admin');
			const wanted = { name: '3.0.0', projectId: 10000, releaseDate: '2027-01-31' };
			const { id } = await jira.call('VersionService.createVersion', wanted);
			await jira.call('VersionService.updateVersion', id, { released: true });
			await jira.call('VersionService.moveVersion', id, { position: 'First' });
			speakAs('sync');
			expect(await jira.call('VersionService.getVersion', id)).toMatchObject({ released: true });
			expect(await jira.refused('VersionService.getVersion', '1')).toBe(404);
			expect(await jira.refused('VersionService.createVersion', wanted)).toBe(403);
		});

		it('issues: create, read, edit, assign, transition', async () => {
			const { jira, site } = stage;
			await jira.call('IssueService.getCreateIssueMetaProjectIssueTypes', 'CRASH', '200', '0');
			await jira.call('IssueService.getCreateIssueMetaFields', '10101', 'CRASH', '200', '0');
			const created = await jira.call('IssueService.createIssue', false, {
				fields: {
					project: { key: 'CRASH' },
					issuetype: { name: 'Bug' },
					summary: 'Crash',
					description: 'It fell over',
					labels: ['a', 'b'],
					fixVersions: [{ name: '1.4.0' }],
					components: [{ name: 'UI' }],
				},
				properties: [{ key: 'k', value: { n: 1 } }],
			});
			expect(created).toMatchObject({ key: issue });
			const expand = 'names,schema,editmeta,changelog,transitions,renderedFields';
			await jira.call('IssueService.getIssue1', issue, undefined, '*all', undefined, 'k');
			await jira.call('IssueService.editIssue', issue, undefined, { fields: { summary: 'Again' } });
			await jira.call('IssueService.editIssue', issue, 'true', {
				update: { labels: [{ add: 'c' }] },
			});
			await jira.call('IssueService.assign', issue, { name: 'ann' });
			await jira.call('IssueService.getIssue1', issue, expand);
			await jira.call('IssueService.getEditIssueMeta', issue);
			await jira.call('IssueService.getTransitions', issue);
			await jira.call('IssueService.doTransition', issue, { transition: { id: '11' } });
			await jira.call('IssueService.doTransition', issue, {
				transition: { id: '31' },
				fields: { resolution: { name: 'Duplicate' } },
			});
			await jira.call('IssueService.getIssue1', issue);
			expect(site.issue(issue)?.fields).toMatchObject({
				status: { name: 'Done' },
				resolution: { name: 'Duplicate' },
				assignee: { name: 'ann' },
			});
		});

		it('comments and their properties', async () => {
			const { jira } = stage;
			const add = 'IssueService.addComment';
			const { id } = await jira.call(add, issue, undefined, { body: 'One' });
			await jira.call('IssueService.getComments', issue, undefined, '10', '-created', '0');
			await jira.call('IssueService.getComment', issue, id);
			await jira.call('IssueService.updateComment', issue, id, undefined, { body: 'Two' });
			await jira.call('CommentService.setProperty1', 'origin', id, { n: 1 });
			await jira.call('CommentService.getPropertiesKeys1', id);
			expect(await jira.call('CommentService.getProperty2', 'origin', id)).toMatchObject({
				value: { n: 1 },
			});
			await jira.call('CommentService.deleteProperty2', 'origin', id);
			expect(await jira.refused('CommentService.getProperty2', 'origin', id)).toBe(404);
			await jira.call('IssueService.deleteComment', issue, id);
			expect(await jira.refused('IssueService.getComment', issue, id)).toBe(404);
		});

		it('issue properties and remote links', async () => {
			const { jira } = stage;
			const key = 'n8n-jira-sync.default';
			await jira.call('IssueService.setProperty2', key, issue, { n: 1 });
			await jira.call('IssueService.getPropertiesKeys2', issue);
			await jira.call('IssueService.getProperty3', key, issue);
			await jira.call('IssueService.deleteProperty3', key, issue);
			expect(await jira.refused('IssueService.getProperty3', key, issue)).toBe(404);
			const globalId = 'system=x&id=1';
			const link = { globalId, object: { title: 'One', url: 'https://example.com/1' } };
			const save = 'IssueService.createOrUpdateRemoteIssueLink';
			const { id } = await jira.call(save, issue, link);
			await jira.call(save, issue, link);
			await jira.call('IssueService.getRemoteIssueLinks', issue);
			await jira.call('IssueService.getRemoteIssueLinkById', id, issue);
			await jira.call('IssueService.updateRemoteIssueLink', id, issue, link);
			await jira.call('IssueService.deleteRemoteIssueLinkById', id, issue);
			await jira.call(save, issue, link);
			await jira.call('IssueService.deleteRemoteIssueLinkByGlobalId', issue, globalId);
		});

		it('links between issues', async () => {
			const { jira, site } = stage;
			const other = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Twin' });
			const rank = { issues: [other], rankBeforeIssue: issue };
			await jira.call('IssueService.rankIssues', rank);
			await jira.call('IssueLinkTypeService.getIssueLinkTypes');
			await jira.call('IssueLinkService.linkIssues', {
				type: { name: 'Duplicate' },
				inwardIssue: { key: other },
				outwardIssue: { key: issue },
			});
			const links = site.issue(issue)?.fields['issuelinks'] as readonly { readonly id: string }[];
			const id = String(links[0]?.id);
			await jira.call('IssueLinkService.getIssueLink', id);
			await jira.call('IssueLinkService.deleteIssueLink', id);
			expect(await jira.refused('IssueLinkService.getIssueLink', id)).toBe(404);
		});

		it('attachments and worklogs', async () => {
			const { jira, site } = stage;
			const sent = await sendFile(stage, issue);
			expect(sent).toBe(200);
			const [file] = site.issue(issue)?.fields['attachment'] as readonly [{ id: string }];
			await jira.call('AttachmentService.getAttachmentMeta');
			await jira.call('AttachmentService.getAttachment', file.id);
			await jira.call('IssueService.getIssue1', issue);
			await jira.call('AttachmentService.removeAttachment', file.id);
			expect(await jira.refused('AttachmentService.getAttachment', file.id)).toBe(404);
			const none = undefined;
			const work = { timeSpent: '1h 30m', comment: 'Work' };
			const add = 'IssueService.addWorklog';
			const { id } = await jira.call(add, issue, none, none, none, work);
			await jira.call('IssueService.getIssueWorklog', issue);
			await jira.call('IssueService.getWorklog', issue, id);
			const longer = { timeSpentSeconds: 7200 };
			await jira.call('IssueService.updateWorklog', issue, id, none, none, longer);
			await jira.call('IssueService.deleteWorklog', issue, id);
			expect(await jira.refused('IssueService.getWorklog', issue, id)).toBe(404);
		});

		it('searches', async () => {
			const { jira } = stage;
			const jql = 'project = CRASH ORDER BY key ASC';
			const found = await jira.call('SearchService.search1', undefined, jql, 1, true, ['*all'], 0);
			expect(found).toMatchObject({ total: 2, maxResults: 1 });
			const search = { jql, fields: ['summary', 'status'], startAt: 1, maxResults: 5 };
			const post = 'SearchService.searchUsingSearchRequest';
			expect(await jira.call(post, search)).toMatchObject({ startAt: 1, total: 2 });
			expect(await jira.refused(post, { jql: 'nonsense = = 1' })).toBe(400);
		});

		it('refusals, as Jira says them', async () => {
			const { jira, speakAs } = stage;
			speakAs('noperm');
			expect(await jira.refused('IssueService.getIssue1', issue)).toBe(403);
			speakAs('sync');
			expect(await jira.refused('IssueService.getIssue1', 'CRASH-999')).toBe(404);
			expect(await jira.refused('IssueService.createIssue', false, { fields: {} })).toBe(400);
			expect(
				await jira.refused('IssueService.editIssue', issue, 'false', { fields: { summary: 'x' } }),
			).toBe(403);
			expect(
				await jira.refused('IssueService.doTransition', issue, { transition: { id: '21' } }),
			).toBeGreaterThanOrEqual(400);
			await jira.call('IssueService.deleteIssue', issue);
			expect(await jira.refused('IssueService.getIssue1', issue)).toBe(404);
		});

		testCatalog(() => stage);
		testSoftware(() => stage);

		it('used every route that the document has', () => {
			const { routes, site } = stage;
			expect(routes.unused().filter((name) => !NOT_IN_THE_CLIENT.test(name))).toEqual([]);
			expect(site.unmodelled).toEqual([]);
		});
	});
}
