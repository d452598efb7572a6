import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { at, bench, rich, type Bench } from './caller';

interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	readonly body: unknown;
}

const EVENTS = [
	'jira:issue_created',
	'jira:issue_updated',
	'jira:issue_deleted',
	'comment_created',
	'comment_deleted',
];
const CLASSIC = '/rest/webhooks/1.0/webhook';
const MODERN = '/rest/jira-webhook/1.0/webhooks';

describe('webhooks of the simulated Jira', () => {
	const received: Received[] = [];
	const answers: number[] = [];
	let server: Server;
	let url = '';

	beforeAll(async () => {
		server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const text = Buffer.concat(chunks).toString('utf8');
				const body: unknown = text === '' ? undefined : JSON.parse(text);
				received.push({ headers: request.headers, text, body });
				response.writeHead(answers.shift() ?? 200).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		url =
			typeof address === 'object' && address !== null
				? `http://127.0.0.1:${address.port}/hook`
				: '';
	});
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	beforeEach(() => {
		received.splice(0);
		answers.splice(0);
	});

	const events = () => received.map(({ body }) => at(body, 'webhookEvent'));
	const registerCloud = (world: Bench, more = {}) =>
		world.as('admin')(`POST ${CLASSIC}`, { name: 'n', url, events: EVENTS, ...more });

	it('Cloud: delivers what happens, signed, with wiki text and field ids', async () => {
		const world = bench('cloud');
		const secret = "It's a Secret to Everybody";
		const made = await registerCloud(world, { secret });
		const { site, ask } = world;

		await ask('POST /issue', {
			fields: {
				project: { key: 'CRASH' },
				issuetype: { name: 'Bug' },
				summary: 'x',
				description: rich('cloud', 'words'),
			},
		});
		await site.idle();
		await site.asUser('kim').edit('CRASH-1', { summary: 'y' });
		await site.idle();
		await site.asUser('kim').transition('CRASH-1', 'In Progress');
		await site.idle();
		await site.asUser('kim').comment('CRASH-1', 'hello');
		await site.idle();
		await site.asUser('kim').remove('CRASH-1');
		await site.idle();

		expect(made.status).toBe(201);
		expect(made.body).toMatchObject({ isSigned: true });
		expect(made.body.secret).toBeUndefined();
		expect(events()).toEqual([
			'jira:issue_created',
			'jira:issue_updated',
			'jira:issue_updated',
			'comment_created',
			'jira:issue_deleted',
		]);
		const [created, edited, moved, commented] = received;
		expect(at(created?.body, 'issue', 'fields', 'description')).toBe('words');
		expect(edited?.body).toMatchObject({
			issue_event_type_name: 'issue_updated',
			user: { displayName: 'Kim Lee' },
			changelog: {
				items: [{ field: 'summary', fieldId: 'summary', fromString: 'x', toString: 'y' }],
			},
		});
		expect(at(edited?.body, 'user', 'emailAddress')).toBeUndefined();
		expect(at(moved?.body, 'issue_event_type_name')).toBe('issue_generic');
		expect(at(commented?.body, 'user')).toBeUndefined();
		expect(at(commented?.body, 'comment', 'body')).toBe('hello');
		for (const { headers, text } of received) {
			const digest = createHmac('sha256', secret).update(text).digest('hex');
			expect(headers['x-hub-signature']).toBe(`sha256=${digest}`);
			expect(headers['x-atlassian-webhook-identifier']).toEqual(expect.any(String));
		}
		expect(site.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
	});

	it('obeys events, filter and excludeBody', async () => {
		const world = bench('cloud');
		const filters = { 'issue-related-events-section': 'project = CRASH AND labels = keep' };
		await registerCloud(world, { filters, events: ['jira:issue_created'], excludeBody: true });
		const kim = world.site.asUser('kim');

		await kim.create('CRASH', 'Bug', { summary: 'no' });
		const key = await kim.create('CRASH', 'Bug', { summary: 'yes', labels: ['keep'] });
		await kim.edit(key, { summary: 'edited' });
		await world.site.idle();

		expect(received.map(({ text }) => text)).toEqual(['']);
	});

	it('Cloud: repeats a failed delivery with the same identifier, if told to', async () => {
		const world = bench('cloud', { webhookRetries: 5 });
		await registerCloud(world);
		answers.push(503, 429, 200);

		await world.site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		await world.site.idle();

		const identifiers = received.map(({ headers }) => headers['x-atlassian-webhook-identifier']);
		expect(new Set(identifiers).size).toBe(1);
		expect(received.map(({ headers }) => headers['x-atlassian-webhook-retry'])).toEqual([
			undefined,
			'1',
			'2',
		]);
		expect(world.site.deliveries.map(({ status }) => status)).toEqual([503, 429, 200]);
	});

	it('loses and doubles deliveries on demand', async () => {
		const world = bench('cloud');
		await registerCloud(world);
		const kim = world.site.asUser('kim');

		world.site.dropNextWebhook();
		await kim.create('CRASH', 'Bug', { summary: 'lost' });
		await world.site.idle();
		world.site.duplicateNextWebhook();
		await kim.create('CRASH', 'Bug', { summary: 'twice' });
		await world.site.idle();

		expect(received.map(({ body }) => at(body, 'issue', 'key'))).toEqual(['CRASH-2', 'CRASH-2']);
	});

	it('Data Center: a comment comes twice, changelogs have no field ids, transitions name their type', async () => {
		const world = bench('dataCenter', { version: '9.12.4' });
		await world.as('admin')(`POST ${CLASSIC}`, { name: 'n', url, events: EVENTS, secret: 's' });
		const kim = world.site.asUser('kim');
		const key = await kim.create('CRASH', 'Bug', { summary: 'x' });
		await world.site.idle();

		await kim.transition(key, 'In Progress');
		await world.site.idle();
		await kim.comment(key, 'hello');
		await world.site.idle();

		expect([...events()].sort()).toEqual([
			'comment_created',
			'jira:issue_created',
			'jira:issue_updated',
			'jira:issue_updated',
		]);
		const moved = received.find(({ body }) => at(body, 'changelog') !== undefined)?.body;
		expect(at(moved, 'issue_event_type_name')).toBe('issue_work_started');
		expect(at(moved, 'changelog', 'items', 0, 'fieldId')).toBeUndefined();
		const alone = received.find(({ body }) => at(body, 'webhookEvent') === 'comment_created')?.body;
		expect(at(alone, 'issue')).toBeUndefined();
		expect(at(alone, 'comment', 'self')).toContain('/issue/10101/comment/');
		const types = received.map(({ body }) => at(body, 'issue_event_type_name'));
		expect(types).toContain('issue_commented');
		expect(received[0]?.headers['x-hub-signature']).toBeUndefined();
	});

	it('Data Center 10: signs with configuration.SECRET only, and the old resource is gone', async () => {
		const world = bench('dataCenter', { version: '10.3.2' });
		const admin = world.as('admin');
		const plain = { name: 'n', url, events: EVENTS };

		const ignored = await admin(`POST ${MODERN}`, { ...plain, secret: 'top' });
		const id = String(ignored.body.id);
		await world.site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		await world.site.idle();
		const configuration = { SECRET: 'deep', FILTERS: 'project = CRASH' };
		const replaced = await admin(`PUT ${MODERN}/${id}`, { ...plain, configuration });
		await world.site.asUser('kim').create('CRASH', 'Bug', { summary: 'y' });
		await world.site.asUser('kim').create('PLAN', 'Task', { summary: 'z' });
		await world.site.idle();

		expect([ignored.status, replaced.status]).toEqual([201, 200]);
		const digest = createHmac('sha256', 'deep')
			.update(received[1]?.text ?? '')
			.digest('hex');
		expect(received.map(({ headers }) => headers['x-hub-signature'])).toEqual([
			undefined,
			`sha256=${digest}`,
		]);
		expect((await admin(`GET ${CLASSIC}`)).status).toBe(404);
		expect((await world.ask(`GET ${MODERN}`)).status).toBe(403);
		expect((await admin(`DELETE ${MODERN}/${id}`)).status).toBe(204);
		expect((await admin(`GET ${MODERN}`)).raw).toEqual([]);
	});
});
