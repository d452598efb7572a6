import { checkRecurrence } from '../../src/engine/resolved-until';
import { ensureIssues } from '../../src/engine/ensure-issue';
import { linkPair, readLinkedIssue, unlinkPair } from '../../src/engine/link';
import type { EngineContext } from '../../src/engine/context';
import { recurrenceRequest } from '../support/recurrence';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
	type StoryWorld,
} from '../support/story-world';

const PROPERTY = 'n8n-jira-sync.default';
const STATUS = {
	...SETTINGS,
	mappings: SETTINGS.mappings.filter(({ jira }) => jira === 'status'),
};

interface Stage {
	readonly world: StoryWorld;
	readonly engine: EngineContext;
	readonly key: string;
	/** Syncs the status of a record, which the workflow writes if it must. */
	sync(id: string): ReturnType<StoryWorld['sync']>;
	status(): unknown;
}

/** One issue for the records e1 and e2, both synced once. */
async function sharedIssue(deployment: Deployment): Promise<Stage> {
	const world = createStoryWorld(deployment, deployment === 'cloud' ? 1_500 : 0);
	const engine = world.process();
	await ensureIssues(engine, [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const key = world.site.issues()[0]?.key ?? '';
	await linkPair(engine, {
		record: world.record('e2'),
		issue: key,
		profile: 'default',
		replace: false,
		keepOthers: true,
	});
	const stage: Stage = {
		world,
		engine,
		key,
		sync: async (id) => {
			world.clock.advance(5_000);
			return await world.sync(engine, id, STATUS);
		},
		status: () => {
			const status = world.site.issue(key)?.fields['status'];
			return status !== null && typeof status === 'object' && 'name' in status
				? status.name
				: status;
		},
	};
	await stage.sync('e1');
	await stage.sync('e2');
	return stage;
}

describe.each(DEPLOYMENTS)('several records on one issue, %s', (deployment) => {
	it('R1: a second record is refused, with the names, unless others are kept', async () => {
		const { world, engine, key } = await sharedIssue(deployment);
		const request = {
			record: world.record('e3'),
			issue: key,
			profile: 'default',
			replace: false,
		};

		await expect(linkPair(engine, request)).rejects.toThrow(
			/is linked to backtrace e1, backtrace e2\. .*"Keep Other Records"/,
		);
		const linked = await linkPair(engine, { ...request, keepOthers: true });

		expect(linked).toMatchObject({
			outcome: 'linked',
			otherRecords: [{ recordId: 'e1' }, { recordId: 'e2' }],
		});
		expect(world.site.issue(key)?.properties[PROPERTY]).toMatchObject({
			format: 2,
			records: [
				{ link: { recordId: 'e1' } },
				{ link: { recordId: 'e2' } },
				{ link: { recordId: 'e3' } },
			],
		});
		expect(world.site.issue(key)?.remoteLinks).toHaveLength(3);
	});

	it('R2, L3: each of them finds the issue, and none gets another', async () => {
		const { world, engine, key } = await sharedIssue(deployment);
		world.clock.advance(5_000);

		const reports = await ensureIssues(
			world.process(),
			[world.record('e1'), world.record('e2')],
			ENSURE,
		);

		expect(reports).toMatchObject([
			{ kind: 'found', issue: { key } },
			{ kind: 'found', issue: { key } },
		]);
		expect(await readLinkedIssue(engine, key, 'default')).toMatchObject({
			link: { recordId: 'e1' },
			otherRecords: [{ recordId: 'e2' }],
		});
	});

	it('M9: one living record keeps the issue open, the report names it, and then nothing is written (L5)', async () => {
		const stage = await sharedIssue(deployment);
		const { world } = stage;
		world.edit('e1', { state: 'resolved' });

		const report = await stage.sync('e1');

		expect(stage.status()).toBe('To Do');
		expect(report.decisions['state>status']).toMatchObject({ kind: 'left', row: 'M9' });
		expect(report.warnings).toContain('state>status: Kept open by backtrace e2 (open).');
		world.requests();
		const again = await stage.sync('e1');
		expect(again.explanation[0]).toContain('Kept open by backtrace e2');
		expect(world.requests().writes).toBe(0);
		expect(world.record('e1').values['state']).toBe('resolved');
	});

	it('M9: the last of them closes it, and the first is then in step', async () => {
		const stage = await sharedIssue(deployment);
		const { world } = stage;
		world.edit('e1', { state: 'resolved' });
		await stage.sync('e1');
		world.edit('e2', { state: 'resolved' });

		await stage.sync('e2');

		expect(stage.status()).toBe('Done');
		const report = await stage.sync('e1');
		expect(report.decisions['state>status']).toMatchObject({ kind: 'converged' });
		expect(report.conflicts).toEqual([]);
		expect([world.record('e1').values['state'], world.record('e2').values['state']]).toEqual([
			'resolved',
			'resolved',
		]);
	});

	it('M9: a record that comes back reopens the issue and not the other record', async () => {
		const stage = await sharedIssue(deployment);
		const { world, key } = stage;
		await world.site.asUser('kim').transition(key, 'In Progress');
		await world.site.asUser('kim').transition(key, 'Done');
		await stage.sync('e1');
		await stage.sync('e2');
		await stage.sync('e1');
		await stage.sync('e2');
		expect(world.record('e1').values['state']).toBe('resolved');
		expect(world.record('e2').values['state']).toBe('resolved');
		world.edit('e2', { state: 'open' });

		await stage.sync('e2');
		const report = await stage.sync('e1');

		expect(stage.status()).toBe('To Do');
		expect(report.toSource).toEqual({});
		expect(report.warnings).toContain('state>status: Kept open by backtrace e2 (open).');
		expect(world.record('e1').values['state']).toBe('resolved');
	});

	it('R3: a record that is taken off no longer keeps the issue open; the others stay linked', async () => {
		const stage = await sharedIssue(deployment);
		const { world, engine, key } = stage;
		world.edit('e1', { state: 'resolved' });
		await stage.sync('e1');

		const gone = await unlinkPair(engine, { record: world.record('e2'), profile: 'default' });
		await stage.sync('e1');

		expect(gone).toMatchObject({ outcome: 'unlinked', link: { recordId: 'e2' } });
		expect(stage.status()).toBe('Done');
		expect(world.site.issue(key)?.properties[PROPERTY]).toMatchObject({
			format: 1,
			link: { recordId: 'e1' },
		});
		expect(world.site.issue(key)?.remoteLinks).toHaveLength(1);
	});

	it('R3: unlinked by the issue, all records are taken off', async () => {
		const { world, engine, key } = await sharedIssue(deployment);

		const gone = await unlinkPair(engine, { issue: key, profile: 'default' });

		expect(gone).toMatchObject({ link: { recordId: 'e1' }, otherRecords: [{ recordId: 'e2' }] });
		expect(world.site.issue(key)).toEqual(
			expect.objectContaining({
				properties: {
					'n8n-jira-sync.default.unlinked': {
						records: ['e1', 'e2'].map((recordId) =>
							expect.objectContaining({ system: 'backtrace', recordId }),
						),
					},
				},
				remoteLinks: [],
			}),
		);
	});

	it('R4, L4: two records synced at once keep both their parts of the property', async () => {
		const stage = await sharedIssue(deployment);
		const { world, engine, key } = stage;
		world.edit('e1', { state: 'muted' });
		world.edit('e2', { state: 'resolved' });
		world.clock.advance(5_000);

		await Promise.all([world.sync(engine, 'e1', STATUS), world.sync(engine, 'e2', STATUS)]);
		for (const id of ['e1', 'e2', 'e1', 'e2']) await stage.sync(id);

		expect(world.site.issue(key)?.properties[PROPERTY]).toMatchObject({
			records: [{ link: { recordId: 'e1' } }, { link: { recordId: 'e2' } }],
		});
		expect(['Done', "Won't Do"]).toContain(stage.status());
	});

	it('A9: a recurrence reopens for the record that recurred, and the comment names it', async () => {
		const stage = await sharedIssue(deployment);
		const { world, engine, key } = stage;
		await world.site.asUser('kim').transition(key, 'In Progress');
		await world.site.asUser('kim').transition(key, 'Done', { fixVersions: [{ name: '1.2.0' }] });
		world.clock.advance(5_000);

		const report = await checkRecurrence(
			engine,
			recurrenceRequest({
				record: world.record('e2'),
				order: 'jiraThenParsed',
				reopen: { targets: [] },
			}),
		);

		expect(report).toMatchObject({ kind: 'reopened', recordId: 'e2' });
		expect(JSON.stringify(world.site.issue(key)?.comments)).toContain('backtrace e2');
		expect(world.site.issue(key)?.properties[PROPERTY]).toMatchObject({
			records: [{ link: { recordId: 'e1' } }, { link: { recordId: 'e2' } }],
			regression: { count: 1 },
		});
	});
});
