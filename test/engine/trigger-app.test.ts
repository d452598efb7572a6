import { createHmac } from 'node:crypto';
import { APP_HOOKS, createAppWorld, DAY } from '../support/engine-app-trigger';
import { expectSoon } from '../support/expect-soon';
import { CLOUD_APP as CLIENT } from '../support/oauth-app';

describe.each([
	['with their addresses', {}],
	['without addresses', { hidesAppUrls: true }],
])('the webhook of an app, where Jira lists webhooks %s', (_name, webhooks) => {
	const createWorld = async () => await createAppWorld({ webhooks });

	it('is registered, delivers, is recognised and removed', async () => {
		const { site, receiver, hooks } = await createWorld();
		expect(await receiver.hook('checkExists')).toBe(false);
		await receiver.hook('create');
		expect(await receiver.hook('checkExists')).toBe(true);
		expect(await hooks()).toMatchObject([
			{
				events: ['jira:issue_created', 'jira:issue_updated'],
				jqlFilter: 'project in ("CRASH")',
			},
		]);

		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		await site.asUser('kim').edit(key, { summary: 'two' });
		await site.idle();
		expect(site.deliveries.map(({ status }) => status)).toEqual([200, 200]);
		expect(receiver.started.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['issueCreated', 'issueUpdated']),
		);

		await receiver.hook('delete');
		expect(await hooks()).toEqual([]);
		expect(await receiver.hook('delete')).toBe(true);
		expect(await receiver.hook('checkExists')).toBe(false);
	});

	it('does not pile up when n8n loses which one it was', async () => {
		const { receiver, hooks } = await createWorld();
		for (let round = 0; round < 7; round += 1) {
			if (!(await receiver.hook('checkExists'))) await receiver.hook('create');
			receiver.forget();
		}
		expect(await hooks()).toHaveLength(1);
	});

	it('of production is left alone by a test, which has one of its own', async () => {
		const { receiver, hooks } = await createWorld();
		await receiver.hook('create');
		const [production] = await hooks();
		const testData = {};

		expect(await receiver.testHook('checkExists', testData)).toBe(false);
		await receiver.testHook('create', testData);
		expect(await hooks()).toHaveLength(2);
		await receiver.testHook('delete', testData);

		expect(await hooks()).toEqual([production]);
	});

	it('is renewed by the clock on a project where nothing happens', async () => {
		const { receiver, hooks, setBehind } = await createWorld();
		setBehind(25 * DAY);
		await receiver.hook('create');
		const { crons, failures } = await receiver.start();
		expect(crons).toHaveLength(1);
		expect(crons[0]?.expression).toMatch(/^\d+ \d+ \d+ \* \* \*$/);
		const [before] = await hooks();

		setBehind(0);
		crons[0]?.onTick();

		await expectSoon(async () => {
			const [after] = await hooks();
			expect(after?.['id']).toBe(before?.['id']);
			expect(Number(after?.['expirationDate'])).toBeGreaterThan(Date.now() + 29 * DAY);
		});
		expect(failures).toEqual([]);
	});

	it('is registered anew by the clock when it is gone', async () => {
		const { receiver, hooks, app } = await createWorld();
		await receiver.hook('create');
		const { crons, warnings } = await receiver.start();
		const [gone] = await hooks();
		await app('DELETE', { webhookIds: [gone?.['id']] });

		crons[0]?.onTick();

		await expectSoon(async () => expect(await hooks()).toHaveLength(1));
		await expectSoon(async () => expect(warnings.join()).toContain('registered its webhook anew'));
		expect(await receiver.hook('checkExists')).toBe(true);
	});
});

describe('renewal', () => {
	it('does not trouble Jira about a young webhook', async () => {
		const { site, receiver } = await createAppWorld();
		await receiver.hook('create');
		const { crons } = await receiver.start();
		site.clearRequests();

		crons[0]?.onTick();

		const paths = () => site.requests.map(({ method, path }) => `${method} ${path}`);
		await expectSoon(async () => expect(paths()).toContain(`GET ${APP_HOOKS}`));
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(paths()).not.toContain(`PUT ${APP_HOOKS}/refresh`);
	});

	it('that fails is a failed execution, for the error workflow', async () => {
		const { site, receiver } = await createAppWorld();
		await receiver.hook('create');
		const { crons, failures } = await receiver.start();
		site.oauth.revoke();

		crons[0]?.onTick();

		await expectSoon(async () => expect(failures).toHaveLength(1));
	});

	it.each([{ registration: 'manual' }, { authentication: 'basic' }])(
		'has no clock with %j',
		async (more) => {
			const { receiver } = await createAppWorld({ more });
			expect((await receiver.start()).crons).toEqual([]);
		},
	);
});

describe('refused before Jira is asked, with advice', () => {
	it.each([
		['other events', { events: ['issueUpdated', 'worklogCreated'] }, 'worklog_created'],
		['no project', { projects: [] }, 'at least one project'],
		['any JQL', { options: { jql: 'labels = x' } }, 'If node'],
	])('%s', async (_case, more, words) => {
		const { site, receiver } = await createAppWorld({ more });
		site.clearRequests();

		for (const hook of ['checkExists', 'create'] as const)
			await expect(receiver.hook(hook)).rejects.toMatchObject({
				description: expect.stringContaining(words),
			});

		await expect(receiver.start()).rejects.toThrow(/cannot register this webhook/);
		expect(site.requests).toEqual([]);
		expect(await receiver.hook('delete')).toBe(true);
	});

	it('a sixth webhook', async () => {
		const { receiver, hooks, app } = await createAppWorld();
		const events = ['jira:issue_deleted'];
		const webhooks = Array.from({ length: 5 }, () => ({ events, jqlFilter: 'project = CRASH' }));
		await app('POST', { url: 'https://other.example.com/', webhooks });

		await expect(receiver.hook('create')).rejects.toThrow(/5 webhooks already; Jira allows 5/);
		expect(await hooks()).toHaveLength(5);
	});
});

it("Jira's refusal inside an answer of 200 is one error in its words", async () => {
	const { site, receiver, hooks } = await createAppWorld();
	const body = { webhookRegistrationResult: [{ errors: ['Only one URL.', 'Really.'] }] };
	site.failNext(1, { status: 200, body, matching: new RegExp(`POST ${APP_HOOKS}`) });

	await expect(receiver.hook('create')).rejects.toMatchObject({
		message: expect.stringContaining('Jira refused the webhook: Only one URL. Really.'),
		description: expect.stringContaining('a single address'),
	});
	expect(await hooks()).toEqual([]);
});

it('a missing scope is named', async () => {
	const { receiver } = await createAppWorld({ scope: 'read:jira-work write:jira-work' });

	await expect(receiver.hook('checkExists')).rejects.toMatchObject({
		description: expect.stringContaining('manage:jira-webhook'),
	});
});

describe('L10: only Jira starts something', () => {
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const token = (secret: string, alg = 'HS256'): string => {
		const claims = { iss: 'app', exp: Math.floor(Date.now() / 1000) + 60 };
		const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
		return `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
	};
	const body = JSON.stringify({
		webhookEvent: 'jira:issue_updated',
		issue: { id: '1', key: 'CRASH-1' },
	});
	const hub = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;

	it.each([
		['no token', {}],
		['a token of another app', { authorization: token('other') }],
		['an empty secret', { authorization: token('') }],
		['alg none', { authorization: token(CLIENT.secret, 'none') }],
		['a signature of administrators webhooks', { 'x-hub-signature': hub }],
	])('%s is refused with 401', async (_case, headers) => {
		const { receiver } = await createAppWorld();
		await receiver.hook('create');

		const answer = await receiver.send({ body, headers: { ...headers } });

		expect(answer.status).toBe(401);
		expect(receiver.started).toEqual([]);
		expect(`${answer.body}${receiver.warnings.join()}`).not.toContain(CLIENT.secret);
	});

	it('a secret in the address does not replace the token', async () => {
		const { receiver } = await createAppWorld();
		const answer = await receiver.send({ body, headers: {}, query: `?secret=${CLIENT.secret}` });

		expect(answer.status).toBe(401);
	});

	it('a token with the client secret starts a run', async () => {
		const { receiver } = await createAppWorld();
		const answer = await receiver.send({ body, headers: { authorization: token(CLIENT.secret) } });

		expect(answer.status).toBe(200);
		expect(receiver.started).toHaveLength(1);
	});
});
