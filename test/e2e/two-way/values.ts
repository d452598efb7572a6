import { ALL_FIELD_IDS as ID } from '../../../simulators/jira';
import { allText } from '../../../demo/look';
import { FIRST_VALUES } from './records';
import type { TwoWayWorld } from './world';

/** Fields of the issue of a record, each as a person reads it: names in place of objects. */
function shown(world: TwoWayWorld, recordId: string): Readonly<Record<string, unknown>> {
	const { fields } = world.issueOf(recordId);
	const { description, timetracking, ...rest } = fields;
	return {
		...Object.fromEntries(Object.entries(rest).map(([id, value]) => [id, nameOf(value)])),
		description: JSON.stringify(description),
		words: allText(description),
		estimate: Object(timetracking).originalEstimateSeconds,
	};
}

function nameOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(nameOf);
	const { displayName, name, value: option, child } = Object(value) as Record<string, unknown>;
	if (child !== undefined) return `${String(option)} > ${String(nameOf(child))}`;
	return displayName ?? name ?? option ?? value;
}

/** A heading and a paragraph, as a person's editor stores them. */
const RICH = {
	cloud: {
		type: 'doc',
		version: 1,
		content: [
			{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Cash' }] },
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'Coins ' },
					{ type: 'text', text: 'too', marks: [{ type: 'em' }] },
					{ type: 'text', text: '.' },
				],
			},
		],
	},
	dataCenter: 'h2. Cash\n\nCoins _too_.',
} as const;

const SECOND_IN_JIRA = {
	summary: 'Pay by card or cash',
	labels: ['shop', 'cash'],
	priority: 'Low',
	duedate: '2026-12-31',
	[ID.textLine]: 'another line',
	[ID.number]: -3,
	[ID.date]: '2026-11-30',
	[ID.datetime]: '2026-11-22T09:30:00.000+0000',
	[ID.select]: 'Blue',
	[ID.multiselect]: ['South'],
	[ID.cascading]: { value: 'Asia', child: { value: 'Seoul' } },
	[ID.user]: 'ann',
	[ID.url]: 'https://x.example/2',
	timetracking: { originalEstimate: '2h', remainingEstimate: '1h' },
	assignee: 'bob',
};

/** Every type of field, status and assignee, there and back. */
export function valueStories(theWorld: () => TwoWayWorld): void {
	it('a new record becomes an issue with all its values, status and assignee', () => {
		const world = theWorld();
		const cloud = world.deployment === 'cloud';

		const { [ID.datetime]: seenAt, ...fields } = shown(world, 'F-1');

		expect(fields).toEqual(
			expect.objectContaining({
				issuetype: 'Task',
				summary: 'Pay by card',
				words: expect.stringContaining('debit'),
				description: expect.stringContaining(cloud ? '"strong"' : '*every*'),
				labels: ['money', 'shop'],
				priority: 'High',
				duedate: '2026-12-24',
				[ID.textLine]: 'one line',
				[ID.number]: 12.5,
				[ID.date]: '2026-11-21',
				[ID.select]: 'Green',
				[ID.multiselect]: ['North', 'West'],
				[ID.cascading]: 'Europe > Paris',
				[ID.user]: 'Kim Lee',
				[ID.url]: 'https://x.example/1',
				estimate: 4 * 3600,
				status: 'In Progress',
				assignee: 'Ann Ray',
			}),
		);
		expect(Date.parse(String(seenAt))).toBe(Date.parse('2026-11-21T08:15:00Z'));
		expect(world.records.record('F-1')?.values).toEqual(expect.objectContaining(FIRST_VALUES));
	});

	it('what people change in Jira, the record gets', async () => {
		const world = theWorld();
		const { key } = world.issueOf('F-1');
		const kim = world.jira.asUser('kim');
		await kim.edit(key, { ...SECOND_IN_JIRA, description: RICH[world.deployment] });
		await kim.transition(key, 'Done');

		await world.run('records');

		expect(world.records.record('F-1')?.values).toEqual(
			expect.objectContaining({
				title: 'Pay by card or cash',
				description: '## Cash\n\nCoins *too*.',
				tags: ['cash', 'shop'],
				priority: 'Low',
				dueDate: '2026-12-31',
				line: 'another line',
				amount: -3,
				start: '2026-11-30',
				seenAt: '2026-11-22T09:30:00.000Z',
				team: 'Blue',
				regions: ['South'],
				place: { value: 'Asia', child: 'Seoul' },
				reviewer: 'ann@example.com',
				page: 'https://x.example/2',
				estimate: { originalEstimate: 120, remainingEstimate: 60 },
				status: 'done',
				assignee: 'bob@example.com',
			}),
		);
	});

	it('what people change in the record, the issue gets; what is emptied is emptied', async () => {
		const world = theWorld();
		world.records.edit('F-1', {
			title: 'Pay by anything',
			description: 'Even **barter**.',
			tags: ['shop', 'barter'],
			priority: 'Highest',
			dueDate: null,
			line: '',
			amount: 7,
			team: 'Red',
			regions: ['East', 'South'],
			place: 'Europe > Berlin',
			reviewer: null,
			status: 'open',
			assignee: null,
		});

		await world.run('records');

		const cloud = world.deployment === 'cloud';
		expect(shown(world, 'F-1')).toEqual(
			expect.objectContaining({
				summary: 'Pay by anything',
				description: expect.stringContaining(cloud ? '"strong"' : '*barter*'),
				labels: ['barter', 'shop'],
				priority: 'Highest',
				duedate: null,
				[ID.textLine]: null,
				[ID.number]: 7,
				[ID.date]: '2026-11-30',
				[ID.select]: 'Red',
				[ID.multiselect]: ['East', 'South'],
				[ID.cascading]: 'Europe > Berlin',
				[ID.user]: null,
				status: 'To Do',
				assignee: null,
			}),
		);
	});
}
