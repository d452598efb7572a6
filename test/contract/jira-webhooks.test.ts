import type { ChangeEvent } from '../../src/model/change-event';
import { EMPTY_DELIVERY_LOG } from '../../src/webhook/dedupe';
import { receiveJiraDelivery } from '../../src/webhook/receive';
import type { WebhookDelivery } from '../../simulators/jira/site';
import { clientOf, DEPLOYMENTS, jiraWorld } from '../support/jira-site-client';

const SECRET = 'a long secret';
/** Nobody listens on port 1 of this machine; what Jira would have sent is in the site's own list. */
const NOWHERE = 'http://127.0.0.1:1/hook';
const EVENTS = [
	'jira:issue_created',
	'jira:issue_updated',
	'jira:issue_deleted',
	'comment_created',
];

function receive({ headers, body }: WebhookDelivery, secrets = [SECRET]) {
	const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return receiveJiraDelivery(
		{
			rawBody: Buffer.from(body),
			headers: Object.fromEntries(lowerCase) as Record<string, string>,
		},
		{ kind: 'signature', secrets },
		{},
		EMPTY_DELIVERY_LOG,
	);
}

async function eventsOf(deployment: 'cloud' | 'dataCenter') {
	const { site } = jiraWorld(deployment);
	const hooks = await clientOf(site, 'admin').webhooks();
	const jql = 'project = CRASH';
	await hooks.register({ name: 'n8n', url: NOWHERE, events: EVENTS, jql, secret: SECRET });
	const kim = site.asUser('kim');
	const key = await kim.create('CRASH', 'Bug', { summary: 'One' });
	await kim.edit(key, { summary: 'Two' });
	await kim.transition(key, 'In Progress');
	await kim.comment(key, 'Hello');
	const issueId = site.issue(key)?.id;
	await site.asUser('admin').remove(key);
	await site.idle();
	return { site, key, issueId };
}

describe.each(DEPLOYMENTS)('webhooks that Jira sends, %s', (deployment) => {
	it('are signed and read, and each names the issue', async () => {
		const { site, issueId } = await eventsOf(deployment);
		const answers = site.deliveries.map((delivery) => receive(delivery));

		const events: readonly ChangeEvent[] = answers.flatMap(({ events: read }) => read);

		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		expect(new Set(events.map(({ event }) => event))).toEqual(
			new Set(['issueCreated', 'issueUpdated', 'commentCreated', 'issueDeleted']),
		);
		expect(new Set(events.map((event) => event.issueId))).toEqual(new Set([issueId]));
		expect(
			events.find(({ changes }) => changes.some(({ field }) => field === 'status')),
		).toMatchObject({
			event: 'issueUpdated',
			actor: { displayName: 'Kim Lee' },
		});
		// Data Center tells the comment twice, by itself and as an update: one event.
		const told = events.map(({ deliveryId }) => deliveryId);
		expect(new Set(told).size).toBe(told.length - (deployment === 'cloud' ? 0 : 1));
	});

	it('L10: are refused under another secret', async () => {
		const { site } = await eventsOf(deployment);

		expect(site.deliveries.length).toBeGreaterThan(3);
		for (const delivery of site.deliveries)
			expect(receive(delivery, ['another'])).toMatchObject({ status: 401, events: [] });
	});
});
