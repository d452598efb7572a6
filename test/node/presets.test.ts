import {
	NodeHelpers,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';
import { JiraSync } from '../../nodes/JiraSync/JiraSync.node';
import { readParameters, type Parameters } from '../../src/n8n/parameters';
import { PRESETS, readPreset, tableName } from '../../src/n8n/presets';
import { readRecord } from '../../src/n8n/record';
import { readSyncSettings } from '../../src/n8n/sync-settings';

const { description } = new JiraSync();

/** What n8n makes of the parameters that a workflow holds: defaults of what is shown are added, what is hidden is dropped. */
function filledIn(saved: INodeParameters): INodeParameters {
	const node = { name: 'Node', typeVersion: 1, parameters: saved } as INode;
	return (
		NodeHelpers.getNodeParameters(description.properties, saved, true, false, node, description) ??
		{}
	);
}

/** Parameters of the form as the node reads them; what is an expression gives `answers`. */
function parametersOf(
	saved: INodeParameters,
	answers: Readonly<Record<string, string>> = {},
): Parameters {
	const filled: Record<string, unknown> = { ...filledIn(saved), ...answers };
	const get = (name: string, _index: number, otherwise: unknown): unknown =>
		name
			.split('.')
			.reduce<unknown>(
				(value, key) => (value as Record<string, unknown> | undefined)?.[key],
				filled,
			) ?? otherwise;
	const context = {
		getNodeParameter: get,
		getInputData: () => [{ json: {} }],
		getTimezone: () => 'UTC',
	};
	return readParameters(context as unknown as IExecuteFunctions, 0);
}

const syncPair = (preset?: string): INodeParameters => ({
	operation: 'syncPair',
	...(preset !== undefined && { preset }),
});

const RECONCILE = { operation: 'reconcileMany', missingIssues: 'create' };

const FEATURE = {
	feature: {
		id: '1007868956',
		name: 'Feature 1',
		reference_num: 'PRJ1-1',
		updated_at: '2026-01-01T00:00:00.000Z',
		url: 'https://company.aha.io/features/PRJ1-1',
		workflow_status: { id: '9', name: 'In development', complete: false },
		description: { id: '7', body: '<p>Fast &amp; <b>bold</b></p>', attachments: [] },
		assigned_to_user: { name: 'Ann Ray', email: 'ann@example.com', default_assignee: false },
		tags: ['Infrastructure'],
		due_date: '2026-02-01',
		release: { id: '2', name: 'Release 1' },
		epic: { reference_num: 'PRJ1-E-1', name: 'Epic 1' },
		integration_fields: [
			{ name: 'id', value: '10000', service_name: 'jira' },
			{ name: 'key', value: 'JRA-123', service_name: 'jira' },
		],
		custom_fields: [{ key: 'requested_by', name: 'Requested By', value: 'TK', type: 'string' }],
		comments: [
			{
				id: '5',
				body: '<p>Hello<br>there</p>',
				created_at: '2026-01-01T00:00:00.000Z',
				user: { name: 'Kim Lee', email: 'kim@example.com' },
			},
		],
	},
};

describe('a workflow from before there were presets', () => {
	it('syncs status and assignee of Backtrace both ways, as it did', () => {
		const parameters = parametersOf(syncPair());

		expect(readPreset(parameters).name).toBe('backtrace');
		const { mappings, status, comments } = readSyncSettings(parameters);
		expect(mappings).toMatchObject([
			{ source: 'state', jira: 'status', direction: 'both', onConflict: 'preferJira' },
			{ source: 'assignee', jira: 'assignee', direction: 'both', onLinking: 'source' },
		]);
		expect(status.rows[0]).toEqual({
			source: ['open', 'in-progress'],
			jira: [
				'To Do',
				'Open',
				'Backlog',
				'Reopened',
				'Selected for Development',
				'In Progress',
				'In Review',
			],
			category: 'new',
		});
		expect(status.rows.slice(2)).toEqual([
			{ source: ['resolved'], jira: ['Done', 'Resolved', 'Closed'], category: 'done' },
			{ source: ['muted'], jira: ["Won't Do", "Won't Fix"] },
		]);
		expect(comments).toBeUndefined();
	});

	it('with other records maps nothing that it does not name', () => {
		expect(() => readSyncSettings(parametersOf(syncPair('generic')))).toThrow('Nothing is mapped');
		const named = { ...syncPair('generic'), syncStatus: 'both' };
		expect(readSyncSettings(parametersOf(named)).mappings).toMatchObject([
			{ source: 'status', jira: 'status' },
		]);
	});

	it('keeps its typed statuses and users', () => {
		const row = { source: 'open', jira: 'Neu, 10001', categories: ['new'] };
		const user = { source: 'ann', jira: 'ann@example.com' };
		const { status, assignee } = readSyncSettings(
			parametersOf({
				...syncPair(),
				statusMapping: { row: [row] },
				options: { userTable: { user: [user] } },
			}),
		);

		expect(status.rows).toEqual([{ source: ['open'], jira: ['Neu', '10001'], category: 'new' }]);
		expect(assignee.table).toEqual([user]);
	});
});

const tableOf = ({ statusMapping }: INodeParameters) =>
	statusMapping === undefined ? {} : { statusMapping };

describe.each(PRESETS.map((preset) => [preset.displayName, preset] as const))(
	'the preset %s',
	(_name, preset) => {
		it('gives the form its defaults, and they are what is synced', () => {
			const parameters = parametersOf(syncPair(preset.name));
			if (preset.name === 'generic') return expect(preset.mappings).toEqual([]);
			const { mappings, status, comments } = readSyncSettings(parameters);

			expect(mappings.map(({ source, jira, direction }) => ({ source, jira, direction }))).toEqual([
				{ source: preset.status.attribute, jira: 'status', direction: preset.status.direction },
				{
					source: preset.assignee.attribute,
					jira: 'assignee',
					direction: preset.assignee.direction,
				},
				...preset.mappings.map(({ source, jira, direction }) => ({ source, jira, direction })),
			]);
			const states = preset.status.rows.flatMap(({ source }) => source.split(', '));
			expect(new Set(status.rows.flatMap(({ source }) => source))).toEqual(new Set(states));
			expect(comments?.direction ?? 'off').toBe(preset.comments.direction);
			return expect(new Set(states).size).toBe(states.length);
		});

		it('is followed by a form in which nothing was set, when it is chosen after another', () => {
			for (const other of PRESETS) {
				const before = filledIn({ ...RECONCILE, preset: other.name });
				const kept = NodeHelpers.getNodeParameters(
					description.properties,
					before,
					false,
					false,
					{ name: 'Node', typeVersion: 1, parameters: before } as INode,
					description,
				);
				const after = filledIn({ ...kept, preset: preset.name });

				const fresh = filledIn({ ...RECONCILE, preset: preset.name });
				const shared = tableName('statusMapping', other) === tableName('statusMapping', preset);
				// Backtrace and Custom share their status table, as they always did: its rows stay.
				expect(after).toEqual(shared ? { ...after, ...fresh, ...tableOf(after) } : fresh);
			}
		});

		it('gives way to what a person sets', () => {
			const { mappings, status } = readSyncSettings(
				parametersOf({
					...syncPair(preset.name),
					syncStatus: 'toJira',
					syncAssignee: 'off',
					[tableName('statusMapping', preset)]: {
						row: [{ source: 'new', statuses: ['Neu'], jira: 'To Do, Neu', categories: [] }],
					},
					[tableName('fieldMappings', preset)]: {
						mapping: [
							{
								source: 'x',
								jira: 'environment',
								direction: 'toJira',
								againstDirection: 'enforce',
							},
						],
					},
				}),
			);

			expect(mappings).toMatchObject([
				{ jira: 'status', direction: 'toJira', againstDirection: 'leave' },
				{ source: 'x', jira: 'environment', direction: 'toJira', againstDirection: 'enforce' },
			]);
			// What was picked in the list comes before what was typed.
			expect(status.rows).toEqual([{ source: ['new'], jira: ['Neu', 'To Do'] }]);
		});
	},
);

describe('people of the user table', () => {
	it('are picked from a list, or typed', () => {
		const rows = [
			{ source: 'ann', jira: { __rl: true, mode: 'list', value: '5b10', cachedResultName: 'Ann' } },
			{ source: 'kim', jira: { __rl: true, mode: 'id', value: 'kim@example.com' } },
			{ source: 'nobody', jira: { __rl: true, mode: 'list', value: '' } },
		];
		const options = { userTable: { user: rows } };

		expect(readSyncSettings(parametersOf({ ...syncPair(), options })).assignee.table).toEqual([
			{ source: 'ann', jira: '5b10' },
			{ source: 'kim', jira: 'kim@example.com' },
		]);
	});
});

describe('a record of Aha!', () => {
	it('is read from what the API answers', () => {
		expect(readRecord(parametersOf(syncPair('aha')), FEATURE)).toEqual({
			system: 'aha',
			id: '1007868956',
			url: 'https://company.aha.io/features/PRJ1-1',
			title: 'Feature 1',
			updatedAt: Date.parse('2026-01-01T00:00:00.000Z'),
			issueKey: 'JRA-123',
			values: expect.objectContaining({
				title: 'Feature 1',
				name: 'Feature 1',
				description: '<p>Fast &amp; <b>bold</b></p>',
				description_text: 'Fast & bold',
				workflow_status: 'In development',
				assigned_to_user: 'ann@example.com',
				tags: ['Infrastructure'],
				due_date: '2026-02-01',
				release: 'Release 1',
				requested_by: 'TK',
				comments: [
					{
						id: '5',
						author: { name: 'Kim Lee', email: 'kim@example.com' },
						text: 'Hello\nthere',
						createdAt: '2026-01-01T00:00:00.000Z',
					},
				],
			}) as unknown,
		});
	});

	it.each`
		case                             | item
		${'without its wrapper'}         | ${FEATURE.feature}
		${'as the body of a request'}    | ${{ body: FEATURE }}
		${'as this package hands it on'} | ${{ kind: 'patch', record: FEATURE }}
	`('is found $case', ({ item }) => {
		expect(readRecord(parametersOf(syncPair('aha')), item).id).toBe('1007868956');
	});

	it('without an id is refused; the default assignee of a workspace is nobody', () => {
		const aha = parametersOf(syncPair('aha'));
		const unassigned = {
			id: 1,
			reference_num: 'PRJ1-1-2',
			assigned_to_user: { email: 'ann@example.com', default_assignee: true },
		};

		expect(() => readRecord(aha, { id: 1, title: 'other' })).toThrow('no record of Aha!');
		expect(readRecord(aha, unassigned).values['assigned_to_user']).toBeNull();
	});

	it('takes other parts where a person names them', () => {
		const recordOptions = { recordId: 'own', recordUrl: 'https://x.example', recordTitle: 'T' };

		expect(readRecord(parametersOf({ ...syncPair('aha'), recordOptions }), FEATURE)).toMatchObject({
			id: 'own',
			url: 'https://x.example',
			title: 'T',
			values: { title: 'T', name: 'Feature 1' },
		});
	});
});

describe('a generic record', () => {
	it('is named by the expressions of the form', () => {
		const parameters = parametersOf(syncPair('records'), { recordId: '7', recordTitle: 'One' });

		expect(filledIn(syncPair('records'))).toMatchObject({ recordId: '={{ $json.id }}' });
		expect(readRecord(parameters, { status: 'open' })).toMatchObject({
			system: 'custom',
			id: '7',
			title: 'One',
			values: { status: 'open' },
		});
	});
});
