import { isObject } from '../../../src/model/decode';
import { doc, ISSUE, type Stage } from './stage';

/** Tests of jira.js: comments, properties, and links. `open` gives the stage, which is there when a test runs. */
export function testProperties(open: () => Stage): void {
	const issueIdOrKey = ISSUE;

	it('comments and their properties', async () => {
		const { jira } = open();
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
		const { jira } = open();
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

	it('properties of many issues', async () => {
		const { jira, site } = open();
		const id = Number(site.issue(issueIdOrKey)?.id);
		const bulk = 'issueProperties.bulkSetIssue';
		const properties = { many: { n: 1 } };
		await jira.call(`${bulk}sPropertiesList`, { entitiesIds: [id], properties });
		const issues = [{ issueID: id, properties: { each: 2 } }];
		await jira.call(`${bulk}PropertiesByIssue`, { issues });
		const filter = { entityIds: [id] };
		await jira.call(`${bulk}Property`, { propertyKey: 'all', value: 3, filter });
		expect(site.issue(issueIdOrKey)?.properties).toMatchObject({ many: { n: 1 }, each: 2, all: 3 });
		const gone = { propertyKey: 'all', entityIds: [id] };
		await jira.call('issueProperties.bulkDeleteIssueProperty', gone);
		expect(site.issue(issueIdOrKey)?.properties).not.toHaveProperty('all');
		expect(await jira.refused(`${bulk}PropertiesByIssue`, { issues: [] })).toBe(400);
	});

	it('links between issues', async () => {
		const { jira, site } = open();
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
}
