import { cloud } from '../../../src/jira/cloud';
import { dataCenter } from '../../../src/jira/data-center';
import { createHierarchy } from '../../../src/jira/hierarchy';
import type { JiraConnection } from '../../../src/jira/connection';
import type { JiraMetadata } from '../../../src/jira/metadata';

const SOFTWARE = 'com.pyxis.greenhopper.jira';
const LEVELS: Readonly<Record<string, number>> = {
	Initiative: 2,
	Epic: 1,
	Story: 0,
	Task: 0,
	'Sub-task': -1,
};

/** A Jira with a level above epics, of which only the metadata is asked. */
function hierarchyOf(dialect: typeof cloud, hasSoftware = true) {
	const field = (id: string, type: string) => ({
		id,
		name: 'Any name',
		required: false,
		hasDefault: false,
		isCustom: true,
		schema: { type: 'any', custom: `${SOFTWARE}:${type}` },
	});
	const metadata = {
		issueType: async (_project: string, name: string) => ({
			id: name,
			name,
			subtask: name === 'Sub-task',
			...(dialect.deployment === 'cloud' && { level: LEVELS[name] }),
		}),
		createFields: async (_project: string, name: string) =>
			name === 'Epic' ? [field('customfield_2', 'gh-epic-label')] : [],
		fields: async () => (hasSoftware ? [field('customfield_1', 'gh-epic-link')] : []),
	} as unknown as JiraMetadata;
	const read = () => Promise.reject(new Error('Nothing is read'));
	const hierarchy = createHierarchy({ dialect } as JiraConnection, metadata, read);
	return {
		...hierarchy,
		place: async (child: string, parent: string) => {
			const place = await hierarchy.parentPlace(
				{ project: 'A', issueType: child },
				{ project: 'A', issueType: parent },
			);
			return place.kind === 'field' ? place.field : 'link';
		},
	};
}

describe('where a parent is kept', () => {
	it.each([
		['Sub-task', 'Story', 'parent'],
		['Story', 'Epic', 'parent'],
		['Epic', 'Initiative', 'parent'],
		['Story', 'Initiative', 'link'],
		['Story', 'Task', 'link'],
		['Epic', 'Epic', 'link'],
		['Epic', 'Story', 'link'],
		['Story', 'Sub-task', 'link'],
	])('H1, H2, H4: Cloud, a %s below a %s: %s', async (child, parent, place) => {
		expect(await hierarchyOf(cloud).place(child, parent)).toBe(place);
	});

	it.each([
		['Sub-task', 'Story', 'parent'],
		['Sub-task', 'Epic', 'parent'],
		['Story', 'Epic', 'customfield_1'],
		['Epic', 'Initiative', 'link'],
		['Epic', 'Epic', 'link'],
		['Story', 'Task', 'link'],
		['Story', 'Sub-task', 'link'],
	])('H1, H3, H4: Data Center, a %s below a %s: %s', async (child, parent, place) => {
		expect(await hierarchyOf(dataCenter).place(child, parent)).toBe(place);
	});

	it('H4: Data Center without Jira Software has no field for epics', async () => {
		const bare = hierarchyOf(dataCenter, false);
		expect(await bare.place('Story', 'Epic')).toBe('link');
		expect(await bare.parentFields()).toEqual(['parent']);
		await expect(bare.parentField({ project: 'A', issueType: 'Story' })).rejects.toThrow(
			'no field for epics',
		);
	});

	it.each([
		['Cloud', cloud],
		['Data Center', dataCenter],
	])('H1: %s: a sub-task has no place below another', async (_name, dialect) => {
		await expect(hierarchyOf(dialect).place('Sub-task', 'Sub-task')).rejects.toThrow(
			'both are sub-tasks',
		);
	});
});
