import { createHmac } from 'node:crypto';
import { JiraSyncTrigger } from '../../nodes/JiraSyncTrigger/JiraSyncTrigger.node';
import { webhookSecrets } from '../../src/auth/webhook-secret';
import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { createFakeContext, type FakeContextOptions } from './fake-context';

const trigger = new JiraSyncTrigger();
const hooks = trigger.webhookMethods.default;
const webhookUrl = 'http://127.0.0.1:5678/webhook/1b2c/jira-sync';
const parameters = { authentication: 'basic', events: ['issueUpdated'], registration: 'automatic' };

interface World {
	readonly site: JiraSite;
	readonly credential: FakeContextOptions['credential'];
	hook(name: keyof typeof hooks, more?: object): Promise<boolean>;
	list(): Promise<readonly Record<string, unknown>[]>;
}

const worlds: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

async function world(options: JiraSiteOptions, path: string, secret = ''): Promise<World> {
	const site = createJiraSite(options);
	const server = await site.listen();
	worlds.push(server);
	const [user, password] =
		options.deployment === 'cloud'
			? ['admin@example.com', 'cloud-token-admin']
			: ['admin', 'password-admin'];
	const credential = { baseUrl: server.url, user, password, webhookSecret: secret };
	return {
		site,
		credential,
		hook: async (name, more = {}) => {
			const options = { parameters: { ...parameters, ...more }, credential, webhookUrl };
			return await hooks[name].call(createFakeContext(options).context);
		},
		list: async () => {
			const answer = await site.transport('admin').send({ method: 'GET', path });
			return answer.body as Record<string, unknown>[];
		},
	};
}

const ADMIN = '/rest/webhooks/1.0/webhook';
const PLUGIN = '/rest/jira-webhook/1.0/webhooks';

describe.each([
	['Cloud', { deployment: 'cloud' }, ADMIN, 'signed'],
	[
		'Data Center 9',
		{ deployment: 'dataCenter', version: '9.12.1' },
		ADMIN,
		'secret in the address',
	],
	['Data Center 10', { deployment: 'dataCenter', version: '10.3.2' }, PLUGIN, 'signed'],
] as const)('the webhook on %s', (_name, options, path, proof) => {
	it('is registered once, recognised, and removed', async () => {
		const { hook, list } = await world(options, path);

		expect(await hook('checkExists')).toBe(false);
		expect(await hook('create')).toBe(true);
		expect(await hook('checkExists')).toBe(true);
		expect(await list()).toHaveLength(1);

		expect(await hook('delete')).toBe(true);
		expect(await list()).toHaveLength(0);
	});

	it(`proves where deliveries come from: ${proof}`, async () => {
		const { hook, list } = await world(options, path);

		await hook('create');

		const url = String((await list())[0]?.['url']);
		const expected = proof === 'signed' ? webhookUrl : `${webhookUrl}?secret=`;
		expect(url.startsWith(expected)).toBe(true);
		expect(url.includes('?')).toBe(proof !== 'signed');
	});

	it('is repaired when the events, the filter or the secret changed, without a second one', async () => {
		const { hook, list, credential } = await world(options, path);
		await hook('create');

		const changes = [{ events: ['issueCreated'] }, { options: { jql: 'labels = Backtrace' } }];
		for (const change of changes) {
			expect(await hook('checkExists', change)).toBe(false);
			await hook('create', change);
			expect(await hook('checkExists', change)).toBe(true);
			expect(await list()).toHaveLength(1);
		}
		credential['webhookSecret'] = 'a new one';
		expect(await hook('checkExists', changes[1])).toBe(false);
	});

	it('loses its stale twins', async () => {
		const { hook, list, site } = await world(options, path);
		await hook('create');
		const twin = { name: 'old', url: webhookUrl, events: ['jira:issue_deleted'], active: true };
		await site.transport('admin').send({ method: 'POST', path, body: twin });

		expect(await hook('checkExists')).toBe(true);
		expect(await list()).toHaveLength(1);
	});
});

describe('registration that cannot work', () => {
	it('says who may register webhooks', async () => {
		const { hook, credential } = await world({ deployment: 'cloud' }, ADMIN);
		Object.assign(credential, { user: 'kim@example.com', password: 'cloud-token-kim' });

		await expect(hook('create')).rejects.toMatchObject({
			message: expect.stringMatching(/^Jira lets only administrators register webhooks\.\n/),
		});
	});

	it('refuses a local address for a Jira elsewhere', async () => {
		const { hook, credential } = await world({ deployment: 'cloud' }, ADMIN);
		credential['baseUrl'] = 'https://example.atlassian.net';

		await expect(hook('checkExists')).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Jira cannot reach this n8n at http:\/\/127\.0\.0\.1:5678\.\n.*WEBHOOK_URL/,
			),
			description: expect.stringContaining('WEBHOOK_URL'),
		});
	});

	it('wants a typed secret for manual registration, and then leaves Jira alone', async () => {
		const manual = { registration: 'manual' };
		const { hook, credential, site } = await world({ deployment: 'cloud' }, ADMIN);

		await expect(hook('checkExists', manual)).rejects.toMatchObject({
			message: expect.stringMatching(/^The credential has no webhook secret\.\nWebhook Secret: /),
		});
		credential['webhookSecret'] = 'typed';
		expect(await hook('checkExists', manual)).toBe(true);
		expect(site.requests).toHaveLength(0);
	});
});

describe('a delivery', () => {
	const credential = {
		baseUrl: 'http://127.0.0.1:1',
		user: 'admin',
		password: 'token',
		webhookSecret: 'typed',
		previousWebhookSecret: 'before',
	};
	let count = 0;
	const body = (field = 'status') =>
		JSON.stringify({
			timestamp: 1_767_225_600_000,
			webhookEvent: 'jira:issue_updated',
			user: { accountId: 'a1', displayName: 'Kim Lee' },
			issue: { id: '10101', key: 'CRASH-1', fields: { project: { key: 'CRASH' } } },
			changelog: { id: '7', items: [{ field, fieldId: field, fromString: 'A', toString: 'B' }] },
		});
	const sign = (text: string, secret: string) =>
		`sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
	const newId = () => `delivery-${(count += 1)}`;

	async function deliver(text: string, headers: Record<string, string>, more: object = {}) {
		const { query, ...changed } = { query: {}, ...more };
		const { context, answer, warnings } = createFakeContext({
			parameters: { ...parameters, ...changed },
			credential,
			webhookUrl,
			delivery: { body: text, headers, query },
		});
		const result = await trigger.webhook.call(context);
		return { items: result.workflowData?.[0]?.map(({ json }) => json), answer, warnings };
	}

	it.each(['typed', 'before'])('signed with the %s secret starts a run', async (secret) => {
		const headers = {
			'x-hub-signature': sign(body(), secret),
			'x-atlassian-webhook-identifier': newId(),
		};
		const { items } = await deliver(body(), headers);

		expect(items).toEqual([
			{
				event: 'issueUpdated',
				issue: { id: '10101', key: 'CRASH-1' },
				project: 'CRASH',
				changes: [
					{ field: 'status', fieldId: 'status', from: null, to: null, fromText: 'A', toText: 'B' },
				],
				actor: { id: 'a1', accountId: 'a1', displayName: 'Kim Lee' },
				occurredAt: '2026-01-01T00:00:00.000Z',
				deliveryId: headers['x-atlassian-webhook-identifier'],
			},
		]);
	});

	it('carries the body only when that is asked for', async () => {
		const { items } = await deliver(
			body(),
			{ 'x-hub-signature': sign(body(), 'typed'), 'x-atlassian-webhook-identifier': newId() },
			{ options: { includeBody: true } },
		);
		expect(items?.[0]?.['body']).toEqual(JSON.parse(body()));
	});

	it.each([
		['without a signature', {}],
		['with a wrong signature', { 'x-hub-signature': sign(body(), 'wrong') }],
		['with an empty secret', { 'x-hub-signature': sign(body(), '') }],
	])('%s is refused', async (_name, headers) => {
		const { items, answer, warnings } = await deliver(body(), headers);

		expect(items).toBeUndefined();
		expect(answer.status).toBe(401);
		expect(warnings).toHaveLength(1);
	});

	it.each([
		['typed', undefined],
		['wrong', 401],
	])(
		'from a server that does not sign is taken by the secret in the address: %s',
		async (secret, status) => {
			const headers = { 'x-atlassian-webhook-identifier': newId() };
			const { answer, items } = await deliver(body(), headers, { query: { secret } });

			expect(answer.status).toBe(status);
			expect(items === undefined).toBe(status === 401);
		},
	);

	it('that is repeated starts nothing the second time', async () => {
		const headers = {
			'x-hub-signature': sign(body(), 'typed'),
			'x-atlassian-webhook-identifier': newId(),
		};
		await deliver(body(), headers);
		const { items, answer } = await deliver(body(), headers);

		expect(items).toBeUndefined();
		expect(answer).toEqual({ status: 200, body: { ignored: 'The delivery was seen before.' } });
	});

	it('about other fields is answered with 200 and ignored', async () => {
		const headers = { 'x-hub-signature': sign(body('Fix Version'), 'typed') };
		const only = (changedFields: string[]) => ({ changedFields });

		const ignored = await deliver(body('Fix Version'), headers, only(['status']));
		expect(ignored.answer.status).toBe(200);
		expect(ignored.items).toBeUndefined();

		const taken = await deliver(body('Fix Version'), headers, only(['fixVersions']));
		expect(taken.items).toHaveLength(1);
	});
});

describe('the derived secret', () => {
	const source = { secret: '', previousSecret: '', key: 'token' };

	it('is the same for the test and the production address, and differs between webhooks', () => {
		const [production] = webhookSecrets(source, 'https://n8n.example.com/webhook/1b2c/jira-sync');
		const [test] = webhookSecrets(source, 'https://n8n.example.com/webhook-test/1b2c/jira-sync');
		const [other] = webhookSecrets(source, 'https://n8n.example.com/webhook/9z/jira-sync');

		expect(production).toMatch(/^[0-9a-f]{64}$/);
		expect(test).toBe(production);
		expect(other).not.toBe(production);
	});

	it('does not exist without a key', () => {
		expect(webhookSecrets({ ...source, key: '' }, webhookUrl)).toEqual([]);
	});
});
