import type { INodeProperties } from 'n8n-workflow';

/** Which type goes with which kind. */
export const kindTypes: INodeProperties = {
	displayName: 'Kinds of Records',
	name: 'kindTypes',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.kind }}' },
	},
	placeholder: 'Add kind',
	default: {},
	description:
		'Which type the issue of a record gets; kinds without a row get the Issue Type. Used with Parent Attribute; for an import, which issue types become records.',
	options: [
		{
			displayName: 'Kind',
			name: 'row',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'string',
					default: '',
					placeholder: 'e.g. requirement',
					description: 'Value of the Kind Attribute, in any letter case',
				},
				{
					displayName: 'Issue Type',
					name: 'issueType',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sub-task',
					description: 'Name or ID of the issue type',
				},
			],
		},
	],
};

/** Options for records that lie below other records; off while Parent Attribute is empty. */
export const hierarchyOptions: INodeProperties[] = [
	{
		displayName: 'Kind Attribute',
		name: 'kindAttribute',
		type: 'string',
		default: 'kind',
		description:
			'Name of the attribute that says what the record is, for Kinds of Records. Used with Parent Attribute.',
	},
	kindTypes,
	{
		displayName: 'Parent Attribute',
		name: 'parentAttribute',
		type: 'string',
		default: '',
		placeholder: 'e.g. parent',
		description:
			'Name of the attribute that holds the ID of the parent record. Issues are then put below the issue of that record. Empty means that parents are not synced.',
	},
	{
		displayName: 'Parent Link Type',
		name: 'parentLinkType',
		type: 'string',
		default: 'Relates',
		description:
			'Type of link to the parent where the issue types do not allow one below the other. Used with Parent Attribute.',
	},
	{
		displayName: 'Parent Sync Direction',
		name: 'parentDirection',
		type: 'options',
		options: [
			{ name: 'Both Ways', value: 'both' },
			{ name: 'Jira to Record', value: 'toSource' },
			{ name: 'Record to Jira', value: 'toJira' },
		],
		default: 'both',
		description: 'Which way a change of the parent moves. Used with Parent Attribute.',
	},
];
