import type { RecordSource } from '../../../src/engine/ports';
import { syncOne } from '../../../src/engine/sync-one';
import { commentPair, type CommentPair, type RecordComment } from '../../support/comment-pair';
import { serviceError } from '../../support/memory-tracker';

/** A source whose comments the engine writes: the list that the pair reads. */
function commenting(source: RecordComment[]): Required<Omit<RecordSource, 'files'>> {
	let last = 0;
	return {
		read: async () => ({ values: { title: 'Crash', comments: structuredClone(source) } }),
		write: async () => undefined,
		createComment: async (_record, text) => {
			const made = { id: `made-${(last += 1)}`, author: 'API', text };
			source.push(made);
			return made;
		},
		editComment: async (_record, id, text) => {
			const found = source.find((comment) => comment.id === id);
			if (found !== undefined) found['text'] = text;
			return text;
		},
		deleteComment: async (_record, id) => {
			source.splice(
				source.findIndex((comment) => comment.id === id),
				1,
			);
		},
	};
}

const TABLE = 'n8n-jira-sync.default.comments';

describe('comments of a source that the engine writes', () => {
	async function start() {
		const pair = await commentPair();
		const source = commenting(pair.source);
		const run = async (changed: Partial<RecordSource> = {}) =>
			await syncOne(pair.pair.world.worker(), {
				...pair.pair.request(),
				delivery: 'connected',
				source: { ...source, ...changed },
			});
		return { pair, run };
	}
	const words = ({ source }: CommentPair) => source.map(({ text }) => text.split('\n').at(-1));

	it('C21: creates, edits and deletes copies in the source, and hands nothing out', async () => {
		const { pair, run } = await start();
		const said = pair.say('One');
		pair.say('Two');

		const report = await run();
		expect(words(pair)).toEqual(['One', 'Two']);
		expect(report.comments?.toSource).toEqual([]);

		const { store } = pair.pair.world;
		store.thread.edit(pair.pair.issue, said.id, { text: 'One, edited' });
		await run();
		expect(words(pair)).toEqual(['One, edited', 'Two']);

		store.thread.remove(pair.pair.issue, said.id);
		await run();
		expect(words(pair)).toEqual(['Two']);
	});

	it('C21, L5: a further run writes nothing', async () => {
		const { pair, run } = await start();
		pair.say('One');
		await run();

		const report = await run();

		expect(report).toMatchObject({ wrote: 'nothing', comments: { lines: [] } });
	});

	it('C22: makes no copy that another run has made since the record was read', async () => {
		const { pair, run } = await start();
		pair.say('One');
		await run();
		const made = structuredClone(pair.source);
		pair.pair.issue.properties = {};
		let reads = 0;
		// The first readings are from before that other run; only the last one shows its copy.
		const read = async () => ({
			values: { title: 'Crash', comments: (reads += 1) === 1 ? [] : structuredClone(made) },
		});

		await run({ read });

		expect(pair.source).toEqual(made);
	});

	it('C23, L8: a comment that the source refuses is named, and holds up nothing', async () => {
		const { pair, run } = await start();
		pair.say('One');
		const refuse = async () => {
			throw serviceError('validation');
		};

		const report = await run({ createComment: refuse });

		expect(report.warnings).toEqual([
			expect.stringMatching(/^Comment \d+ in Jira: Jira said validation$/),
		]);
		await run();
		expect(words(pair)).toEqual(['One']);
	});

	it('C23: what the source does not answer ends the run, and the next one finds what was made', async () => {
		const { pair, run } = await start();
		pair.say('One');
		const source = commenting(pair.source);
		const lost = async (record: string, text: string) => {
			await source.createComment(record, text);
			throw serviceError('network');
		};
		await expect(run({ createComment: lost })).rejects.toThrow('Jira said network');

		await run();

		expect(words(pair)).toEqual(['One']);
	});

	describe('C24: of two copies that runs made at once', () => {
		async function doubled(...others: readonly Omit<RecordComment, 'id'>[]) {
			const { pair, run } = await start();
			const said = pair.say('One');
			await run();
			const [copy] = pair.source;
			if (copy === undefined) throw new Error('no copy was made');
			for (const [index, other] of others.entries())
				pair.source.push({ id: `double-${index}`, ...other, text: copy.text + other['text'] });
			const { store } = pair.pair.world;
			const edit = (text: string) => store.thread.edit(pair.pair.issue, said.id, { text });
			return { pair, run, copy, edit };
		}
		const ids = ({ source }: CommentPair) => source.map(({ id }) => id);

		it('the later one is deleted where nobody edited either', async () => {
			const { pair, run, copy } = await doubled({ text: '' });

			const report = await run();

			expect(ids(pair)).toEqual([copy.id]);
			const deletion = { action: 'delete', to: 'source', sourceId: 'double-0', row: 'C24' };
			expect(report.comments?.lines).toEqual([expect.objectContaining(deletion)]);
		});

		it('the one that somebody edited stays, and its edit flows', async () => {
			const { pair, run } = await doubled({ text: ', as I said' }, { text: '' });

			await run();

			expect(words(pair)).toEqual(['One, as I said']);
			expect(pair.texts()).toEqual(['One, as I said']);
		});

		it('both stay where both were edited', async () => {
			const { pair, run, copy } = await doubled({ text: ', as I said' });
			copy.text += '!';

			await run();

			expect(words(pair)).toEqual(['One!', 'One, as I said']);
			expect(pair.texts()).toEqual(['One!']);
		});

		it('one that shows what Jira said before is no edit where its times tell so', async () => {
			const at = '2026-01-05T10:00:00Z';
			const { pair, run, copy, edit } = await doubled({ text: '', createdAt: at, updatedAt: at });
			edit('One, corrected');

			await run();
			expect(ids(pair)).toEqual([copy.id]);
			await run();

			expect(words(pair)).toEqual(['One, corrected']);
			expect(pair.texts()).toEqual(['One, corrected']);
		});

		it('nothing goes where the times do not tell whether it was edited', async () => {
			const { pair, run, copy, edit } = await doubled({ text: '' });
			edit('One, corrected');
			copy.text += ', I think';

			await run();
			await run();

			expect(ids(pair)).toHaveLength(2);
			expect(pair.texts()).toEqual(['One, corrected']);
		});

		it('takes the place of one that is gone', async () => {
			const { pair, run } = await doubled({ text: '' });
			pair.source.shift();

			await run();
			pair.source[0] = { ...pair.source[0], id: 'double-0', text: `${pair.source[0]?.text}!` };
			await run();

			expect(words(pair)).toEqual(['One!']);
			expect(pair.texts()).toEqual(['One!']);
		});
	});

	/** A copy of the source as systems show it that tell times. */
	const dated = (id: string, text: string, createdAt: number, updatedAt = createdAt) => ({
		...{ id, text, author: 'API' },
		createdAt: new Date(createdAt).toISOString(),
		updatedAt: new Date(updatedAt).toISOString(),
	});

	it('C24, L3: the older of two copies is kept, whichever of them is linked', async () => {
		const { pair, run } = await start();
		pair.say('One');
		await run();
		const [copy] = pair.source;
		const { id = '', text = '' } = copy ?? {};
		pair.source.splice(0, 1, dated('older', text, 1_000), dated(id, text, 2_000));

		await run();
		expect(pair.source.map((comment) => comment.id)).toEqual(['older']);
		await run();
		expect(pair.source.map((comment) => comment.id)).toEqual(['older']);
	});

	it('C4, L4: a copy that no table knows yet and somebody has edited counts as edited', async () => {
		const { pair, run } = await start();
		pair.say('One');
		await run();
		const { id = '', text = '' } = pair.source[0] ?? {};
		pair.pair.issue.properties = { ...pair.pair.issue.properties, [TABLE]: null };
		pair.source.splice(0, 1, dated(id, text.replace('One', 'One, edited'), 1_000, 9_000));

		await run();

		expect(pair.texts()).toEqual(['One, edited']);
		expect(words(pair)).toEqual(['One, edited']);
	});

	it('C22, L4: what somebody has edited in a copy that a rival has just made goes to Jira', async () => {
		const { pair, run } = await start();
		pair.say('One');
		await run();
		const { id = '', text = '' } = pair.source[0] ?? {};
		pair.pair.issue.properties = { ...pair.pair.issue.properties, [TABLE]: null };
		pair.source.splice(0, 1, dated(id, text.replace('One', 'One, edited'), 1_000, 9_000));
		let reads = 0;
		const read = async () => ({
			values: {
				title: 'Crash',
				comments: (reads += 1) === 1 ? [] : structuredClone(pair.source),
			},
		});

		await run({ read });
		await run();

		expect(pair.texts()).toEqual(['One, edited']);
		expect(words(pair)).toEqual(['One, edited']);
	});

	describe('C30: a copy that a dying run made of a comment that was deleted since', () => {
		const at = '2026-01-05T10:00:00Z';
		async function orphaned(copies: number, times: Partial<RecordComment>) {
			const { pair, run } = await start();
			const { store } = pair.pair.world;
			for (let index = 0; index < copies; index += 1) {
				const said = pair.say(`One ${index}`);
				const url = `https://jira.example/browse/ABC-1?focusedCommentId=${said.id}`;
				const text = `Kim in Jira (${url}):\n\nOne ${index}`;
				pair.source.push({ id: `left-${index}`, text, ...times });
				store.thread.remove(pair.pair.issue, said.id);
			}
			return { pair, run };
		}

		it('goes, too, once a run that read both sides afresh misses the original', async () => {
			const { pair, run } = await orphaned(1, { createdAt: at, updatedAt: at });

			await run();
			expect(pair.source).toHaveLength(1);

			const report = await run();
			expect(pair.source).toEqual([]);
			expect(report.comments?.lines).toEqual([
				expect.objectContaining({ action: 'delete', to: 'source', sourceId: 'left-0', row: 'C9' }),
			]);

			await run();
			expect(pair.texts()).toEqual([]);
		});

		it.each([
			['it was edited', 1, { createdAt: at, updatedAt: '2026-01-06T10:00:00Z' }],
			['its times are not told', 1, {}],
			['there are many: the table was lost', 3, { createdAt: at, updatedAt: at }],
		])('stays where %s', async (_why, copies, times) => {
			const { pair, run } = await orphaned(copies, times);

			await run();
			await run();

			expect(pair.source).toHaveLength(copies);
			expect(pair.texts()).toEqual([]);
		});
	});
});
