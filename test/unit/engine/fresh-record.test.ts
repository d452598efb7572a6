import { syncOne } from '../../../src/engine/sync-one';
import { mapping, START, syncSettings } from '../../support/engine-world';
import { linkedPair } from '../../support/linked-pair';

const SETTINGS = syncSettings([mapping('title', 'summary')]);

it('W6: in connected mode the time of reading is that of the fresh read, not that of the caller', async () => {
	const pair = await linkedPair({ title: 'one' }, SETTINGS);
	const { world } = pair;
	const { record } = pair.request();
	const syncRead = async (readAt: number) => {
		world.advance(10_000);
		return await syncOne(world.worker(), pair.request({ record: { ...record, readAt } }));
	};
	pair.values['title'] = 'two';
	await syncRead(START + 10_000);
	pair.values['title'] = 'three';

	// An event that waited: its record was read before that run.
	const report = await syncRead(START);

	expect(report.decisions['title>summary']).toEqual(
		expect.objectContaining({ kind: 'toJira', row: 'M3', source: 'three' }),
	);
	expect(pair.issue.fields['summary']).toBe('three');
});
