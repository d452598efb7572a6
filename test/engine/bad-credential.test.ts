import { createServer, type RequestListener } from 'node:http';
import {
	CRASH,
	DEPLOYMENTS,
	errorText,
	locator,
	pairedIndexes,
	TEMPLATE,
	useEngine,
} from '../support/engine-jira';
import { OPERATIONS } from '../support/engine-operations';
import { freePorts } from '../support/n8n/free-port';

const { open } = useEngine();

const issue = locator('CRASH-1');
const UPSERT = { operation: 'upsert', ...TEMPLATE };

describe.each(DEPLOYMENTS)('a dead token, %s', (deployment) => {
	it.each(
		OPERATIONS.map(([type, parameters, item]) => {
			const { operation = 'check' } = parameters as { readonly operation?: string };
			return { name: `${type} ${operation}`, type, parameters, item };
		}),
	)('$name says so and makes nothing', async ({ type, parameters, item }) => {
		const { site, run } = await open(deployment);
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		// An execution before it worked: what it learnt about the site must not hide that the token is dead now.
		await run('jiraIssue', { operation: 'get', issue });
		const before = JSON.stringify(site.issues());
		const credential = { secret: 'dead-token-4711' };

		const stopped = await run(type, parameters, [item], { credential });
		const node = { onError: 'continueRegularOutput' as const };
		const went = await run(type, parameters, [item, item], { credential, node });

		expect(stopped.status).toBe('error');
		expect(errorText(stopped)).toMatch(/Jira (?:refused|could not)/);
		expect(errorText(stopped)).toContain('The credential was not accepted');
		expect(errorText(stopped)).toContain('has not expired');
		const items = [0, 1].flatMap((output) => went.items('Node', output));
		expect(items.map(pairedIndexes)).toEqual([[0], [1]]);
		for (const { json } of items) expect(json['message']).toContain('credential was not accepted');
		expect(JSON.stringify(site.issues())).toBe(before);
	});
});

/** An address that leads to no Jira, and what the person is told. */
const PLACES: readonly (readonly [string, (url: string) => Promise<string> | string, string[]])[] =
	[
		['is closed', closedPort, ['did not answer', 'Nothing answers', 'Jira URL', 'ECONNREFUSED']],
		['has no host', () => 'http://jira.invalid', ['No host of this name', 'Jira URL', 'ENOTFOUND']],
		['lacks the context path', (url) => new URL(url).origin, ['There is no Jira', 'context path']],
		['has another context path', (url) => `${url}-x`, ['There is no Jira', 'context path']],
		['is empty', () => '', ['The Jira URL of the credential cannot be used', 'It is empty']],
		['is no address', () => 'my jira', ['Jira URL', 'not a web address', 'Example']],
		['is of another kind', () => 'ftp://jira.example.com', ['Jira URL', 'must begin with https']],
	];

describe('an address that', () => {
	it.each(PLACES)('%s is said to be wrong', async (_name, place, says) => {
		const { run, url } = await open('dataCenter');
		const credential = { baseUrl: await place(url) };

		const stopped = await run('jiraIssue', UPSERT, [CRASH], { credential });

		for (const part of says) expect(errorText(stopped)).toContain(part);
	});

	it.each([
		[200, ['It answered with a web page', 'There is no Jira', 'Jira URL']],
		[404, ['Nothing to see', 'There is no Jira', 'Jira URL']],
		[502, ['Nothing to see', 'try again later']],
	])('belongs to a web server that answers %s is said to be wrong', async (status, says) => {
		const { run } = await open('dataCenter');
		const page = '<!doctype html><html><title>Nothing to see</title></html>';
		const server = await serve((_request, response) => {
			response.writeHead(status, { 'content-type': 'text/html' }).end(page);
		});
		try {
			const stopped = await run('jiraIssue', UPSERT, [CRASH], {
				credential: { baseUrl: server.url },
			});

			for (const part of says) expect(errorText(stopped)).toContain(part);
		} finally {
			server.close();
		}
	});

	it.each([
		'/rest/api/2/',
		'/rest/api/2/issue/CRASH-1',
		'/browse/CRASH-1',
		'/',
		'/secure/Dashboard.jspa',
	])('ends in %s as pasted works', async (tail) => {
		for (const deployment of DEPLOYMENTS) {
			const { run, url } = await open(deployment);
			const { json } = await run('jiraIssue', UPSERT, [CRASH], {
				credential: { baseUrl: `${url}${tail}` },
			});

			expect(json('Node')).toMatchObject([
				{ kind: 'created', issue: { url: `${url}/browse/CRASH-1` } },
			]);
		}
	});

	it('is wrong makes an error item of each item, and no item of success', async () => {
		const { run } = await open('cloud');
		const credential = { baseUrl: await closedPort() };
		for (const [type, parameters, item] of OPERATIONS) {
			const node = { onError: 'continueErrorOutput' as const };
			const { run: ran } = await run(type, parameters, [item, item], { credential, node });

			const outputs = ran.data.resultData.runData['Node']?.[0]?.data?.main ?? [];
			const filled = outputs.filter((items) => (items?.length ?? 0) > 0);
			expect(filled).toHaveLength(1);
			expect(filled[0]).toMatchObject([
				{ json: { error: expect.stringContaining('did not answer') }, pairedItem: { item: 0 } },
				{ json: { message: expect.stringContaining('Jira URL') }, pairedItem: { item: 1 } },
			]);
		}
	});
});

describe.each(DEPLOYMENTS)("Jira's own refusal, %s", (deployment) => {
	it('is told with the display name of the field, and nothing is made', async () => {
		const { site, run } = await open(deployment);
		const body = { errorMessages: [], errors: { customfield_10013: 'The moon is full.' } };
		site.failNext(1, { status: 400, matching: /POST .*\/issue$/, body });

		const create = { operation: 'create', ...TEMPLATE, summary: 'new' };
		const stopped = await run('jiraIssue', create);

		expect(errorText(stopped)).toContain('Jira refused to create the issue (400)');
		expect(errorText(stopped)).toContain('Severity: The moon is full.');
		expect(site.issues()).toEqual([]);
	});

	it('of a permission names the remedy', async () => {
		const { site, run } = await open(deployment);
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		const body = { errorMessages: ['You may not comment here.'], errors: {} };
		site.failNext(1, { status: 403, matching: /POST .*\/comment$/, body });

		const stopped = await run('jiraIssue', { operation: 'addComment', issue, comment: 'x' });

		expect(stopped.error?.message).toContain('You may not comment here.');
		expect(stopped.error?.description).toContain('ask an administrator for the permission');
		expect(site.issue('CRASH-1')?.comments).toEqual([]);
	});
});

async function closedPort(): Promise<string> {
	const [port] = await freePorts(1);
	return `http://127.0.0.1:${port}`;
}

async function serve(listener: RequestListener) {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}`,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
