import { DEPLOYMENTS, jiraWorld } from '../support/jira-site-client';

const draft = { project: 'CRASH', issueType: 'Bug', fields: { summary: 'x' }, properties: {} };

describe.each(DEPLOYMENTS)('times of change, %s', (deployment) => {
	it('L7: one request tells when fields were last changed; what never changed is absent', async () => {
		let now = Date.UTC(2026, 10, 21);
		const { jira, site } = jiraWorld(deployment, { now: () => now });
		const { id, key } = await jira.createIssue(draft);
		const kim = site.asUser('kim');
		await kim.edit(key, { summary: 'first' });
		now += 60_000;
		await kim.edit(key, { summary: 'second' });
		await kim.transition(key, 'In Progress');
		const [fields, status] = [['summary', 'description', 'status'], now];
		site.clearRequests();

		expect(await jira.changeTimes(id, fields)).toEqual({ summary: status, status });

		expect(site.requests.filter(({ path }) => path.endsWith(`/issue/${id}`))).toHaveLength(1);
	});
});
