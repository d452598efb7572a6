import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { PRESETS } from '../../../src/n8n/presets';
import { textFormatOption } from './text-format';
import { issueTypeLocator, projectLocator } from './locators';

type Show = NonNullable<IDisplayOptions['show']>;

const HOLES = "Holes such as $name or ${error.message} take the record's attribute, $$ is a dollar";

/** How an issue is made from a record: shared by Create or Update and Reconcile Many. */
export function templateProperties(show: Show, lookBackHours: number): INodeProperties[] {
	const of = (preset: string) => ({ show: { ...show, preset: [preset] } });
	const body = (preset: string, text: string): INodeProperties => ({
		displayName: 'Body',
		name: 'bodyTemplate',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: of(preset),
		default: text,
		description: `Main text of a new issue. ${HOLES}.`,
	});
	const labels = (preset: string, text: string): INodeProperties => ({
		displayName: 'Labels',
		name: 'labelsTemplate',
		type: 'string',
		displayOptions: of(preset),
		default: text,
		placeholder: 'e.g. Backtrace, $environment',
		description: `Labels of a new issue, separated by commas. ${HOLES}.`,
	});
	return [
		projectLocator(show),
		...PRESETS.map(({ name, template }) => ({
			...issueTypeLocator({ ...show, preset: [name] }),
			// As n8n stores it: only what is equal to a default follows the preset.
			default: { __rl: true, mode: 'name', value: template.issueType },
		})),
		{
			displayName: 'Summary',
			name: 'summaryTemplate',
			type: 'string',
			required: true,
			displayOptions: { show },
			default: '$title',
			description: `Summary of a new issue. ${HOLES}.`,
		},
		...PRESETS.map(({ name, template }) => body(name, template.body)),
		...PRESETS.map(({ name, template }) => labels(name, template.labels)),
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'resourceMapper',
			noDataExpression: true,
			displayOptions: { show },
			default: { mappingMode: 'defineBelow', value: null },
			typeOptions: {
				loadOptionsDependsOn: ['project.value', 'issueType.value', 'authentication'],
				resourceMapper: {
					resourceMapperMethod: 'getTemplateFields',
					mode: 'add',
					fieldWords: { singular: 'field', plural: 'fields' },
					addAllFields: false,
					multiKeyMatch: false,
					supportAutoMap: false,
					valuesLabel: 'Further fields of a new issue',
					noFieldsError:
						'The project has no such issue type, or the account may not create issues there',
				},
			},
			description: `Further fields of a new issue. ${HOLES}. Lists are separated by commas.`,
		},
		templateOptions(show, lookBackHours),
	];
}

function templateOptions(show: Show, lookBackHours: number): INodeProperties {
	return {
		displayName: 'Issue Options',
		name: 'templateOptions',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Append Attributes',
				name: 'appendedAttributes',
				type: 'string',
				default: '',
				placeholder: 'e.g. application, version',
				description: 'Attributes put below the body, one line each, separated by commas here',
			},
			{
				displayName: 'Append First and Last Seen',
				name: 'appendSeen',
				type: 'boolean',
				default: true,
				description:
					'Whether the times of the first and the last occurrence are put below the body',
			},
			{
				displayName: 'Body Field Name or ID',
				name: 'bodyField',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getTextFields' },
				default: 'description',
				description:
					'Field that takes the body. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			textFormatOption(
				'What the body is written in; values of attributes are plain text in each of them',
				'bodyFormat',
			),
			{
				displayName: 'Duplicates',
				name: 'duplicates',
				type: 'options',
				options: [
					{
						name: 'Close',
						value: 'close',
						description: 'Close all but the oldest issue, and link them with it',
					},
					{ name: 'Report', value: 'report', description: 'Name them in the warnings only' },
				],
				default: 'close',
				description: 'What to do when several issues carry the same record',
			},
			{
				displayName: 'Fields to Refresh Names or IDs',
				name: 'fieldsToRefresh',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getFields' },
				default: [],
				description:
					'Fields that are brought up to date on an issue that exists already; all others are left alone. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Labels Field Name or ID',
				name: 'labelsField',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getLabelFields' },
				default: 'labels',
				description:
					'Field that takes the labels. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Look Again After (Seconds)',
				name: 'lookAgainSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 60 },
				default: 3,
				description:
					'Jira Cloud only: how long to wait after making issues before looking whether another worker made the same. 0 leaves that to the next run.',
			},
			{
				displayName: 'Look Back (Hours)',
				name: 'lookBackHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: lookBackHours,
				description:
					'How far back to look for issues of this account that a crash left without their link',
			},
			{
				displayName: 'Unknown Attributes',
				name: 'unknownAttributes',
				type: 'options',
				options: [
					{ name: 'Leave Blank', value: 'blank', description: 'And list them in the warnings' },
					{ name: 'Stop the Item', value: 'stop' },
				],
				default: 'blank',
				description: 'What to do when a text names an attribute that the record does not have',
			},
		],
	};
}
