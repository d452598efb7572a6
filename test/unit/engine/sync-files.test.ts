import { filePair, type FilePair, type SourceMode } from '../../support/file-pair';

const IN_STEP = { reads: 1, writes: 0 };
const MODES: readonly SourceMode[] = ['workflow', 'connected'];
const names = ({ source }: FilePair): readonly string[] => source.map(({ name }) => name);
const file = (id: string, content = `content of ${id}`, more = {}) => ({
	id,
	name: `${id}.txt`,
	content,
	more,
});

describe.each(MODES)('syncOne, attachments, %s', (mode) => {
	it('A5, A6, L5, L7: copies both ways, and is silent afterwards with one read', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a'), file('b'));
		const attached = world.attach('j.txt', 'from Jira');

		const report = await world.run();

		expect(report.wrote).toBe('issue');
		expect(report.files?.lines).toMatchObject([
			{ action: 'create', to: 'jira', row: 'A5', name: 'a.txt', sourceId: 'a' },
			{ action: 'create', to: 'jira', row: 'A5', name: 'b.txt' },
			{ action: 'create', to: 'source', row: 'A6', name: 'j.txt', jiraId: attached.id },
		]);
		await world.run();
		expect(names(world)).toEqual(['a.txt', 'b.txt', 'j.txt']);
		expect(world.source[2]?.content).toBe('from Jira');
		expect(world.contents()).toEqual(['from Jira', 'content of a', 'content of b']);
		world.opened.length = 0;
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.opened).toEqual([]);
	});

	it('A3: files that were on both sides belong together, and neither is a copy', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a', 'same'), file('b', 'ours'));
		world.attach('a.txt', 'same');
		const other = world.attach('b.txt', 'them');

		await world.run();
		await world.run();

		expect(world.contents()).toEqual(['same', 'them', 'ours']);
		expect([...names(world)].sort()).toEqual(['a.txt', 'b.txt', 'b.txt']);
		expect(await world.quiet()).toEqual(IN_STEP);
		world.source.splice(0, 1);
		world.detach(other.id);
		await world.run();
		await world.run();
		expect(world.contents()).toEqual(['same', 'ours']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A20: the same name twice stays two files', async () => {
		const world = await filePair({}, mode);
		world.source.push(
			{ id: '1', name: 'log.txt', content: 'one' },
			{ id: '2', name: 'log.txt', content: 'two' },
		);

		await world.run();
		await world.run();

		expect(world.contents()).toEqual(['one', 'two']);
		expect(world.source).toHaveLength(2);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A7: a file that changed under its id replaces its copy', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a', 'old'));
		await world.run();
		world.source[0] = file('a', 'newer');

		const report = await world.run();

		expect(report.files?.lines).toMatchObject([{ action: 'replace', to: 'jira', row: 'A7' }]);
		expect(world.contents()).toEqual(['newer']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A7: the original in Jira stays beside what the record made of its copy', async () => {
		const world = await filePair({}, mode);
		world.attach('j.txt', 'original');
		await world.run();
		await world.run();
		const [copy] = world.source;
		if (copy !== undefined) world.source[0] = { ...copy, content: 'changed there' };

		await world.run();
		await world.run();

		expect(world.contents()).toEqual(['original', 'changed there']);
		expect(world.source).toHaveLength(1);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A8, A10: a deleted original takes its copy along, on both sides', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a'), file('keep'));
		const attached = world.attach('j.txt', 'from Jira');
		world.attach('stays.txt', 'stays');
		await world.run();
		await world.run();
		world.source.splice(0, 1);
		world.detach(attached.id);

		await world.run();
		await world.run();

		expect(names(world)).toEqual(['keep.txt', 'stays.txt']);
		expect(world.contents()).toEqual(['stays', 'content of keep']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A9: a deleted copy is not made again, and its original stays', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a'));
		await world.run();
		world.detach(world.jira()[0]?.id ?? '');

		await world.run();
		await world.run();

		expect(world.contents()).toEqual([]);
		expect(names(world)).toEqual(['a.txt']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A12: size and names decide; a larger limit counts at once', async () => {
		const world = await filePair({ patterns: ['*.txt', '!secret*'], maxSize: 20 }, mode);
		world.source.push(file('a'), file('big', 'x'.repeat(21)), file('secret'));
		world.source.push({ id: 'i', name: 'i.png', content: 'image' });

		const report = await world.run();

		expect(world.contents()).toEqual(['content of a']);
		expect(report.files?.lines).toMatchObject([
			{ action: 'create' },
			{
				action: 'kept',
				row: 'A12',
				name: 'big.txt',
				reason: expect.stringContaining('Largest') as string,
			},
		]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A12, A14: what this Jira takes no more is refused before it is sent, and not tried again', async () => {
		const world = await filePair({}, mode);
		world.pair.world.store.files.limits = { enabled: true, uploadLimit: 5 };
		world.source.push(file('a'));

		const report = await world.run();

		expect(report.warnings).toEqual([expect.stringContaining('at most 5 are taken')]);
		expect(world.contents()).toEqual([]);
		expect(await world.quiet()).toEqual(IN_STEP);
		world.pair.world.store.files.limits = { enabled: true };
		await world.run({ request: { retryParked: true } });
		expect(world.contents()).toHaveLength(1);
	});

	it('A13: internal files, and files of service projects, stay unless they are let through', async () => {
		const world = await filePair({}, mode);
		world.pair.world.store.files.serviceProject = true;
		world.source.push(file('a', 'ours', { internal: true }));
		world.attach('j.txt', 'note of an agent');

		const report = await world.run();

		expect(report.files?.lines.map(({ row }) => row)).toEqual(['A13', 'A13']);
		expect([world.source.length, world.contents().length]).toEqual([1, 1]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it.each(['permission', 'validation', 'notFound'] as const)(
		'A14: Jira refuses one (%s); the others go on, and it is tried again when it changes',
		async (kind) => {
			const world = await filePair({}, mode);
			world.pair.world.store.files.refuses = { name: 'bad', kind };
			world.source.push(file('bad'), file('good'));

			const report = await world.run();

			expect(report.warnings).toEqual([expect.stringContaining('File "bad.txt": Jira said')]);
			expect(world.contents()).toEqual(['content of good']);
			expect(await world.quiet()).toEqual(IN_STEP);
			world.pair.world.store.files.refuses = undefined;
			await world.run();
			expect(world.contents()).toHaveLength(1);
			world.source[0] = file('bad', 'corrected');
			await world.run();
			expect(world.contents()).toEqual(['content of good', 'corrected']);
		},
	);

	it('A14: what cannot be read is reported and left', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a'));
		world.unreadable.add('a.txt');

		const report = await world.run();

		expect(report.warnings).toEqual([expect.stringContaining('cannot be read')]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A15: two workers at once make two copies, and the next run keeps the older', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a'));
		await Promise.all([world.run(), world.run()]);
		expect(world.contents()).toHaveLength(2);
		const [first] = world.jira();

		await world.run();

		expect(world.jira()).toHaveLength(1);
		expect(first).toBeDefined();
		expect(world.source).toHaveLength(1);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A16: lists that lost most of their files delete nothing', async () => {
		const world = await filePair({}, mode);
		world.source.push(...['a', 'b', 'c', 'd'].map((id) => file(id)));
		await world.run();
		world.source.length = 0;

		const report = await world.run();

		expect(report.warnings).toEqual([expect.stringContaining('More than half')]);
		expect(world.contents()).toHaveLength(4);
	});

	it('one way: nothing moves against the direction', async () => {
		const world = await filePair({ direction: 'toJira' }, mode);
		world.source.push(file('a'));
		world.attach('j.txt', 'stays here');

		await world.run();
		await world.run();

		expect(world.contents()).toEqual(['stays here', 'content of a']);
		expect(names(world)).toEqual(['a.txt']);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('L12: a dry run shows the same and writes nothing', async () => {
		const world = await filePair({}, mode);
		world.source.push(file('a'));
		world.attach('j.txt', 'from Jira');

		const shown = await world.run({ lost: true, request: { dryRun: true } });
		const calls = world.contents().length;
		const done = await world.run();

		expect(calls).toBe(1);
		expect(shown.files?.lines).toEqual(done.files?.lines);
	});
});

describe('syncOne, attachments that a workflow writes', () => {
	it('A4, A6: handed out three times, then given up until it is asked for again', async () => {
		const world = await filePair();
		const { id } = world.attach('j.txt', 'from Jira');
		const keys: (string | undefined)[] = [];
		for (let run = 0; run < 5; run += 1) {
			const { files } = await world.run({ lost: true });
			keys.push(files?.toSource[0]?.key);
		}

		const key = `create:${world.pair.issue.id}:${id}`;
		expect(keys).toEqual([key, key, key, undefined, undefined]);
		expect(await world.quiet()).toEqual(IN_STEP);
		const again = await world.run({ request: { retryParked: true } });
		expect(again.files?.toSource).toHaveLength(1);
		await world.run();
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.contents()).toHaveLength(1);
	});

	it('A4: the source may write it twice, or under another name: it is never copied back', async () => {
		const world = await filePair();
		world.attach('a: b.txt', 'from Jira');
		const named = world.attach('other.txt', 'named by its id');
		const { files } = await world.run({ lost: true });
		world.deliver(files?.toSource ?? []);
		world.deliver(files?.toSource.slice(0, 1) ?? []);
		const held = world.source.map((entry) => ({
			...entry,
			name: entry.name.replace(/[: ]+/g, '_'),
		}));
		world.source.splice(0, 3, ...held);
		world.source[1] = { id: 'x', name: 'x', content: 'y', more: { jiraId: named.id } };

		await world.run();
		await world.run();

		expect(world.contents()).toHaveLength(2);
		expect(world.source).toHaveLength(3);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('A17: a list that was read before the last sync is not believed', async () => {
		const world = await filePair();
		const at = (readAt: number) => ({
			record: {
				...world.pair.request().record,
				readAt,
				values: { title: 'Crash', attachments: [{ id: 'a', name: 'a', size: 1, url: 'file:a' }] },
			},
		});
		world.source.push({ id: 'a', name: 'a', content: '1' });
		await world.run({ request: at(2_000) });

		const stale = at(1_000);
		const report = await world.run({
			request: { record: { ...stale.record, values: { title: 'Crash', attachments: [] } } },
		});

		expect(report.warnings).toEqual([expect.stringContaining('read before the last sync')]);
		expect(world.contents()).toHaveLength(1);
	});

	it.each([
		['no list', 'text', 'is not a list'],
		['a file without an id', [{ name: 'x' }], 'no ID or no name'],
	])('A1: %s is not read at all', async (_case, attachments, words) => {
		const world = await filePair();
		const { record } = world.pair.request();
		const values = { title: 'Crash', attachments };

		const report = await world.run({ request: { record: { ...record, values } } });

		expect(report.warnings).toEqual([expect.stringContaining(words)]);
		expect(report.files).toBeUndefined();
	});

	it('A14: a file whose content is nowhere is named in the report', async () => {
		const world = await filePair();
		const { record } = world.pair.request();
		const values = { title: 'Crash', attachments: [{ id: 'a', name: 'a.txt', size: 3 }] };

		const report = await world.run({ request: { record: { ...record, values } } });

		expect(report.files?.lines).toMatchObject([
			{ action: 'kept', row: 'A14', reason: expect.stringContaining('"url"') as string },
		]);
	});
});
