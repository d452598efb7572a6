import { ALL_FIELD_IDS as ID } from '../../../simulators/jira';
import { waitFor } from '../../support/n8n/wait';
import { type TwoWayWorld, reportOf } from './world';

/** Both systems keep times in milliseconds: until the clock shows a later one. */
async function laterOn(): Promise<void> {
	const before = Date.now();
	await waitFor('a later time', () => (Date.now() > before ? true : undefined), { everyMs: 2 });
}

const bothTitles = (world: TwoWayWorld) => [
	world.records.record('X-1')?.values['title'],
	world.issueOf('X-1').fields['summary'],
];

/** Both sides changed one thing. */
export function conflictStories(theWorld: () => TwoWayWorld): void {
	it('M5: the newer edit is kept on both sides, and the report shows the other', async () => {
		const world = theWorld();
		const { key } = world.issueOf('X-1');
		const kim = world.jira.asUser('kim');
		world.records.edit('X-1', { title: 'By the record' });
		await laterOn();
		await kim.edit(key, { summary: 'By Jira, later' });
		const first = await world.run('records');
		expect(bothTitles(world)).toEqual(['By Jira, later', 'By Jira, later']);
		expect(JSON.stringify(reportOf(first, 'X-1')['explanation'])).toContain('By the record');
		expect(reportOf(first, 'X-1')['conflicts']).toEqual(['title>summary']);

		await kim.edit(key, { summary: 'By Jira, earlier' });
		await laterOn();
		world.records.edit('X-1', { title: 'By the record, later' });
		const second = await world.run('records');
		expect(bothTitles(world)).toEqual(['By the record, later', 'By the record, later']);
		expect(JSON.stringify(reportOf(second, 'X-1')['explanation'])).toContain('By Jira, earlier');
	});

	it('M5: with the policy Ask nothing moves until a person has decided', async () => {
		const world = theWorld();
		const { key } = world.issueOf('X-1');
		const lines = () => [
			world.records.record('X-1')?.values['line'],
			world.issueOf('X-1').fields[ID.textLine],
		];
		world.records.edit('X-1', { line: 'of the record' });
		await world.jira.asUser('kim').edit(key, { [ID.textLine]: 'of Jira' });

		const open = await world.run('records');
		expect(lines()).toEqual(['of the record', 'of Jira']);
		const report = reportOf(open, 'X-1');
		expect(report['conflicts']).toEqual([`line>${ID.textLine}`]);
		expect(JSON.stringify(report['decisions'])).toContain('"kind":"conflict"');

		world.records.edit('X-1', { line: 'of Jira' });
		const settled = await world.run('records');
		expect(lines()).toEqual(['of Jira', 'of Jira']);
		expect(reportOf(settled, 'X-1')['conflicts']).toEqual([]);
	});
}
