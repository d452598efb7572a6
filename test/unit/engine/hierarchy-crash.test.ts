import { syncOne } from '../../../src/engine/sync-one';
import { PARENT_FIELD } from '../../../src/sync/hierarchy/rules';
import {
	mapping,
	record,
	syncSettings,
	createEngineWorld,
	ensureSettings,
} from '../../support/engine-world';
import { ensureIssues } from '../../../src/engine/ensure-issue';
import { serviceError } from '../../support/memory-tracker';
import { RULES } from '../../support/family';

const SETTINGS = syncSettings(
	[mapping('parent', PARENT_FIELD, { onConflict: 'preferJira' }), mapping('title', 'summary')],
	{ hierarchy: RULES },
);

/** A child below the first of two parents, in step. */
async function family() {
	const world = createEngineWorld();
	const values: Record<string, string | null> = { parent: 'p1', title: 'Child' };
	const child = () => record(values, { id: 'c' });
	const parents = ['p1', 'p2'].map((id) => record({ parent: null, title: id }, { id }));
	const settings = ensureSettings({ hierarchy: RULES, lookAgainMs: 0 });
	await ensureIssues(world.worker(), [child(), ...parents], settings);
	const issueOf = (id: string) => {
		const found = [...world.store.issues.values()].find(({ properties }) =>
			JSON.stringify(properties).includes(`"recordId":"${id}"`),
		);
		if (found === undefined) throw new Error(`No issue for ${id}`);
		return found;
	};
	const sync = async (worker = world.worker()) => {
		const report = await syncOne(worker, {
			record: child(),
			settings: SETTINGS,
			delivery: 'workflow',
			dryRun: false,
			retryParked: false,
		});
		Object.assign(values, report.toSource);
		return report;
	};
	await sync();
	return { world, values, issueOf, sync };
}

describe('a parent, crashes and refusals', () => {
	it.each(
		[1, 2].flatMap((write) => (['before', 'after'] as const).map((when) => ({ write, when }))),
	)(
		'L4: dies $when write $write, and the next run converges without loss',
		async ({ write, when }) => {
			const { world, values, issueOf, sync } = await family();
			Object.assign(values, { parent: 'p2', title: 'New' });
			const victim = world.worker();
			victim.tracker.crashAt(write, when);
			await expect(sync(victim)).rejects.toThrow('died');

			const report = await sync();

			expect(report.conflicts).toEqual([]);
			expect(values).toEqual({ parent: 'p2', title: 'New' });
			expect(issueOf('c').fields).toMatchObject({ parent: issueOf('p2').key, summary: 'New' });
			const quiet = world.worker();
			await sync(quiet);
			expect(quiet.tracker.counts.writes).toBe(0);
		},
	);

	it('L7: in step one read; moved on the source one search more and two writes', async () => {
		const { world, values, sync } = await family();
		const quiet = world.worker();
		await sync(quiet);
		expect(quiet.tracker.counts).toMatchObject({ reads: 1, writes: 0 });

		values['parent'] = 'p2';
		const busy = world.worker();
		await sync(busy);
		// One for the pair, one for the issue of p2, one for the record of the issue above now.
		expect(busy.tracker.counts).toMatchObject({ reads: 3, writes: 2 });
	});

	it('H8: an outage is no refusal: the run fails, and the next one moves the issue', async () => {
		const { world, values, issueOf, sync } = await family();
		values['parent'] = 'p2';
		const worker = world.worker();
		worker.tracker.failNext('editIssue', serviceError('server'));
		await expect(sync(worker)).rejects.toThrow('server');
		await sync();
		expect(issueOf('c').fields['parent']).toBe(issueOf('p2').key);
	});

	it('H8, W7: refused once, it is left until the record moves again', async () => {
		const { world, values, issueOf, sync } = await family();
		Object.assign(values, { parent: 'p2', title: 'New' });
		const worker = world.worker();
		worker.tracker.failNext('editIssue', serviceError('permission'));
		const refused = await sync(worker);
		expect(refused.warnings.join()).toContain('was not moved below');
		expect(issueOf('c').fields).toMatchObject({ parent: issueOf('p1').key, summary: 'New' });

		const quiet = world.worker();
		await sync(quiet);
		expect(quiet.tracker.counts.writes).toBe(0);
		values['parent'] = null;
		await sync();
		expect(issueOf('c').fields['parent']).toBeNull();
	});
});
