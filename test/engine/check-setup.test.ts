import { SEED_FIELD_IDS as FIELD } from '../../simulators/jira/seed';
import {
	DEPLOYMENTS,
	locator,
	mapped,
	pairedIndexes,
	useEngine,
	type EngineJira,
	type RunOptions,
} from '../support/engine-jira';
import { expectToFit } from '../support/engine-schema';
import { freePorts } from '../support/n8n/free-port';

const { open } = useEngine();

const CHECK = {
	operation: 'checkSetup',
	project: locator('CRASH'),
	issueType: locator('Bug', 'name'),
};

interface Line {
	readonly check: string;
	readonly status: string;
	readonly message: string;
	readonly remedy: string;
	readonly html?: string;
}

/** Runs the check on one item: it must not stop, write, or give an item that the schema does not know. */
async function linesOf(
	jira: EngineJira,
	parameters: object = {},
	options: RunOptions = {},
): Promise<readonly Line[]> {
	jira.site.clearRequests();
	const result = await jira.run('jiraSync', { ...CHECK, ...parameters }, [{}], options);
	expect(result.error).toBeUndefined();
	expect(jira.writes()).toEqual([]);
	const items = result.items('Node');
	for (const { json } of items) expectToFit(json, 'JiraSync', 'checkSetup');
	expect(items.map(pairedIndexes)).toEqual(items.map(() => [0]));
	const lines = items.map(({ json }) => json as unknown as Line);
	expect(lines.at(-1)?.check).toBe('Summary');
	for (const { status, remedy, check } of lines.slice(0, -1))
		expect([check, remedy === '']).toEqual([check, status === 'ok']);
	return lines;
}

/** At the address of the engine's n8n. */
const WEBHOOK = 'http://localhost:5678/webhook/1b2c/jira-sync';

async function addWebhook({ site, deployment }: EngineJira, body: object): Promise<void> {
	const path =
		deployment === 'cloud' ? '/rest/webhooks/1.0/webhook' : '/rest/jira-webhook/1.0/webhooks';
	expect((await site.transport('admin').send({ method: 'POST', path, body })).status).toBe(201);
}

function named(lines: readonly Line[], status: string): readonly string[] {
	return lines.slice(0, -1).flatMap((line) => (line.status === status ? [line.check] : []));
}

const lineOf = (lines: readonly Line[], check: string) =>
	lines.find((line) => line.check === check);

describe.each(DEPLOYMENTS)('Check Set-Up, %s', (deployment) => {
	it('finds the seeded project ready', async () => {
		const jira = await open(deployment);
		const userTable = { user: [{ source: 'a', jira: 'ann@example.com' }] };

		const hook = { name: 'by hand', url: WEBHOOK, events: ['jira:issue_updated'] };
		await addWebhook(jira, { ...hook, secret: 's', configuration: { SECRET: 's' } });

		const lines = await linesOf(jira, { options: { userTable } }, { as: 'admin' });

		expect(named(lines, 'problem')).toEqual([]);
		// Nothing has been delivered, so nobody knows.
		expect(named(lines, 'warning')).toEqual(['Webhook Deliveries']);
		expect(lineOf(lines, 'Webhook')?.message).toContain(`by hand to ${WEBHOOK}`);
		expect(lineOf(lines, 'Account')?.message).toContain('Jira Admin');
		expect(lineOf(lines, 'User Table')?.message).toContain('knows everybody');
		expect(lines.at(-1)).toMatchObject({ status: 'warning', counts: { warning: 1, problem: 0 } });
		expect(lines.at(-1)?.html).toMatch(/^<table><tr><th>Check<.*<\/table>$/);
	});

	it('says what is wrong with the webhooks, and whose they may be', async () => {
		const jira = await open(deployment);
		expect(lineOf(await linesOf(jira), 'Webhook')?.remedy).toContain('administrators only');
		const foreign = { name: 'a', url: 'https://ci.example.com/jira-sync', events: [] };
		await addWebhook(jira, { ...foreign, name: 'n8n Jira Sync: W (00000000 11111111)' });
		expect(lineOf(await linesOf(jira, {}, { as: 'admin' }), 'Webhook')?.message).toContain(
			'no webhook of this n8n',
		);
		await addWebhook(jira, {
			name: 'by hand',
			url: WEBHOOK,
			events: [],
			enabled: false,
			active: false,
		});

		const lines = await linesOf(jira, {}, { as: 'admin' });

		expect(named(lines, 'problem')).toEqual(['Webhook', 'Webhook Signature']);
		expect(lineOf(lines, 'Webhook Deliveries')?.remedy).toContain('Change an issue');
	});

	it('says what the project, the template, the table and the people lack', async () => {
		const jira = await open(deployment);

		const lines = await linesOf(jira, {
			project: locator('PLAN'),
			issueType: locator('Story', 'name'),
			fields: mapped({ [FIELD.area]: 'Client' }),
			templateOptions: { bodyField: FIELD.callstack },
			statusMapping: { row: [{ source: 'open, <b>odd</b>', jira: 'Nowhere', categories: [] }] },
			options: { userTable: { user: [{ source: 'x', jira: 'nobody@example.com' }] } },
		});

		expect(named(lines, 'problem')).toEqual([
			'Required Fields',
			'Body Field',
			'Template Fields',
			'Status Targets',
			'User Table',
		]);
		expect(named(lines, 'warning')).toContain('Status Table');
		expect(lineOf(lines, 'Required Fields')?.message).toContain('Severity');
		const html = lines.at(-1)?.html ?? '';
		expect(html).toContain('&lt;b&gt;odd&lt;/b&gt;');
		expect(html).not.toContain('<b>');
	});

	it('goes on without the project when the account does not see it', async () => {
		const jira = await open(deployment);

		for (const [project, options] of [
			['NOPE', {}],
			['CRASH', { as: 'noperm' }],
		] as const) {
			const lines = await linesOf(jira, { project: locator(project) }, options);

			expect(named(lines, 'problem')).toEqual(['Project']);
			expect(lineOf(lines, 'Project')?.remedy).toContain('PLAN');
			expect(lineOf(lines, 'Issue Type')?.message).toBe('Not checked.');
			expect(lineOf(lines, 'Search')?.status).toBe('ok');
			expect(lineOf(lines, 'Remote Links')?.status).toBe('ok');
		}
	});

	it('asks nothing more after a dead token, whether the address is known or not', async () => {
		const jira = await open(deployment);
		const credential = { secret: 'dead-token-4711' };
		for (const _time of ['first', 'later']) {
			const lines = await linesOf(jira, {}, { credential });

			expect(named(lines, 'problem')).toEqual(['Account']);
			expect(lineOf(lines, 'Account')?.remedy).toContain('The credential was not accepted');
			expect(jira.counts().reads).toBeLessThanOrEqual(2);
			await jira.run('jiraSync', CHECK);
		}
	});

	it('says of an address that leads nowhere that it does', async () => {
		const jira = await open(deployment);
		const [port] = await freePorts(1);
		const credential = { baseUrl: `http://127.0.0.1:${port}` };

		const lines = await linesOf(jira, {}, { credential: { baseUrl: 'ftp://x' } });
		expect(named(lines, 'problem')).toEqual(['Endpoint']);
		const closed = await linesOf(jira, {}, { credential });
		expect(named(closed, 'problem')).toEqual(['Endpoint']);
		expect(lineOf(closed, 'Endpoint')?.remedy).toContain('Nothing answers');
	}, 60_000);

	it("turns Jira's own refusals into lines, each with its words", async () => {
		const jira = await open(deployment);
		const body = { errorMessages: ['The moon is full.'], errors: {} };
		jira.site.failNext(1, { status: 403, matching: /mypermissions/, body });

		const lines = await linesOf(jira);

		expect(named(lines, 'problem')).toEqual(['Permissions']);
		expect(lineOf(lines, 'Permissions')?.message).toContain('The moon is full.');
	});
});
