import { ensureIssues } from '../../../src/engine/ensure-issue';
import { linkPair, readLinkedIssue, unlinkPair } from '../../../src/engine/link';
import { syncOne } from '../../../src/engine/sync-one';
import {
	createEngineWorld,
	ensureSettings,
	mapping,
	PROPERTY,
	record,
	syncSettings,
} from '../../support/engine-world';

const LINK = 'system=backtrace&id=7';
const OTHER = record({}, { id: '8' });
const profile = 'default';

async function byHand(count = 1) {
	const world = createEngineWorld();
	const { tracker } = world.worker();
	for (let made = 0; made < count; made += 1)
		await tracker.createIssue({ project: 'ABC', issueType: 'Bug', fields: {}, properties: {} });
	return world;
}

describe('linkPair', () => {
	it('ties an issue to a record, once', async () => {
		const world = await byHand();
		const request = { record: record(), issue: 'ABC-1', profile, replace: false };

		const first = await linkPair(world.worker(), request);
		const second = await linkPair(world.worker(), request);

		expect([first.outcome, second.outcome]).toEqual(['linked', 'alreadyLinked']);
		expect(world.store.only().remoteLinks).toHaveProperty([LINK]);
	});

	it('refuses an issue that has a record, and a record that has an issue', async () => {
		const world = await byHand(2);
		const link = async (issue: string, of = record()) =>
			await linkPair(world.worker(), { record: of, issue, profile, replace: false });
		await link('ABC-1');

		await expect(link('ABC-1', OTHER)).rejects.toThrow('ABC-1 is linked to backtrace 7');
		await expect(link('ABC-2')).rejects.toThrow('backtrace 7 is linked to ABC-1');
	});

	it('replaces both when told to', async () => {
		const world = await byHand(2);
		await linkPair(world.worker(), { record: record(), issue: 'ABC-1', profile, replace: false });
		await linkPair(world.worker(), { record: OTHER, issue: 'ABC-2', profile, replace: false });

		await linkPair(world.worker(), { record: record(), issue: 'ABC-2', profile, replace: true });

		const [old, taken] = [...world.store.issues.values()];
		expect(old).toEqual(expect.objectContaining({ properties: {}, remoteLinks: {} }));
		expect(Object.keys(taken?.remoteLinks ?? {})).toEqual([LINK]);
	});

	it.each(
		[1, 2].flatMap((write) => (['before', 'after'] as const).map((when) => ({ write, when }))),
	)('dies $when write $write: linking again heals it', async ({ write, when }) => {
		const world = await byHand();
		const request = { record: record(), issue: 'ABC-1', profile, replace: false };
		const victim = world.worker();
		victim.tracker.crashAt(write, when);
		await expect(linkPair(victim, request)).rejects.toThrow();

		await linkPair(world.worker(), request);

		expect(world.store.only().remoteLinks).toHaveProperty([LINK]);
		expect(world.store.only().properties).toHaveProperty([PROPERTY]);
	});

	it('leaves the link of a newer version alone', async () => {
		const world = await byHand();
		world.store.only().properties[PROPERTY] = { format: 3 };
		const request = { record: record(), issue: 'ABC-1', profile, replace: true };

		await expect(linkPair(world.worker(), request)).rejects.toThrow('newer version');
		expect(world.store.only().properties[PROPERTY]).toEqual({ format: 3 });
	});
});

describe('unlinkPair', () => {
	it.each([{ issue: 'ABC-1' }, { record: record() }])('takes the link off by %o', async (by) => {
		const world = await byHand();
		await linkPair(world.worker(), { record: record(), issue: 'ABC-1', profile, replace: false });

		const result = await unlinkPair(world.worker(), { ...by, profile });

		expect(result).toMatchObject({ outcome: 'unlinked', link: { recordId: '7' } });
		expect(world.store.only()).toEqual(
			expect.objectContaining({ properties: {}, remoteLinks: {} }),
		);
	});

	it('says when there was none, and refuses to guess', async () => {
		const world = await byHand();

		expect(await unlinkPair(world.worker(), { issue: 'ABC-1', profile })).toMatchObject({
			outcome: 'notLinked',
		});
		expect(await unlinkPair(world.worker(), { record: record(), profile })).toEqual({
			outcome: 'notLinked',
		});
		await expect(unlinkPair(world.worker(), { profile })).rejects.toThrow('Give the issue');
	});

	it.each(
		[1, 2].flatMap((write) => (['before', 'after'] as const).map((when) => ({ write, when }))),
	)('dies $when write $write: taking it off again finishes', async ({ write, when }) => {
		const world = await byHand();
		await linkPair(world.worker(), { record: record(), issue: 'ABC-1', profile, replace: false });
		const victim = world.worker();
		victim.tracker.crashAt(write, when);
		await expect(unlinkPair(victim, { issue: 'ABC-1', profile })).rejects.toThrow();

		await unlinkPair(world.worker(), { issue: 'ABC-1', profile });

		expect(world.store.only()).toEqual(
			expect.objectContaining({ properties: {}, remoteLinks: {} }),
		);
	});

	it('waits for a sync of the pair in the same process, which would bring the link back', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		const held = record({ title: 'Crash' });
		await ensureIssues(worker, [held], ensureSettings());
		let unlinking: Promise<unknown> | undefined;
		// Somebody unlinks while the sync is about to write.
		const meanwhile = async (): Promise<void> => {
			unlinking ??= unlinkPair(worker, { record: held, profile });
			for (let round = 0; round < 20; round += 1)
				await new Promise((resolve) => setImmediate(resolve));
		};
		const { tracker } = worker;
		const slow = {
			...tracker,
			editIssue: async (...args: Parameters<typeof tracker.editIssue>) => {
				await meanwhile();
				return await tracker.editIssue(...args);
			},
			setProperty: async (...args: Parameters<typeof tracker.setProperty>) => {
				await meanwhile();
				await tracker.setProperty(...args);
			},
		};

		await syncOne(
			{ ...worker, tracker: slow },
			{
				record: held,
				settings: syncSettings([mapping('title', 'summary')]),
				delivery: 'workflow',
				dryRun: false,
				retryParked: false,
			},
		);
		await unlinking;

		expect(unlinking).toBeDefined();
		expect(world.store.only()).toEqual(
			expect.objectContaining({ properties: {}, remoteLinks: {} }),
		);
	});

	it('an unlinked issue is not taken back from memory: the record gets a new one', async () => {
		const world = createEngineWorld();
		const worker = world.worker();
		await ensureIssues(worker, [record()], ensureSettings());
		await unlinkPair(worker, { issue: 'ABC-1', profile });

		const [report] = await ensureIssues(worker, [record()], ensureSettings());

		expect(report).toMatchObject({ kind: 'created', issue: { key: 'ABC-2' } });
	});
});

describe('readLinkedIssue', () => {
	it('reads an issue and its record in one request', async () => {
		const world = await byHand();
		await linkPair(world.worker(), { record: record(), issue: 'ABC-1', profile, replace: false });
		const worker = world.worker();

		const read = await readLinkedIssue(worker, 'ABC-1', profile, ['summary']);

		expect(read).toMatchObject({ issue: { key: 'ABC-1' }, link: { recordId: '7' } });
		expect(worker.tracker.counts).toEqual({ reads: 1, writes: 0, metadata: 0 });
	});
});
