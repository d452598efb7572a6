import { ALL_FIELD_IDS as ID } from '../../../simulators/jira';
import { at, bench, rich, type Deployment } from './caller';

const person = {
	cloud: { accountId: '5b10a2844c20165700ede212g' },
	dataCenter: { name: 'kim' },
};

/** What is sent for each field of project ALL, and what is read of it. */
function samples(deployment: Deployment): Readonly<Record<string, readonly [unknown, unknown]>> {
	const kim = person[deployment];
	const cloud = deployment === 'cloud';
	return {
		summary: ['All of it', 'All of it'],
		description: [rich(deployment, 'Text'), rich(deployment, 'Text')],
		environment: [rich(deployment, 'Linux'), rich(deployment, 'Linux')],
		priority: [{ name: 'High' }, { id: '2', name: 'High' }],
		labels: [
			['a', 'b'],
			['a', 'b'],
		],
		assignee: [kim, kim],
		reporter: [kim, kim],
		fixVersions: [[{ name: '1.1' }], [{ name: '1.1' }]],
		versions: [[{ id: '10016' }], [{ name: '1.0' }]],
		components: [
			[{ name: 'Client' }, { name: 'Server' }],
			[{ name: 'Client' }, { name: 'Server' }],
		],
		duedate: ['2026-12-24', '2026-12-24'],
		security: [{ id: '10070' }, { id: '10070', name: 'Internal' }],
		timetracking: [
			{ originalEstimate: '1w 1d', remainingEstimate: '4d' },
			{ originalEstimateSeconds: 172_800, remainingEstimate: '4d' },
		],
		[ID.textLine]: ['one line', 'one line'],
		[ID.textBlock]: [rich(deployment, 'block'), rich(deployment, 'block')],
		[ID.number]: [12.5, 12.5],
		[ID.date]: ['2026-11-21', '2026-11-21'],
		[ID.datetime]: ['2026-11-21T10:15:00.000+0000', '2026-11-21T10:15:00.000+0000'],
		[ID.select]: [{ value: 'Red' }, { id: '10200', value: 'Red' }],
		[ID.radio]: [{ id: '10211' }, { value: 'High' }],
		[ID.multiselect]: [
			[{ value: 'North' }, { id: '10222' }],
			[{ value: 'North' }, { value: 'East' }],
		],
		[ID.checkboxes]: [[{ value: 'Documented' }], [{ id: '10231' }]],
		[ID.cascading]: [
			{ value: 'Europe', child: { value: 'Paris' } },
			{ value: 'Europe', child: { id: '10242', value: 'Paris' } },
		],
		[ID.labels]: [['x'], ['x']],
		[ID.user]: [kim, kim],
		[ID.users]: [[kim], [kim]],
		[ID.group]: [{ name: 'developers' }, { name: 'developers' }],
		[ID.groups]: [
			[{ name: 'developers' }, { name: 'managers' }],
			[{ name: 'developers' }, { name: 'managers' }],
		],
		[ID.version]: [{ name: '2.0' }, { name: '2.0' }],
		[ID.versions]: [[{ name: '1.0' }], [{ name: '1.0' }]],
		[ID.project]: [{ key: 'CRASH' }, { key: 'CRASH', name: 'Crashes' }],
		[ID.url]: ['https://example.com/1', 'https://example.com/1'],
		[ID.storyPoints]: [5, 5],
		[ID.sprint]: [
			2,
			cloud
				? [{ id: 2, state: 'active' }]
				: [expect.stringContaining('[id=2,rapidViewId=1,state=ACTIVE')],
		],
		[ID.account]: [
			{ id: 7, value: 'Ops' },
			{ id: 7, value: 'Ops' },
		],
		...(cloud
			? { parent: [{ key: 'ALL-1' }, { key: 'ALL-1' }] }
			: { [ID.epicLink]: ['ALL-1', 'ALL-1'] }),
	};
}

/** Values that empty a field; fields that cannot be empty are left out. */
const EMPTIED = {
	[ID.textLine]: null,
	[ID.number]: null,
	[ID.select]: null,
	[ID.multiselect]: [],
	[ID.cascading]: null,
	[ID.users]: [],
	[ID.group]: null,
	[ID.versions]: [],
	[ID.project]: null,
	[ID.sprint]: null,
	[ID.account]: null,
};

describe.each<Deployment>(['cloud', 'dataCenter'])('every type of field (%s)', (deployment) => {
	const cloud = deployment === 'cloud';
	const all = samples(deployment);
	const sent = Object.fromEntries(Object.entries(all).map(([id, [value]]) => [id, value]));
	const seen = Object.fromEntries(Object.entries(all).map(([id, [, value]]) => [id, value]));
	const named = (name: string) => ({ project: { key: 'ALL' }, issuetype: { name } });

	async function stage() {
		const world = bench(deployment);
		const epicName = cloud ? {} : { [ID.epicName]: 'First' };
		const epic = { ...named('Epic'), summary: 'An epic', ...epicName };
		expect(await world.ask('POST /issue', { fields: epic })).toMatchObject({ status: 201 });
		return world;
	}

	it('is created, and read as Jira shows it', async () => {
		const { ask } = await stage();

		const created = await ask('POST /issue', { fields: { ...named('Task'), ...sent } });
		const read = await ask('GET /issue/ALL-2');

		expect(created).toMatchObject({ status: 201, body: { key: 'ALL-2' } });
		expect(read.body.fields).toMatchObject(seen);
	});

	it('is edited and emptied; an empty custom field is null', async () => {
		const { ask } = await stage();
		await ask('POST /issue', { fields: { ...named('Task'), summary: 'Bare' } });

		const edited = await ask('PUT /issue/ALL-2', { fields: sent });
		const read = await ask('GET /issue/ALL-2');
		const emptied = await ask('PUT /issue/ALL-2', { fields: EMPTIED });
		const after = await ask('GET /issue/ALL-2');

		expect([edited.status, emptied.status]).toEqual([204, 204]);
		expect(read.body.fields).toMatchObject(seen);
		const nothing = Object.fromEntries(Object.keys(EMPTIED).map((id) => [id, null]));
		expect(after.body.fields).toMatchObject(nothing);
	});

	it('is described where it can be set, with its values and defaults', async () => {
		const { ask } = await stage();
		await ask('POST /issue', { fields: { ...named('Task'), summary: 'Bare' } });
		const types = await ask('GET /issue/createmeta/ALL/issuetypes');
		const list = at(types.body, cloud ? 'issueTypes' : 'values') as { id: string; name: string }[];
		const task = list.find(({ name }) => name === 'Task')?.id;

		const create = await ask(`GET /issue/createmeta/ALL/issuetypes/${String(task)}`);
		const edit = await ask('GET /issue/ALL-2/editmeta');

		const rows = at(create.body, cloud ? 'fields' : 'values') as { fieldId: string }[];
		const described = rows.map(({ fieldId }) => fieldId);
		expect(described).toEqual(expect.arrayContaining(Object.keys(all)));
		expect(Object.keys(edit.body.fields ?? {})).toEqual(
			expect.arrayContaining([...Object.keys(all), 'resolution', 'issuelinks']),
		);
		expect(rows.find(({ fieldId }) => fieldId === ID.radio)).toMatchObject({
			hasDefaultValue: true,
			defaultValue: { id: '10210', value: 'Low' },
			allowedValues: [{ value: 'Low' }, { value: 'High' }],
		});
		expect(at(edit.body, 'fields', ID.readOnly)).toMatchObject({ operations: [] });
	});

	it('takes its default when nothing is sent, and its refusal when it may not be empty', async () => {
		const { ask } = await stage();

		await ask('POST /issue', { fields: { ...named('Story'), summary: 'Bare' } });
		const story = await ask('GET /issue/ALL-2');
		const bug = await ask('POST /issue', { fields: { ...named('Bug'), summary: 'Bare' } });
		const empty = { ...named('Story'), summary: 'x', [ID.radio]: null };
		const refused = await ask('POST /issue', { fields: empty });

		expect(story.body.fields).toMatchObject({
			[ID.number]: 1,
			[ID.radio]: { value: 'Low' },
			[ID.checkboxes]: [{ value: 'Tested' }],
			[ID.readOnly]: 'none',
			[ID.labels]: null,
		});
		expect(bug).toMatchObject({
			status: 400,
			body: { errors: { [ID.customer]: 'Customer is required.' } },
		});
		expect(refused).toMatchObject({
			status: 400,
			body: { errors: { [ID.radio]: 'Risk is required.' } },
		});
	});

	it('refuses what does not fit, each field for itself', async () => {
		const { ask } = await stage();
		const wrong = {
			[ID.group]: { name: 'nobody' },
			[ID.project]: { key: 'NONE' },
			[ID.sprint]: 1,
			[ID.readOnly]: 'new',
			[ID.users]: [{ name: 'nobody', accountId: 'nobody' }],
			security: { id: '1' },
			timetracking: { originalEstimate: 'soon' },
		};

		const refused = await ask('POST /issue', {
			fields: { ...named('Task'), summary: 'x', ...wrong },
		});

		expect(refused.status).toBe(400);
		expect(Object.keys(refused.body.errors ?? {}).toSorted()).toEqual(
			Object.keys(wrong).toSorted(),
		);
	});

	it('estimates: one stands for both, work shows, an edit keeps what it does not name', async () => {
		const { ask } = await stage();
		const timetracking = { originalEstimate: '2d' };
		await ask('POST /issue', { fields: { ...named('Task'), summary: 'x', timetracking } });
		const started = '2026-03-10T12:00:00.000+0000';
		await ask('POST /issue/ALL-2/worklog', { started, timeSpentSeconds: 3600 });

		await ask('PUT /issue/ALL-2', {
			update: { timetracking: [{ edit: { remainingEstimate: '1d' } }] },
		});
		const read = await ask('GET /issue/ALL-2', undefined, { expand: 'changelog' });

		expect(read.body.fields).toMatchObject({
			timetracking: {
				originalEstimate: '2d',
				originalEstimateSeconds: 57_600,
				remainingEstimateSeconds: 28_800,
				timeSpent: '1h',
			},
			timeoriginalestimate: 57_600,
			timeestimate: 28_800,
			timespent: 3600,
			worklog: { total: 1 },
		});
		const histories = at(read.body, 'changelog', 'histories') as unknown[];
		expect(JSON.stringify(histories)).toContain('"field":"timeestimate"');
	});
});
