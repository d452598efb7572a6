import type { INodeProperties } from 'n8n-workflow';

const condition: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: {
			itemTitle: '={{ $collection.item.value.attribute }}',
		},
	},
	placeholder: 'Add condition',
	default: {},
	description: 'Which records the rule is for. Without conditions it is for all.',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Attribute',
					name: 'attribute',
					type: 'string',
					default: '',
					placeholder: 'e.g. platform',
					description: 'Name of the attribute of the record',
				},
				{
					displayName: 'Test',
					name: 'test',
					type: 'options',
					options: [
						{ name: 'Contains', value: 'contains' },
						{ name: 'Does Not Contain', value: 'notContains' },
						{ name: 'Exists', value: 'exists' },
						{ name: 'Is', value: 'equals' },
						{ name: 'Is Missing', value: 'missing' },
						{ name: 'Is None Of', value: 'noneOf' },
						{ name: 'Is Not', value: 'notEquals' },
						{ name: 'Is One Of', value: 'oneOf' },
						{ name: 'Matches Expression', value: 'matches' },
						{ name: 'Number Is at Least', value: 'numberAtLeast' },
						{ name: 'Number Is at Most', value: 'numberAtMost' },
						{ name: 'Version Is at Least', value: 'versionAtLeast' },
						{ name: 'Version Is at Most', value: 'versionAtMost' },
					],
					default: 'equals',
					description:
						'Upper and lower case are the same. Of an attribute with several values, one is enough.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					displayOptions: { hide: { test: ['exists', 'missing'] } },
					default: '',
					placeholder: 'e.g. ps5',
					description:
						'Several values are separated by commas. An expression is a regular expression (RE2) found anywhere in the text.',
				},
			],
		},
	],
};

/** In the order in which a rule is thought of: for whom, which version, which fix, which comparison. */
const ruleValues: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Consoles',
		description: 'Named in the reason',
	},
	condition,
	{
		displayName: 'Conditions That Must Hold',
		name: 'combine',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Any', value: 'any' },
		],
		default: 'all',
	},
	{
		displayName: 'Version Attribute',
		name: 'versionAttribute',
		type: 'string',
		default: '',
		placeholder: 'e.g. console_version',
		description: 'Attribute that holds the version of the record',
	},
	{
		displayName: 'Version Expression',
		name: 'versionExpression',
		type: 'string',
		default: '',
		placeholder: 'e.g. ^v?(\\d+\\.\\d+\\.\\d+)',
		description: 'Regular expression (RE2); the capture group is the version',
	},
	{
		displayName: 'Fix Field Name or ID',
		name: 'fixField',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getRuleVersionFields' },
		default: '',
		description:
			'Field of the issue that names the fixed version. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Fix Version Expression',
		name: 'fixExpression',
		type: 'string',
		default: '',
		placeholder: 'e.g. console-(.+)',
		description:
			'Regular expression (RE2); the capture group is the version. Fix versions that it does not match do not count.',
	},
	{
		displayName: 'Reopen When the Version Is',
		name: 'comparison',
		type: 'options',
		options: [
			{ name: 'As Outside the Rules', value: '' },
			{ name: 'Later Than the Fix', value: 'later' },
			{ name: 'The Fix or Later', value: 'sameOrLater' },
		],
		default: '',
	},
];

/** The advanced rules builder: for which records which attribute, field, expressions and comparison are used. */
export const rulesProperty: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
	},
	placeholder: 'Add rule',
	default: {},
	description:
		'For records that need something else than the settings here. The first rule whose conditions hold is used; what it leaves empty is taken from the settings.',
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: ruleValues,
		},
	],
};
