import { commentPair, type CommentPair, type RecordComment } from '../../support/comment-pair';
import { syncOne } from '../../../src/engine/sync-one';
import { inWorkflow } from '../../support/linked-pair';
import { serviceError } from '../../support/memory-tracker';

const PROPERTY = 'n8n-jira-sync.default.comments';
const IN_STEP = { reads: 1, writes: 0 };
const ann = (id: string, text: string, more: Partial<RecordComment> = {}): RecordComment => ({
	id,
	text,
	author: 'Ann',
	...more,
});
const copyOf = (text: string): string => `Ann in Backtrace:\n\n${text}`;
const remove = ({ pair }: CommentPair, index: number): void => {
	const comment = pair.world.store.thread.of(pair.issue)[index];
	pair.world.store.thread.remove(pair.issue, comment?.id ?? '');
};

/** Two comments each way in step; then one of each kind of change at once. */
async function busy(): Promise<CommentPair> {
	const world = await commentPair();
	world.source.push(ann('a', 'edited soon'), ann('b', 'deleted soon'));
	world.say('from Jira');
	await world.run();
	await world.run();
	world.source.splice(0, 2, ann('a', 'edited'));
	world.source.push(ann('c', 'new one'), ann('d', 'new two'));
	world.say('new in Jira');
	return world;
}

describe('syncOne, comments and what goes wrong', () => {
	it.each(
		[1, 2, 3, 4, 5].flatMap((write) =>
			(['before', 'after'] as const).map((when) => ({ write, when })),
		),
	)('C3: dies $when write $write, and nothing is doubled or lost', async ({ write, when }) => {
		const world = await busy();
		const worker = world.pair.world.worker();
		worker.tracker.crashAt(write, when);
		await expect(world.run({ worker })).rejects.toThrow('died');

		await world.run();
		await world.run();

		expect(world.texts()).toEqual([
			'from Jira',
			copyOf('edited'),
			'new in Jira',
			copyOf('new one'),
			copyOf('new two'),
		]);
		expect(world.source.map(({ text }) => text.replace(/^.*\n\n/, ''))).toEqual([
			'edited',
			'from Jira',
			'new one',
			'new two',
			'new in Jira',
		]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C3, C4: a table that was lost is made anew from marks and addresses', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'from the record'));
		world.say('from Jira');
		await world.run();
		await world.run();
		world.pair.issue.properties[PROPERTY] = 'damaged';

		await world.run();

		expect(world.texts()).toHaveLength(2);
		expect(world.source).toHaveLength(2);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C3: an edit after the crash counts as an edit', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'from the record'));
		const worker = world.pair.world.worker();
		worker.tracker.crashAt(2, 'before');
		await expect(world.run({ worker })).rejects.toThrow('died');
		world.source[0] = ann('a', 'edited in between');

		await world.run();

		expect(world.texts()).toEqual([copyOf('edited in between')]);
	});

	it('C15: two workers at once make two copies, and the next run keeps the older', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'from the record'));
		await Promise.all([world.run(), world.run()]);
		expect(world.texts()).toHaveLength(2);

		await world.run();

		expect(world.texts()).toEqual([copyOf('from the record')]);
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.source).toHaveLength(1);
	});

	describe('C15: of two copies that workers made at once', () => {
		/** What the record said last, the first copy (the one that the table knows), and the second. */
		async function doubled() {
			const world = await commentPair();
			world.source.push(ann('a', 'said'));
			await Promise.all([world.run(), world.run()]);
			const { store } = world.pair.world;
			const edit = (which: number, text: string) => {
				world.pair.world.advance(5_000);
				const id = world.jira()[which]?.id ?? '';
				store.thread.edit(world.pair.issue, id, { text: copyOf(text) });
			};
			const linked = world.jira().findIndex(({ id }) => id === linkedId(world));
			return { world, edit, linked, further: 1 - linked };
		}
		const linkedId = ({ pair }: CommentPair): string => {
			const table = pair.issue.properties[PROPERTY];
			const { links } = table as { links: readonly { j: string }[] };
			return links[0]?.j ?? '';
		};

		it.each(['linked', 'further'] as const)(
			'the one that somebody edited (the %s one) stays, and its edit flows',
			async (which) => {
				const { world, edit, ...copies } = await doubled();
				edit(copies[which], 'edited by Kim');

				await world.run();
				await world.run();

				expect(world.texts()).toEqual([copyOf('edited by Kim')]);
				expect(world.source.map(({ text }) => text)).toEqual(['edited by Kim']);
				expect(await world.quiet()).toEqual(IN_STEP);
			},
		);

		it('both stay where both were edited, and the one that is linked flows', async () => {
			const { world, edit, linked, further } = await doubled();
			edit(linked, 'edited by Kim');
			edit(further, 'edited by Lee');

			await world.run();
			await world.run();

			expect([...world.texts()].sort()).toEqual([copyOf('edited by Kim'), copyOf('edited by Lee')]);
			expect(world.source.map(({ text }) => text)).toEqual(['edited by Kim']);
		});

		it('an edit of the record meanwhile is a reported conflict', async () => {
			const { world, edit, further } = await doubled();
			edit(further, 'edited by Kim');
			world.source[0] = ann('a', 'edited by Ann');

			const report = await world.run();

			expect(world.texts()).toHaveLength(1);
			const both = { conflict: true, source: 'edited by Ann', jira: 'edited by Kim' };
			expect(report.comments?.lines).toContainEqual(expect.objectContaining(both));
		});

		it('a copy takes the place of one that is gone', async () => {
			const { world, edit, linked } = await doubled();
			const { store } = world.pair.world;
			store.thread.remove(world.pair.issue, world.jira()[linked]?.id ?? '');
			await world.run();
			edit(0, 'edited by Kim');

			await world.run();

			expect(world.source.map(({ text }) => text)).toEqual(['edited by Kim']);
			expect(world.texts()).toEqual([copyOf('edited by Kim')]);
		});
	});

	it('C3: a record that was read before its comment was made does not take the copy away', async () => {
		const world = await commentPair();
		const early = { record: world.pair.request().record };
		const before = { ...early.record, values: { ...early.record.values, comments: [] } };
		world.source.push(ann('a', 'from the record'));
		const dying = world.pair.world.worker();
		dying.tracker.crashAt(1, 'after');
		await expect(world.run({ worker: dying })).rejects.toThrow('died');

		await syncOne(world.pair.world.worker(), inWorkflow(world.pair, { record: before }));
		expect(world.texts()).toEqual([copyOf('from the record')]);

		await world.run();
		expect(world.texts()).toEqual([copyOf('from the record')]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C5: a note of this package is never copied, and its mark is asked for once', async () => {
		const world = await commentPair();
		const note = { text: 'Reopened: came back in 1.2.4', mark: { kind: 'note' } };
		world.pair.world.store.thread.add(world.pair.issue, note);

		const report = await world.run();

		expect(report.comments?.toSource).toEqual([]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('what a person writes with the account of the credential is copied', async () => {
		const world = await commentPair();
		world.pair.world.store.thread.add(world.pair.issue, { text: 'by hand' });

		await world.run();

		expect(world.source.map(({ text }) => text)).toEqual([expect.stringContaining('by hand')]);
	});

	it('C17: a list that was read before the last sync is not believed', async () => {
		const world = await commentPair();
		const at = (readAt: number) => {
			const { record } = world.pair.request();
			return { record: { ...record, readAt } };
		};
		world.source.push(ann('a', 'x'));
		await world.run({ request: at(2_000) });
		const [comment] = world.source.splice(0, 1);

		const stale = await world.run({ request: at(1_000) });

		expect(stale.warnings).toEqual([expect.stringContaining('read before the last sync')]);
		expect(world.texts()).toHaveLength(1);
		if (comment !== undefined) world.source.push(comment);
		expect((await world.run({ request: at(3_000) })).wrote).toBe('nothing');
	});

	it('C16: a list that came back empty deletes nothing', async () => {
		const world = await commentPair();
		world.source.push(...['a', 'b', 'c', 'd'].map((id) => ann(id, id)));
		await world.run();
		world.source.length = 0;

		const report = await world.run();

		expect(report.warnings).toEqual([expect.stringContaining('More than half')]);
		expect(world.texts()).toHaveLength(4);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C19: a comment that Jira refuses holds up nothing, and is tried again when it changes', async () => {
		const world = await commentPair();
		const { thread } = world.pair.world.store;
		thread.refuses = 'forbidden';
		world.source.push(ann('a', 'forbidden'), ann('b', 'fine'));

		const report = await world.run();

		expect(report.warnings).toEqual(['Comment a: Jira said validation']);
		expect(world.texts()).toEqual([copyOf('fine')]);
		expect(await world.quiet()).toEqual(IN_STEP);
		world.source[0] = ann('a', 'allowed');
		await world.run();
		expect(world.texts()).toEqual([copyOf('fine'), copyOf('allowed')]);
		world.source[1] = ann('b', 'forbidden');
		await world.run();
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.texts()).toEqual([copyOf('fine'), copyOf('allowed')]);
	});

	it('what Jira makes of a text by itself is no edit', async () => {
		const world = await commentPair();
		world.pair.world.store.thread.keeps = (text) => text.slice(0, 40);
		const long = 'x'.repeat(100);
		world.source.push(ann('a', long));
		await world.run();

		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.source[0]?.text).toBe(long);
	});

	it('fails as a whole when Jira does not answer, and the next run goes on', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'x'));
		const worker = world.pair.world.worker();
		worker.tracker.failNext('createComment', serviceError('network', true), 'after');
		await expect(world.run({ worker })).rejects.toThrow('network');

		await world.run();

		expect(world.texts()).toEqual([copyOf('x')]);
	});

	it('C11: what is deleted on both sides is forgotten', async () => {
		const world = await commentPair();
		world.source.push(ann('a', 'x'));
		await world.run();
		world.source.length = 0;
		remove(world, 0);
		await world.run();

		expect(world.pair.issue.properties[PROPERTY]).toMatchObject({ links: [] });
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('more comments than come with the issue are read page by page', async () => {
		const world = await commentPair();
		world.pair.world.store.thread.pageSize = 2;
		for (const text of ['one', 'two', 'three']) world.say(text);
		await world.run();

		expect(world.source).toHaveLength(3);
		await world.run();
		expect(await world.quiet()).toEqual({ reads: 2, writes: 0 });
	});
});
