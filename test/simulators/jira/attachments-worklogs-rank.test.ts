import { at, bench, rich, type Deployment } from './caller';

const deployments: readonly Deployment[] = ['cloud', 'dataCenter'];

async function file(text: string): Promise<{ readonly body: Uint8Array; readonly type: string }> {
	const form = new FormData();
	form.append('file', new Blob([text], { type: 'text/plain' }), 'trace.txt');
	const encoded = new Response(form);
	const type = encoded.headers.get('content-type') ?? '';
	return { body: new Uint8Array(await encoded.arrayBuffer()), type };
}

describe.each(deployments)('the simulated Jira (%s)', (deployment) => {
	const api = deployment === 'cloud' ? 3 : 2;

	it('keeps files as they were sent, and writes them into the changelog', async () => {
		const { site, ask } = bench(deployment);
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		const { body, type } = await file('Grüße\n');
		const path = `/rest/api/${api}/issue/${key}/attachments`;
		const headers = { 'content-type': type };
		const send = (more: Readonly<Record<string, string>>) =>
			site.transport('sync').send({ method: 'POST', path, headers: { ...headers, ...more }, body });

		expect((await send({})).status).toBe(403);
		const answer = await send({ 'x-atlassian-token': 'no-check' });

		expect(answer.status).toBe(200);
		expect(answer.body).toMatchObject([{ filename: 'trace.txt', size: 8, mimeType: 'text/plain' }]);
		const id = String(at(answer.body, 0, 'id'));
		const content =
			deployment === 'cloud'
				? `/rest/api/3/attachment/content/${id}?redirect=false`
				: `/secure/attachment/${id}/trace.txt`;
		const got = await site.transport('sync').send({ method: 'GET', path: content });
		expect(Buffer.from(got.body as Uint8Array).toString('utf8')).toBe('Grüße\n');
		await ask(`DELETE /attachment/${id}`);
		const items = site.issue(key)?.changelog.flatMap((entry) => entry.items) ?? [];
		expect(items.map((item) => [item['from'], item['to']])).toEqual([
			[null, id],
			[id, null],
		]);
	});

	it('reads and writes durations as Jira does', async () => {
		const { site, ask } = bench(deployment);
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		const started = '2026-03-10T12:00:00.000+0000';
		const work = { started, comment: rich(deployment, 'Looked'), timeSpent: '1d 1h 30m' };

		const made = await ask(`POST /issue/${key}/worklog`, work);

		expect(made.body).toMatchObject({ started, timeSpent: '1d 1h 30m', timeSpentSeconds: 34_200 });
		const short = await ask(`POST /issue/${key}/worklog`, { started, timeSpent: 'soon' });
		expect(short.status).toBe(400);
		const undated = await ask(`POST /issue/${key}/worklog`, { timeSpent: '5m' });
		expect(undated.status).toBe(deployment === 'cloud' ? 400 : 201);
	});

	it('orders issues by rank', async () => {
		const { site, ask } = bench(deployment);
		const keys: string[] = [];
		for (const summary of ['a', 'b', 'c'])
			keys.push(await site.asUser('kim').create('CRASH', 'Bug', { summary }));

		const rank = { issues: [keys[2]], rankBeforeIssue: keys[0] };
		expect((await ask('PUT /rest/agile/1.0/issue/rank', rank)).status).toBe(204);

		const search = { jql: 'project = CRASH ORDER BY Rank ASC', fields: ['summary'] };
		const path = deployment === 'cloud' ? '/search/jql' : '/search';
		const found = await ask(`POST ${path}`, search);
		const order = [0, 1, 2].map((index) => at(found.body, 'issues', index, 'fields', 'summary'));
		expect(order).toEqual(['c', 'a', 'b']);
	});
});
