import { ensureIssues } from '../../src/engine/ensure-issue';
import { linkPair, unlinkPair } from '../../src/engine/link';
import type { SourceRecord } from '../../src/model/record';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type StoryWorld,
} from '../support/story-world';

const PROPERTY = 'n8n-jira-sync.default';
const OTHER = { ...ENSURE, profile: 'other' };

/** Rows of docs/design/ensure.md, against a Jira that behaves. */
describe.each(DEPLOYMENTS)('one issue for each record, %s', (deployment) => {
	const lag = deployment === 'cloud' ? 1_500 : 0;

	async function made(...ids: string[]): Promise<StoryWorld> {
		const world = createStoryWorld(deployment, lag);
		await ensureIssues(world.process(), ids.map(world.record), ENSURE);
		world.clock.advance(5_000);
		return world;
	}

	function named(world: StoryWorld, id: string, issueKey: string): SourceRecord {
		return { ...world.record(id), issueKey };
	}

	it('E6, L3: an issue that a dying run left without its remote link is found after a move, too', async () => {
		const world = await made('e1');
		const id = world.site.issue('CRASH-1')?.id ?? '';
		await world.process().tracker.removeRemoteLink(id, 'system=backtrace&id=e1');
		const key = await world.site.asUser('kim').move('CRASH-1', 'PLAN');
		world.clock.advance(5_000);

		const [report] = await ensureIssues(world.process(), [world.record('e1')], ENSURE);

		expect(report).toMatchObject({ kind: 'found', issue: { id, key } });
		expect(world.site.issues()).toHaveLength(1);
		expect(world.site.issue(key)?.remoteLinks).toHaveLength(1);
	});

	it('E7: an issue that was deleted is made again for a record that names none', async () => {
		const world = await made('e1');
		await world.site.asUser('admin').remove('CRASH-1');
		world.clock.advance(5_000);

		const [report] = await ensureIssues(world.process(), [world.record('e1')], ENSURE);

		expect(report).toMatchObject({ kind: 'created', issue: { key: 'CRASH-2' } });
	});

	it('E8, L3: a record that names an issue which is not found: no second issue where it may be hidden', async () => {
		const world = await made();
		const record = named(world, 'e1', 'CRASH-77');

		const [report] = await ensureIssues(world.process(), [record], ENSURE);

		if (deployment === 'cloud') {
			expect(report).toMatchObject({
				kind: 'failed',
				error: { message: expect.stringContaining('CRASH-77, which does not exist or which') },
			});
			expect(world.site.issues()).toHaveLength(0);
		} else {
			expect(report).toMatchObject({
				kind: 'created',
				warnings: ['backtrace e1 names CRASH-77, which does not exist any more.'],
			});
		}
	});

	it('E9, L3: a record that names an issue which the account may not see gets no second one', async () => {
		const world = await made('e1');
		const hidden = world.process('noperm');
		const template = { ...ENSURE.template, project: 'PLAN', fields: {} };

		const [report] = await ensureIssues(hidden, [named(world, 'e1', 'CRASH-1')], {
			...ENSURE,
			template,
		});

		expect(report).toMatchObject({ kind: 'failed' });
		expect(world.site.issues()).toHaveLength(1);
	});

	it('E10: a record that names the issue of another record gets its own, and is told so', async () => {
		const world = await made('e1');

		const [report] = await ensureIssues(world.process(), [named(world, 'e2', 'CRASH-1')], ENSURE);

		expect(report).toMatchObject({
			kind: 'created',
			issue: { key: 'CRASH-2' },
			warnings: [expect.stringContaining('names CRASH-1, which belongs to backtrace e1')],
		});
	});

	it('E10: of two records that name one issue the first has it, and the second is told', async () => {
		const world = createStoryWorld(deployment, lag);
		const key = await world.site.asUser('kim').create('CRASH', 'Bug', {
			summary: 'made by hand',
			customfield_10013: 'Major',
		});
		const both = [named(world, 'e1', key), named(world, 'e2', key)];

		const reports = await ensureIssues(world.process(), both, ENSURE);

		expect(reports).toMatchObject([
			{ kind: 'found', issue: { key } },
			{ kind: 'created', warnings: [expect.stringContaining('which belongs to backtrace e1')] },
		]);
		expect(world.site.issue(key)?.properties[PROPERTY]).toMatchObject({
			link: { recordId: 'e1' },
		});
	});

	it('E11, L3: an issue whose property names another record is not doubled, and the report says why', async () => {
		const world = await made('e1');
		const engine = world.process();
		const stranger = { format: 1, link: { system: 'backtrace', recordId: 'somebody' }, fields: {} };
		await engine.tracker.setProperty(world.site.issues()[0]?.id ?? '', PROPERTY, stranger);

		const [report] = await ensureIssues(engine, [world.record('e1')], ENSURE);

		expect(report).toMatchObject({
			kind: 'failed',
			error: { message: expect.stringContaining('carries the link of backtrace e1, but') },
		});
		await expect(world.sync(engine, 'e1')).rejects.toThrow('names backtrace somebody');
		expect(world.site.issues()).toHaveLength(1);
		const replaced = { record: world.record('e1'), issue: 'CRASH-1', profile: 'default' };
		await linkPair(engine, { ...replaced, replace: true });
		world.clock.advance(5_000);
		expect(await ensureIssues(engine, [world.record('e1')], ENSURE)).toMatchObject([
			{ kind: 'found', issue: { key: 'CRASH-1' } },
		]);
	});

	it.each([
		['text', 'garbage'],
		['a list', [1, 2]],
		['a number', 7],
		['cut off', { format: 1, link: { system: 'backtrace' } }],
		['of no format', { link: { system: 'backtrace', recordId: 'e1' }, fields: {} }],
		['without a link', { format: 1, fields: { title: { s: 'a', j: 'b' } } }],
		['with fields of wrong types', { format: 1, link: [], fields: 'x', regression: 3 }],
		['of several records without any', { format: 2, records: [] }],
	])(
		'E12, L3, L4: a property that is %s: no second issue, repaired, reported',
		async (_what, value) => {
			const world = await made('e1');
			const engine = world.process();
			await world.sync(engine, 'e1');
			const [issue] = world.site.issues();
			await engine.tracker.setProperty(issue?.id ?? '', PROPERTY, value);
			await world.site.asUser('kim').edit('CRASH-1', { summary: 'Edited in Jira' });
			world.clock.advance(5_000);

			const [report] = await ensureIssues(world.process(), [world.record('e1')], ENSURE);
			world.clock.advance(5_000);
			const synced = await world.sync(world.process(), 'e1');

			expect(report).toMatchObject({
				kind: 'found',
				issue: { key: 'CRASH-1' },
				warnings: [expect.stringContaining('The stored link of CRASH-1 could not be read')],
			});
			expect(world.site.issues()).toHaveLength(1);
			expect(synced.decisions['title>summary']).toMatchObject({
				row: 'M6',
				source: 'Error e1',
				jira: 'Edited in Jira',
			});
			expect(world.record('e1').values['title']).toBe('Edited in Jira');
		},
	);

	it('E12: a damaged property is reported by the sync that meets it first', async () => {
		const world = await made('e1');
		const engine = world.process();
		await engine.tracker.setProperty(world.site.issues()[0]?.id ?? '', PROPERTY, 'garbage');

		const report = await world.sync(engine, 'e1');

		expect(report.warnings[0]).toContain('The stored link of CRASH-1 could not be read');
	});

	it('E13: the second profile takes the issue that the first made, and both sync it without a fight (L5)', async () => {
		const world = await made('e1');
		const engine = world.process();
		const theirs = {
			...SETTINGS,
			profile: 'other',
			mappings: SETTINGS.mappings.filter(({ jira }) => jira !== 'assignee'),
		};
		const [second] = await ensureIssues(engine, [world.record('e1')], OTHER);
		world.clock.advance(5_000);
		await world.sync(engine, 'e1');
		await world.sync(engine, 'e1', theirs);
		await world.site.asUser('kim').edit('CRASH-1', { summary: 'Edited in Jira' });
		world.edit('e1', { platform: 'linux, windows, macos' });

		for (const settings of [SETTINGS, theirs, SETTINGS, theirs]) {
			world.clock.advance(5_000);
			const { conflicts } = await world.sync(engine, 'e1', settings);
			expect(conflicts).toEqual([]);
		}

		expect(second).toMatchObject({ kind: 'found', issue: { key: 'CRASH-1' } });
		expect(world.record('e1').values['title']).toBe('Edited in Jira');
		world.requests();
		for (const settings of [SETTINGS, theirs]) await world.sync(engine, 'e1', settings);
		expect(world.requests().writes).toBe(0);
		expect(world.site.issue('CRASH-1')?.remoteLinks).toHaveLength(1);
	});

	it('E14, L3: unlinked in one profile, the other still finds its issue', async () => {
		const world = await made('e1');
		const engine = world.process();
		await ensureIssues(engine, [world.record('e1')], OTHER);
		world.clock.advance(5_000);

		await unlinkPair(engine, { issue: 'CRASH-1', profile: 'default' });
		world.clock.advance(5_000);

		const [report] = await ensureIssues(world.process(), [world.record('e1')], OTHER);
		expect(report).toMatchObject({ kind: 'found', issue: { key: 'CRASH-1' } });
		expect(Object.keys(world.site.issue('CRASH-1')?.properties ?? {})).toEqual([
			'n8n-jira-sync.other',
			'n8n-jira-sync.default.unlinked',
		]);
		expect(world.site.issue('CRASH-1')?.remoteLinks).toHaveLength(1);
		await unlinkPair(engine, { issue: 'CRASH-1', profile: 'other' });
		expect(world.site.issue('CRASH-1')?.remoteLinks).toHaveLength(0);
	});

	it('E15, L3: a duplicate that another profile needs is not closed, only let go', async () => {
		const world = await made('e1');
		const engine = world.process();
		const [link] = Object.entries(world.site.issues()[0]?.properties ?? {});
		const key = await world.site.asUser('kim').create('CRASH', 'Bug', {
			summary: 'the second',
			customfield_10013: 'Major',
		});
		const id = world.site.issue(key)?.id ?? '';
		for (const profile of ['default', 'other'])
			await engine.tracker.setProperty(id, `n8n-jira-sync.${profile}`, link?.[1] as never);
		await engine.tracker.ensureRemoteLink(id, {
			globalId: 'system=backtrace&id=e1',
			url: 'https://errors.example.com/e1',
			title: 'Error e1',
			resolved: false,
			application: 'backtrace',
		});
		world.clock.advance(5_000);

		const [report] = await ensureIssues(engine, [world.record('e1')], ENSURE);

		expect(report).toMatchObject({
			issue: { key: 'CRASH-1' },
			warnings: [
				'CRASH-2 is needed by another profile (property n8n-jira-sync.other), so it was not closed; backtrace e1 has CRASH-1 from now on.',
			],
		});
		expect(world.site.issue(key)?.fields['status']).toMatchObject({ name: 'To Do' });
		expect(world.site.issue(key)?.remoteLinks).toHaveLength(1);
	});
});
