import { confirmCommentDelivery } from '../../../src/engine/confirm-comment';
import type { ConfirmReport } from '../../../src/engine/confirm';
import type { SourceCommentAction } from '../../../src/sync/comments/plan-comments';
import { commentPair, type CommentPair } from '../../support/comment-pair';

/** The workflow says that it wrote an action, and which id the source gave. */
async function confirm(
	{ pair }: CommentPair,
	{ action, id, jiraId, text }: SourceCommentAction,
	made = '',
): Promise<ConfirmReport> {
	const { record } = pair.request();
	return await confirmCommentDelivery(pair.world.worker(), {
		record,
		issue: pair.issue.id,
		profile: 'default',
		comment: { action, jiraId, id: id ?? made, ...(text !== undefined && { text }) },
	});
}

async function handOut(world: CommentPair): Promise<SourceCommentAction> {
	const [action] = (await world.run({ lost: true })).comments?.toSource ?? [];
	if (action === undefined) throw new Error('nothing was handed out');
	return action;
}

const IN_STEP = { reads: 1, writes: 0 };

describe('confirmCommentDelivery (row C20)', () => {
	it('links a new comment by the id that the source gave: never handed out again, wherever it shows up', async () => {
		const world = await commentPair();
		world.say('hello');
		const action = await handOut(world);

		const report = await confirm(world, action, '812');

		expect(report).toMatchObject({ kind: 'confirmed', confirmed: [`comment ${action.jiraId}`] });
		// A list that was read before the delivery: nothing is taken for deleted, nothing is handed out.
		expect((await world.run()).comments).toMatchObject({ lines: [], toSource: [] });
		// The source made something else of the header; the id is enough.
		world.source.push({ id: '812', author: 'n8n', text: action.text ?? '' });
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.texts()).toEqual(['hello']);
	});

	it('knows the comment by its id where the source lost the header, and makes no copy in Jira', async () => {
		const world = await commentPair();
		world.say('hello');
		await confirm(world, await handOut(world), '812');
		world.source.push({ id: '812', author: 'n8n', text: 'hello' });

		expect((await world.run()).comments?.toSource).toEqual([]);
		expect(world.texts()).toEqual(['hello']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('L4: an edit in Jira after the delivery is handed out as an edit, and confirmed as one', async () => {
		const world = await commentPair();
		const { id } = world.say('hello');
		await confirm(world, await handOut(world), '812');
		world.source.push({ id: '812', author: 'n8n', text: 'hello' });
		world.pair.world.store.thread.edit(world.pair.issue, id, { text: 'hello, world' });

		const edit = await handOut(world);
		expect(edit).toMatchObject({ action: 'update', id: '812' });
		expect(edit.text).toContain('hello, world');
		expect(await confirm(world, edit)).toMatchObject({ kind: 'confirmed' });
		expect(await confirm(world, edit)).toMatchObject({ kind: 'nothingSent' });
		// Somebody puts the old words back before the next run looks: an edit of theirs, not a delivery that never came.
		const back = await world.run();
		expect(back.comments?.lines).toMatchObject([{ action: 'edit', to: 'jira' }]);
		expect(world.texts()).toEqual(['hello']);
	});

	it('a confirmed deletion is forgotten', async () => {
		const world = await commentPair();
		const { id } = world.say('hello');
		await world.run();
		await world.run();
		world.pair.world.store.thread.remove(world.pair.issue, id);
		const deletion = await handOut(world);

		expect(deletion.action).toBe('delete');
		expect(await confirm(world, deletion)).toMatchObject({ kind: 'confirmed' });
		expect((await world.run()).comments).toMatchObject({ lines: [], toSource: [] });
	});

	it.each`
		case                                  | change
		${'no comment of the table is meant'} | ${{ jiraId: '999' }}
		${'it was deleted, not made'}         | ${{ action: 'delete', id: '812' }}
		${'it was changed, not made'}         | ${{ action: 'update', id: '812' }}
	`('notes nothing when $case', async ({ change }) => {
		const world = await commentPair();
		world.say('hello');
		const action = await handOut(world);

		const report = await confirm(world, { ...action, ...(change as object) }, '812');

		expect(report).toMatchObject({ kind: 'nothingSent', confirmed: [] });
	});
});
