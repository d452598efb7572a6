import { ensureIssues } from '../../src/engine/ensure-issue';
import { linkPair } from '../../src/engine/link';
import { checkRecurrence } from '../../src/engine/resolved-until';
import { isObject } from '../../src/model/decode';
import { recurrenceRequest, type RecurrenceChanges } from '../support/recurrence';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	type Deployment,
	type StoryWorld,
} from '../support/story-world';

const AT_ONCE = 10;
const MINUTE_MS = 60_000;

/** Error e1, which was fixed in 1.3.0 and is seen in 1.4.0 now. */
async function fixedAndBack(deployment: Deployment): Promise<StoryWorld> {
	const world = createStoryWorld(deployment);
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	await resolve(world, 'CRASH-1', '1.3.0');
	world.edit('e1', { version: [['1.4.0', 12]] });
	return world;
}

async function resolve(world: StoryWorld, key: string, version: string): Promise<void> {
	const kim = world.site.asUser('kim');
	await kim.transition(key, 'In Progress');
	await kim.transition(key, 'Done', { fixVersions: [{ name: version }] });
	world.clock.advance(MINUTE_MS);
}

function request(world: StoryWorld, changes: RecurrenceChanges = {}) {
	return recurrenceRequest({ record: world.record('e1'), order: 'jiraThenParsed', ...changes });
}

/** Statuses that the issue was moved to since it was resolved first. */
function moves(world: StoryWorld, key = 'CRASH-1'): readonly string[] {
	const all = (world.site.issue(key)?.changelog ?? [])
		.flatMap(({ items }) => items)
		.filter((item) => item['field'] === 'status')
		.map((item) => String(item['toString']));
	return all.slice(all.indexOf('Done') + 1);
}

function comments(world: StoryWorld, key = 'CRASH-1'): readonly string[] {
	return (world.site.issue(key)?.comments ?? []).map(({ body }) => JSON.stringify(body));
}

function note(world: StoryWorld, key = 'CRASH-1', profile = 'default'): unknown {
	const pair = world.site.issue(key)?.properties[`n8n-jira-sync.${profile}`];
	return isObject(pair) ? pair['regression'] : undefined;
}

describe.each(DEPLOYMENTS)('A regression on %s', (deployment) => {
	it('A3: ten processes at once reopen once and comment once', async () => {
		const world = await fixedAndBack(deployment);
		const engines = Array.from({ length: AT_ONCE }, () => world.process());

		const reports = await Promise.all(
			engines.map(async (engine) => await checkRecurrence(engine, request(world))),
		);

		expect(reports.filter(({ kind }) => kind === 'reopened')).toHaveLength(1);
		for (const report of reports.filter(({ kind }) => kind === 'unchanged'))
			expect(report).toMatchObject({
				because: 'notResolved',
				reason: expect.stringMatching(/^CRASH-1 is (open again|not resolved)/),
			});
		expect(moves(world)).toEqual(['To Do']);
		expect(comments(world)).toHaveLength(1);

		world.clock.advance(2 * MINUTE_MS);
		world.requests();
		const later = await checkRecurrence(world.process(), request(world));
		expect(later).toMatchObject({ because: 'notResolved', reopenCount: 1 });
		expect(comments(world)).toHaveLength(1);
		expect(note(world)).toEqual({ count: 1, version: '1.4.0' });
	});

	it('A3: runs one after the other in ten processes reopen once', async () => {
		const world = await fixedAndBack(deployment);

		for (let run = 0; run < AT_ONCE; run += 1)
			await checkRecurrence(world.process(), request(world));

		expect(moves(world)).toEqual(['To Do']);
		expect(comments(world)).toHaveLength(1);
	});

	it('A4: the comment says versions, counts, which error and where it is', async () => {
		const world = await fixedAndBack(deployment);
		await checkRecurrence(world.process(), request(world));
		await resolve(world, 'CRASH-1', '1.4.0');
		world.edit('e1', { version: [['2.0.0', 1]] });

		const report = await checkRecurrence(world.process(), request(world));

		expect(report).toMatchObject({ kind: 'reopened', reopenCount: 2 });
		const [first, second] = comments(world);
		expect(first).toContain('Version 1.4.0 is later than the fix version 1.3.0 of CRASH-1');
		expect(first).toContain('Seen 12 times in version 1.4.0.');
		expect(first).toContain('Error e1 (backtrace e1)');
		expect(first).toContain('errors.example.com/e1');
		expect(second).toContain('Seen once in version 2.0.0. This is reopening number 2.');
	});

	it('A5: two records on one issue: the one that came back is named, and reopens once', async () => {
		const world = await fixedAndBack(deployment);
		const profile = 'second';
		const link = { record: world.record('e2'), issue: 'CRASH-1', profile, replace: false };
		await linkPair(world.process(), link);
		world.edit('e1', { version: [['1.2.0', 1]] });
		world.edit('e2', { version: [['1.4.0', 3]] });
		const second = { record: world.record('e2'), profile, issue: 'CRASH-1' };

		const [first, other] = await Promise.all([
			checkRecurrence(world.process(), request(world)),
			checkRecurrence(world.process(), request(world, second)),
		]);

		expect(first.kind).toBe('unchanged');
		expect(other).toMatchObject({ kind: 'reopened', recordId: 'e2' });
		expect(comments(world)).toHaveLength(1);
		expect(comments(world)[0]).toContain('Error e2 (backtrace e2)');
		expect([note(world), note(world, 'CRASH-1', profile)]).toEqual([
			undefined,
			{ count: 1, version: '1.4.0' },
		]);
	});

	it('A7: a new issue in place of reopening takes the record, and is linked with the old one', async () => {
		const world = await fixedAndBack(deployment);
		const engine = world.process();
		const screenFields = { customfield_10010: 'crash in e1' };
		const given = request(world, {
			action: 'newIssue',
			reopen: { label: 'regression', screenFields },
		});
		const dry = await checkRecurrence(engine, { ...given, dryRun: true });
		expect(world.site.issues()).toHaveLength(1);

		const report = await checkRecurrence(engine, given);

		expect(dry).toMatchObject({ kind: 'newIssue', reason: report.reason });
		expect(report).toMatchObject({
			kind: 'newIssue',
			because: 'regression',
			issue: { key: 'CRASH-1' },
			newIssue: { key: 'CRASH-2' },
			steps: [
				'Create CRASH-2 for backtrace e1 and link it with CRASH-1',
				'Add a comment to CRASH-1 with the reason',
			],
			warnings: [],
		});
		expect(moves(world)).toEqual([]);
		expect(comments(world)[0]).toContain('It is followed up in CRASH-2.');
		const made = world.site.issue('CRASH-2');
		expect(made?.fields['summary']).toBe(world.site.issue('CRASH-1')?.fields['summary']);
		expect(made?.fields['labels']).toEqual(['regression']);
		expect(JSON.stringify(made?.fields['description'])).toContain(
			'The error of CRASH-1 came back.',
		);
		expect(made?.remoteLinks).toHaveLength(1);
		expect(world.site.issue('CRASH-1')?.remoteLinks).toHaveLength(0);

		world.clock.advance(MINUTE_MS);
		const [found] = await ensureIssues(world.process(), [world.record('e1')], ENSURE);
		const again = await checkRecurrence(world.process(), given);
		expect(found).toMatchObject({ kind: 'found', issue: { key: 'CRASH-2' } });
		expect(again).toMatchObject({ because: 'notResolved', issue: { key: 'CRASH-2' } });
		expect(world.site.issues()).toHaveLength(2);
		expect(world.site.unmodelled).toEqual([]);
	});

	it('A8: a comment in place of reopening, once for each version', async () => {
		const world = await fixedAndBack(deployment);
		const given = request(world, { action: 'comment' });

		const reports = await Promise.all([
			checkRecurrence(world.process(), given),
			checkRecurrence(world.process(), { ...given, dryRun: true }),
		]);
		await checkRecurrence(world.process(), given);
		world.edit('e1', { version: [['2.0.0', 1]] });
		await checkRecurrence(world.process(), request(world, { action: 'comment' }));

		expect(reports.map(({ kind, steps }) => ({ kind, steps }))).toEqual(
			[1, 2].map(() => ({
				kind: 'commented',
				steps: ['Add a comment to CRASH-1 with the reason'],
			})),
		);
		expect(moves(world)).toEqual([]);
		expect(comments(world)).toHaveLength(2);
	});

	it('O3: a hotfix that was added late to the list of the project reopens nothing', async () => {
		const world = await fixedAndBack(deployment);
		const api = deployment === 'cloud' ? '/rest/api/3' : '/rest/api/2';
		const body = { name: '1.2.9', project: 'CRASH', released: true };
		await world.site.transport('admin').send({ method: 'POST', path: `${api}/version`, body });
		const list = await world.process().tracker.versions('CRASH');
		world.edit('e1', { version: '1.2.9' });

		const report = await checkRecurrence(world.process(), request(world));

		expect(list.at(-1)?.name).toBe('1.2.9');
		expect(report).toMatchObject({
			because: 'coveredByFix',
			reason: expect.stringContaining(
				'Jira lists 1.2.9 after 1.3.0, but by its number 1.2.9 is a hotfix of an older branch.',
			),
		});
		expect(moves(world)).toEqual([]);
	});

	it('H3: what was last seen before the issue was resolved is no regression', async () => {
		const world = await fixedAndBack(deployment);
		const before = new Date(world.clock.now() - 3_600_000).toISOString();
		world.edit('e1', { version: [['1.4.0', 12, before]] });

		const report = await checkRecurrence(world.process(), request(world));

		expect(report).toMatchObject({
			because: 'seenBefore',
			reason: expect.stringMatching(/^Version 1\.4\.0 was last seen on 20.* UTC, before CRASH-1/),
		});
		expect(moves(world)).toEqual([]);
	});

	it('A6: a status that does not exist is said before anything is written', async () => {
		const world = await fixedAndBack(deployment);
		world.requests();

		const report = await checkRecurrence(
			world.process(),
			request(world, { reopen: { targets: ['Reopened'] } }),
		);

		expect(report).toMatchObject({
			kind: 'unchanged',
			warnings: [
				expect.stringMatching(/no transition leads to Reopened. Jira offers "Reopen" to To Do/),
			],
		});
		expect(world.requests().writes).toBe(0);
	});
});
