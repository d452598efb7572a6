import { SEED_FIELD_IDS as ID } from '../../simulators/jira/index';
import hostileTexts from '../fixtures/hostile-texts.json';
import { plainOf, readText } from '../../src/text';
import { DEPLOYMENTS, jiraWorld } from '../support/jira-site-client';

/** A plain text as people read it in any format. */
const shown = (text: string): string => plainOf(readText('plain', text));

const userIds = {
	cloud: { kim: '5b10a2844c20165700ede212g', ann: '5b10a2844c20165700ede213g' },
	dataCenter: { kim: 'kim', ann: 'ann' },
};

describe.each(DEPLOYMENTS)('fields of a created issue, %s', (deployment) => {
	const inputs = {
		summary: 'Crash in {html} renderer\nsecond line',
		description: 'First\nline\n\nSecond {code}paragraph{code} [~kim]',
		environment: 'Windows',
		priority: 'high',
		labels: 'crash, two words',
		assignee: 'KIM@example.com',
		fixVersions: '1.3.0,1.2.3',
		versions: ['1.2.0'],
		components: [{ name: 'Engine' }],
		duedate: '2026-12-24',
		[ID.signature]: 'render::draw',
		[ID.callstack]: 'a\n  b\\c\n\n\nd',
		[ID.occurrences]: '12',
		[ID.severity]: 'critical',
		[ID.foundIn]: '1.2.3',
		[ID.platforms]: 'ps5,xbox',
		[ID.triageOwner]: 'Ann Ray',
		[ID.environments]: 'Production, Staging',
		[ID.reviewDate]: '2026-11-30',
		[ID.lastSeen]: '2026-11-21T10:15:00+01:00',
		[ID.groupLink]: 'https://example.com/group?id=1',
		[ID.area]: 'Client > Linux',
	};
	const canonical = {
		summary: 'Crash in {html} renderer second line',
		description: 'First\nline\n\nSecond {code}paragraph{code} [~kim]',
		environment: 'Windows',
		priority: 'High',
		labels: ['crash', 'two_words'],
		assignee: userIds[deployment].kim,
		fixVersions: ['1.2.3', '1.3.0'],
		versions: ['1.2.0'],
		components: ['Engine'],
		duedate: '2026-12-24',
		[ID.signature]: 'render::draw',
		// Blank lines in a row are one (rule T20 of docs/design/text.md).
		[ID.callstack]: 'a\n  b\\c\n\nd',
		[ID.occurrences]: 12,
		[ID.severity]: 'Critical',
		[ID.foundIn]: '1.2.3',
		[ID.platforms]: ['ps5', 'xbox'],
		[ID.triageOwner]: userIds[deployment].ann,
		[ID.environments]: ['Production', 'Staging'],
		[ID.reviewDate]: '2026-11-30',
		[ID.lastSeen]: '2026-11-21T09:15:00.000Z',
		[ID.groupLink]: 'https://example.com/group?id=1',
		[ID.area]: { value: 'Client', child: 'Linux' },
	};
	const read = { fields: Object.keys(inputs), properties: ['n8n-jira-sync.default'] };
	const draft = {
		project: 'CRASH',
		issueType: 'bug',
		fields: inputs,
		properties: { 'n8n-jira-sync.default': { link: { recordId: '7' } } },
	};

	it('every type: what is written comes back in its canonical form, with the property', async () => {
		const { jira } = jiraWorld(deployment);
		const created = await jira.createIssue(draft);

		const issue = await jira.readIssue(created.id, read);

		expect(issue.fields).toEqual(canonical);
		expect(issue).toMatchObject({
			id: created.id,
			key: created.key,
			url: `https://jira.test/browse/${created.key}`,
			projectKey: 'CRASH',
			issueType: { name: 'Bug' },
			status: { name: 'To Do', category: 'new' },
			properties: draft.properties,
		});
		expect(issue).not.toHaveProperty('resolution');
		expect(issue.schemas[ID.occurrences]).toMatchObject({ type: 'number' });
		expect(created.warnings).toEqual([expect.stringContaining('"two_words"')]);
	});

	it('a canonical value written again is the same value', async () => {
		const { jira, site } = jiraWorld(deployment);
		const { id } = await jira.createIssue(draft);

		await jira.editIssue(id, { fields: canonical });

		expect((await jira.readIssue(id, read)).fields).toEqual(canonical);
		expect(site.issue(id)?.changelog).toEqual([]);
	});

	it('everything that is not required can be cleared', async () => {
		const { jira } = jiraWorld(deployment);
		const { id } = await jira.createIssue(draft);
		const cleared = Object.keys(canonical).filter(
			(name) => name !== 'summary' && name !== 'priority',
		);

		await jira.editIssue(id, { fields: Object.fromEntries(cleared.map((name) => [name, null])) });

		const issue = await jira.readIssue(id, { ...read, fields: cleared });
		expect(issue.fields).toEqual(Object.fromEntries(cleared.map((name) => [name, null])));
		expect(issue.assignee).toBeNull();
	});

	it('fields may be named by their display names', async () => {
		const { jira } = jiraWorld(deployment);
		const created = await jira.createIssue({
			project: 'CRASH',
			issueType: 'Bug',
			fields: { Summary: 'x', SEVERITY: 'Major' },
			properties: {},
		});

		await jira.editIssue(created.id, { fields: { 'Crash Signature': 'sig' } });

		expect((await jira.readIssue(created.id, read)).fields).toMatchObject({
			[ID.severity]: 'Major',
			[ID.signature]: 'sig',
		});
	});

	it('L9: hostile texts are kept as text, in fields and in comments', async () => {
		const { jira } = jiraWorld(deployment);
		const texts = hostileTexts.filter((text) => shown(text) !== '');
		const { id } = await jira.createIssue({
			project: 'CRASH',
			issueType: 'Bug',
			fields: { summary: 'x' },
			properties: {},
		});

		for (const text of texts.slice(0, 40)) {
			await jira.editIssue(id, { fields: { description: text } });
			const issue = await jira.readIssue(id, { fields: ['description'], properties: [] });
			expect(issue.fields['description']).toBe(shown(text));
		}
		for (const text of texts.slice(40)) await jira.addComment(id, text);
		const comments = await jira.comments(id);
		expect(comments.map(({ text }) => text)).toEqual(texts.slice(40).map(shown));
	});
});
