import type { INodeProperties } from 'n8n-workflow';
import { PRESETS, tableName } from '../../../src/n8n/presets';
import { presetProperty } from '../../shared/descriptions/record';
import { mappingProperties } from './mapping';

const SHOW = { operation: ['importIssues'] };

/** What of the mapping says how a record is read from an issue; tables are there once for each preset. */
const READ = ['assigneeAttribute', 'statusAttribute', 'syncAssignee', 'syncStatus'];
const TABLES = PRESETS.flatMap((preset) =>
	(['fieldMappings', 'statusMapping'] as const).map((table) => tableName(table, preset)),
);
const isRead = (name: string): boolean => [...READ, ...TABLES].includes(name);

/** Import Issues: which issues become records, and of which system. */
export const importProperties: INodeProperties[] = [
	presetProperty(SHOW),
	{
		displayName: 'JQL',
		name: 'importJql',
		type: 'string',
		required: true,
		displayOptions: { show: SHOW },
		default: '',
		placeholder: 'e.g. project = ABC',
		description: 'Which issues become records; those that are linked already are left out',
	},
	{
		displayName: 'Record System',
		name: 'importSystem',
		type: 'string',
		displayOptions: { show: SHOW },
		default: 'custom',
		description: 'Short name of the system that the records are to live in, as for syncing them',
	},
	...mappingProperties(SHOW).filter(({ name }) => isRead(name)),
];

/** Options of Import Issues alone. */
export const importOptions: INodeProperties[] = [
	{
		displayName: 'Include Own Issues',
		name: 'includeOwn',
		type: 'boolean',
		default: false,
		description:
			'Whether to import issues that the account of the credential made. Set it where that account is a person’s.',
	},
	{
		displayName: 'Made Since',
		name: 'since',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.nextSince }}',
		description:
			'Only issues made since then, or up to ten minutes before: the time that the summary of the run before says. Empty means all.',
	},
	{
		displayName: 'Most Issues a Run',
		name: 'maxIssues',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		description: 'How many issues are handed out before the rest is left for the next run',
	},
	{
		displayName: 'Only Below Linked Issues',
		name: 'onlyBelowLinked',
		type: 'boolean',
		default: false,
		description: 'Whether to import only issues whose parent is the issue of a record',
	},
];
