import { createJiraSite } from '../../../simulators/jira';
import { at, bench } from './caller';

const BUG = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' }, summary: 'x' };

describe('the door of the simulated Jira', () => {
	it.each`
		deployment      | authorization                                                                   | root
		${'cloud'}      | ${`Basic ${Buffer.from('kim@example.com:cloud-token-kim').toString('base64')}`} | ${'/rest/api/3'}
		${'dataCenter'} | ${`Basic ${Buffer.from('kim:password-kim').toString('base64')}`}                | ${'/rest/api/2'}
		${'dataCenter'} | ${'Bearer pat-kim'}                                                             | ${'/rest/api/2'}
	`(
		'serves $deployment over HTTP below a context path',
		async ({ deployment, authorization, root }) => {
			const site = createJiraSite({ deployment, contextPath: '/jira' });
			const { url, close } = await site.listen();
			const headers = { authorization, 'content-type': 'application/json' };

			const made = await fetch(`${url}${root}/issue`, {
				method: 'POST',
				headers,
				body: JSON.stringify({ fields: BUG }),
			});
			const created: unknown = await made.json();
			const issue = await fetch(`${url}${root}/issue/CRASH-1?fields=summary,creator`, { headers });
			const shown: unknown = await issue.json();
			const property = await fetch(`${url}${root}/issue/CRASH-1/properties/p`, {
				method: 'PUT',
				headers,
				body: '"text"',
			});
			const outside = await fetch(`${url.replace('/jira', '')}${root}/serverInfo`);
			const broken = await fetch(`${url}${root}/issue`, { method: 'POST', headers, body: '{' });
			await close();

			expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/jira$/);
			expect(made.status).toBe(201);
			expect(at(created, 'self')).toBe(`${url}${root}/issue/10101`);
			expect(at(shown, 'fields', 'creator', 'displayName')).toBe('Kim Lee');
			expect(property.status).toBe(201);
			expect(site.issue('CRASH-1')?.properties).toEqual({ p: 'text' });
			expect([outside.status, broken.status]).toEqual([404, 400]);
			expect(site.requests[0]).toMatchObject({
				method: 'POST',
				path: `${root}/issue`,
				user: 'kim',
			});
		},
	);

	it('plays faults: refused does nothing, processed loses the answer', async () => {
		const { ask, site } = bench('cloud');
		site.failNext(1, { status: 429, headers: { 'retry-after': '3' } });
		site.failNext(1, { status: 502, after: 'processed', matching: /^POST .*\/issue$/ });

		const throttled = await ask('GET /myself');
		const lost = await ask('POST /issue', { fields: BUG });
		const fine = await ask('GET /issue/CRASH-1');

		expect([throttled.status, throttled.headers['retry-after']]).toEqual([429, '3']);
		expect([lost.status, fine.status]).toEqual([502, 200]);
		expect(site.requests.map(({ kind, status }) => [kind, status])).toEqual([
			['read', 429],
			['write', 502],
			['read', 200],
		]);
		site.clearRequests();
		expect(site.requests).toEqual([]);
	});

	it('breaks the connection for status 0', async () => {
		const { ask, site } = bench('dataCenter');
		site.failNext(1, { status: 0, after: 'processed' });

		await expect(ask('POST /issue', { fields: BUG })).rejects.toThrow('socket hang up');

		expect(site.issues()).toHaveLength(1);
	});

	it('counts a search by POST as a read', async () => {
		const { ask, site } = bench('cloud');

		await ask('POST /search/jql', { jql: 'project = CRASH' });

		expect(site.requests[0]?.kind).toBe('read');
	});

	it('delays every answer by the latency', async () => {
		const { ask, site } = bench('cloud');
		site.setLatency(30);
		const before = performance.now();

		await ask('GET /myself');

		expect(performance.now() - before).toBeGreaterThanOrEqual(28);
	});
});
