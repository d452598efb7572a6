import { commentPair, type RecordComment } from '../../support/comment-pair';

const ann = (id: string, text: string, more: Partial<RecordComment> = {}): RecordComment => ({
	id,
	text,
	author: { name: 'Ann Lee', email: 'ann@example.com' },
	...more,
});

const IN_STEP = { reads: 1, writes: 0 };

describe('syncOne, comments', () => {
	it('C6, L5: comments of the record are copied in the order of their times, once', async () => {
		const world = await commentPair();
		world.source.push(
			ann('b', 'second', { createdAt: '2026-11-21T11:00:00Z' }),
			ann('a', 'first', { createdAt: '2026-11-21T10:00:00Z' }),
		);

		const report = await world.run();

		expect(world.texts()).toEqual([
			'Ann Lee in Backtrace:\n\nfirst',
			'Ann Lee in Backtrace:\n\nsecond',
		]);
		expect(report.comments?.lines).toMatchObject([
			{ action: 'create', to: 'jira', sourceId: 'a', row: 'C6' },
			{ action: 'create', to: 'jira', sourceId: 'b', row: 'C6' },
		]);
		expect(report.wrote).toBe('issue');
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.source).toHaveLength(2);
	});

	it('C7, C4: a comment of Jira is handed out, recognised by its address, and not doubled', async () => {
		const world = await commentPair();
		const { id } = world.say('Seen on ARM too');

		const report = await world.run();

		const url = `${world.pair.request().issue === undefined ? '' : report.issue?.url}?focusedCommentId=${id}`;
		expect(report.comments?.toSource).toEqual([
			{
				action: 'create',
				jiraId: id,
				text: `kim in Jira (${url}):\n\nSeen on ARM too`,
				author: 'kim',
				url,
				key: `create:${world.pair.issue.id}:${id}`,
			},
		]);
		await world.run();
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.texts()).toEqual(['Seen on ARM too']);
		expect(world.source).toHaveLength(1);
	});

	it('C7: handed out three times, then given up until it changes', async () => {
		const world = await commentPair();
		world.say('hello');
		const counts: (number | undefined)[] = [];
		for (let run = 0; run < 4; run += 1)
			counts.push((await world.run({ lost: true })).comments?.toSource.length);

		expect(counts).toEqual([1, 1, 1, 0]);
		expect(await world.quiet()).toEqual(IN_STEP);
		const again = await world.run({ request: { retryParked: true } });
		expect(again.comments?.toSource).toHaveLength(1);
	});

	it('C4: an item that was written twice makes no comment in Jira', async () => {
		const world = await commentPair();
		world.say('hello');
		const { comments } = await world.run();
		world.deliver(comments?.toSource ?? []);
		await world.run();

		expect(world.source).toHaveLength(2);
		expect(world.texts()).toEqual(['hello']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C4, L4: what somebody edited in a copy before any run saw it goes to Jira', async () => {
		const world = await commentPair();
		world.say('hello');
		await world.run();
		const { id = '', text = '' } = world.source[0] ?? {};
		const times = { createdAt: 1_000, updatedAt: 9_000 };
		world.source.splice(0, 1, { ...ann(id, text.replace('hello', 'hello, edited')), ...times });

		await world.run();

		expect(world.texts()).toEqual(['hello, edited']);
		expect(world.source[0]?.text).toMatch(/hello, edited$/);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C4, M5: a copy and its comment that were both edited before any run saw the copy are a conflict', async () => {
		const world = await commentPair();
		const { id } = world.say('hello');
		await world.run();
		const { id: copy = '', text = '' } = world.source[0] ?? {};
		const times = { createdAt: 1_000, updatedAt: 9_000 };
		world.source.splice(0, 1, { ...ann(copy, text.replace('hello', 'by ann')), ...times });
		world.pair.world.advance(5_000);
		world.pair.world.store.thread.edit(world.pair.issue, id, { text: 'by kim' });

		const { comments } = await world.run();

		expect(comments?.lines).toEqual([
			expect.objectContaining({ conflict: true, source: 'by ann', jira: 'by kim' }),
		]);
	});

	it('C4, L4: a second copy that takes the place of one that is gone gets the newer words, and not Jira the older', async () => {
		const world = await commentPair();
		const { id } = world.say('hello');
		const { comments } = await world.run();
		await world.run();
		world.pair.world.advance(5_000);
		world.pair.world.store.thread.edit(world.pair.issue, id, { text: 'hello, edited' });
		await world.run();
		await world.run();
		const [{ text = '' } = {}] = comments?.toSource ?? [];
		world.source.splice(0, 1, ann('late', text, { createdAt: 1_000, updatedAt: 1_000 }));

		await world.run();
		await world.run();

		expect(world.texts()).toEqual(['hello, edited']);
		expect(world.source.map((comment) => comment.text)).toEqual([
			text.replace('hello', 'hello, edited'),
		]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C8: edits flow both ways, from the original and from the copy', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'from the record'));
		const { id } = world.say('from Jira');
		await world.run();
		await world.run();
		const [copy] = world.jira().filter((comment) => comment.id !== id);
		const { thread } = world.pair.world.store;

		thread.edit(world.pair.issue, id, { text: 'from Jira, edited' });
		world.source[0] = ann('a', 'from the record, edited');
		await world.run();
		expect(world.texts()).toContain('Ann Lee in Backtrace:\n\nfrom the record, edited');
		expect(world.source[1]?.text).toMatch(/\):\n\nfrom Jira, edited$/);

		await world.run();
		thread.edit(world.pair.issue, copy?.id ?? '', { text: 'Ann Lee in Backtrace:\n\nby kim' });
		const text = world.source[1]?.text.replace('edited', 'by ann') ?? '';
		world.source[1] = { ...ann('made-1', text) };
		await world.run();
		await world.run();

		expect(world.source.map((comment) => comment.text)).toEqual(['by kim', text]);
		expect(world.texts()).toEqual(expect.arrayContaining(['from Jira, by ann']));
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('M5: both edited: the policy decides, and the loser is in the report', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'x'));
		await world.run();
		const [copy] = world.jira();
		world.source[0] = ann('a', 'by ann');
		world.pair.world.store.thread.edit(world.pair.issue, copy?.id ?? '', { text: 'by kim' });

		const report = await world.run();

		expect(report.comments?.lines).toMatchObject([
			{ action: 'edit', to: 'source', row: 'M5', conflict: true, source: 'by ann', jira: 'by kim' },
		]);
		expect(world.source[0]?.text).toBe('by kim');
	});

	it('C9: deleting the original deletes the copy, either way', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'from the record'));
		const { id } = world.say('from Jira');
		await world.run();
		await world.run();

		world.source.shift();
		world.pair.world.store.thread.remove(world.pair.issue, id);
		const report = await world.run();

		expect(report.comments?.lines.map(({ action, to }) => [action, to])).toEqual([
			['delete', 'jira'],
			['delete', 'source'],
		]);
		await world.run();
		expect(world.texts()).toEqual([]);
		expect(world.source).toEqual([]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C9, L4: a copy that was edited outlives its original', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'x'));
		await world.run();
		const [copy] = world.jira();
		world.pair.world.store.thread.edit(world.pair.issue, copy?.id ?? '', { text: 'kim’s words' });
		world.source.shift();

		const report = await world.run();

		expect(report.comments?.lines).toMatchObject([{ action: 'kept', row: 'C9' }]);
		expect(world.texts()).toEqual(['kim’s words']);
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.source).toEqual([]);
	});

	it('C10: deleting a copy leaves the original, and no new copy is made', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'from the record'));
		const { id } = world.say('from Jira');
		await world.run();
		await world.run();
		const [copy] = world.jira().filter((comment) => comment.id !== id);

		world.pair.world.store.thread.remove(world.pair.issue, copy?.id ?? '');
		world.source.splice(1);
		await world.run();

		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.texts()).toEqual(['from Jira']);
		expect(world.source.map(({ id: key }) => key)).toEqual(['a']);
	});
});
