import { createJiraSite, type JiraSite } from '../../simulators/jira';
import { CREDENTIAL_KINDS, type Deployment } from '../support/credential-kinds';
import { createReceiver, type Receiver } from '../support/engine-receiver';

const SECRET = 'a secret that a person typed';
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

const rows = CREDENTIAL_KINDS.flatMap((kind) =>
	kind.deployments.map((at) => ({ credential: kind.name, jira: at.name, kind, at })),
);
type Row = (typeof rows)[number];

/** A trigger at a Jira, with a connected account. */
async function createTrigger(
	{ kind, at: { deployment, version } }: Row,
	registration: 'automatic' | 'manual',
	typed: object = {},
): Promise<{ readonly site: JiraSite; readonly receiver: Receiver }> {
	const site = createJiraSite({
		deployment,
		...(version !== undefined && { version }),
		passwords: 'accepted',
	});
	const server = await site.listen();
	const receiver = await createReceiver({
		parameters: {
			authentication: kind.authentication,
			registration,
			events: ['issueCreated'],
			projects: ['CRASH'],
		},
		credential: { ...((await kind.connect(site, server.url)) as object), ...typed },
	});
	opened.push(server, receiver);
	return { site, receiver };
}

async function deliversNext(site: JiraSite, receiver: Receiver): Promise<void> {
	const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
	await site.idle();
	expect(site.deliveries.map(({ status }) => status)).toEqual([200]);
	expect(receiver.started).toMatchObject([{ event: 'issueCreated', issue: { key } }]);
}

/** Does in Jira what the notice of the trigger tells an administrator to do. */
async function enterByHand(site: JiraSite, url: string, { version }: Deployment): Promise<void> {
	const major = version === undefined ? undefined : Number.parseInt(version, 10);
	const hook = { name: 'n8n', events: ['jira:issue_created'] };
	const admin = site.transport('admin');
	const enter = async (path: string, body: object): Promise<void> => {
		const { status } = await admin.send({ method: 'POST', path, body });
		expect(status).toBe(201);
	};
	if (major === undefined)
		await enter('/rest/webhooks/1.0/webhook', { ...hook, url, secret: SECRET });
	else if (major < 10)
		await enter('/rest/webhooks/1.0/webhook', {
			...hook,
			url: `${url}?secret=${encodeURIComponent(SECRET)}`,
		});
	else
		await enter('/rest/jira-webhook/1.0/webhooks', {
			...hook,
			url,
			configuration: { SECRET },
		});
}

describe.each(rows.filter(({ kind }) => kind.webhooks !== 'none'))(
	'the trigger, $credential with $jira',
	(row) => {
		it('registers its webhook by itself, receives, and removes it', async () => {
			const { site, receiver } = await createTrigger(row, 'automatic');
			expect(await receiver.hook('checkExists')).toBe(false);
			await receiver.hook('create');
			expect(await receiver.hook('checkExists')).toBe(true);

			await deliversNext(site, receiver);

			await receiver.hook('delete');
			expect(await receiver.hook('checkExists')).toBe(false);
		});
	},
);

describe.each(rows.filter(({ kind }) => kind.webhooks === 'none'))(
	'the trigger, $credential with $jira',
	(row) => {
		it('says that an administrator must set the webhook up by hand', async () => {
			const { site, receiver } = await createTrigger(row, 'automatic');
			site.clearRequests();

			await expect(receiver.hook('checkExists')).rejects.toMatchObject({
				message: expect.stringMatching(
					/^With OAuth 2\.0 of Jira Data Center the trigger cannot register its webhook\.\n/,
				),
				description: expect.stringContaining('let an administrator make the webhook by hand'),
			});
			expect(site.requests.filter(({ kind }) => kind === 'write')).toEqual([]);
		});
	},
);

describe.each(rows)('the trigger, $credential with $jira', (row) => {
	it('receives from a webhook that an administrator entered as the notice says', async () => {
		const { site, receiver } = await createTrigger(row, 'manual', { webhookSecret: SECRET });
		site.clearRequests();
		expect(await receiver.hook('checkExists')).toBe(true);
		expect(site.requests).toEqual([]);
		await enterByHand(site, receiver.webhookUrl, row.at);

		await deliversNext(site, receiver);
	});

	it('wants a typed secret for a webhook that is entered by hand', async () => {
		const { receiver } = await createTrigger(row, 'manual');

		await expect(receiver.hook('checkExists')).rejects.toMatchObject({
			message: expect.stringMatching(/^The credential has no webhook secret\.\n/),
			description: expect.stringContaining('enter it in the credential and in Jira'),
		});
	});
});
