import { createJiraSite, observeExchanges, SEED_USERS, type JiraSite } from '../../simulators/jira';
import { isObject } from '../../src/model/decode';
import { writeContractPart } from '../support/contract-report';
import { createCaller, type ClientCaller } from '../support/judges/client-caller';
import { loadJudge, NOT_INSTALLED } from '../support/judges/installed';
import { listRoutes, type RouteList } from '../support/simulated-routes';

/**
 * jira.js (https://www.npmjs.com/package/jira.js), written by people who know nothing of this project, drives the
 * simulated Jira Cloud over HTTP. It checks every answer with schemas of its own; its audit mode, in which an
 * undocumented key counts as well, is on.
 */
process.env['AUDIT_SCHEMAS'] = 'true';
const library = loadJudge('jira-js.cjs');

/** Routes for which jira.js has no function: older forms, the other version of the API, webhooks of administrators. */
const NOT_IN_JIRA_JS =
	/^\w+ \/rest\/(api\/2\/|webhooks\/|api\/3\/(priority|resolution|project|issue\/createmeta|search)$)/;

const doc = (text: string): object => ({
	type: 'doc',
	version: 1,
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** What jira.js found in answers that its schemas do not know. */
function undocumented(): readonly unknown[] {
	const found = Reflect.get(globalThis, Symbol.for('apis-code-gen.schemaAudit')) as unknown;
	return Array.isArray(found) ? found : [];
}

interface Stage {
	readonly site: JiraSite;
	readonly routes: RouteList;
	readonly as: (user: 'sync' | 'admin' | 'noperm') => ClientCaller;
	readonly jira: ClientCaller;
	readonly admin: ClientCaller;
	readonly close: () => Promise<void>;
}

async function openStage(factories: object): Promise<Stage> {
	const site = createJiraSite({ deployment: 'cloud' });
	const routes = listRoutes({ deployment: 'cloud' });
	const stop = observeExchanges(({ method, path }) => routes.note(method, path));
	const server = await site.listen();
	const as = (user: 'sync' | 'admin' | 'noperm'): ClientCaller => {
		const { emailAddress: email, token: apiToken } = SEED_USERS[user];
		const options = { host: server.url, auth: { type: 'basic', email, apiToken } };
		const make = (name: string): object => {
			const factory: unknown = Reflect.get(factories, name);
			if (typeof factory !== 'function') throw new Error(`jira.js has no ${name}`);
			return factory(options) as object;
		};
		const agile = make('createAgileClient');
		return createCaller({ ...make('createCloudClient'), agileIssue: Reflect.get(agile, 'issue') });
	};
	const close = async (): Promise<void> => {
		stop();
		await server.close();
	};
	return { site, routes, as, jira: as('sync'), admin: as('admin'), close };
}

if (library === undefined) {
	writeContractPart('cloud', { skipped: [`jira.js: ${NOT_INSTALLED}`] });
	it.skip(`jira.js: ${NOT_INSTALLED}`, () => undefined);
} else {
	describe('jira.js against the simulated Jira Cloud', () => {
		let stage: Stage;
		const issueIdOrKey = 'CRASH-1';

		beforeAll(async () => {
			stage = await openStage(library);
		});
		afterAll(async () => {
			const { jira, admin } = stage;
			writeContractPart('cloud', {
				clientCalls: jira.calls() + admin.calls(),
				clientFailures: jira.failures() + admin.failures() + undocumented().length,
			});
			await stage.close();
		});

		it('site, users and projects', async () => {
			const { jira } = stage;
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
		});

		it('versions', async () => {
			const { admin, jira } = stage;
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

		it('issues: create, read, edit, assign, transition, changelog', async () => {
			const { jira, site } = stage;
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

		it('comments and their properties', async () => {
			const { jira } = stage;
			const { id } = await jira.call('issueComments.addComment', {
				issueIdOrKey,
				body: doc('One'),
			});
			await jira.call('issueComments.getComments', { issueIdOrKey, orderBy: '-created' });
			await jira.call('issueComments.getComment', { issueIdOrKey, id });
			await jira.call('issueComments.updateComment', {
				issueIdOrKey,
				id,
				body: { body: doc('Two') },
			});
			const property = { commentId: id, propertyKey: 'origin' };
			await jira.call('issueCommentProperties.setCommentProperty', { ...property, body: { n: 1 } });
			await jira.call('issueCommentProperties.getCommentPropertyKeys', property);
			expect(await jira.call('issueCommentProperties.getCommentProperty', property)).toMatchObject({
				value: { n: 1 },
			});
			await jira.call('issueCommentProperties.deleteCommentProperty', property);
			expect(await jira.refused('issueCommentProperties.getCommentProperty', property)).toBe(404);
			await jira.call('issueComments.deleteComment', { issueIdOrKey, id });
			expect(await jira.refused('issueComments.getComment', { issueIdOrKey, id })).toBe(404);
		});

		it('issue properties and remote links', async () => {
			const { jira } = stage;
			const property = { issueIdOrKey, propertyKey: 'n8n-jira-sync.default' };
			await jira.call('issueProperties.setIssueProperty', { ...property, body: { n: 1 } });
			await jira.call('issueProperties.getIssuePropertyKeys', property);
			await jira.call('issueProperties.getIssueProperty', property);
			await jira.call('issueProperties.deleteIssueProperty', property);
			const link = {
				issueIdOrKey,
				globalId: 'system=x&id=1',
				object: { title: 'One', url: 'https://example.com/1' },
			};
			const made = await jira.call('issueRemoteLinks.createOrUpdateRemoteIssueLink', link);
			await jira.call('issueRemoteLinks.createOrUpdateRemoteIssueLink', link);
			await jira.call('issueRemoteLinks.getRemoteIssueLinks', { issueIdOrKey });
			const linkId = String(made['id']);
			await jira.call('issueRemoteLinks.getRemoteIssueLinkById', { issueIdOrKey, linkId });
			await jira.call('issueRemoteLinks.updateRemoteIssueLink', { ...link, linkId });
			await jira.call('issueRemoteLinks.deleteRemoteIssueLinkById', { issueIdOrKey, linkId });
			await jira.call('issueRemoteLinks.createOrUpdateRemoteIssueLink', link);
			await jira.call('issueRemoteLinks.deleteRemoteIssueLinkByGlobalId', link);
		});

		it('links between issues', async () => {
			const { jira, site } = stage;
			const other = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Twin' });
			const rank = { issues: [other], rankBeforeIssue: issueIdOrKey };
			await jira.call('agileIssue.rankIssues', rank);
			await jira.call('issueLinkTypes.getIssueLinkTypes');
			await jira.call('issueLinks.linkIssues', {
				type: { name: 'Duplicate' },
				inwardIssue: { key: other },
				outwardIssue: { key: issueIdOrKey },
			});
			const issue = await jira.call('issues.getIssue', { issueIdOrKey, fields: ['issuelinks'] });
			const fields = isObject(issue['fields']) ? issue['fields'] : {};
			const links = Array.isArray(fields['issuelinks']) ? fields['issuelinks'] : [];
			const linkId = String((links as readonly { readonly id: string }[])[0]?.id);
			await jira.call('issueLinks.getIssueLink', { linkId });
			await jira.call('issueLinks.deleteIssueLink', { linkId });
			expect(await jira.refused('issueLinks.getIssueLink', { linkId })).toBe(404);
		});

		it('attachments and worklogs', async () => {
			const { jira, site } = stage;
			const attachments = { filename: 'trace.txt', content: Buffer.from('stack trace') };
			await jira.call('issueAttachments.addAttachment', { issueIdOrKey, attachments });
			const [file] = site.issue(issueIdOrKey)?.fields['attachment'] as readonly [{ id: string }];
			const { id } = file;
			await jira.call('issueAttachments.getAttachmentMeta');
			expect(await jira.call('issueAttachments.getAttachment', { id })).toMatchObject({
				filename: 'trace.txt',
				size: 11,
			});
			await jira.call('issues.getIssue', { issueIdOrKey });
			await jira.call('issueAttachments.getAttachmentContent', { id, redirect: false });
			await jira.call('issueAttachments.removeAttachment', { id });
			expect(await jira.refused('issueAttachments.getAttachment', { id })).toBe(404);
			const work = { issueIdOrKey, started: '2026-03-10T12:00:00.000+0000', comment: doc('Work') };
			const made = await jira.call('issueWorklogs.addWorklog', { ...work, timeSpent: '1h 30m' });
			expect(made).toMatchObject({ timeSpentSeconds: 5400 });
			const worklog = { issueIdOrKey, id: String(made['id']) };
			await jira.call('issueWorklogs.getIssueWorklog', { issueIdOrKey });
			await jira.call('issueWorklogs.getWorklog', worklog);
			const body = { timeSpentSeconds: 7200 };
			await jira.call('issueWorklogs.updateWorklog', { ...worklog, body });
			await jira.call('issueWorklogs.deleteWorklog', worklog);
			expect(await jira.refused('issueWorklogs.getWorklog', worklog)).toBe(404);
		});

		it('searches', async () => {
			const { jira } = stage;
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
				count: 2,
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

		it('refusals, as Jira says them', async () => {
			const { jira, as } = stage;
			const stranger = as('noperm');
			expect(await stranger.refused('issues.getIssue', { issueIdOrKey })).toBe(404);
			expect(await jira.refused('issues.getIssue', { issueIdOrKey: 'CRASH-999' })).toBe(404);
			expect(await jira.refused('issues.createIssue', { fields: {} })).toBe(400);
			const hop = { issueIdOrKey, transition: { id: '21' } };
			expect(await jira.refused('issues.doTransition', hop)).toBe(400);
			expect(await jira.refused('webhooks.getDynamicWebhooksForApp', {})).toBe(403);
			expect(
				await jira.refused('webhooks.registerDynamicWebhooks', {
					url: 'https://example.com',
					webhooks: [],
				}),
			).toBe(403);
			expect(await jira.refused('webhooks.deleteWebhookById', { webhookIds: [1] })).toBe(403);
			expect(await jira.refused('webhooks.refreshWebhooks', { webhookIds: [1] })).toBe(403);
			expect(await jira.refused('projectVersions.createVersion', { name: 'x' })).toBe(404);
			await jira.call('issues.deleteIssue', { issueIdOrKey });
			expect(await jira.refused('issues.getIssue', { issueIdOrKey })).toBe(404);
		});

		it('used every route for which it has a function, and found nothing undocumented', () => {
			const { routes, site } = stage;
			expect(routes.unused().filter((name) => !NOT_IN_JIRA_JS.test(name))).toEqual([]);
			expect(site.unmodelled).toEqual([]);
			expect(undocumented()).toEqual([]);
		});
	});
}
