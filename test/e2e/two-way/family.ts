import { ALL_FIELD_IDS as ID } from '../../../simulators/jira';
import { executionItems } from '../../support/n8n/n8n-client';
import type { TwoWayWorld } from './world';

/** The field that holds the epic of an issue. */
const epicField = ({ deployment }: TwoWayWorld): string =>
	deployment === 'cloud' ? 'parent' : ID.epicLink;

/** Key of the issue above. */
function above(world: TwoWayWorld, recordId: string, field: string): unknown {
	const value = world.issueOf(recordId).fields[field];
	return Object(value).key ?? value;
}

const fixVersions = (world: TwoWayWorld, recordId: string): readonly string[] =>
	(world.issueOf(recordId).fields['fixVersions'] as readonly { name: string }[]).map(
		({ name }) => name,
	);

interface Version {
	readonly name: string;
	readonly startDate?: string;
	readonly releaseDate?: string;
	readonly released: boolean;
}

async function versions({ jira }: TwoWayWorld): Promise<readonly Version[]> {
	const path = '/rest/api/2/project/ALL/versions';
	const { body } = await jira.transport('kim').send({ method: 'GET', path });
	return body as readonly Version[];
}

/** Summaries in the order of a board. */
async function board({ deployment, jira }: TwoWayWorld): Promise<readonly string[]> {
	const path = deployment === 'cloud' ? '/rest/api/3/search/jql' : '/rest/api/2/search';
	const query = { jql: 'project = ALL AND type = Task ORDER BY Rank ASC', fields: 'summary' };
	const { body } = await jira.transport('kim').send({ method: 'GET', path, query });
	const { issues } = body as { issues: { fields: { summary: string } }[] };
	return issues.map(({ fields }) => fields.summary);
}

/** Epics and sub-tasks, versions, and the order of the issues. */
export function familyStories(theWorld: () => TwoWayWorld): void {
	it('records below records are issues below issues', () => {
		const world = theWorld();

		expect(above(world, 'P-1', epicField(world))).toBe(world.issueOf('E-1').key);
		expect(above(world, 'Q-1', 'parent')).toBe(world.issueOf('P-1').key);
		const types = ['E-1', 'P-1', 'Q-1'].map((id) => world.issueOf(id).fields['issuetype']);
		expect(types.map((type) => Object(type).name)).toEqual(['Epic', 'Task', 'Sub-task']);
	});

	it('an issue that is put below another epic takes its record along, and back', async () => {
		const world = theWorld();
		const { key } = world.issueOf('P-1');
		const second = world.issueOf('E-2').key;
		const value = world.deployment === 'cloud' ? { key: second } : second;
		await world.jira.asUser('kim').edit(key, { [epicField(world)]: value });
		await world.run('records');
		expect(world.records.record('P-1')?.values['parent']).toBe('E-2');

		world.records.edit('P-1', { parent: 'E-1' });
		await world.run('records');
		expect(above(world, 'P-1', epicField(world))).toBe(world.issueOf('E-1').key);
	});

	it('releases are versions, and the fix version follows the record and its release', async () => {
		const world = theWorld();
		expect(fixVersions(world, 'P-1')).toEqual(['Spring']);
		expect(await versions(world)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					name: 'Spring',
					startDate: '2027-02-01',
					releaseDate: '2027-03-01',
					released: false,
				}),
			]),
		);

		world.records.edit('R-2', { name: 'High summer', released: true });
		world.records.edit('P-1', { release: 'R-2' });
		await world.run('releases');
		await world.run('records');

		expect(fixVersions(world, 'P-1')).toEqual(['High summer']);
		const now = await versions(world);
		expect(now.filter(({ name }) => name === 'Summer')).toEqual([]);
		expect(now.find(({ name }) => name === 'High summer')).toEqual(
			expect.objectContaining({ releaseDate: '2027-06-01', released: true }),
		);
	});

	it('issues stand in the order of their records', async () => {
		const world = theWorld();
		const before = await board(world);
		world.records.edit('Z-1', { position: -1 });

		const execution = await world.run('records');

		expect(await board(world)).toEqual(['Left alone', ...before.slice(0, -1)]);
		expect(before.at(-1)).toBe('Left alone');
		const summary = executionItems(execution, 'Reconcile').at(-1);
		expect(summary?.['message']).toContain('1 ranked');
	});
}
