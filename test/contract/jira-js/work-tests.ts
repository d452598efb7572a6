import { doc, ISSUE, type Stage } from './stage';

/** Tests of jira.js: files, work, and what is refused. `open` gives the stage, which is there when a test runs. */
export function testWork(open: () => Stage): void {
	const issueIdOrKey = ISSUE;

	it('attachments and worklogs', async () => {
		const { jira, site } = open();
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

	it('which worklogs changed', async () => {
		const { jira, site } = open();
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Worked on' });
		const work = { issueIdOrKey: key, started: '2026-03-10T12:00:00.000+0000' };
		const { id } = await jira.call('issueWorklogs.addWorklog', { ...work, timeSpent: '1h' });
		expect(
			await jira.call('issueWorklogs.getIdsOfWorklogsModifiedSince', { since: 0 }),
		).toMatchObject({ values: [{ worklogId: Number(id) }], lastPage: true });
		await jira.call('issueWorklogs.getWorklogsForIds', { ids: [Number(id)] });
		await jira.call('issueWorklogs.deleteWorklog', { issueIdOrKey: key, id: String(id) });
		await jira.call('issueWorklogs.getIdsOfWorklogsDeletedSince', { since: 0 });
	});

	it('refusals, as Jira says them', async () => {
		const { jira, as } = open();
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
}
