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

	it('C24: of two copies that runs made at once the later one is deleted, unless somebody edited it', async () => {
		const { pair, run } = await start();
		pair.say('One');
		await run();
		const [copy] = pair.source;
		pair.source.push({ id: 'double', text: copy?.text ?? '' });
		pair.source.push({ id: 'edited', text: `${copy?.text ?? ''}, as I said` });

		const report = await run();

		expect(pair.source.map(({ id }) => id)).toEqual([copy?.id, 'edited']);
		expect(report.comments?.lines).toEqual([
			expect.objectContaining({ action: 'delete', to: 'source', sourceId: 'double', row: 'C24' }),
		]);
	});
});
