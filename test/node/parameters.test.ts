import type { IDataObject } from 'n8n-workflow';
import { readParameters, toNames } from '../../src/n8n/parameters';
import { readRecord } from '../../src/n8n/record';
import { readSyncSettings } from '../../src/n8n/sync-settings';
import { createExtractor } from '../../src/n8n/version-extractor';

/** Parameters as n8n gives them: a path into collections, and a fallback for what is not set. */
function parametersOf(values: IDataObject, item: IDataObject = {}) {
	const context = {
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			name
				.split('.')
				.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], values) ??
			fallback,
		getInputData: () => [{ json: item }],
		getTimezone: () => 'Europe/Berlin',
	};
	return readParameters(context as never, 0);
}

describe('parameters', () => {
	it('have a value for what is not set', () => {
		const parameters = parametersOf({});

		expect(parameters.text('a', 'x')).toBe('x');
		expect(parameters.flag('a', true)).toBe(true);
		expect(parameters.number('options.a', 7)).toBe(7);
		expect(parameters.choice('a', ['one', 'two'])).toBe('one');
		expect(parameters.names('a')).toEqual([]);
		expect(parameters.mapped('a')).toEqual({});
		expect(() => parameters.required('a', 'Summary')).toThrow('The parameter "Summary" is empty.');
	});

	it.each([
		['a, b ,,c', ['a', 'b', 'c']],
		[
			['a', ' b '],
			['a', 'b'],
		],
		[7, ['7']],
		[undefined, []],
	])('split names: %j', (value, names) => {
		expect(toNames(value)).toEqual(names);
	});

	it('take mapped fields as they are, without empty ones', () => {
		const value = { summary: 'x', labels: '', priority: null, customfield_1: ['a'] };
		const mapper = { mappingMode: 'defineBelow', value, schema: [] };

		expect(parametersOf({ fields: mapper }).mapped('fields')).toEqual({
			summary: 'x',
			customfield_1: ['a'],
		});
	});

	it("map an item's own values only to fields that the form knows", () => {
		const mapper = { mappingMode: 'autoMapInputData', value: null, schema: [{ id: 'summary' }] };
		const item = { summary: 'x', other: 'y' };

		expect(parametersOf({ fields: mapper }, item).mapped('fields')).toEqual({ summary: 'x' });
	});

	it('take display names in automatic mapping, times in the zone of the workflow, and dates of n8n', () => {
		const schema = [
			{ id: 'cf_1', displayName: 'Seen At', type: 'dateTime' },
			{ id: 'cf_2', displayName: 'Team', type: 'string' },
		];
		const typed = { cf_1: '2026-11-21T10:15:00', cf_2: '2026-11-21T10:15:00' };
		const luxon = { ts: 0, toISO: () => '2026-11-21T10:15:00.000+01:00' };
		const automatic = { mappingMode: 'autoMapInputData', value: null, schema };
		const defined = { mappingMode: 'defineBelow', value: typed, schema };

		expect(parametersOf({ fields: defined }).mapped('fields')).toEqual({
			cf_1: '2026-11-21T10:15:00+01:00',
			cf_2: '2026-11-21T10:15:00',
		});
		expect(
			parametersOf({ fields: automatic }, { Team: 'Red', 'Seen At': luxon, x: 1 } as never).mapped(
				'fields',
			),
		).toEqual({ Team: 'Red', 'Seen At': '2026-11-21T10:15:00.000+01:00' });
	});
});

describe('a generic record', () => {
	it('takes id, title and url from the parameters and its values from the item', () => {
		const parameters = parametersOf({
			preset: 'generic',
			recordId: 'R-1',
			recordTitle: 'Title',
			recordOptions: { system: 'crm', updatedAt: '2026-01-31T00:00:00Z', issueKey: 'ABC-1' },
		});

		expect(readRecord(parameters, { state: 'new', title: 'own' })).toEqual({
			system: 'crm',
			id: 'R-1',
			title: 'Title',
			updatedAt: Date.parse('2026-01-31T00:00:00Z'),
			issueKey: 'ABC-1',
			values: { id: 'R-1', title: 'own', state: 'new' },
		});
	});

	it('without an id is refused', () => {
		expect(() => readRecord(parametersOf({ preset: 'generic' }), {})).toThrow('no record ID');
	});
});

describe('settings of a sync', () => {
	const statusMapping = {
		row: [
			{
				source: 'open, in-progress',
				jira: 'To Do, In Progress',
				categories: ['indeterminate', 'new'],
			},
			{ source: 'resolved', jira: 'Done', categories: ['done'] },
			{ source: 'muted', jira: "Won't Do", categories: [] },
		],
	};

	it('have one row of statuses for each category, and the first row holds the names', () => {
		const { status, mappings } = readSyncSettings(
			parametersOf({
				preset: 'backtrace',
				syncStatus: 'toJira',
				syncAssignee: 'off',
				statusMapping,
			}),
		);

		expect(status.rows).toEqual([
			{ source: ['open', 'in-progress'], jira: ['To Do', 'In Progress'], category: 'new' },
			{ source: ['open', 'in-progress'], jira: [], category: 'indeterminate' },
			{ source: ['resolved'], jira: ['Done'], category: 'done' },
			{ source: ['muted'], jira: ["Won't Do"] },
		]);
		expect(mappings).toEqual([
			{
				source: 'state',
				jira: 'status',
				direction: 'toJira',
				onConflict: 'preferJira',
				onLinking: 'source',
				againstDirection: 'leave',
			},
		]);
	});

	it('refuse a field that is mapped twice, and a mapping of nothing', () => {
		const mapping = [{ source: 'who', jira: 'assignee', direction: 'both' }];
		const twice = { syncStatus: 'off', syncAssignee: 'both', fieldMappings: { mapping } };

		expect(() => readSyncSettings(parametersOf(twice))).toThrow('"assignee" is mapped twice.');
		expect(() =>
			readSyncSettings(parametersOf({ syncStatus: 'off', syncAssignee: 'off' })),
		).toThrow('Nothing is mapped');
	});
});

describe('the version expression', () => {
	it.each([
		['', '', '1.2.3', '1.2.3'],
		['^v?(\\d+\\.\\d+)', '', 'v1.2.3', '1.2'],
		['\\d+', '', 'build 77', '77'],
		['(\\d+)|x', '', 'x', undefined],
		['\\d+', '', 'none', undefined],
		['', '\\d+\\.\\d+', '1.2', '1.2'],
		['', '\\d+\\.\\d+', '1.2-dev', undefined],
	])('%j with allowed %j cuts %j to %j', (expression, allowed, text, version) => {
		const extract = createExtractor({ expression, allowed, parameter: 'Version Expression' });

		const found = extract(text);
		expect(found.kind === 'version' ? found.version : undefined).toBe(version);
	});

	it('that RE2 does not know is refused by the name of its parameter', () => {
		expect(() => createExtractor({ expression: '(?=a)', parameter: 'Version Expression' })).toThrow(
			'The regular expression in "Version Expression" cannot be used.',
		);
	});
});
