import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_PRESET, NAMED_BY_FORM, PRESETS } from '../../../src/n8n/presets';

type Show = NonNullable<IDisplayOptions['show']>;

/** What the records are: the defaults of all that follows depend on it. */
export function presetProperty(show: Show = {}): INodeProperties {
	const { name: usual } = DEFAULT_PRESET;
	return {
		displayName: 'Preset',
		name: 'preset',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: PRESETS.map(({ displayName, name, description }) => ({
			name: displayName,
			value: name,
			description,
		})),
		default: usual,
		description:
			'What the items are: decides how the record is read from them, and what the parameters below begin with. All of them can be changed.',
	};
}

/** How the record is read from an item: shared by every node that ties records to issues. */
export function recordProperties(show: Show = {}): INodeProperties[] {
	return [presetProperty(show), ...recordParts(show)];
}

/** Expressions for the parts of the record, below the preset. */
export function recordParts(show: Show = {}): INodeProperties[] {
	const named = { show: { ...show, preset: [...NAMED_BY_FORM] } };
	const others = PRESETS.map(({ name }) => name).filter((name) => !NAMED_BY_FORM.includes(name));
	return [
		{
			displayName: 'Record ID',
			name: 'recordId',
			type: 'string',
			required: true,
			displayOptions: named,
			default: '={{ $json.id }}',
			description: 'ID of the record in its own system; ties the record to its issue',
		},
		{
			displayName: 'Record URL',
			name: 'recordUrl',
			type: 'string',
			displayOptions: named,
			default: '={{ $json.url }}',
			description: 'Address of the record, shown as a link in the issue',
		},
		{
			displayName: 'Record Title',
			name: 'recordTitle',
			type: 'string',
			displayOptions: named,
			default: '={{ $json.title }}',
			description: 'Name of the record for people',
		},
		recordOptions(named, [issueKey, readAt, system, updatedAt]),
		recordOptions({ show: { ...show, preset: others } }, [
			issueKey,
			readAt,
			otherPart('Record ID', 'recordId', 'ID of the record in its own system'),
			otherPart('Record Title', 'recordTitle', 'Name of the record for people'),
			otherPart('Record URL', 'recordUrl', 'Address of the record'),
			updatedAt,
		]),
	];
}

function recordOptions(
	displayOptions: IDisplayOptions,
	options: INodeProperties[],
): INodeProperties {
	return {
		displayName: 'Record Options',
		name: 'recordOptions',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions,
		default: {},
		options,
	};
}

const issueKey: INodeProperties = {
	displayName: 'Issue Key',
	name: 'issueKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. ABC-123',
	description: 'Key of the issue, where the record itself names it',
};

const readAt: INodeProperties = {
	displayName: 'Read At',
	name: 'readAt',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.readAt }}',
	description:
		'When the record was read from its system (ISO 8601). With it, a run that read the record before another run changed it leaves it alone.',
};

const system: INodeProperties = {
	displayName: 'System',
	name: 'system',
	type: 'string',
	default: 'custom',
	description: 'Short name of the system that the record lives in; a part of the link',
};

const updatedAt: INodeProperties = {
	displayName: 'Updated At',
	name: 'updatedAt',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-01-31T12:00:00Z',
	description: 'When the record last changed',
};

function otherPart(displayName: string, name: string, what: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		description: `${what}, instead of what the preset reads from the item`,
	};
}
