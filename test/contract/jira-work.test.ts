import { walkStatus } from '../../src/engine/walk-status';
import { linkedIssuesJql } from '../../src/jira/jql';
import { signBody } from '../../src/webhook/verify';
import { SEED_FIELD_IDS as ID } from '../../simulators/jira/index';
import { clientOf, DEPLOYMENTS, jiraWorld } from '../support/jira-site-client';

const draft = { project: 'CRASH', issueType: 'Bug', fields: { summary: 'x' }, properties: {} };
const PROPERTY = 'n8n-jira-sync.default';
const read = { fields: ['summary'], properties: [PROPERTY] };
const remoteLink = {
	globalId: 'system=backtrace&id=a%26b',
	url: 'https://example.com/a',
	title: 'Group a',
	resolved: false,
	application: 'Backtrace',
};

describe.each(DEPLOYMENTS)('Jira work, %s', (deployment) => {
	it('knows whose credential it is', async () => {
		const { jira } = jiraWorld(deployment);

		expect(await jira.myself()).toMatchObject({ displayName: 'Sync Bot' });
	});

	it('L7: reading is one request, with fields, schema and property', async () => {
		const { jira, site } = jiraWorld(deployment);
		const { id } = await jira.createIssue({ ...draft, properties: { [PROPERTY]: { n: 1 } } });
		site.clearRequests();

		const issue = await jira.readIssue(id, read);

		expect(issue.properties).toEqual({ [PROPERTY]: { n: 1 } });
		expect(site.requests).toHaveLength(1);
	});

	it('L7: fields and property are one write; metadata is read once for issues alike', async () => {
		const { jira, site } = jiraWorld(deployment);
		const first = await jira.createIssue(draft);
		const second = await jira.createIssue(draft);
		await jira.readIssue(first.id, read);
		await jira.readIssue(second.id, read);
		site.clearRequests();

		const edit = { fields: { summary: 'y' }, properties: [{ key: PROPERTY, value: { n: 2 } }] };
		await jira.editIssue(first.id, edit);
		await jira.editIssue(second.id, edit);
		await jira.editIssue(second.id, {
			fields: {},
			properties: [{ key: PROPERTY, value: { n: 3 } }],
		});

		expect(site.requests.filter(({ kind }) => kind === 'write')).toHaveLength(3);
		expect(site.requests.filter(({ kind }) => kind === 'read')).toHaveLength(1);
		expect(site.issue(first.id)?.properties).toEqual({ [PROPERTY]: { n: 2 } });
		expect(site.issue(second.id)?.properties).toEqual({ [PROPERTY]: { n: 3 } });
	});

	it('L7: creating reads the metadata once, then writes once an issue', async () => {
		const { jira, site } = jiraWorld(deployment);
		await jira.createIssue(draft);
		site.clearRequests();

		await jira.createIssue(draft);

		expect(site.requests.map(({ method }) => method)).toEqual(['POST']);
	});

	it('finds by remote link, and by what this account made lately, in one search', async () => {
		const { jira, site } = jiraWorld(deployment);
		const linked = await jira.createIssue({ ...draft, properties: { [PROPERTY]: { n: 1 } } });
		const recent = await jira.createIssue(draft);
		await site.asUser('kim').create('CRASH', 'Bug', { summary: "somebody else's" });
		await jira.ensureRemoteLink(linked.id, remoteLink);
		site.clearRequests();

		const byLink = await jira.findLinked([remoteLink.globalId, 'system=other'], read);
		const searches = site.requests.filter(({ path }) => path.includes('search'));
		const both = await jira.findLinked([remoteLink.globalId], read, {
			recent: { project: 'CRASH', since: Date.now() - 60_000 },
			freshIds: [recent.id],
		});

		expect(searches).toHaveLength(1);
		expect(byLink.map(({ id }) => id)).toEqual([linked.id]);
		expect(byLink[0]?.properties).toEqual({ [PROPERTY]: { n: 1 } });
		expect(both.map(({ id }) => id).sort()).toEqual([linked.id, recent.id].sort());
		expect(await jira.findLinked([], read)).toEqual([]);
	});

	it('asks for at most 100 links a search', async () => {
		const { jira, site } = jiraWorld(deployment);
		const ids = Array.from({ length: 201 }, (_, index) => `system=x&id=${index}`);
		site.clearRequests();

		await jira.findLinked(ids, { fields: [], properties: [] });

		expect(site.requests).toHaveLength(3);
	});

	it('removes a remote link, also when it is gone already', async () => {
		const { jira, site } = jiraWorld(deployment);
		const { id } = await jira.createIssue(draft);
		await jira.ensureRemoteLink(id, remoteLink);
		await jira.ensureRemoteLink(id, { ...remoteLink, resolved: true });
		expect(site.issue(id)?.remoteLinks).toHaveLength(1);

		await jira.removeRemoteLink(id, remoteLink.globalId);
		await jira.removeRemoteLink(id, remoteLink.globalId);

		expect(site.issue(id)?.remoteLinks).toEqual([]);
	});

	it('follows all pages of a search, up to the limit', async () => {
		const { jira, site } = jiraWorld(deployment);
		for (let count = 0; count < 130; count += 1)
			await site.asUser('kim').create('CRASH', 'Bug', { summary: `n ${count}` });
		const what = { fields: ['summary'], properties: [] };
		site.clearRequests();

		const all = await jira.search('project = CRASH ORDER BY key ASC', what, 1_000);
		expect(site.requests).toHaveLength(2);
		const some = await jira.search('project = CRASH ORDER BY key ASC', what, 7);

		expect(new Set(all.map(({ id }) => id)).size).toBe(130);
		expect(some.map(({ fields }) => fields['summary'])).toEqual(
			all.slice(0, 7).map(({ fields }) => fields['summary']),
		);
	});

	it('goes through the workflow, and fills only what is on the screen', async () => {
		const { jira } = jiraWorld(deployment);
		const { id } = await jira.createIssue(draft);

		const goal = { targets: ['Done'], via: [], mayPass: ['In Progress'] };
		const inputs = { resolution: 'Duplicate', summary: 'not there' };
		const walk = await walkStatus(jira, await jira.readIssue(id, read), goal, inputs);

		expect(walk).toMatchObject({ kind: 'there', hops: 2 });
		const issue = await jira.readIssue(id, read);
		expect(issue.status).toMatchObject({ name: 'Done', category: 'done' });
		expect(issue.resolution).toBe('Duplicate');
		expect(issue.fields['summary']).toBe('x');
	});

	it('comments, properties, duplicates, deletion', async () => {
		const { jira, site } = jiraWorld(deployment);
		const original = await jira.createIssue(draft);
		const duplicate = await jira.createIssue(draft);
		const first = await jira.addComment(original.id, 'One\n\n{two}');
		await jira.addComment(original.id, 'Three');
		await jira.setProperty(original.id, 'k', [1]);
		await jira.linkDuplicate(duplicate.id, original.id);

		expect(await jira.comments(original.id)).toEqual([
			{ id: first, text: 'One\n\n{two}' },
			{ id: expect.any(String), text: 'Three' },
		]);
		expect(site.issue(original.id)?.properties).toEqual({ k: [1] });
		const links = await jira.readIssue(duplicate.id, { fields: ['issuelinks'], properties: [] });
		expect(links.fields['issuelinks']).toMatchObject([
			{ type: { outward: 'duplicates' }, outwardIssue: { key: original.key } },
		]);
		await jira.deleteProperty(original.id, 'k');
		await jira.deleteProperty(original.id, 'k');
		expect(site.issue(original.id)?.properties).toEqual({});
		await clientOf(site, 'admin').deleteIssue(duplicate.id);
		expect(site.issue(duplicate.id)).toBeUndefined();
	});

	it('lists what there is to choose from', async () => {
		const { jira, site } = jiraWorld(deployment);
		await jira.createIssue(draft);
		site.clearRequests();

		expect((await jira.versions('CRASH')).map(({ name }) => name)).toEqual([
			'1.2.0',
			'1.2.3',
			'1.3.0',
			'1.3.1',
			'1.4.0',
			'2.0.0',
		]);
		expect((await jira.versions('CRASH'))[0]).toMatchObject({
			released: true,
			releaseDate: '2025-01-15',
		});
		expect(await jira.projects('')).toHaveLength(deployment === 'cloud' ? 4 : 3);
		expect(await jira.projects('plan')).toMatchObject([{ key: 'PLAN', name: 'Planning' }]);
		expect((await jira.issueTypes('CRASH')).map(({ name }) => name)).toEqual([
			'Bug',
			'Task',
			'Story',
			'Sub-task',
		]);
		expect((await jira.statuses('CRASH')).map(({ name }) => name)).toContain('In Review');
		expect((await jira.statuses('CRASH'))[0]?.issueTypes).toContain('Bug');
		expect((await jira.statuses('CRASH')).at(-1)?.category).toBe('done');
		expect(await jira.permissions('CRASH', ['ADD_COMMENTS', 'ADMINISTER'])).toEqual({
			ADD_COMMENTS: true,
			ADMINISTER: false,
		});
		expect(await jira.fields()).toContainEqual(
			expect.objectContaining({ id: ID.severity, name: 'Severity', isCustom: true }),
		);
		expect(
			(await jira.createFields('CRASH', 'Bug')).find(({ id }) => id === ID.area)
				?.allowedValues?.[0],
		).toMatchObject({
			name: 'Client',
			children: [{ name: 'Windows' }, { name: 'Linux' }],
		});
		expect((await jira.serverInfo()).deployment).toBe(deployment);
		expect(await jira.raw('CRASH-1')).toMatchObject({ key: 'CRASH-1', fields: { summary: 'x' } });
		expect(jira.deployment).toBe(deployment);
	});

	it('finds people by e-mail, name and id; each text is asked once', async () => {
		const { jira, site } = jiraWorld(deployment);
		const [kim] = await jira.findUsers('kim@example.com');
		const id = kim?.accountId ?? kim?.name ?? '';
		site.clearRequests();

		expect(await jira.findUsers('KIM@example.com')).toEqual([kim]);
		expect(await jira.findUsers('kim lee')).toEqual([kim]);
		expect(await jira.findUsers(id)).toEqual([kim]);
		expect(await jira.findUsers('kim le')).toEqual([]);
		expect(await jira.findUsers('nobody@example.com')).toEqual([]);
		expect(await jira.findUsers(' ')).toEqual([]);
		const asked = site.requests.length;
		await jira.findUsers('kim lee');
		expect(site.requests).toHaveLength(asked);
		const { rows } = await jira.userPage('ki', 0);
		expect(rows.map(({ displayName }) => displayName)).toContain('Kim Lee');
	});

	it('registers a webhook that signs, finds it again and removes it', async () => {
		const { site } = jiraWorld(deployment);
		const hooks = await clientOf(site, 'admin').webhooks();

		const hook = await hooks.register({
			name: 'n8n',
			url: 'https://n8n.example.com/webhook/1',
			events: ['jira:issue_updated'],
			jql: 'project = CRASH',
			secret: 'top secret',
		});

		expect(hook).toMatchObject({
			url: 'https://n8n.example.com/webhook/1',
			events: ['jira:issue_updated'],
			jql: 'project = CRASH',
			signed: true,
		});
		expect(await hooks.get(hook.id)).toEqual(hook);
		await hooks.remove(hook.id);
		await hooks.remove(hook.id);
		expect(await hooks.list()).toEqual([]);
	});
});

describe('differences', () => {
	it('Data Center before 10 has the old webhooks', async () => {
		const { site } = jiraWorld('dataCenter', { version: '9.12.0' });

		expect((await clientOf(site, 'admin').webhooks()).kind).toBe('admin');
	});

	it('the vector that simulators sign with is the one that is verified', () => {
		expect(signBody(Buffer.from('x'), 's')).toMatch(/^sha256=[0-9a-f]{64}$/);
		expect(linkedIssuesJql(['a'])).toContain('issuesWithRemoteLinksByGlobalId("a")');
	});
});
