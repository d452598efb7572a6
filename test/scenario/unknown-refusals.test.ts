import { detectDialect } from '../../src/jira/detect';
import { EMPTY_DELIVERY_LOG } from '../../src/webhook/dedupe';
import { receiveJiraDelivery } from '../../src/webhook/receive';
import { ALL_FIELD_IDS as ID, UNKNOWN_CHOICES } from '../../simulators/jira';
import { clientOf, DEPLOYMENTS, jiraWorld } from '../support/jira-site-client';

/** What the package does where one of the choices of the simulated site makes a difference that can be seen. */
const draft = { project: 'CRASH', issueType: 'Bug', properties: {} };
const what = { fields: ['summary', 'labels'], properties: [] };
const link = {
	globalId: 'system=x&id=1',
	url: 'https://example.com/1',
	title: 'One',
	resolved: false,
	application: 'X',
};

async function messageOf(work: Promise<unknown>): Promise<string> {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	return error instanceof Error ? error.message : '';
}

describe('Data Center', () => {
	const deployment = 'dataCenter';

	it.each(UNKNOWN_CHOICES.deploymentType)(
		'calls itself %s: it is told from Cloud',
		async (word) => {
			const { site } = jiraWorld(deployment, { unknowns: { deploymentType: word } });

			const dialect = await detectDialect(site.transport('sync'), 'https://jira.example.com', 0);

			expect(dialect.deployment).toBe('dataCenter');
		},
	);

	it.each(UNKNOWN_CHOICES.metadataPage)(
		'pages of metadata as %s: every field is there',
		async (page) => {
			const { jira, site } = jiraWorld(deployment, { unknowns: { metadataPage: page } });

			const fields = await jira.createFields('ALL', 'Task');

			expect(fields.length).toBeGreaterThan(35);
			const pages = site.requests.filter(({ path }) => /issuetypes\/\d+$/.test(path));
			expect(pages).toHaveLength(page === 'clamped' ? 3 : 1);
		},
	);

	it.each(UNKNOWN_CHOICES.wrongTransition)(
		'answers %d to a transition that is not there: its words are told, nothing is sent twice',
		async (status) => {
			const { jira, site } = jiraWorld(deployment, { unknowns: { wrongTransition: status } });
			const { id, key } = await jira.createIssue({ ...draft, fields: { summary: 'x' } });
			const [start] = await jira.transitions(id);
			if (start === undefined) throw new Error('There is no transition');
			await site.asUser('kim').transition(key, 'In Progress');
			site.clearRequests();

			const told = await messageOf(jira.transition(id, start, {}));

			expect(told).toContain('is not valid for this issue');
			expect(site.requests.filter(({ kind }) => kind === 'write')).toHaveLength(1);
		},
	);

	it.each(UNKNOWN_CHOICES.propertySize)(
		'counts %s of a property: too much is told',
		async (counted) => {
			const { jira } = jiraWorld(deployment, { unknowns: { propertySize: counted } });
			const { id } = await jira.createIssue({ ...draft, fields: { summary: 'x' } });

			const told = await messageOf(jira.setProperty(id, 'k', 'ü'.repeat(20_000)));

			if (counted === 'characters') expect(told).toBe('');
			else expect(told).toContain('The property value is too long');
		},
	);

	it.each(UNKNOWN_CHOICES.webhookFilter)(
		'%s a filter: the trigger hands on its own projects only',
		async (obeyed) => {
			const { site } = jiraWorld(deployment, { unknowns: { webhookFilter: obeyed } });
			const hooks = await clientOf(site, 'admin').webhooks();
			const events = ['jira:issue_created'];
			const hook = { name: 'n8n', url: 'http://127.0.0.1:1/hook', events, secret: 'top secret' };
			await hooks.register({ ...hook, jql: 'project = CRASH' });
			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Ours' });
			await site.asUser('kim').create('PLAN', 'Task', { summary: 'Not ours' });
			await site.idle();

			const handed = site.deliveries.flatMap(({ headers, body }) => {
				const delivery = { rawBody: Buffer.from(body), headers };
				const proof = { kind: 'signature', secrets: ['top secret'] } as const;
				const filter = { projectKeys: ['CRASH'] };
				return receiveJiraDelivery(delivery, proof, filter, EMPTY_DELIVERY_LOG).events;
			});

			expect(site.deliveries).toHaveLength(obeyed === 'obeyed' ? 1 : 2);
			expect(handed).toMatchObject([{ issueKey: 'CRASH-1' }]);
		},
	);

	it.each(UNKNOWN_CHOICES.webhookIdentifier)(
		'identifier of a delivery %s: a repeated delivery is handed on once',
		async (sent) => {
			const { site } = jiraWorld(deployment, { unknowns: { webhookIdentifier: sent } });
			const hooks = await clientOf(site, 'admin').webhooks();
			const events = ['jira:issue_created'];
			const hook = { name: 'n8n', url: 'http://127.0.0.1:1/hook', events, secret: 'top secret' };
			await hooks.register({ ...hook, jql: '' });
			site.duplicateNextWebhook();
			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Once' });
			await site.idle();

			let log = EMPTY_DELIVERY_LOG;
			const handed = site.deliveries.flatMap(({ headers, body }) => {
				const delivery = { rawBody: Buffer.from(body), headers };
				const proof = { kind: 'signature', secrets: ['top secret'] } as const;
				const answer = receiveJiraDelivery(delivery, proof, {}, log);
				log = answer.log;
				return answer.events;
			});

			expect(site.deliveries).toHaveLength(2);
			expect(handed).toHaveLength(1);
		},
	);
});

describe('Cloud', () => {
	it.each(UNKNOWN_CHOICES.remoteLinkFunction)(
		'knows %s name(s) of the function: the issue is found',
		async (name) => {
			const { jira } = jiraWorld('cloud', { unknowns: { remoteLinkFunction: name } });
			const { id } = await jira.createIssue({ ...draft, fields: { summary: 'x' } });
			await jira.ensureRemoteLink(id, link);

			const found = await jira.findLinked([link.globalId], what);

			expect(found).toMatchObject([{ id }]);
		},
	);

	it.each(UNKNOWN_CHOICES.documentSize)(
		'counts the %s of a document: a long text is cut to fit',
		async (size) => {
			const { jira, site } = jiraWorld('cloud', { unknowns: { documentSize: size } });
			const description = Array.from({ length: 3_000 }, (_, line) => `Line ${line} of the trace`);

			await jira.createIssue({
				...draft,
				fields: { summary: 'x', description: description.join('\n') },
			});

			expect(JSON.stringify(site.issue('CRASH-1')?.fields['description'])).toContain('Line 0 of');
		},
	);
});

describe.each(DEPLOYMENTS)('%s', (deployment) => {
	it.each(UNKNOWN_CHOICES.longLabels)(
		'a label of 300 characters is %s: it is stored or told',
		async (longLabels) => {
			const { jira, site } = jiraWorld(deployment, { unknowns: { longLabels } });
			const label = 'x'.repeat(300);

			const told = await messageOf(
				jira.createIssue({ ...draft, fields: { summary: 'x', labels: [label] } }),
			);

			const stored = site.issue('CRASH-1')?.fields['labels'];
			if (told === '') expect(JSON.stringify(stored)).toMatch(/x{100}/);
			else expect(told).toMatch(/label/i);
		},
	);

	it.each(UNKNOWN_CHOICES.sprintValue)(
		'a sprint is a %s: its id is taken, or Jira says why not',
		async (sprintValue) => {
			const { jira } = jiraWorld(deployment, { unknowns: { sprintValue } });
			const fields = { summary: 'x', [ID.sprint]: 2 };
			const wanted = { project: 'ALL', issueType: 'Task', properties: {}, fields };

			const told = await messageOf(jira.createIssue(wanted));

			if (sprintValue === 'number') expect(told).toBe('');
			else expect(told).toContain('data was not an array');
		},
	);

	it.each(UNKNOWN_CHOICES.bareGroupNames)(
		'bare names of groups are %s: a group by name is taken',
		async (bareGroupNames) => {
			const { jira, site } = jiraWorld(deployment, { unknowns: { bareGroupNames } });
			const fields = { summary: 'x', [ID.group]: { name: 'developers' } };

			await jira.createIssue({ project: 'ALL', issueType: 'Task', properties: {}, fields });

			expect(site.issue('ALL-1')?.fields[ID.group]).toMatchObject({ name: 'developers' });
		},
	);
});
