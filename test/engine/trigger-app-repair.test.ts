import { createAppWorld, DAY, type AppWorld } from '../support/engine-app-trigger';

const EVENTS = ['jira:issue_created', 'jira:issue_updated'];
const JQL = 'project in ("CRASH")';

/** What n8n does when it starts or a workflow is activated; then the node has one webhook, which delivers and will last. */
async function expectHealed({ site, receiver, hooks }: AppWorld, others = 0): Promise<void> {
	if (!(await receiver.hook('checkExists'))) await receiver.hook('create');
	expect(await receiver.hook('checkExists')).toBe(true);
	expect(await hooks()).toHaveLength(1 + others);
	const [hook] = (await hooks()).slice(-1);
	expect(hook).toMatchObject({ events: EVENTS, jqlFilter: JQL });
	expect(Number(hook?.['expirationDate'])).toBeGreaterThan(Date.now() + 19 * DAY);

	const before = site.deliveries.length;
	receiver.clear();
	await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
	await site.asUser('kim').create('PLAN', 'Bug', { summary: 'elsewhere' });
	await site.idle();
	expect(site.deliveries.slice(before).map(({ status }) => status)).toEqual([200]);
	expect(receiver.started).toMatchObject([{ event: 'issueCreated', project: 'CRASH' }]);
}

/** The webhook goes, and another one of the same address comes. */
async function replaceBy({ app, hooks, receiver }: AppWorld, webhook: object): Promise<void> {
	const [old] = await hooks();
	await app('DELETE', { webhookIds: [old?.['id']] });
	await app('POST', { url: receiver.webhookUrl, webhooks: [webhook] });
}

describe('the webhook of an app that somebody damaged', () => {
	it.each([
		['another filter', { events: EVENTS, jqlFilter: 'project = PLAN' }],
		['other events', { events: ['jira:issue_deleted'], jqlFilter: JQL }],
	])('with %s is replaced without a second one', async (_damage, webhook) => {
		const world = await createAppWorld();
		await world.receiver.hook('create');
		await replaceBy(world, webhook);

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world);
	});

	it('to the same one under another id is adopted, without asking Jira to change anything', async () => {
		const world = await createAppWorld();
		await world.receiver.hook('create');
		await replaceBy(world, { events: [...EVENTS].reverse(), jqlFilter: ` ${JQL} ` });
		world.site.clearRequests();

		expect(await world.receiver.hook('checkExists')).toBe(true);

		expect(world.site.requests.map(({ method }) => method)).not.toContain('POST');
		const [hook] = await world.hooks();
		world.receiver.forget();
		expect(await world.receiver.hook('checkExists')).toBe(true);
		expect(await world.hooks()).toEqual([hook]);
	});

	it('that was deleted is made again', async () => {
		const world = await createAppWorld();
		await world.receiver.hook('create');
		const [hook] = await world.hooks();
		await world.app('DELETE', { webhookIds: [hook?.['id']] });

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world);
	});

	it('that expired while n8n was off is made again', async () => {
		const world = await createAppWorld();
		world.setBehind(31 * DAY);
		await world.receiver.hook('create');
		world.setBehind(0);
		expect(await world.hooks()).toEqual([]);

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world);
	});

	it('that is about to expire is renewed when n8n starts', async () => {
		const world = await createAppWorld();
		world.setBehind(29 * DAY);
		await world.receiver.hook('create');
		const [made] = await world.hooks();
		world.setBehind(0);

		expect(await world.receiver.hook('checkExists')).toBe(true);

		expect((await world.hooks())[0]?.['id']).toBe(made?.['id']);
		await expectHealed(world);
	});

	it('has copies that a crash left: they go', async () => {
		const world = await createAppWorld();
		await world.receiver.hook('create');
		const copy = { events: EVENTS, jqlFilter: JQL };
		await world.app('POST', { url: world.receiver.webhookUrl, webhooks: [copy, copy] });

		expect(await world.receiver.hook('checkExists')).toBe(true);

		await expectHealed(world);
	});

	it('is one of five: it is replaced although there is no room for a sixth', async () => {
		const world = await createAppWorld();
		const other = { events: ['jira:issue_deleted'], jqlFilter: 'project = PLAN' };
		const webhooks = [other, other, other, other];
		await world.app('POST', { url: 'https://other.example.com/', webhooks });
		const damaged = { events: EVENTS, jqlFilter: 'project = PLAN' };
		await world.app('POST', { url: world.receiver.webhookUrl, webhooks: [damaged] });

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world, 4);
	});
});

describe('the limit of five', () => {
	it('is said in the message, which is all that n8n shows, with what to do', async () => {
		const world = await createAppWorld();
		const webhook = { events: EVENTS, jqlFilter: 'project = PLAN' };
		const webhooks = Array.from({ length: 5 }, () => webhook);
		await world.app('POST', { url: 'https://other.example.com/', webhooks });

		await expect(world.receiver.hook('create')).rejects.toThrow(
			/5 webhooks already; Jira allows 5\.\nCredential: Deactivate a workflow that uses the same app/,
		);
		expect(await world.hooks()).toHaveLength(5);
	});

	it('that Jira finds first is said in its words, with what to do', async () => {
		const world = await createAppWorld();
		const webhookRegistrationResult = [{ errors: ['The maximum number of webhooks is 5.'] }];
		const refusal = { status: 200, body: { webhookRegistrationResult } };
		world.site.failNext(1, { ...refusal, matching: /POST .*\/webhook$/ });

		await expect(world.receiver.hook('create')).rejects.toThrow(
			/Jira refused the webhook: The maximum number of webhooks is 5\.\nRegistration: An app may have 5/,
		);

		await expectHealed(world);
	});
});

it('after n8n moved to another address the old webhook is replaced, and none is left on deactivation', async () => {
	const world = await createAppWorld();
	const staticData = {};
	const path = '/webhook/7f7f/jira-sync';
	const before = await world.again({ path, staticData });
	await before.hook('create');
	const moved = await world.again({ path, staticData });

	expect(await moved.hook('checkExists')).toBe(false);
	await moved.hook('create');
	await expectHealed({ ...world, receiver: moved });

	await moved.hook('delete');
	expect(await world.hooks()).toEqual([]);
});
