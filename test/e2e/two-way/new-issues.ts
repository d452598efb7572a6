import type { TwoWayWorld } from './world';

/** Issues that people made in Jira become records. */
export function importStories(theWorld: () => TwoWayWorld): void {
	it('I6: an issue becomes a record with its values below its parent, once, and is a pair then', async () => {
		const world = theWorld();
		const kim = world.jira.asUser('kim');
		const parent = world.issueOf('P-1').key;
		const key = await kim.create('ALL', 'Sub-task', {
			summary: 'Made in Jira',
			priority: 'Low',
			labels: ['late'],
			parent,
		});
		await kim.comment(key, 'Is this wanted?');
		const before = world.records.records().length;

		await world.run('issues');
		await world.run('issues');

		const [made, ...more] = world.records.records().slice(before);
		expect(more).toEqual([]);
		expect(made?.values).toEqual(
			expect.objectContaining({
				kind: 'requirement',
				parent: 'P-1',
				title: 'Made in Jira',
				priority: 'Low',
				tags: ['late'],
				status: 'open',
			}),
		);
		const id = made?.id ?? '';
		expect(world.issueOf(id).key).toBe(key);

		world.records.edit(id, { title: 'Known on both sides' });
		await world.run('records');
		expect(world.issueOf(id).fields['summary']).toBe('Known on both sides');
		expect(world.records.record(id)?.comments.map(({ text }) => text)).toEqual([
			expect.stringContaining('Is this wanted?'),
		]);
		expect(world.records.records()).toHaveLength(before + 1);
	});
}
