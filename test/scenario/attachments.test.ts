import { ensureIssues } from '../../src/engine/ensure-issue';
import type { SyncReport } from '../../src/engine/reports';
import { syncOne } from '../../src/engine/sync-one';
import type { JiraAttachment } from '../../src/model/attachment';
import type { SyncSettings } from '../../src/sync/mapping';
import type { AttachmentRules } from '../../simulators/jira/site';
import { createRecordSystem } from '../../simulators/records';
import { FILE_RULES } from '../support/file-pair';
import { recordFilesOf } from '../support/record-files';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
} from '../support/story-world';

const settings = (changes: Partial<typeof FILE_RULES> = {}): SyncSettings => ({
	...SETTINGS,
	files: { ...FILE_RULES, maxSize: 1_000_000, ...changes },
});

/** A linked pair in step; its source is a system whose files the engine reads and writes itself. */
async function story(deployment: Deployment, rules: AttachmentRules = {}) {
	const world = createStoryWorld(deployment, 0, {}, { attachments: rules });
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const key = world.site.issues()[0]?.key ?? '';
	const system = createRecordSystem({ now: world.clock.now });
	system.create('e1', world.record('e1').values);
	const source = {
		read: async () => ({ values: system.record('e1')?.values ?? {} }),
		write: async () => undefined,
		files: recordFilesOf(system.transport(), world.clock),
	};
	const sync = async (chosen = settings(), retryParked = false): Promise<SyncReport> => {
		world.clock.advance(5_000);
		const record = world.record('e1');
		const engine = world.process();
		const how = { delivery: 'connected', dryRun: false, retryParked } as const;
		return await syncOne(engine, { record, issue: key, settings: chosen, source, ...how });
	};
	const inJira = async (): Promise<readonly JiraAttachment[]> => {
		const read = { fields: ['attachment'], properties: [] };
		return (await world.process().tracker.readIssue(key, read)).attachments ?? [];
	};
	await sync();
	return { world, key, system, sync, inJira, kim: world.site.asUser('kim') };
}

const inSource = ({ system }: Awaited<ReturnType<typeof story>>): readonly string[] =>
	system.files.of('e1').map(({ name, content }) => `${name}: ${Buffer.from(content).toString()}`);

async function contents({ world, inJira }: Awaited<ReturnType<typeof story>>) {
	const texts: string[] = [];
	for (const file of await inJira()) {
		const parts: Uint8Array[] = [];
		const { chunks } = await world.process().tracker.openAttachment(file);
		for await (const chunk of chunks) parts.push(chunk);
		texts.push(`${file.name}: ${Buffer.concat(parts).toString()}`);
	}
	return texts;
}

describe.each(DEPLOYMENTS)('attachments on %s', (deployment) => {
	it('both ways, replaced, deleted, and silent in between', async () => {
		const told = await story(deployment);
		const { world, key, system, sync, kim } = told;
		const id = system.files.put('e1', 'Größe "1";.txt', 'from the record, ü');
		const large = 'x'.repeat(200_000);
		system.files.put('e1', 'large.txt', large);
		const attached = await kim.attach(key, 'jira file.txt', 'from Jira');

		expect((await sync()).warnings).toEqual([]);

		const both = ['Größe "1";.txt: from the record, ü', `large.txt: ${large}`];
		expect(inSource(told)).toEqual([...both, 'jira file.txt: from Jira']);
		expect(await contents(told)).toEqual(['jira file.txt: from Jira', ...both]);
		world.requests();
		const quiet = await sync();
		expect(quiet.files?.lines).toEqual([]);
		expect(world.requests()).toEqual({ reads: 1, writes: 0 });

		system.files.put('e1', 'Größe "1";.txt', 'another content', id);
		await sync();
		expect((await contents(told)).at(-1)).toBe('Größe "1";.txt: another content');
		expect(await told.inJira()).toHaveLength(3);

		await kim.detach(attached);
		system.files.remove('e1', id);
		await sync();
		expect(inSource(told)).toEqual([`large.txt: ${large}`]);
		expect(await contents(told)).toEqual([`large.txt: ${large}`]);
		world.requests();
		await sync();
		expect(world.requests()).toEqual({ reads: 1, writes: 0 });
		expect(world.site.unmodelled).toEqual([]);
	});

	it('L7: files that are copied cost one look at the limits, one upload each, and one note', async () => {
		const { world, system, sync } = await story(deployment);
		system.files.put('e1', 'a.txt', 'a');
		system.files.put('e1', 'b.txt', 'b');
		world.requests();

		await sync();

		expect(world.requests()).toEqual({ reads: 2, writes: 3 });
	});

	it.each([
		['may not attach files', { forbidden: ['sync'] }, 'permission'],
		['has no room for more', { mostFiles: 0 }, 'limit of 0'],
		['takes no such type', { refusedEndings: ['.exe'] }, 'not allowed here'],
		['takes smaller files only', { uploadLimit: 2 }, 'at most 2 are taken'],
	])('A12, A14: %s: it is said, left, and taken once that is over', async (_case, rules, words) => {
		const changing: { -readonly [K in keyof AttachmentRules]: AttachmentRules[K] } = { ...rules };
		const { world, system, sync, inJira } = await story(deployment, changing);
		system.files.put('e1', 'tool.exe', 'MZ..');

		const report = await sync();

		expect(report.warnings.join()).toContain(words);
		world.requests();
		await sync();
		expect(world.requests()).toEqual({ reads: 1, writes: 0 });
		for (const name of Object.keys(changing) as (keyof AttachmentRules)[]) delete changing[name];
		await sync(settings(), true);
		expect((await inJira()).map(({ name }) => name)).toEqual(['tool.exe']);
	});

	it('A13: files of a service project stay in Jira', async () => {
		const told = await story(deployment, { serviceProject: true });
		await told.kim.attach(told.key, 'note.txt', 'between agents');

		const closed = await told.sync();
		expect(closed.files?.lines).toMatchObject([{ action: 'kept', row: 'A13' }]);
		expect(inSource(told)).toEqual([]);
		await told.sync(settings({ includeInternal: true }));
		expect(inSource(told)).toEqual(['note.txt: between agents']);
	});

	it('A14: the source refuses one; the others go on', async () => {
		const told = await story(deployment);
		told.system.files.refusedEnding = '.exe';
		await told.kim.attach(told.key, 'tool.exe', 'MZ');
		await told.kim.attach(told.key, 'good.txt', 'good');

		const report = await told.sync();

		expect(report.warnings.join()).toContain('File "tool.exe": Records refused to store the file');
		expect(inSource(told)).toEqual(['good.txt: good']);
		told.world.requests();
		await told.sync();
		expect(told.world.requests()).toEqual({ reads: 1, writes: 0 });
	});

	it('A3: an upload whose answer was lost is found again, not sent again', async () => {
		const told = await story(deployment);
		told.system.files.put('e1', 'a.txt', 'once');
		told.world.site.failNext(1, { status: 502, after: 'processed', matching: /\/attachments$/ });
		await expect(told.sync()).rejects.toThrow('attach the file');

		await told.sync();

		expect(await contents(told)).toEqual(['a.txt: once']);
		told.world.requests();
		await told.sync();
		expect(told.world.requests()).toEqual({ reads: 1, writes: 0 });
	});

	it('A19, A7: a new content whose upload lost its answer is found again, however late', async () => {
		const told = await story(deployment);
		const id = told.system.files.put('e1', 'a.txt', 'one');
		await told.sync();
		told.world.clock.advance(1_000);
		told.system.files.put('e1', 'a.txt', 'two', id);
		told.world.site.failNext(1, { status: 502, after: 'processed', matching: /\/attachments$/ });
		await expect(told.sync()).rejects.toThrow('attach the file');
		told.world.clock.advance(7_200_000);

		await told.sync();
		await told.sync();

		expect(await contents(told)).toEqual(['a.txt: two']);
		expect(inSource(told)).toEqual(['a.txt: two']);
	});

	it('A7, L4: a copy that the source gives another content of the same size is news', async () => {
		const told = await story(deployment);
		await told.kim.attach(told.key, 'a.txt', 'one');
		await told.sync();
		told.world.clock.advance(1_000);
		const [copy] = told.system.files.of('e1');

		told.system.files.put('e1', 'a.txt', 'two', copy?.id);
		await told.sync();

		expect(await contents(told)).toEqual(['a.txt: one', 'a.txt: two']);
		expect(inSource(told)).toEqual(['a.txt: two']);
	});

	it('A15, L3: of two copies in the source the older is kept, whichever of them is linked', async () => {
		const told = await story(deployment);
		await told.kim.attach(told.key, 'a.txt', 'one');
		await Promise.all([told.sync(), told.sync()]);
		const made = told.system.files.of('e1').map(({ id }) => id);
		expect(made).toHaveLength(2);

		await told.sync();

		expect(told.system.files.of('e1').map(({ id }) => id)).toEqual(made.slice(0, 1));
		told.world.requests();
		await told.sync();
		expect(told.world.requests()).toEqual({ reads: 1, writes: 0 });
		expect(await contents(told)).toEqual(['a.txt: one']);
	});

	it('A25, L3: a run that deletes the copy another run has linked leaves the other one linked', async () => {
		const told = await story(deployment);
		const id = told.system.files.put('e1', 'a.txt', 'one');
		await told.sync();
		const [linked] = await told.inJira();
		await told.world.site.asUser('sync').attach(told.key, 'a.txt', 'one');
		await told.kim.detach(linked?.id ?? '');

		await told.sync();
		expect(inSource(told)).toEqual(['a.txt: one']);
		expect(await contents(told)).toEqual(['a.txt: one']);

		told.system.files.remove('e1', id);
		await told.sync();
		expect(await contents(told)).toEqual([]);
	});

	it('A25: the same in the source', async () => {
		const told = await story(deployment);
		const attached = await told.kim.attach(told.key, 'a.txt', 'one');
		await told.sync();
		const [copy] = told.system.files.of('e1');
		told.system.files.put('e1', 'a.txt', 'one');
		told.system.files.remove('e1', copy?.id ?? '');

		await told.sync();
		expect(await contents(told)).toEqual(['a.txt: one']);
		expect(inSource(told)).toEqual(['a.txt: one']);

		await told.kim.detach(attached);
		await told.sync();
		expect(inSource(told)).toEqual([]);
	});
});
