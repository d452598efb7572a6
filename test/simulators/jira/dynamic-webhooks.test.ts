import { createJiraSite, type JiraSite } from '../../../simulators/jira';
import { listen, type Listening } from '../../../simulators/kernel';
import { clientOf } from '../../support/jira-site-client';
import { at, caller, START } from './caller';

const DAY = 24 * 60 * 60 * 1000;
const wanted = { events: ['jira:issue_updated'], jqlFilter: 'project = CRASH' };

function appWorld(): {
	readonly site: JiraSite;
	readonly app: ReturnType<typeof caller>;
	readonly pass: (milliseconds: number) => void;
} {
	let now = START;
	const site = createJiraSite({ deployment: 'cloud', now: () => now });
	const app = caller(site.transport('sync', { viaApp: true }), 'cloud');
	return { site, app, pass: (milliseconds) => (now += milliseconds) };
}

describe('webhooks of an OAuth 2.0 app', () => {
	let receiver: Listening;
	beforeAll(async () => {
		receiver = await listen(() => Promise.resolve({ status: 200 }), 0, '');
	});
	afterAll(() => receiver.close());

	it('are registered, listed, renewed and removed; the page of administrators does not show them', async () => {
		const { site, app, pass } = appWorld();
		const webhooks = [wanted, { ...wanted, jqlFilter: 'nonsense = = 1' }];

		const made = await app('POST /webhook', { url: 'https://n8n.example.com/1', webhooks });

		const id = at(made.body, 'webhookRegistrationResult', 0, 'createdWebhookId');
		expect(at(made.body, 'webhookRegistrationResult', 1, 'errors')).toHaveLength(1);
		expect((await app('GET /webhook')).body).toMatchObject({
			total: 1,
			values: [{ id, ...wanted, expirationDate: START + 30 * DAY }],
		});
		pass(DAY);
		const renewed = await app('PUT /webhook/refresh', { webhookIds: [id] });
		expect(renewed.body).toEqual({ expirationDate: START + 31 * DAY });
		const admin = caller(site.transport('admin'), 'cloud');
		expect((await admin('GET /rest/webhooks/1.0/webhook')).raw).toEqual([]);
		expect((await app('DELETE /webhook', { webhookIds: [id, 999] })).status).toBe(202);
		expect((await app('GET /webhook')).body['total']).toBe(0);
	});

	it('are at most five', async () => {
		const { app } = appWorld();
		const webhooks = Array.from({ length: 6 }, () => wanted);

		const { body } = await app('POST /webhook', { url: 'https://n8n.example.com/1', webhooks });

		expect(at(body, 'webhookRegistrationResult', 4, 'errors')).toBeUndefined();
		expect(at(body, 'webhookRegistrationResult', 5, 'errors')).toHaveLength(1);
	});

	it('end after 30 days', async () => {
		const { site, app, pass } = appWorld();
		await app('POST /webhook', { url: receiver.url, webhooks: [wanted] });
		const kim = site.asUser('kim');
		const key = await kim.create('CRASH', 'Bug', { summary: 'x' });

		await kim.edit(key, { summary: 'y' });
		await site.idle();
		expect(site.deliveries).toHaveLength(1);
		pass(31 * DAY);
		await kim.edit(key, { summary: 'z' });
		await site.idle();
		expect(site.deliveries).toHaveLength(1);
	});

	it('are what the client registers for an app', async () => {
		const { site } = appWorld();
		const jira = clientOf(site, 'sync', { transport: site.transport('sync', { viaApp: true }) });
		const hooks = await jira.webhooks({ oauthApp: true });

		const hook = await hooks.register({
			name: 'n8n',
			url: 'https://n8n.example.com/1',
			events: ['jira:issue_updated'],
			jql: 'project = CRASH',
			secret: 'unused',
		});
		await hooks.refresh(hook.id);

		expect(await hooks.get(hook.id)).toMatchObject({ jql: 'project = CRASH' });
		await hooks.remove(hook.id);
		expect(await hooks.list()).toEqual([]);
	});
});
