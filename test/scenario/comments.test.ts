import { ensureIssues } from '../../src/engine/ensure-issue';
import type { SyncReport } from '../../src/engine/reports';
import type { JsonValue } from '../../src/model/json';
import type { SyncSettings } from '../../src/sync/mapping';
import { UNKNOWN_CHOICES, type Unknowns } from '../../simulators/jira';
import { COMMENT_RULES } from '../support/comment-pair';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
	type StoryWorld,
} from '../support/story-world';

type Comment = Readonly<Record<string, JsonValue>> & { readonly id: string; readonly text: string };

const settings = (changes: Partial<typeof COMMENT_RULES> = {}): SyncSettings => ({
	...SETTINGS,
	comments: { ...COMMENT_RULES, ...changes },
});
const ann = (
	id: string,
	text: string,
	more: Readonly<Record<string, JsonValue>> = {},
): Comment => ({
	id,
	text,
	author: { name: 'Ann Lee' },
	...more,
});

const CHOICES = (['commentProperties', 'commentsInIssue', 'commentRestriction'] as const).flatMap(
	(name) =>
		UNKNOWN_CHOICES[name].map((value): readonly [string, Partial<Unknowns>] => [
			name,
			{ [name]: value },
		]),
);

/** A linked pair in step, and a source whose comments a workflow writes. */
async function story(deployment: Deployment, unknowns: Partial<Unknowns> = {}) {
	const world = createStoryWorld(deployment, 0, unknowns);
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const key = world.site.issues()[0]?.key ?? '';
	const comments = (): readonly Comment[] =>
		(world.record('e1').values['comments'] ?? []) as Comment[];
	const write = (next: readonly Comment[]): void => world.edit('e1', { comments: [...next] });
	write([]);
	const sync = async (chosen = settings(), engine = world.process()): Promise<SyncReport> => {
		world.clock.advance(5_000);
		const report = await world.sync(engine, 'e1', chosen);
		for (const { action, id = '', text = '' } of report.comments?.toSource ?? []) {
			const others = comments().filter((comment) => comment.id !== id);
			if (action === 'delete') write(others);
			else write([...others, { id: id || `made-${others.length}`, text, author: 'n8n' }]);
		}
		return report;
	};
	await sync();
	return { world, key, comments, write, sync, inJira: async () => await textsIn(world, key) };
}

async function textsIn(world: StoryWorld, key: string): Promise<readonly string[]> {
	const thread = await world.process().tracker.commentThread(key);
	return thread.map(({ text }) => text);
}

describe.each(DEPLOYMENTS)('comments on %s', (deployment) => {
	it.each(CHOICES)(
		'%s %j: both ways, edited, deleted, and silent in between',
		async (_name, unknowns) => {
			const { world, key, comments, write, sync, inJira } = await story(deployment, unknowns);
			write([ann('a', 'One *bold* [~kim] {code}'), ann('b', 'Two\n\nparagraphs')]);
			const kim = world.site.asUser('kim');
			const id = await kim.comment(key, 'From Jira');
			await sync();
			await sync();

			expect(await inJira()).toHaveLength(3);
			expect(comments()).toHaveLength(3);
			const url = `/browse/${key}?focusedCommentId=${id}`;
			expect(comments()[2]?.text).toMatch(/^[^\n]+ in Jira \(.*\):\n\nFrom Jira$/);
			expect(comments()[2]?.text).toContain(url);
			world.requests();
			const quiet = await sync();
			expect(quiet.comments?.lines).toEqual([]);
			expect(world.requests().writes).toBe(0);

			await kim.editComment(key, id, 'From Jira, edited');
			write([ann('a', 'One, edited'), ...comments().slice(2)]);
			await sync();
			await sync();
			expect(comments().map(({ text }) => text.replace(/^.*\n\n/, ''))).toEqual([
				'One, edited',
				'From Jira, edited',
			]);
			expect((await inJira()).join('\n')).toContain('One, edited');
			expect(await inJira()).toHaveLength(2);

			await kim.deleteComment(key, id);
			await sync();
			await sync();
			expect(comments().map((comment) => comment.id)).toEqual(['a']);
			world.requests();
			await sync();
			expect(world.requests().writes).toBe(0);
			expect(world.site.unmodelled).toEqual([]);
		},
	);

	it.each(CHOICES)(
		'%s %j: an internal comment stays restricted when it is edited',
		async (_name, unknowns) => {
			const { world, key, write, sync } = await story(deployment, unknowns);
			const chosen = settings({ internal: { type: 'role', value: 'Administrators' } });
			write([ann('a', 'secret', { internal: true })]);
			await sync(chosen);
			write([ann('a', 'secret, edited', { internal: true })]);
			await sync(chosen);

			const [comment] = await world.process().tracker.commentThread(key);
			expect(comment).toMatchObject({
				text: expect.stringContaining('secret, edited') as string,
				visibility: { type: 'role', value: 'Administrators' },
			});
		},
	);

	it.each(CHOICES)(
		'%s %j: a lost table is made anew from marks, and nothing is doubled',
		async (_name, unknowns) => {
			const { world, key, comments, write, sync, inJira } = await story(deployment, unknowns);
			write(['a', 'b', 'c'].map((id) => ann(id, `comment ${id}`)));
			await world.site.asUser('kim').comment(key, 'From Jira');
			await sync();
			await sync();
			const engine = world.process();
			const { id } = world.site.issue(key) ?? { id: '' };
			await engine.tracker.setProperty(id, 'n8n-jira-sync.default.comments', {});

			await sync();
			await sync();

			expect(await inJira()).toHaveLength(4);
			expect(comments()).toHaveLength(4);
		},
	);

	it('L7: in step by issue: one read, no write', async () => {
		const { world, key, write, sync } = await story(deployment);
		write([ann('a', 'One')]);
		await world.site.asUser('kim').comment(key, 'Two');
		await sync();
		await sync();
		world.requests();

		await world.sync(world.process(), 'e1', settings());

		const { reads, writes } = world.requests();
		// Data Center's search carries no properties: the issue is read by itself as well.
		expect({ reads, writes }).toEqual({ reads: deployment === 'cloud' ? 1 : 2, writes: 0 });
	});

	it('C12: restricted comments, and internal notes of a service project, stay in Jira', async () => {
		const { world, key, comments, sync } = await story(deployment);
		const kim = world.site.asUser('kim');
		await kim.comment(key, 'role', { visibility: { type: 'role', value: 'Administrators' } });
		if (deployment === 'cloud')
			await kim.comment(key, 'note', { properties: { 'sd.public.comment': { internal: true } } });
		await sync();

		expect(comments()).toEqual([]);
	});

	it('C5: what the package says in Jira when it closes a duplicate or reopens goes nowhere', async () => {
		const { world, key, comments, sync } = await story(deployment);
		const { id } = world.site.issue(key) ?? { id: '' };
		await world.process().tracker.addComment(id, 'Reopened', { kind: 'note' });
		await sync();
		await sync();

		expect(comments()).toEqual([]);
	});
});
