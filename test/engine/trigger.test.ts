import { webhookSecrets } from '../../src/auth/webhook-secret';
import {
	digestOf,
	FORGERIES,
	hmac,
	signed,
	signedWith,
	type Stolen,
} from '../support/engine-forgeries';
import {
	CLOUD,
	createTriggerWorld as createWorld,
	ELEVEN,
	NINE,
	TEN,
	type TriggerWorld as World,
} from '../support/engine-trigger';
import { expectToFit } from '../support/engine-schema';

describe.each([
	['Cloud', CLOUD],
	['Data Center 9', NINE],
	['Data Center 10', TEN],
	['Data Center 11', ELEVEN],
])('the life of the webhook on %s', (_name, options) => {
	it('registered, delivering, repaired after somebody removed it, unregistered and silent', async () => {
		const { site, receiver, hooks, removeAll } = await createWorld(options);
		expect(await receiver.hook('checkExists')).toBe(false);
		await receiver.hook('create');
		expect(await receiver.hook('checkExists')).toBe(true);

		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		await site.asUser('kim').edit(key, { summary: 'two' });
		await site.asUser('kim').comment(key, 'hello');
		await site.idle();
		expect(site.deliveries.length).toBeGreaterThanOrEqual(3);
		expect(new Set(site.deliveries.map(({ status }) => status))).toEqual(new Set([200]));
		const names = receiver.started.map(({ event }) => event);
		expect(names).toEqual(expect.arrayContaining(['issueCreated', 'issueUpdated']));
		for (const event of receiver.started) {
			expect(event['issue']).toMatchObject({ id: site.issue(key)?.id });
			expectToFit(event, 'JiraSyncTrigger', 'output');
		}

		await removeAll();
		expect(await receiver.hook('checkExists')).toBe(false);
		await receiver.hook('create');
		expect(await hooks()).toHaveLength(1);

		await receiver.hook('delete');
		expect(await hooks()).toHaveLength(0);
		expect(await receiver.hook('delete')).toBe(true);
		receiver.clear();
		await site.asUser('kim').edit(key, { summary: 'three' });
		await site.idle();
		expect(receiver.started).toEqual([]);
	});

	it('two n8n that come up at once leave one webhook at last', async () => {
		const { receiver, hooks } = await createWorld(options);

		await Promise.all([receiver.hook('create'), receiver.hook('create')]);
		await receiver.hook('checkExists');

		expect(await hooks()).toHaveLength(1);
	});

	it('L10: the token is nowhere in what Jira shows of it, and on Cloud the secret is not either', async () => {
		const { receiver, hooks, secret, token } = await createWorld(options);
		await receiver.hook('create');

		const shown = JSON.stringify(await hooks());
		expect(shown).not.toContain(token);
		if (options === CLOUD) expect(shown).not.toContain(secret);
	});

	it('a broken repetition of deliveries starts nothing twice', async () => {
		const { site, receiver } = await createWorld(options);
		await receiver.hook('create');
		site.duplicateNextWebhook();

		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		await site.idle();

		expect(site.deliveries).toHaveLength(2);
		expect(receiver.started).toHaveLength(1);
	});
});

describe.each([
	['Cloud', CLOUD],
	['Data Center 10', TEN],
	['Data Center 9', NINE],
])('L10: only Jira starts something, %s', (_name, options) => {
	let world: World;
	let stolen: Stolen;
	beforeEach(async () => {
		world = await createWorld(options);
		const { site, receiver, secret, token } = world;
		await receiver.hook('create');
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Grüße aus Köln' });
		await site.idle();
		const delivery = site.deliveries[0];
		if (delivery === undefined) throw new Error('nothing was delivered');
		expect(receiver.started).toHaveLength(1);
		receiver.clear();
		const source = { secret: '', previousSecret: '', key: token };
		const [otherSecret = ''] = webhookSecrets(
			source,
			'https://n8n.example.com/webhook/9z/jira-sync',
		);
		// A fresh identifier: a repetition would be ignored for another reason.
		const headers = { ...delivery.headers, 'x-atlassian-webhook-identifier': 'forged-1' };
		const signature = `sha256=${hmac('sha256', secret, delivery.body)}`;
		stolen = { body: delivery.body, signature, headers, secret, token, otherSecret };
	});

	it.each(FORGERIES)('%s is refused', async (_forgery, forge) => {
		const { receiver } = world;
		const answer = await receiver.send(forge(stolen));

		expect(answer.status).toBe(401);
		expect(receiver.started).toEqual([]);
		expect(receiver.warnings).toHaveLength(1);
		const said = `${answer.headers}${answer.body}${receiver.warnings.join()}`;
		for (const hidden of [stolen.secret, stolen.token, digestOf(stolen), 'Köln'])
			expect(said).not.toContain(hidden);
	});

	it.each([
		['in capitals', (s: Stolen) => `sha256=${digestOf(s).toUpperCase()}`],
		['with its method in capitals', (s: Stolen) => `SHA256=${digestOf(s)}`],
		['by SHA-384', (s: Stolen) => `sha384=${hmac('sha384', s.secret, s.body)}`],
		['by SHA-512', (s: Stolen) => `sha512=${hmac('sha512', s.secret, s.body)}`],
	])('the right signature %s is taken', async (_variant, signature) => {
		const answer = await world.receiver.send(signed(stolen, signature(stolen)));

		expect(answer).toMatchObject({ status: 200, body: '' });
		expect(world.receiver.started).toHaveLength(1);
	});

	it.each([
		['no JSON', 'garbage', 400],
		['cut JSON', '{"webhookEvent":"jira:issue_', 400],
		['a list', '[{"webhookEvent":"jira:issue_updated"}]', 400],
		['a text', '"jira:issue_updated"', 400],
		['nothing', '', 400],
		['an object without event', '{}', 200],
		['an event of another world', '{"webhookEvent":"__proto__","issue":{"id":"1"}}', 200],
		['an event without issue', '{"webhookEvent":"jira:issue_updated"}', 200],
		['deep nesting', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 200],
	])('a signed body that is %s starts nothing', async (_kind, body, status) => {
		const answer = await world.receiver.send(signedWith({ ...stolen, body }, stolen.secret));

		expect(answer.status).toBe(status);
		expect(answer.body).toMatch(/"(?:ignored|error)":"\S/);
		expect(world.receiver.started).toEqual([]);
	});

	it('a replay of the genuine delivery starts nothing', async () => {
		const genuine = world.site.deliveries[0];
		const query = new URL(genuine?.url ?? '').search;

		const answer = await world.receiver.send({
			body: genuine?.body ?? '',
			headers: genuine?.headers ?? {},
			query,
		});

		expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('seen before') });
		expect(world.receiver.started).toEqual([]);
	});
});
