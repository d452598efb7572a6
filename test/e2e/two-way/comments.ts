import { allText } from '../../../demo/look';
import type { TwoWayWorld } from './world';

const inJira = (world: TwoWayWorld): readonly string[] =>
	world.issueOf('C-1').comments.map(({ author, body }) => `${author}: ${allText(body)}`);

const inRecord = (world: TwoWayWorld): readonly string[] =>
	(world.records.record('C-1')?.comments ?? []).map(({ author, text }) => `${author}: ${text}`);

/** Comments made, edited and deleted on both sides. */
export function commentStories(theWorld: () => TwoWayWorld): void {
	it('a comment of each side is on the other one too, with its author, once', async () => {
		const world = theWorld();
		const { key } = world.issueOf('C-1');
		expect(inJira(world)).toEqual([expect.stringMatching(/^sync: .*Pat in .*Seen on ARM$/s)]);

		await world.jira.asUser('kim').comment(key, 'Which board?');
		await world.run('records');

		expect(inRecord(world)).toEqual([
			'Pat: Seen on ARM',
			expect.stringMatching(/^API: Kim Lee in Jira \(.+\):\n\nWhich board\?$/),
		]);
		expect(inJira(world)).toHaveLength(2);
	});

	it('an edit of each side reaches the copy on the other one', async () => {
		const world = theWorld();
		const { key, comments } = world.issueOf('C-1');
		const [theirs] = world.records.record('C-1')?.comments ?? [];
		world.records.comments.edit('C-1', theirs?.id ?? '', 'Seen on ARM and x86');
		await world.jira.asUser('kim').editComment(key, comments[1]?.id ?? '', 'Which board is it?');

		await world.run('records');

		expect(inJira(world)).toEqual([
			expect.stringMatching(/^sync: .*Pat in .*Seen on ARM and x86$/s),
			expect.stringMatching(/^kim: .*Which board is it\?$/s),
		]);
		expect(inRecord(world)).toEqual([
			'Pat: Seen on ARM and x86',
			expect.stringMatching(/^API: Kim Lee in Jira .*Which board is it\?$/s),
		]);
	});

	it('what is deleted on one side is deleted on the other', async () => {
		const world = theWorld();
		const { key, comments } = world.issueOf('C-1');
		const [theirs] = world.records.record('C-1')?.comments ?? [];
		world.records.comments.remove('C-1', theirs?.id ?? '');
		await world.jira.asUser('kim').deleteComment(key, comments[1]?.id ?? '');

		await world.run('records');

		expect(inJira(world)).toEqual([]);
		expect(inRecord(world)).toEqual([]);
	});
}
