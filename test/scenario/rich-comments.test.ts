import { ensureIssues } from '../../src/engine/ensure-issue';
import type { SyncReport } from '../../src/engine/reports';
import type { JsonValue } from '../../src/model/json';
import type { WrittenFormat } from '../../src/model/text-format';
import type { SyncSettings } from '../../src/sync/mapping';
import { attachFile } from '../support/attach-file';
import { COMMENT_RULES } from '../support/comment-pair';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
} from '../support/story-world';

interface Comment {
	readonly id: string;
	readonly text: string;
}

/** A linked pair in step, a source whose comments a workflow writes, and Kim in Jira. */
async function story(deployment: Deployment, textFormat: WrittenFormat) {
	const world = createStoryWorld(deployment);
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const { key, id: issueId } = world.site.issues()[0] ?? { key: '', id: '' };
	const settings: SyncSettings = { ...SETTINGS, comments: { ...COMMENT_RULES, textFormat } };
	const comments = () => (world.record('e1').values['comments'] ?? []) as unknown as Comment[];
	const write = (next: readonly Comment[]): void =>
		world.edit('e1', { comments: next as unknown as JsonValue });
	write([]);
	const sync = async (): Promise<SyncReport> => {
		world.clock.advance(5_000);
		const report = await world.sync(world.process(), 'e1', settings);
		for (const { action, id = '', text = '' } of report.comments?.toSource ?? []) {
			const at = comments().findIndex((comment) => comment.id === id);
			const next = { id: id || `made-${comments().length}`, text };
			if (action === 'delete') write(comments().filter((comment) => comment.id !== id));
			else if (at < 0) write([...comments(), next]);
			else write(comments().with(at, next));
		}
		return report;
	};
	await sync();
	const kim = world.process('kim').tracker;
	return {
		...{ world, key, issueId, kim, comments, write, sync },
		bodies: async () => {
			const thread = await kim.commentThread(issueId);
			return thread.map(({ body }) => JSON.stringify(body));
		},
		isQuiet: async () => {
			world.requests();
			const { comments: report } = await sync();
			return { lines: report?.lines, writes: world.requests().writes };
		},
	};
}

const QUIET = { lines: [], writes: 0 };

describe.each(DEPLOYMENTS)('comments with a text format on %s', (deployment) => {
	const isCloud = deployment === 'cloud';

	it.each([
		['markdown', '**bold** and `code`\n\n- a\n- b'],
		[
			'html',
			'<p><strong>bold</strong> and <code>code</code></p><ul><li><p>a</p></li><li><p>b</p></li></ul>',
		],
	] as const)('C6, C7, C8, L5: %s keeps its formatting both ways', async (format, text) => {
		const { issueId, kim, comments, write, sync, bodies, isQuiet } = await story(
			deployment,
			format,
		);
		write([{ id: 'a', text }]);
		await sync();

		const [copy = ''] = await bodies();
		expect(copy).toContain('Somebody in Backtrace:');
		expect(copy).toContain(isCloud ? '"type":"strong"' : '*bold*');
		expect(copy).toContain(isCloud ? '"bulletList"' : '* a');
		expect(await isQuiet()).toEqual(QUIET);

		const said = await kim.createComment(issueId, { text: '_by_ **Kim**', format: 'markdown' });
		await sync();
		const bold = format === 'html' ? '<strong>Kim</strong>' : '**Kim**';
		expect(comments()[1]?.text).toContain(bold);
		expect(comments()[1]?.text).toContain(`focusedCommentId=${said.id}`);
		await sync();
		expect(await isQuiet()).toEqual(QUIET);
		expect(await bodies()).toHaveLength(2);

		const edited = comments()[1]?.text.replace('Kim</strong>', 'Kim L.</strong>');
		write([
			{ id: 'a', text: text.replace('bold', 'bolder') },
			{ id: 'made-1', text: (edited ?? '').replace('**Kim**', '**Kim L.**') },
		]);
		await sync();
		const after = await bodies();
		expect(after[0]).toContain('bolder');
		expect(after[1]).toContain('Kim L.');
		expect(after[1]).toContain(isCloud ? '"type":"em"' : '_by_');
		expect(after[1]).not.toContain('in Jira');
		expect(await isQuiet()).toEqual(QUIET);
	});

	it.each(['plain', 'markdown'] as const)(
		'T23: an edit in %s keeps what it did not touch in Jira',
		async (format) => {
			const { issueId, kim, comments, write, sync, bodies, isQuiet } = await story(
				deployment,
				format,
			);
			await kim.createComment(issueId, {
				text: '<p>first</p><p><span style="color: #ff5630">red</span> <b>bold</b></p>',
				format: 'html',
			});
			await sync();
			await sync();
			const [copy] = comments();
			write([{ id: copy?.id ?? '', text: (copy?.text ?? '').replace('first', 'first, edited') }]);
			await sync();

			const [body = ''] = await bodies();
			expect(body).toContain('first, edited');
			expect(body).toContain('#ff5630');
			expect(body).toContain(isCloud ? '"strong"' : '*bold*');
			expect(await isQuiet()).toEqual(QUIET);
		},
	);

	it('C3: a lost table is made anew, and formatted copies are known again', async () => {
		const { world, issueId, write, comments, sync, bodies, kim } = await story(
			deployment,
			'markdown',
		);
		write([{ id: 'a', text: '**one**' }]);
		await kim.createComment(issueId, { text: '**two**', format: 'markdown' });
		await sync();
		await sync();
		await world.process().tracker.setProperty(issueId, 'n8n-jira-sync.default.comments', {});
		await sync();
		await sync();

		expect(await bodies()).toHaveLength(2);
		expect(comments()).toHaveLength(2);
	});

	it('T12: an image by attachment is shown in Jira and stays one in the record', async () => {
		const { world, key, write, comments, sync, bodies, isQuiet } = await story(
			deployment,
			'markdown',
		);
		await attachFile(world.site, deployment, key, 'shot.png');
		const comment = { id: 'a', text: 'See ![](attachment:shot.png) and ![](attachment:none.png)' };
		write([comment]);
		const report = await sync();
		expect(report.warnings.join()).toContain('"none.png" is not attached');

		expect((await bodies()).join()).toContain(isCloud ? '"type":"file"' : '!shot.png!');
		expect(await isQuiet()).toEqual(QUIET);
		expect(comments()).toEqual([comment]);
	});

	it('L9: a name, a link to a person or markup of Jira in a comment mentions nobody', async () => {
		const { write, sync, bodies } = await story(deployment, 'markdown');
		write([{ id: 'a', text: '@kim [~kim] [@Kim](mailto:kim@example.com) {code}' }]);
		await sync();

		const [body = ''] = await bodies();
		expect(body).toContain('mailto:kim@example.com');
		expect(body).not.toContain(isCloud ? '"mention"' : '[~kim]');
	});
});
