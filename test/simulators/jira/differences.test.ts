import { at, bench, doc } from './caller';

const BUG = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' } };

describe('what only one deployment does', () => {
	it('Data Center refuses notifyUsers=false to people who do not administer, Cloud ignores it', async () => {
		const statuses = [];
		for (const deployment of ['cloud', 'dataCenter'] as const) {
			const { ask, as } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });
			const silently = { notifyUsers: 'false' };
			const edit = { fields: { summary: 'y' } };
			statuses.push((await ask('PUT /issue/CRASH-1', edit, silently)).status);
			statuses.push((await as('admin')('PUT /issue/CRASH-1', edit, silently)).status);
		}
		expect(statuses).toEqual([204, 204, 403, 204]);
	});

	it('Cloud gives the same text in v2 as wiki and in v3 as a document', async () => {
		const { ask } = bench('cloud');
		await ask('POST /issue', { fields: { ...BUG, summary: 'x', description: doc('Hello') } });
		await ask('POST /rest/api/2/issue', {
			fields: { ...BUG, summary: 'y', description: 'A\n\nB' },
		});

		const wiki = await ask('GET /rest/api/2/issue/CRASH-1');
		const adf = await ask('GET /issue/CRASH-2');

		expect(at(wiki.body, 'fields', 'description')).toBe('Hello');
		expect(at(adf.body, 'fields', 'description', 'content')).toHaveLength(2);
	});

	it('Cloud refuses a document that breaks the rules of the format', async () => {
		const { ask } = bench('cloud');
		const broken = { type: 'doc', version: 1, content: [{ type: 'text', text: 'loose' }] };

		const refused = await ask('POST /issue', {
			fields: { ...BUG, summary: 'x', description: broken },
		});

		expect(at(refused.body, 'errors', 'description')).toBe('INVALID_INPUT');
	});

	it('Cloud pages the changelog, oldest first; Data Center has no v3', async () => {
		const cloud = bench('cloud');
		await cloud.ask('POST /issue', { fields: { ...BUG, summary: '0' } });
		for (const summary of ['1', '2', '3']) {
			await cloud.ask('PUT /issue/CRASH-1', { fields: { summary } });
		}

		const page = await cloud.ask('GET /issue/CRASH-1/changelog', undefined, { maxResults: '2' });
		const v3 = await bench('dataCenter').ask('GET /rest/api/3/myself');

		expect(page.body).toMatchObject({ startAt: 0, maxResults: 2, total: 3, isLast: false });
		expect(at(page.body, 'values', 0, 'items', 0, 'toString')).toBe('1');
		expect(v3.status).toBe(404);
	});

	it('the old createmeta is gone from Data Center and not modelled for Cloud', async () => {
		expect((await bench('dataCenter').ask('GET /issue/createmeta')).status).toBe(404);
		expect((await bench('cloud').ask('GET /issue/createmeta')).status).toBe(501);
	});

	it('Cloud wants a content type even to delete a remote link', async () => {
		const { ask, site } = bench('cloud');
		await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });

		const refused = await site
			.transport('sync')
			.send({ method: 'DELETE', path: '/rest/api/3/issue/CRASH-1/remotelink/1' });

		expect(refused.status).toBe(415);
	});

	it('answers 501 to what is not modelled and remembers it', async () => {
		const { ask, site } = bench('cloud');

		const answer = await ask('GET /dashboard');

		expect(answer.status).toBe(501);
		expect(site.unmodelled).toEqual(['GET /rest/api/3/dashboard']);
	});
});
