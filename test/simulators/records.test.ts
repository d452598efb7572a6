import { createRecordSystem } from '../../simulators/records';

describe('the simulated system of records', () => {
	const start = () => {
		let time = 0;
		const system = createRecordSystem({ now: () => (time += 1) });
		system.create('1', { title: 'Crash' });
		const { send } = system.transport();
		return { system, send };
	};

	it('keeps comments with the record: made, edited and deleted by people and by clients', async () => {
		const { system, send } = start();
		const made = system.comments.create('1', 'Pat', 'Seen on ARM');

		const answer = await send({
			method: 'POST',
			path: '/records/1/comments',
			body: { text: 'Hi' },
		});
		await send({ method: 'PUT', path: '/records/1/comments/c2', body: { text: 'Hello' } });

		expect(answer).toMatchObject({ status: 201, body: { id: 'c2', author: 'API', text: 'Hi' } });
		const { body } = await send({ method: 'GET', path: '/records/1' });
		expect(body).toMatchObject({
			values: { title: 'Crash' },
			comments: [
				{ id: made?.id, author: 'Pat', text: 'Seen on ARM' },
				{ id: 'c2', text: 'Hello' },
			],
		});
		await send({ method: 'DELETE', path: '/records/1/comments/c2' });
		expect(system.record('1')?.comments).toHaveLength(1);
	});

	it('tells changes of comments in its feed, with who made them', async () => {
		const { system, send } = start();
		system.comments.create('1', 'Pat', 'Seen on ARM');
		await send({ method: 'DELETE', path: '/records/1/comments/c1' });

		const { body } = await send({ method: 'GET', path: '/changes', query: { since: '1' } });

		expect(body).toMatchObject({
			changes: [
				{ recordId: '1', comment: { id: 'c1', action: 'created' }, by: 'person' },
				{ recordId: '1', comment: { id: 'c1', action: 'deleted' }, by: 'api' },
			],
		});
	});

	it('makes records for clients, lists those of a kind, and names the files of each', async () => {
		const { system, send } = start();
		const body = { kind: 'release', name: 'Spring' };

		const made = await send({ method: 'POST', path: '/records', body });
		const refused = await send({ method: 'POST', path: '/records', body: 'Spring' });
		const file = system.files.put('new-1', 'notes.txt', 'Hello');
		const listed = await send({ method: 'GET', path: '/records', query: { kind: 'release' } });

		expect(made).toMatchObject({ status: 201, body: { id: 'new-1', values: body, files: [] } });
		expect(refused.status).toBe(400);
		expect(listed.body).toEqual({
			records: [
				expect.objectContaining({
					id: 'new-1',
					values: body,
					files: [expect.objectContaining({ id: file, name: 'notes.txt', size: 5 })],
				}),
			],
		});
		expect(system.records().map(({ id }) => id)).toEqual(['1', 'new-1']);
	});

	it.each`
		method      | path                       | body             | status
		${'POST'}   | ${'/records/2/comments'}   | ${{ text: 'a' }} | ${404}
		${'POST'}   | ${'/records/1/comments'}   | ${{}}            | ${400}
		${'PUT'}    | ${'/records/1/comments/x'} | ${{ text: 'a' }} | ${404}
		${'DELETE'} | ${'/records/1/comments/x'} | ${undefined}     | ${404}
	`('answers $status to $method $path', async ({ method, path, body, status }) => {
		const { send } = start();

		expect(await send({ method, path, body })).toMatchObject({ status });
	});
});
