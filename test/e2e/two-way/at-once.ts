import { waitFor } from '../../support/n8n/wait';
import type { TwoWayWorld } from './world';

/** All that belongs to the record of the story, in one line each. */
function seen({ records }: TwoWayWorld): readonly unknown[] {
	const { values, comments } = records.record('T-1') ?? {};
	const files = records.files.of('T-1').map(({ name }) => name);
	return [values?.['title'], values?.['status'], comments?.length, ...files];
}

/** Until that many runs of the workflow are over, none is under way, and Jira has nothing more to tell. */
async function untilQuiet({ jira, n8n, workflows }: TwoWayWorld, least: number): Promise<void> {
	let before = '';
	await waitFor(
		'the webhooks to be worked off',
		async () => {
			await jira.idle();
			const runs = await n8n.client.executions(workflows.jiraChange, 100);
			const state = runs.map(({ id, status }) => `${id} ${status}`).join();
			const isOver = runs.every(({ stoppedAt }) => stoppedAt !== null);
			const isQuiet = isOver && runs.length >= least && state === before;
			before = state;
			return isQuiet ? true : undefined;
		},
		{ timeoutMs: 120_000, everyMs: 500 },
	);
}

/** Jira's webhooks carry what people do there, without waiting for a schedule. */
export function atOnceStories(theWorld: () => TwoWayWorld): void {
	it('a change, a comment and a file of Jira reach the record at once, and no echo comes back', async () => {
		const world = theWorld();
		const { jira, n8n, workflows } = world;
		await n8n.client.activate(workflows.jiraChange, { timeoutMs: 120_000 });
		const { key } = world.issueOf('T-1');
		const kim = jira.asUser('kim');

		await kim.edit(key, { summary: 'Changed at once' });
		await kim.transition(key, 'In Progress');
		await kim.comment(key, 'Look');
		await kim.attach(key, 'look.txt', 'here');

		const all = ['Changed at once', 'in progress', 1, 'look.txt'];
		await untilQuiet(world, 4);
		await n8n.client.deactivate(workflows.jiraChange, { timeoutMs: 120_000 });
		const runs = await n8n.client.executions(workflows.jiraChange, 100);
		expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(seen(world)).toEqual(all);
		expect(world.issueOf('T-1').comments).toHaveLength(1);
		expect(world.issueOf('T-1').fields['attachment']).toHaveLength(1);
	});
}
