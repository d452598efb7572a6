import type { IDisplayOptions, INodeParameters, INodeProperties } from 'n8n-workflow';
import type { PresetMapping } from '../../../src/n8n/presets';
import { TEXT_FORMATS } from '../../shared/descriptions/text-format';
import { AGAINST_DIRECTION, AS_FOR_ALL, CONFLICT_POLICIES, DIRECTIONS } from './policies';

/** The table of attributes and Jira fields; its rows are those of a preset. */
export function fieldMappings(
	name: string,
	displayOptions: IDisplayOptions,
	rows: readonly PresetMapping[],
): INodeProperties {
	const preset = rows.length === 0 ? {} : { mapping: rows.map(toRow) };
	return {
		displayName: 'Field Mappings',
		name,
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			hideOptionalFields: true,
			addOptionalFieldButtonText: 'More for This Field',
			fixedCollection: {
				itemTitle:
					'={{ $collection.item.value.source + ({ both: " ↔ ", toJira: " → ", toSource: " ← " }[$collection.item.value.direction] ?? " ↔ ") + $collection.item.value.jira }}',
			},
		},
		placeholder: 'Add field',
		displayOptions,
		default: { ...preset },
		description:
			'Attributes of the record and the Jira fields they belong to, beside status and assignee. Fields on the create screen of the chosen project come first in the list.',
		options: [{ displayName: 'Mapping', name: 'mapping', values: columns }],
	};
}

/** As n8n stores it, with every column that is shown. */
function toRow(row: PresetMapping): INodeParameters {
	const oneWay = row.direction === 'both' ? {} : { againstDirection: 'asAll' };
	return { ...row, ...oneWay, onConflict: 'asAll' };
}

const columns: INodeProperties[] = [
	{
		displayName: 'Attribute',
		name: 'source',
		type: 'string',
		typeOptions: { showEvenWhenOptional: true },
		default: '',
		placeholder: 'e.g. title',
		description: 'Name of the attribute of the record',
	},
	{
		displayName: 'Jira Field Name or ID',
		name: 'jira',
		type: 'options',
		typeOptions: {
			showEvenWhenOptional: true,
			loadOptionsMethod: 'getFieldsToMap',
			loadOptionsDependsOn: ['project.value', 'issueType.value', 'issue.value', 'authentication'],
		},
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Sync Direction',
		name: 'direction',
		type: 'options',
		typeOptions: { showEvenWhenOptional: true },
		options: [...DIRECTIONS],
		default: 'both',
	},
	{
		displayName: 'Change Against the Direction',
		name: 'againstDirection',
		type: 'options',
		displayOptions: { show: { direction: ['toJira', 'toSource'] } },
		options: [AS_FOR_ALL, ...AGAINST_DIRECTION],
		default: 'asAll',
		description: 'What to do when the field was changed on the side that follows',
	},
	{
		displayName: 'When Both Sides Changed',
		name: 'onConflict',
		type: 'options',
		options: [AS_FOR_ALL, ...CONFLICT_POLICIES],
		default: 'asAll',
		description: 'Which value of this field is kept; the other one is in the report',
	},
	{
		displayName: 'Text Format',
		name: 'textFormat',
		type: 'options',
		options: [...TEXT_FORMATS],
		default: 'plain',
		description:
			"What the record's text is written in, for Jira fields with rich text such as Description",
	},
];
