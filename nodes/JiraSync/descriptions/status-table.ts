import type { IDisplayOptions, INodeParameters, INodeProperties } from 'n8n-workflow';

/** As n8n stores it, with every column. */
function toRow(row: object): INodeParameters {
	return { statuses: [], ...row };
}

/** The table of states and statuses; its rows are those of a preset. */
export function statusTable(
	name: string,
	displayOptions: IDisplayOptions,
	rows: readonly object[],
): INodeProperties {
	return {
		displayName: 'Status Mapping',
		name,
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: {
				itemTitle:
					'={{ $collection.item.value.source + " ↔ " + [...($collection.item.value.statuses ?? []), ...($collection.item.value.jira ? [$collection.item.value.jira] : [])].join(", ") }}',
			},
		},
		placeholder: 'Add row',
		displayOptions,
		default: { row: rows.map(toRow) },
		description:
			'States and statuses of a row count as equal; the first of each list is the one that is written. The list offers the statuses of the project chosen above; typed names are tried after those that are chosen. Jira statuses that no row names fall into the row with their category.',
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
						displayName: 'Jira Status Names or IDs',
						name: 'statuses',
						type: 'multiOptions',
						typeOptions: {
							loadOptionsMethod: 'getProjectStatuses',
							loadOptionsDependsOn: ['project.value', 'issue.value', 'authentication'],
						},
						default: [],
						description:
							'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Further Jira Statuses, Typed',
						name: 'jira',
						type: 'string',
						default: '',
						placeholder: 'e.g. To Do, In Progress',
						description:
							'Names or IDs of Jira statuses, separated by commas; tried after those that are chosen. A name that the project does not have does no harm.',
					},
					{
						displayName: 'Other Statuses by Category',
						name: 'categories',
						type: 'multiOptions',
						options: [
							{ name: 'Done', value: 'done' },
							{ name: 'In Progress', value: 'indeterminate' },
							{ name: 'To Do', value: 'new' },
						],
						default: [],
						description: 'Statuses that no row names fall into this row, by their category in Jira',
					},
				],
			},
		],
	};
}
