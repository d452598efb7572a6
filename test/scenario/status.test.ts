import { ensureIssues } from '../../src/engine/ensure-issue';
import type { EngineContext } from '../../src/engine/context';
import type { SyncSettings } from '../../src/sync/mapping';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
	type StoryWorld,
} from '../support/story-world';

/** Rows of docs/design/status.md against Jira's own answers. */
async function linked(
	deployment: Deployment,
): Promise<{ readonly world: StoryWorld; readonly engine: EngineContext }> {
	const world = createStoryWorld(deployment, deployment === 'cloud' ? 1_500 : 0);
	const engine = world.process();
	await ensureIssues(engine, [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	await world.sync(engine, 'e1');
	world.clock.advance(5_000);
	return { world, engine };
}

function withRows(rows: SyncSettings['status']['rows']): SyncSettings {
	return { ...SETTINGS, status: { ...SETTINGS.status, rows } };
}

const VALIDATOR = {
	status: 400,
	body: { errorMessages: ['Time must be logged.'], errors: {} },
	matching: /^POST .*\/transitions$/,
};

describe.each(DEPLOYMENTS)('statuses, %s', (deployment) => {
	it('G10, G15, L8: a validator refuses: Jira’s words are in the report, the fields are written, then silence (L5)', async () => {
		const { world, engine } = await linked(deployment);
		world.edit('e1', { state: 'muted', title: 'New title' });
		world.site.failNext(1, VALIDATOR);

		const report = await world.sync(engine, 'e1');

		expect(report.warnings.join(' ')).toMatch(
			/CRASH-1 stands at "To Do" and could not be moved to Won't Do\. Jira offers .*"Won't Do" to Won't Do.*Time must be logged/,
		);
		expect(world.site.issue('CRASH-1')?.fields['summary']).toBe('New title');
		world.clock.advance(5_000);
		world.requests();
		const again = await world.sync(engine, 'e1');
		expect(again.decisions['state>status']).toMatchObject({ kind: 'parked', row: 'W7' });
		expect(world.requests().writes).toBe(0);
		expect(world.record('e1').values['state']).toBe('muted');
	});

	it('G10, G15: what was refused is tried again when the record changes', async () => {
		const { world, engine } = await linked(deployment);
		world.edit('e1', { state: 'muted' });
		world.site.failNext(1, VALIDATOR);
		await world.sync(engine, 'e1');
		world.clock.advance(5_000);
		world.edit('e1', { state: 'resolved' });

		await world.sync(engine, 'e1');

		expect(world.site.issue('CRASH-1')?.fields['status']).toMatchObject({ name: 'Done' });
	});

	it('G5, G11: two steps to Done, and the resolution on the last screen', async () => {
		const { world, engine } = await linked(deployment);
		world.edit('e1', { state: 'resolved' });

		const report = await world.sync(engine, 'e1');

		expect(report.warnings).toEqual([]);
		expect(world.site.issue('CRASH-1')?.fields).toMatchObject({
			status: { name: 'Done' },
			resolution: { name: 'Done' },
		});
	});

	it('G12, L8: a status that does not exist is asked for, with what is offered', async () => {
		const { world, engine } = await linked(deployment);
		world.edit('e1', { state: 'resolved' });
		const settings = withRows([
			{ source: ['open'], jira: ['To Do'] },
			{ source: ['resolved'], jira: ['Dnoe'] },
		]);

		const report = await world.sync(engine, 'e1', settings);

		expect(report.warnings.join(' ')).toMatch(
			/no transition leads to Dnoe\. Jira offers "Start Progress" to In Progress, .*Check the name/,
		);
		expect(world.site.issue('CRASH-1')?.fields['status']).toMatchObject({ name: 'To Do' });
		expect(world.record('e1').values['state']).toBe('resolved');
	});

	it('G3: a state in no row is left alone, and so is a status in none', async () => {
		const { world, engine } = await linked(deployment);
		world.edit('e1', { state: 'exploded' });

		const report = await world.sync(engine, 'e1');

		expect(report.decisions['state>status']).toMatchObject({ kind: 'unmapped' });
		expect(report.warnings).toContain(
			'state>status: No row of the status table has the state "exploded".',
		);
		await world.site.asUser('kim').transition('CRASH-1', 'In Progress');
		world.clock.advance(5_000);
		const narrow = withRows([{ source: ['exploded'], jira: ['To Do'] }]);
		const second = await world.sync(engine, 'e1', narrow);
		expect(second.warnings).toContain(
			'state>status: No row of the status table has Jira\'s status "In Progress".',
		);
	});

	it('G13, L8: a failure on the way says how far the issue came, and the next run goes on', async () => {
		const { world, engine } = await linked(deployment);
		world.edit('e1', { state: 'resolved' });
		world.site.failNext(1, {
			status: 403,
			body: { errorMessages: ['No.'], errors: {} },
			matching: /^PUT .*\/issue\/\d+$|^PUT .*properties/,
		});

		await expect(world.sync(engine, 'e1')).rejects.toMatchObject({
			problems: [{ message: expect.stringContaining('CRASH-1 was moved to "Done"') }],
		});
		world.clock.advance(5_000);
		const report = await world.sync(engine, 'e1');

		expect(report.conflicts).toEqual([]);
		expect(world.record('e1').values['state']).toBe('resolved');
		expect(world.site.issue('CRASH-1')?.fields['status']).toMatchObject({ name: 'Done' });
	});
});
