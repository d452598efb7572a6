import { reconcile } from '../../../src/engine/reconcile';
import type { SourceRecord } from '../../../src/model/record';
import type { EngineWorld } from '../../support/engine-world';
import { pairsInStep, reconcileSettings, records } from '../../support/reconcile';

const allowed = { maxChanges: 1_000, maxPercent: 100, allowEmpty: true };

function named(count: number): SourceRecord[] {
	return records(count).map((record, index) => ({ ...record, issueKey: `ABC-${index + 1}` }));
}

function emptied(count: number): SourceRecord[] {
	return records(count).map((record) => ({ ...record, values: { title: '' } }));
}

/** The issues are gone, or the account may not see them any more. */
async function withoutIssues(count: number): Promise<EngineWorld> {
	const world = await pairsInStep(count);
	world.store.issues.clear();
	world.advance(24 * 3_600_000);
	return world;
}

async function expectToStop(world: EngineWorld, all: readonly SourceRecord[], words: string) {
	const worker = world.worker();
	const before = structuredClone([...world.store.issues.values()]);
	await expect(reconcile(worker, all, reconcileSettings())).rejects.toThrow(words);
	expect(worker.tracker.counts.writes).toBe(0);
	expect([...world.store.issues.values()]).toEqual(before);
	const dry = await reconcile(world.worker(), all, reconcileSettings({ dryRun: true }));
	expect(dry.brake).toContain(words);
}

describe('the brakes for an empty side', () => {
	it('R4: stops when no issue is found that the records name', async () => {
		const world = await withoutIssues(3);

		await expectToStop(world, named(3), 'no issue was found, though 3 records name theirs');

		const report = await reconcile(
			world.worker(),
			named(3),
			reconcileSettings({ brakes: allowed }),
		);
		expect(report.counts.created).toBe(3);
	});

	it('R4: goes on when only some are gone, or the records never had one', async () => {
		const some = await pairsInStep(3);
		some.store.issues.delete('10001');
		const fresh = await withoutIssues(3);

		const [left, right] = [
			await reconcile(some.worker(), named(3), reconcileSettings()),
			await reconcile(fresh.worker(), records(3), reconcileSettings()),
		];

		expect([left.counts.created, right.counts.created]).toEqual([1, 3]);
	});

	it('R5: stops when the records came back empty', async () => {
		const world = await pairsInStep(4);

		await expectToStop(world, emptied(4), 'the records came back empty, and 4 of 4 issues');

		const brakes = { brakes: allowed };
		const report = await reconcile(world.worker(), emptied(4), reconcileSettings(brakes));
		expect(report.counts.failed + report.counts.changed).toBe(4);
	});

	it('R5: stops when the issues came back empty', async () => {
		const world = await pairsInStep(4);
		for (const { id } of world.store.issues.values())
			world.store.edit(id, { fields: { summary: '' } });

		await expectToStop(world, records(4), 'the issues came back empty, and 4 of 4 records');
	});

	it('R5: goes on when a few are emptied', async () => {
		const world = await pairsInStep(6);
		const mixed = [...emptied(3), ...records(6).slice(3)];

		expect((await reconcile(world.worker(), mixed, reconcileSettings())).counts.changed).toBe(3);
	});
});
