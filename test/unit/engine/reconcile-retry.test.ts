import { recordKey } from '../../../src/engine/find-pairs';
import { reconcile } from '../../../src/engine/reconcile';
import type { ReconciledPair } from '../../../src/engine/reports';
import type { SourceRecord } from '../../../src/model/record';
import type { EngineWorld, Worker } from '../../support/engine-world';
import { serviceError } from '../../support/memory-tracker';
import { drifted, pairsInStep, reconcileSettings, records } from '../../support/reconcile';

type Failed = Extract<ReconciledPair, { kind: 'failed' }>;

/** Runs one record into an error at a call, and gives the pair that failed. */
async function failing(
	worker: Worker,
	record: SourceRecord,
	when: 'before' | 'after' = 'before',
): Promise<Failed> {
	worker.tracker.failNext('editIssue', serviceError('server', true), when);
	return await runInto(worker, record);
}

async function runInto(worker: Worker, record: SourceRecord): Promise<Failed> {
	const { pairs } = await reconcile(worker, [record], reconcileSettings());
	const [pair] = pairs;
	if (pair?.kind !== 'failed') throw new Error(`The pair is ${pair?.kind}`);
	return pair;
}

async function retry(world: EngineWorld, record: SourceRecord, { seen }: Failed) {
	const retries = new Map([[recordKey(record), seen]]);
	return await reconcile(world.worker(), [record], reconcileSettings({ retries }));
}

function one(all: readonly SourceRecord[]): SourceRecord {
	const [record] = all;
	if (record === undefined) throw new Error('There is no record');
	return record;
}

describe('a record that failed and is tried again', () => {
	it('R7: is brought in step, and names the issue where it failed', async () => {
		const world = await pairsInStep(1);
		const record = one(drifted(1));
		const failed = await failing(world.worker(), record);

		const report = await retry(world, record, failed);

		expect(failed.issue).toMatchObject({ key: 'ABC-1' });
		expect(report.counts).toMatchObject({ changed: 1, superseded: 0 });
		expect(world.store.only().fields['summary']).toBe('New 0');
	});

	it('R7: does nothing when a younger record was synced meanwhile', async () => {
		const world = await pairsInStep(1);
		const record = one(drifted(1));
		const failed = await failing(world.worker(), record);
		await reconcile(world.worker(), records(1, 'Newer'), reconcileSettings());

		const report = await retry(world, record, failed);

		expect(report.pairs).toMatchObject([{ kind: 'superseded', issue: { key: 'ABC-1' } }]);
		expect(world.store.only().fields['summary']).toBe('Newer 0');
	});

	it('R7: nor when the search still shows the pair as it was', async () => {
		const world = await pairsInStep(1);
		const record = one(drifted(1));
		const failed = await failing(world.worker(), record);
		const [before] = structuredClone([...world.store.issues.values()]);
		await reconcile(world.worker(), records(1, 'Newer'), reconcileSettings());
		if (before !== undefined) world.store.index = new Map([[before.id, before]]);

		const report = await retry(world, record, failed);

		expect(report.counts).toMatchObject({ superseded: 1, failed: 0 });
		expect(world.store.issues.get('10001')?.fields['summary']).toBe('Newer 0');
	});

	it('R7: does nothing when the write had come through and only its answer was lost', async () => {
		const world = await pairsInStep(1);
		const record = one(drifted(1));
		const failed = await failing(world.worker(), record, 'after');
		world.store.edit('10001', { fields: { summary: 'Edited in Jira since' } });

		const report = await retry(world, record, failed);

		expect(report.counts.superseded).toBe(1);
		expect(world.store.only().fields['summary']).toBe('Edited in Jira since');
	});

	it.each(['before', 'after'] as const)(
		'L3: a record whose run died %s Jira made the issue ends with one issue',
		async (when) => {
			const world = await pairsInStep(0);
			const record = one(drifted(1));
			const dying = world.worker();
			dying.tracker.crashAt(1, when);
			const failed = await runInto(dying, record);

			await retry(world, record, failed);
			const last = await retry(world, record, failed);

			expect(world.store.only().fields['summary']).toBe('New 0');
			expect(last.counts).toMatchObject({ created: 0, failed: 0 });
		},
	);
});
