import type { IDisplayOptions, INodeParameters, INodeProperties } from 'n8n-workflow';

type Show = NonNullable<IDisplayOptions['show']>;

/** Rows of the status table for Backtrace. Open turns into in progress by itself there, so both are one class. */
const BACKTRACE_ROWS: INodeParameters[] = [
	{
		source: 'open, in-progress',
		jira: 'To Do, Open, Backlog, Reopened, Selected for Development, In Progress, In Review',
		categories: ['new', 'indeterminate'],
	},
	{ source: 'resolved', jira: 'Done, Resolved, Closed', categories: ['done'] },
	{ source: 'muted', jira: "Won't Do, Won't Fix", categories: [] },
];

/** Whether the status is synced, and the table. */
export function statusProperties(
	show: Show,
	between: readonly INodeProperties[] = [],
): INodeProperties[] {
	const backtrace = { show: { ...show, preset: ['backtrace'] } };
	const generic = { show: { ...show, preset: ['generic'] } };
	return [
		direction('Status', 'syncStatus', 'both', backtrace),
		direction('Status', 'syncStatus', 'off', generic),
		...between,
		statusTable(backtrace, BACKTRACE_ROWS),
		statusTable({ show: { ...generic.show, syncStatus: ['both', 'toJira', 'toSource'] } }, []),
	];
}

/** What is kept in step, and which way. */
export function mappingProperties(show: Show): INodeProperties[] {
	const backtrace = { show: { ...show, preset: ['backtrace'] } };
	const generic = { show: { ...show, preset: ['generic'] } };
	const statusAttribute = attribute('Status Attribute', 'statusAttribute', 'status', {
		...generic.show,
		syncStatus: ['both', 'toJira', 'toSource'],
	});
	return [
		...statusProperties(show, [statusAttribute]),
		direction('Assignee', 'syncAssignee', 'both', backtrace),
		direction('Assignee', 'syncAssignee', 'off', generic),
		attribute('Assignee Attribute', 'assigneeAttribute', 'assignee', {
			...generic.show,
			syncAssignee: ['both', 'toJira', 'toSource'],
		}),
		fieldMappings(show),
		{
			displayName: 'When Both Sides Changed',
			name: 'onConflict',
			type: 'options',
			displayOptions: { show },
			options: [
				{
					name: 'Ask',
					value: 'ask',
					description: 'Move nothing; the pair leaves through Conflict',
				},
				{ name: 'Prefer Jira', value: 'preferJira' },
				{ name: 'Prefer Record', value: 'preferSource' },
			],
			default: 'preferJira',
			description: 'Which value is kept; the other one is in the report',
		},
		{
			displayName: 'When First Linked',
			name: 'onLinking',
			type: 'options',
			displayOptions: { show },
			options: [
				{
					name: 'Fill Blanks Only',
					value: 'fillBlanks',
					description: 'Where both sides hold a value, both keep it',
				},
				{ name: 'Jira Is Right', value: 'jira' },
				{ name: 'Record Is Right', value: 'source' },
			],
			default: 'source',
			description: 'Source of truth where the two differ and were never in step before',
		},
	];
}

function direction(
	displayName: string,
	name: string,
	preset: string,
	displayOptions: IDisplayOptions,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		displayOptions,
		options: [
			{ name: 'Both Ways', value: 'both' },
			{ name: 'Jira to Record', value: 'toSource' },
			{ name: 'Not Synced', value: 'off' },
			{ name: 'Record to Jira', value: 'toJira' },
		],
		default: preset,
		description: 'Which way it is synced',
	};
}

function attribute(displayName: string, name: string, value: string, show: Show): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		displayOptions: { show },
		default: value,
		description: 'Name of the attribute of the record',
	};
}

function statusTable(displayOptions: IDisplayOptions, rows: INodeParameters[]): INodeProperties {
	return {
		displayName: 'Status Mapping',
		name: 'statusMapping',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: '={{ $collection.item.value.source }}' },
		},
		placeholder: 'Add row',
		displayOptions,
		default: { row: rows },
		description:
			'States and statuses of a row count as equal; the first of each list is the one that is written',
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: [
					{
						displayName: 'Record States',
						name: 'source',
						type: 'string',
						default: '',
						placeholder: 'e.g. open, in-progress',
						description: 'States of the record, separated by commas',
					},
					{
						displayName: 'Jira Statuses',
						name: 'jira',
						type: 'string',
						default: '',
						placeholder: 'e.g. To Do, In Progress',
						description: 'Names or IDs of Jira statuses, separated by commas',
					},
					{
						displayName: 'Other Jira Statuses',
						name: 'categories',
						type: 'multiOptions',
						options: [
							{ name: 'All Done', value: 'done' },
							{ name: 'All in Progress', value: 'indeterminate' },
							{ name: 'All to Do', value: 'new' },
						],
						default: [],
						description: 'Statuses that no row names fall into this row, by their category',
					},
				],
			},
		],
	};
}

function fieldMappings(show: Show): INodeProperties {
	return {
		displayName: 'Field Mappings',
		name: 'fieldMappings',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: {
				itemTitle: '={{ $collection.item.value.source + " ↔ " + $collection.item.value.jira }}',
			},
		},
		placeholder: 'Add field',
		displayOptions: { show },
		default: {},
		description: 'Further attributes of the record and the Jira fields they belong to',
		options: [
			{
				displayName: 'Mapping',
				name: 'mapping',
				values: [
					{
						displayName: 'Record Attribute',
						name: 'source',
						type: 'string',
						default: '',
						placeholder: 'e.g. title',
						description: 'Name of the attribute of the record',
					},
					{
						displayName: 'Jira Field Name or ID',
						name: 'jira',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getFields' },
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Direction',
						name: 'direction',
						type: 'options',
						options: [
							{ name: 'Both Ways', value: 'both' },
							{ name: 'Jira to Record', value: 'toSource' },
							{ name: 'Record to Jira', value: 'toJira' },
						],
						default: 'both',
					},
				],
			},
		],
	};
}
