import type { Unknowns } from '../../simulators/jira/unknowns';
import {
	CLOUD,
	createTriggerWorld,
	PRODUCTS,
	TEN,
	type ListedHook,
	type TriggerWorld,
} from '../support/engine-trigger';

const FILTERED = { projects: ['CRASH'], options: { jql: 'labels = Backtrace' } };
const JQL = '(project in ("CRASH")) AND (labels = Backtrace)';

/** What n8n does when it starts or a workflow is activated; then there is one webhook, as wanted, that delivers signed. */
async function expectHealed({ site, receiver, hooks }: TriggerWorld): Promise<void> {
	if (!(await receiver.hook('checkExists'))) await receiver.hook('create');
	expect(await receiver.hook('checkExists')).toBe(true);
	const [hook, ...others] = await hooks();
	expect(others).toEqual([]);
	expect(filterOf(hook)).toBe(JQL);
	expect(hook).toMatchObject({
		events: ['comment_created', 'jira:issue_created', 'jira:issue_updated'],
		url: expect.stringContaining(receiver.webhookUrl),
	});

	const before = site.deliveries.length;
	receiver.clear();
	await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one', labels: ['Backtrace'] });
	await site.asUser('kim').create('CRASH', 'Bug', { summary: 'of no interest' });
	await site.idle();
	expect(site.deliveries.slice(before).map(({ status }) => status)).toEqual([200]);
	expect(receiver.started).toMatchObject([{ event: 'issueCreated', project: 'CRASH' }]);
}

function filterOf(hook: ListedHook | undefined): unknown {
	const { filters, configuration } = hook as {
		filters?: Record<string, unknown>;
		configuration?: Record<string, unknown>;
	};
	return filters?.['issue-related-events-section'] ?? configuration?.['FILTERS'];
}

describe.each(PRODUCTS)('a webhook that somebody damaged on %s', (_name, options) => {
	const isModern = 'version' in options && options.version !== '9.12.1';
	const withFilter = (jql: string, hook: ListedHook) =>
		isModern
			? { configuration: { ...(hook['configuration'] as object), FILTERS: jql } }
			: { filters: { 'issue-related-events-section': jql } };

	it.each<[string, (hook: ListedHook) => object]>([
		['switched off', () => (isModern ? { active: false } : { enabled: false })],
		['with other events', () => ({ events: ['jira:issue_deleted'] })],
		['without its filter', (hook) => withFilter('', hook)],
		['with another filter', (hook) => withFilter('project = PLAN', hook)],
		['with another name', () => ({ name: 'n8n' })],
		[
			'without bodies',
			(hook) =>
				isModern
					? { configuration: { ...(hook['configuration'] as object), EXCLUDE_BODY: 'true' } }
					: { excludeBody: true },
		],
		[
			'with another secret',
			(hook) => ({
				url: String(hook['url']).replace(/secret=.*/, 'secret=wrong'),
				...(isModern
					? { configuration: { ...(hook['configuration'] as object), SECRET: 'wrong' } }
					: // Cloud never shows a secret: there a wrong one is known by the name alone.
						options === CLOUD && { name: 'copied', secret: 'wrong' }),
			}),
		],
	])('%s is repaired without a second one', async (_damage, change) => {
		const world = await createTriggerWorld(options, FILTERED);
		await world.receiver.hook('create');
		const [hook = {}] = await world.hooks();
		await world.edit(hook, change(hook));

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world);
	});

	it('that was made anew by hand without a secret is replaced', async () => {
		const world = await createTriggerWorld(options, FILTERED);
		await world.receiver.hook('create');
		const [hook = {}] = await world.hooks();
		const { id: _id, self: _self, configuration: _configuration, ...rest } = hook;
		await world.removeAll();
		await world.add({ ...rest, url: world.receiver.webhookUrl, ...withFilter(JQL, {}) });

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world);
	});

	it('has a copy that a crash left: the copy goes, the first is adopted', async () => {
		const world = await createTriggerWorld(options, FILTERED);
		await world.receiver.hook('create');
		const [first] = await world.hooks();
		await Promise.all([world.receiver.hook('create'), world.receiver.hook('create')]);

		expect(await world.receiver.hook('checkExists')).toBe(true);

		const [kept] = await world.hooks();
		expect(kept?.['name']).toBe(first?.['name']);
		await expectHealed(world);
	});
});

describe.each(PRODUCTS)('a webhook after a move on %s', (_name, options) => {
	it('of n8n to another public address is replaced, and removed on deactivation', async () => {
		const world = await createTriggerWorld(options, FILTERED);
		await world.receiver.hook('create');
		const path = new URL(world.receiver.webhookUrl).pathname;
		const moved = await world.again({ path });
		expect(moved.webhookUrl).not.toBe(world.receiver.webhookUrl);

		expect(await moved.hook('checkExists')).toBe(false);
		await moved.hook('create');
		await expectHealed({ ...world, receiver: moved });

		await world.receiver.hook('delete');
		expect(await world.hooks()).toEqual([]);
	});

	it('of a copy of the workflow to another n8n leaves both alone', async () => {
		const world = await createTriggerWorld(options, FILTERED);
		await world.receiver.hook('create');
		const path = new URL(world.receiver.webhookUrl).pathname;
		const copy = await world.again({ path, instanceId: 'staging' });

		await copy.hook('create');
		expect(await world.hooks()).toHaveLength(2);
		expect(await world.receiver.hook('checkExists')).toBe(true);
		await copy.hook('delete');

		await expectHealed(world);
	});

	it('of the workflow to another name is known again', async () => {
		const world = await createTriggerWorld(options, FILTERED);
		await world.receiver.hook('create');
		const { pathname: path } = new URL(world.receiver.webhookUrl);
		const renamed = await world.again({ path, workflowName: 'Über (new) ' + 'x'.repeat(200) });

		await renamed.hook('create');

		await expectHealed({ ...world, receiver: renamed });
	});
});

describe('Data Center 10 that drops things without a word', () => {
	it.each([
		['nothing', {}, /jira-sync$/],
		['the secret', { webhookSecret: 'dropped' }, /\?secret=[0-9a-f]{64}$/],
		['the filter', { webhookFilter: 'dropped' }, /\?unfiltered=1$/],
		[
			'both',
			{ webhookSecret: 'dropped', webhookFilter: 'dropped' },
			/\?secret=[0-9a-f]{64}&unfiltered=1$/,
		],
	] satisfies readonly (readonly [string, Partial<Unknowns>, RegExp])[])(
		'%s: one webhook that proves itself and tells only what is asked for',
		async (_case, unknowns, url) => {
			const webhooks = { masksSecret: true };
			const options = { ...TEN, unknowns, webhooks };
			const { site, receiver, hooks } = await createTriggerWorld(options, FILTERED);

			await receiver.hook('create');
			expect(await receiver.hook('checkExists')).toBe(true);
			expect(await hooks()).toMatchObject([{ url: expect.stringMatching(url) }]);

			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one', labels: ['Backtrace'] });
			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'of no interest' });
			await site
				.asUser('kim')
				.create('PLAN', 'Bug', { summary: 'elsewhere', labels: ['Backtrace'] });
			await site.idle();
			expect(new Set(site.deliveries.map(({ status }) => status))).toEqual(new Set([200]));
			expect(receiver.started).toMatchObject([{ event: 'issueCreated', project: 'CRASH' }]);
		},
	);

	it('a filter that Jira keeps again needs no help', async () => {
		const unknowns: { webhookFilter: Unknowns['webhookFilter'] } = { webhookFilter: 'dropped' };
		const world = await createTriggerWorld({ ...TEN, unknowns }, FILTERED);
		await world.receiver.hook('create');
		unknowns.webhookFilter = 'obeyed';
		const [hook = {}] = await world.hooks();
		await world.edit(hook, {
			configuration: { ...(hook['configuration'] as object), FILTERS: JQL },
		});

		expect(await world.receiver.hook('checkExists')).toBe(false);

		await expectHealed(world);
	});

	it('when Jira cannot be asked, the delivery is refused, and taken when it comes again', async () => {
		const { site, receiver } = await createTriggerWorld(
			{ ...TEN, unknowns: { webhookFilter: 'dropped' } },
			FILTERED,
		);
		await receiver.hook('create');
		site.failNext(1, { status: 400, matching: /\/search$/ });
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one', labels: ['Backtrace'] });
		await site.idle();
		const [delivery] = site.deliveries;
		expect(delivery?.status).toBe(500);
		expect(receiver.started).toEqual([]);

		const { search: query } = new URL(delivery?.url ?? '');
		const { body = '', headers = {} } = delivery ?? {};
		const answer = await receiver.send({ body, headers, query });

		expect(answer.status).toBe(200);
		expect(receiver.started).toHaveLength(1);
	});
});
