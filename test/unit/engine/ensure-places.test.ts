import { ensureIssues } from '../../../src/engine/ensure-issue';
import { createEngineWorld, ensureSettings, record } from '../../support/engine-world';

/** Rows of docs/design/ensure.md: issues that are elsewhere than they were. */
describe('ensureIssues, where issues move', () => {
	it.each([true, false])('E6, L3: an issue that moved is found, indexed %s', async (indexed) => {
		const world = createEngineWorld({ lags: true });
		await ensureIssues(world.worker(), [record()], ensureSettings());
		Object.assign(world.store.only(), { key: 'NEW-1', project: 'NEW' });
		if (indexed) world.store.reindex();
		const named = record({}, indexed ? {} : { issueKey: '10001' });

		const [report] = await ensureIssues(world.worker(), [named], ensureSettings());

		expect(report).toMatchObject({ kind: 'found', issue: { id: '10001', key: 'NEW-1' } });
	});

	it('E17, L3: an issue that searches leave out is found by the key that the record keeps', async () => {
		const world = createEngineWorld({ lags: true });
		await ensureIssues(world.worker(), [record()], ensureSettings());
		const named = record({}, { issueKey: 'ABC-1' });

		const [report] = await ensureIssues(world.worker(), [named], ensureSettings());

		expect(report).toMatchObject({ kind: 'found', issue: { key: 'ABC-1' } });
		expect(world.store.issues.size).toBe(1);
	});

	it('E18, L3: a copy with the same remote link is not taken for the issue', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		await ensureIssues(worker, [record()], ensureSettings());
		const { id } = await worker.tracker.createIssue({
			project: 'ABC',
			issueType: 'Bug',
			fields: { summary: 'CLONE - Crash in main' },
			properties: {},
		});
		Object.assign(world.store.issues.get(id) ?? {}, {
			remoteLinks: structuredClone(world.store.issues.get('10001')?.remoteLinks),
		});

		const [report] = await ensureIssues(world.worker(), [record()], ensureSettings());

		expect(report).toMatchObject({ kind: 'found', issue: { key: 'ABC-1' }, closedDuplicates: [] });
	});
});
