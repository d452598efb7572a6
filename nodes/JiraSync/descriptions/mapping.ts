import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_PRESET,
	NAMED_BY_FORM,
	PRESETS,
	tableName,
	type Preset,
} from '../../../src/n8n/presets';
import { fieldMappings } from './field-mappings';
import { TEXT_FORMATS } from '../../shared/descriptions/text-format';
import { CONFLICT_POLICIES, DIRECTIONS } from './policies';
import { statusTable } from './status-table';

type Show = NonNullable<IDisplayOptions['show']>;

const SYNCED = DIRECTIONS.map(({ value }) => String(value));

/** Whether the status is synced, and the table. */
export function statusProperties(show: Show): INodeProperties[] {
	return [...statusSwitch(show), ...statusTables(show)];
}

function statusSwitch(show: Show): INodeProperties[] {
	return forEachPreset(show, ({ status }, shown) =>
		direction('Status', 'syncStatus', status.direction, shown),
	);
}

function statusTables(show: Show): INodeProperties[] {
	return forEachPreset(show, (preset, shown) => {
		// Backtrace's table was always there; hiding it would forget what was set in it.
		const always = preset.name === DEFAULT_PRESET.name;
		const displayOptions = { show: { ...shown, ...(!always && { syncStatus: SYNCED }) } };
		return statusTable(tableName('statusMapping', preset), displayOptions, preset.status.rows);
	});
}

/** What is kept in step, and which way: the choices first, the tables below them. */
export function mappingProperties(show: Show): INodeProperties[] {
	return [
		...statusSwitch(show),
		attribute('Status Attribute', 'statusAttribute', 'status', {
			...show,
			preset: [...NAMED_BY_FORM],
			syncStatus: SYNCED,
		}),
		...forEachPreset(show, ({ assignee }, shown) =>
			direction('Assignee', 'syncAssignee', assignee.direction, shown),
		),
		attribute('Assignee Attribute', 'assigneeAttribute', 'assignee', {
			...show,
			preset: [...NAMED_BY_FORM],
			syncAssignee: SYNCED,
		}),
		...forEachPreset(show, ({ comments }, shown) =>
			direction('Comments', 'syncComments', comments.direction, shown),
		),
		attribute('Comments Attribute', 'commentsAttribute', 'comments', {
			...show,
			syncComments: SYNCED,
		}),
		commentsFormat({ ...show, syncComments: SYNCED }),
		direction('Attachments', 'syncAttachments', 'off', show),
		attribute('Attachments Attribute', 'attachmentsAttribute', 'attachments', {
			...show,
			syncAttachments: SYNCED,
		}),
		...policies(show),
		...forEachPreset(show, (preset, shown) =>
			fieldMappings(tableName('fieldMappings', preset), { show: shown }, preset.mappings),
		),
		...statusTables(show),
	];
}

/** One property for each preset: n8n takes the default of the one that is shown. */
function forEachPreset(
	show: Show,
	make: (preset: Preset, shown: Show) => INodeProperties,
): INodeProperties[] {
	return PRESETS.map((preset) => make(preset, { ...show, preset: [preset.name] }));
}

function policies(show: Show): INodeProperties[] {
	return [
		{
			displayName: 'When Both Sides Changed',
			name: 'onConflict',
			type: 'options',
			displayOptions: { show },
			options: [...CONFLICT_POLICIES],
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

function direction(displayName: string, name: string, preset: string, show: Show): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
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

function commentsFormat(show: Show): INodeProperties {
	return {
		displayName: 'Comments Format',
		name: 'commentsFormat',
		type: 'options',
		displayOptions: { show },
		options: [...TEXT_FORMATS],
		default: 'plain',
		description: "What the record's comments are written in",
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
