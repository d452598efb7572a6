import { expectToFit } from '../support/engine-schema';
import { caller, rich } from '../simulators/jira/caller';
import {
	createTriggerWorld,
	NINE,
	PRODUCTS,
	TEN,
	type TriggerWorld,
} from '../support/engine-trigger';

const ALL = [
	'attachmentCreated',
	'attachmentDeleted',
	'issueLinkCreated',
	'issueLinkDeleted',
	'sprintClosed',
	'sprintCreated',
	'sprintDeleted',
	'sprintStarted',
	'sprintUpdated',
	'versionCreated',
	'versionDeleted',
	'versionMoved',
	'versionReleased',
	'versionUnreleased',
	'versionUpdated',
	'worklogCreated',
	'worklogDeleted',
	'worklogUpdated',
];

/** Sends a request that must succeed, and waits until what came of it was delivered. */
function asking({ site }: TriggerWorld, user = 'admin') {
	const ask = caller(site.transport(user), site.deployment);
	return async (request: string, body?: unknown) => {
		const { status, raw } = await ask(request, body);
		expect(`${request}: ${Math.floor(status / 100)}xx`).toBe(`${request}: 2xx`);
		await site.idle();
		return raw as Readonly<Record<string, string>>;
	};
}

describe.each(PRODUCTS)('events on %s', (_name, options) => {
	const start = async (more: object = {}, webhooks = {}) => {
		const world = await createTriggerWorld({ ...options, webhooks }, { events: ALL, ...more });
		await world.receiver.hook('create');
		const key = await world.site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		const issue = world.site.issue(key);
		return { ...world, key, id: issue?.id ?? '', ask: asking(world) };
	};
	const said = ({ receiver }: TriggerWorld) => {
		for (const event of receiver.started) {
			expectToFit(event, 'JiraSyncTrigger', 'output');
			expect(event['occurredAt']).toMatch(/^\d{4}-/);
		}
		return receiver.started.map(({ event }) => event);
	};

	it('worklogs name their issue and who logged', async () => {
		const world = await start();
		const path = `/issue/${world.key}/worklog`;
		const started = '2026-11-20T10:00:00.000+0000';
		const made = await world.ask(`POST ${path}`, { timeSpent: '1h', started });
		await world.ask(`PUT ${path}/${made['id']}`, { timeSpent: '2h' });
		await world.ask(`DELETE ${path}/${made['id']}`);

		expect(said(world)).toEqual(['worklogCreated', 'worklogUpdated', 'worklogDeleted']);
		for (const event of world.receiver.started)
			expect(event).toMatchObject({
				issue: { id: world.id },
				worklog: { id: made['id'] },
				actor: { displayName: 'Jira Admin' },
			});
	});

	it('links name both issues', async () => {
		const world = await start();
		const other = await world.site.asUser('kim').create('PLAN', 'Bug', { summary: 'two' });
		const link = {
			type: { name: 'Duplicate' },
			inwardIssue: { key: world.key },
			outwardIssue: { key: other },
		};
		await world.ask('POST /issueLink', link);
		const [first] = world.receiver.started;
		const id = (first?.['issueLink'] as { id: string } | undefined)?.id;
		await world.ask(`DELETE /issueLink/${id}`);

		expect(said(world)).toEqual(['issueLinkCreated', 'issueLinkDeleted']);
		for (const event of world.receiver.started)
			expect(event).toMatchObject({
				issue: { id: world.id },
				issueLink: { name: 'Duplicate', destinationIssueId: world.site.issue(other)?.id },
			});
	});

	it.each([
		['without the issue', {}, undefined],
		['with the issue', { attachmentsNameIssue: true }, 'CRASH-1'],
	])('attachments, where Jira sends them %s', async (_case, habits, key) => {
		const world = await start({}, habits);
		const form = new FormData();
		form.append('file', new Blob(['log']), 'crash.log');
		const { url, authorization } = world;
		const headers = { authorization, 'x-atlassian-token': 'no-check' };
		const address = `${url}/rest/api/2/issue/${world.key}/attachments`;
		const answer = await fetch(address, { method: 'POST', headers, body: form });
		const [file] = (await answer.json()) as { id: string }[];
		await world.site.idle();
		await world.ask(`DELETE /attachment/${file?.id}`);

		expect(said(world)).toEqual(['attachmentCreated', 'attachmentDeleted']);
		for (const event of world.receiver.started) {
			expect(event).toMatchObject({ attachment: { id: file?.id, name: 'crash.log' } });
			expect((event['issue'] as { key?: string } | undefined)?.key).toBe(key);
		}
	});

	it('versions', async () => {
		const world = await start();
		const made = await world.ask('POST /version', { project: 'CRASH', name: '7.0' });
		const path = `/version/${made['id']}`;
		await world.ask(`PUT ${path}`, { released: true });
		await world.ask(`PUT ${path}`, { released: false });
		await world.ask(`POST ${path}/move`, { position: 'First' });
		const version = { id: made['id'] ?? '', name: '7.0', project: 'CRASH' };
		const gone = { ...version, released: false, archived: false };
		world.site.announce({ kind: 'versionDeleted', version: gone });
		await world.site.idle();

		expect([...said(world)].sort()).toEqual([
			'versionCreated',
			'versionDeleted',
			'versionMoved',
			'versionReleased',
			'versionUnreleased',
			'versionUpdated',
			'versionUpdated',
		]);
		for (const event of world.receiver.started)
			expect(event['version']).toEqual({ id: made['id'], name: '7.0' });
	});

	it.each([
		'sprintCreated',
		'sprintUpdated',
		'sprintDeleted',
		'sprintStarted',
		'sprintClosed',
	] as const)('%s', async (kind) => {
		const world = await start();
		const sprint = { id: 7, name: 'Sprint 7', state: 'active', originBoardId: 3 } as const;
		world.site.announce({ kind, sprint });
		await world.site.idle();

		expect(said(world)).toEqual([kind]);
		expect(world.receiver.started[0]?.['sprint']).toEqual({
			id: '7',
			name: 'Sprint 7',
			boardId: '3',
		});
	});

	it.each([
		['does not apply the filter to them', {}],
		['applies the filter to all', { filtersEverything: true }],
	])('of other projects start nothing, where Jira %s', async (_case, habits) => {
		const jql = { jql: 'labels = Backtrace' };
		const world = await start({ projects: ['CRASH'], options: jql }, habits);
		const person = world.site.asUser('kim');
		const wanted = await person.create('CRASH', 'Bug', { summary: 'w', labels: ['Backtrace'] });
		const elsewhere = await person.create('PLAN', 'Bug', { summary: 'e', labels: ['Backtrace'] });
		const started = '2026-11-20T10:00:00.000+0000';
		for (const key of [elsewhere, world.key, wanted])
			await world.ask(`POST /issue/${key}/worklog`, { timeSpent: '1h', started });
		await world.ask('POST /version', { project: 'PLAN', name: '8.0' });
		await world.ask('POST /version', { project: 'CRASH', name: '9.0' });

		expect(new Set(world.site.deliveries.map(({ status }) => status))).toEqual(new Set([200]));
		expect(world.receiver.started).toMatchObject([
			{ event: 'worklogCreated', issue: { id: world.site.issue(wanted)?.id } },
			{ event: 'versionCreated', version: { name: '9.0' } },
		]);
	});
});

describe.each([
	['Data Center 9', NINE],
	['Data Center 10', TEN],
])('payloads of old servers on %s', (_name, options) => {
	it.each([
		['with type and changelog', {}, true],
		['without', { oldPayloads: true }, false],
	])('%s: every change is an event, and a comment is one', async (_case, webhooks, isTold) => {
		const events = ['issueUpdated', 'commentCreated', 'commentUpdated', 'commentDeleted'];
		let later = 0;
		const now = () => Date.now() + later;
		const world = await createTriggerWorld({ ...options, webhooks, now }, { events });
		await world.receiver.hook('create');
		const ask = asking(world, 'kim');
		const person = world.site.asUser('kim');
		const key = await person.create('CRASH', 'Bug', { summary: 'one' });
		await person.edit(key, { summary: 'two' });
		await world.site.idle();
		const made = await ask(`POST /issue/${key}/comment`, { body: rich('dataCenter', 'hello') });
		later = 60_000;
		const path = `/issue/${key}/comment/${made['id']}`;
		await ask(`PUT ${path}`, { body: rich('dataCenter', 'hello again') });

		expect(world.receiver.started).toMatchObject([
			{ event: 'issueUpdated', changes: isTold ? [{ field: 'summary', toText: 'two' }] : [] },
			{ event: 'commentCreated', commentId: made['id'] },
			{ event: 'commentUpdated', commentId: made['id'] },
		]);
		for (const event of world.receiver.started) {
			expectToFit(event, 'JiraSyncTrigger', 'output');
			expect(event).toMatchObject({ issue: { id: world.site.issue(key)?.id } });
			expect(event['actor']).toMatchObject({ name: 'kim' });
		}

		world.receiver.clear();
		await ask(`DELETE ${path}`);
		expect(new Set(world.site.deliveries.map(({ status }) => status))).toEqual(new Set([200]));
		expect(world.receiver.started[0]).toMatchObject({ event: 'commentDeleted' });
	});

	it('a chosen field cannot be looked for where Jira does not tell what changed', async () => {
		const chosen = { events: ['issueUpdated'], changedFields: ['status'] };
		for (const [webhooks, count] of [
			[{}, 0],
			[{ oldPayloads: true }, 1],
		] as const) {
			const world = await createTriggerWorld({ ...options, webhooks }, chosen);
			await world.receiver.hook('create');
			const key = await world.site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
			await world.site.asUser('kim').edit(key, { summary: 'two' });
			await world.site.idle();

			expect(world.receiver.started).toHaveLength(count);
		}
	});
});
