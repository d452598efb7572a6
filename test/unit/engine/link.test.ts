import { ensureIssues } from '../../../src/engine/ensure-issue';
import { linkPair, readLinkedIssue, unlinkPair } from '../../../src/engine/link';
import { ensureLink } from '../../../src/engine/link-issue';
import { syncOne } from '../../../src/engine/sync-one';
import {
	createEngineWorld,
	ensureSettings,
	mapping,
	PROPERTY,
	record,
	START,
	syncSettings,
	type EngineWorld,
} from '../../support/engine-world';

const LINK = 'system=backtrace&id=7';
const OTHER = record({}, { id: '8' });
const profile = 'default';

/** An issue that nothing links any more, and that says from which records it was unlinked (row E19). */
function unlinked(...ids: readonly string[]): unknown {
	const records = ids.map((recordId) => ({ system: 'backtrace', recordId, at: START }));
	return expect.objectContaining({
		properties: { [`${PROPERTY}.unlinked`]: { records } },
		remoteLinks: {},
	});
}

async function byHand(count = 1) {
	const world = createEngineWorld();
	const { tracker } = world.worker();
	for (let made = 0; made < count; made += 1)
		await tracker.createIssue({ project: 'ABC', issueType: 'Bug', fields: {}, properties: {} });
	return world;
}

/** Syncs a record in a process of its own; something happens right before the first write. */
async function syncWhile(world: EngineWorld, id: string, meanwhile: () => Promise<void>) {
	const worker = world.worker();
	const { tracker } = worker;
	let due: (() => Promise<void>) | undefined = meanwhile;
	const first = async (): Promise<void> => {
		const work = due;
		due = undefined;
		await work?.();
	};
	const slow = {
		...tracker,
		editIssue: async (...args: Parameters<typeof tracker.editIssue>) => {
			await first();
			return await tracker.editIssue(...args);
		},
		setProperty: async (...args: Parameters<typeof tracker.setProperty>) => {
			await first();
			await tracker.setProperty(...args);
		},
		readIssue: async (...args: Parameters<typeof tracker.readIssue>) => {
			if (args[1].fields.length === 0) await first();
			return await tracker.readIssue(...args);
		},
	};
	return await syncOne(
		{ ...worker, tracker: slow },
		{
			record: record({ title: 'Crash' }, { id }),
			issue: 'ABC-1',
			settings: syncSettings([mapping('title', 'summary')]),
			delivery: 'workflow',
			dryRun: false,
			retryParked: false,
		},
	);
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
		expect(old).toEqual(unlinked('7'));
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
		expect(world.store.only()).toEqual(unlinked('7'));
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
		[1, 2, 3].flatMap((write) => (['before', 'after'] as const).map((when) => ({ write, when }))),
	)('dies $when write $write: taking it off again finishes', async ({ write, when }) => {
		const world = await byHand();
		await linkPair(world.worker(), { record: record(), issue: 'ABC-1', profile, replace: false });
		const victim = world.worker();
		victim.tracker.crashAt(write, when);
		await expect(unlinkPair(victim, { issue: 'ABC-1', profile })).rejects.toThrow();

		await unlinkPair(world.worker(), { issue: 'ABC-1', profile });

		expect(world.store.only()).toEqual(unlinked('7'));
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
		expect(world.store.only()).toEqual(unlinked('7'));
	});

	it('E19: a sync in another process that writes after the unlinking does not bring the link back', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record()], ensureSettings());

		await syncWhile(world, '7', async () => {
			await unlinkPair(world.worker(), { record: record(), profile });
		});

		const after = world.worker();
		expect(world.store.only().properties).toHaveProperty([PROPERTY]);
		expect(await readLinkedIssue(after, 'ABC-1', profile)).not.toHaveProperty('link');
		const settings = syncSettings([mapping('title', 'summary')]);
		const request = { settings, delivery: 'workflow', dryRun: false, retryParked: false } as const;
		expect(await syncOne(after, { record: record(), issue: 'ABC-1', ...request })).toEqual(
			expect.objectContaining({ kind: 'notLinked' }),
		);
		const [made] = await ensureIssues(after, [record()], ensureSettings());
		expect(made).toMatchObject({ kind: 'created', issue: { key: 'ABC-2' } });
	});

	it('E19: what such a sync wrote is taken off when the issue is unlinked once more', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record()], ensureSettings());
		await syncWhile(world, '7', async () => {
			await unlinkPair(world.worker(), { record: record(), profile });
		});

		const again = await unlinkPair(world.worker(), { issue: 'ABC-1', profile });

		expect(again.outcome).toBe('unlinked');
		expect(world.store.only()).toEqual(unlinked('7'));
	});

	it('E19: linked again, the issue is synced again', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record()], ensureSettings());
		await unlinkPair(world.worker(), { record: record(), profile });

		await linkPair(world.worker(), { record: record(), issue: 'ABC-1', profile, replace: false });

		expect(Object.keys(world.store.only().properties)).toEqual([PROPERTY]);
		expect(await readLinkedIssue(world.worker(), 'ABC-1', profile)).toEqual(
			expect.objectContaining({ link: { system: 'backtrace', recordId: '7' } }),
		);
	});

	it('E19: of an issue with several records, a late sync neither brings its own back nor removes others', async () => {
		const world = createEngineWorld();
		await ensureIssues(world.worker(), [record()], ensureSettings());
		const others = { profile, replace: false, keepOthers: true };
		for (const id of ['8', '9'])
			await linkPair(world.worker(), { record: record({}, { id }), issue: 'ABC-1', ...others });

		const late = syncWhile(world, '7', async () => {
			await unlinkPair(world.worker(), { record: record(), profile });
		});

		await expect(late).rejects.toThrow('backtrace 7 was unlinked from the issue');
		const { link, otherRecords } = await readLinkedIssue(world.worker(), 'ABC-1', profile);
		expect([link, ...(otherRecords ?? [])].map((one) => one?.recordId)).toEqual(['8', '9']);
	});

	it('E19: a remote link that a rival made once more does not bring the link back', async () => {
		const world = createEngineWorld();
		const rival = world.worker();
		await ensureIssues(rival, [record()], ensureSettings());
		await unlinkPair(world.worker(), { issue: 'ABC-1', profile });
		await ensureLink(rival, record(), world.store.only());

		const [made] = await ensureIssues(world.worker(), [record()], ensureSettings());

		expect(made).toMatchObject({ kind: 'created', issue: { key: 'ABC-2' } });
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
