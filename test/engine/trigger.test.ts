import { createHash, createHmac } from 'node:crypto';
import { webhookSecrets } from '../../src/auth/webhook-secret';
import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { createReceiver, type RawDelivery, type Receiver } from '../support/engine-receiver';
import { expectToFit } from '../support/engine-schema';

/** The trigger at a simulated Jira: both speak HTTP with each other. */
interface World {
	readonly site: JiraSite;
	readonly receiver: Receiver;
	/** Secret that deliveries are signed with. */
	readonly secret: string;
	/** The account's own token. */
	readonly token: string;
	hooks(): Promise<readonly Readonly<Record<string, unknown>>[]>;
	/** An administrator removes all webhooks by hand. */
	removeAll(): Promise<void>;
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

async function createWorld(options: JiraSiteOptions, more: object = {}): Promise<World> {
	const site = createJiraSite(options);
	const server = await site.listen();
	const isCloud = options.deployment === 'cloud';
	const token = isCloud ? 'cloud-token-admin' : 'pat-admin';
	const account = isCloud ? { user: 'admin@example.com', password: token } : { token };
	const receiver = await createReceiver({
		parameters: {
			authentication: isCloud ? 'basic' : 'pat',
			registration: 'automatic',
			events: ['issueCreated', 'issueUpdated', 'commentCreated'],
			...more,
		},
		credential: { baseUrl: server.url, ...account },
	});
	opened.push(server, receiver);
	const source = { secret: '', previousSecret: '', key: token };
	const modern = options.version !== undefined && Number.parseInt(options.version, 10) >= 10;
	const path = modern ? '/rest/jira-webhook/1.0/webhooks' : '/rest/webhooks/1.0/webhook';
	const hooks = async () => {
		const answer = await site.transport('admin').send({ method: 'GET', path });
		return answer.body as Readonly<Record<string, unknown>>[];
	};
	return {
		site,
		receiver,
		secret: webhookSecrets(source, receiver.webhookUrl)[0] ?? '',
		token,
		hooks,
		async removeAll() {
			for (const { id, self } of await hooks()) {
				const address = typeof self === 'string' ? self.replace(server.url, '') : `${path}/${id}`;
				await site.transport('admin').send({ method: 'DELETE', path: address });
			}
		},
	};
}

const CLOUD = { deployment: 'cloud' } as const;
const NINE = { deployment: 'dataCenter', version: '9.12.1' } as const;
const TEN = { deployment: 'dataCenter', version: '10.3.2' } as const;
const ELEVEN = { deployment: 'dataCenter', version: '11.3.1' } as const;

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

/** A genuine delivery, as somebody who listens at the line has it, and the secret, which he does not have. */
interface Stolen {
	readonly body: string;
	readonly signature: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly secret: string;
	readonly token: string;
	readonly otherSecret: string;
}

const hmac = (method: string, secret: string, body: string | Buffer) =>
	createHmac(method, secret).update(body).digest('hex');
const signed = (stolen: Stolen, signature: string | readonly string[], more: object = {}) => ({
	body: stolen.body,
	headers: { ...stolen.headers, 'x-hub-signature': signature },
	...more,
});
const signedWith = (stolen: Stolen, secret: string) =>
	signed(stolen, `sha256=${hmac('sha256', secret, stolen.body)}`);
const unsigned = ({ body, headers }: Stolen, more: object = {}) => {
	const { 'x-hub-signature': _signature, ...rest } = headers;
	return { body, headers: rest, ...more };
};
const digestOf = ({ signature }: Stolen) => signature.slice('sha256='.length);
const flipped = (hex: string, at: number) =>
	hex.slice(0, at) + (hex[at] === '0' ? '1' : '0') + hex.slice(at + 1);
const rewritten = ({ body }: Stolen) => JSON.stringify(JSON.parse(body), null, 2);

const FORGERIES: readonly (readonly [string, (stolen: Stolen) => RawDelivery])[] = [
	['no signature', (s) => unsigned(s)],
	['an empty signature', (s) => signed(s, '')],
	['a blank signature', (s) => signed(s, '   ')],
	['a method without digest', (s) => signed(s, 'sha256=')],
	['a method alone', (s) => signed(s, 'sha256')],
	['a digest without method', (s) => signed(s, digestOf(s))],
	['a digest with an empty method', (s) => signed(s, `=${digestOf(s)}`)],
	['an unknown method', (s) => signed(s, `none=${digestOf(s)}`)],
	['SHA-1 with the right secret', (s) => signed(s, `sha1=${hmac('sha1', s.secret, s.body)}`)],
	['MD5 with the right secret', (s) => signed(s, `md5=${hmac('md5', s.secret, s.body)}`)],
	['a SHA-1 digest called SHA-256', (s) => signed(s, `sha256=${hmac('sha1', s.secret, s.body)}`)],
	['a SHA-256 digest called SHA-512', (s) => signed(s, `sha512=${digestOf(s)}`)],
	['a method of the language', (s) => signed(s, `constructor=${digestOf(s)}`)],
	['a digest without its last byte', (s) => signed(s, s.signature.slice(0, -2))],
	['a digest without its last digit', (s) => signed(s, s.signature.slice(0, -1))],
	['a digest without its first byte', (s) => signed(s, `sha256=${digestOf(s).slice(2)}`)],
	['a digest with a byte too many', (s) => signed(s, `${s.signature}00`)],
	['another first digit', (s) => signed(s, `sha256=${flipped(digestOf(s), 0)}`)],
	['another last digit', (s) => signed(s, `sha256=${flipped(digestOf(s), 63)}`)],
	['a digest of zeros', (s) => signed(s, `sha256=${'0'.repeat(64)}`)],
	[
		'a digest in base64',
		(s) => signed(s, `sha256=${Buffer.from(digestOf(s), 'hex').toString('base64')}`),
	],
	['letters that are no digits', (s) => signed(s, `sha256=${'z'.repeat(64)}`)],
	['a blank inside the digest', (s) => signed(s, s.signature.replace(/.{8}$/, ' $&'))],
	['a huge digest', (s) => signed(s, `sha256=${'ab'.repeat(3000)}`)],
	['two headers, the right one first', (s) => signed(s, [s.signature, `sha256=${'0'.repeat(64)}`])],
	['two headers, the right one last', (s) => signed(s, [`sha256=${'0'.repeat(64)}`, s.signature])],
	['two right headers', (s) => signed(s, [s.signature, s.signature])],
	[
		'the header of another service',
		(s) => unsigned({ ...s, headers: { ...s.headers, 'x-hub-signature-256': s.signature } }),
	],
	[
		'the signature of another rendition of the JSON',
		(s) => signed(s, `sha256=${hmac('sha256', s.secret, rewritten(s))}`),
	],
	['another rendition of the JSON', (s) => signed({ ...s, body: rewritten(s) }, s.signature)],
	['a line end behind the body', (s) => signed({ ...s, body: `${s.body}\n` }, s.signature)],
	[
		'a byte order mark before the body',
		(s) => signed({ ...s, body: `\uFEFF${s.body}` }, s.signature),
	],
	[
		'another issue in the body',
		(s) => signed({ ...s, body: s.body.replaceAll('CRASH-1', 'CRASH-2') }, s.signature),
	],
	['an empty body', (s) => signed({ ...s, body: '' }, s.signature)],
	[
		'a garbage body of a megabyte',
		(s) => signed({ ...s, body: 'x'.repeat(1_000_000) }, s.signature),
	],
	[
		'an empty body, signed with no secret',
		(s) => signed({ ...s, body: '' }, `sha256=${createHash('sha256').digest('hex')}`),
	],
	[
		'a hash without a secret',
		(s) => signed(s, `sha256=${createHash('sha256').update(s.body).digest('hex')}`),
	],
	[
		'a hash of secret and body',
		(s) =>
			signed(
				s,
				`sha256=${createHash('sha256')
					.update(s.secret + s.body)
					.digest('hex')}`,
			),
	],
	[
		'secret and body the wrong way round',
		(s) => signed(s, `sha256=${hmac('sha256', s.body, s.secret)}`),
	],
	['the secret of another webhook', (s) => signedWith(s, s.otherSecret)],
	['the token as the secret', (s) => signedWith(s, s.token)],
	['an empty secret', (s) => signedWith(s, ' ')],
	['the secret "undefined"', (s) => signedWith(s, 'undefined')],
	['the secret with a line end', (s) => signedWith(s, `${s.secret}\n`)],
	['the secret in capitals', (s) => signedWith(s, s.secret.toUpperCase())],
	[
		'the bytes of the secret, not its text',
		(s) =>
			signed(
				s,
				`sha256=${createHmac('sha256', Buffer.from(s.secret, 'hex')).update(s.body).digest('hex')}`,
			),
	],
	['a wrong secret in the address', (s) => unsigned(s, { query: '?secret=wrong' })],
	['an empty secret in the address', (s) => unsigned(s, { query: '?secret=' })],
	['the token in the address', (s) => unsigned(s, { query: `?secret=${s.token}` })],
	['a list of secrets in the address', (s) => unsigned(s, { query: '?secret=a&secret=b' })],
	[
		'a wrong signature beside the right secret in the address',
		(s) => signed(s, `sha256=${'0'.repeat(64)}`, { query: `?secret=${s.secret}` }),
	],
];

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
