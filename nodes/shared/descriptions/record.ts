import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Show = NonNullable<IDisplayOptions['show']>;

/** What the records are. */
export function presetProperty(show: Show = {}): INodeProperties {
	return {
		displayName: 'Record Preset',
		name: 'preset',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{
				name: 'Backtrace',
				value: 'backtrace',
				description:
					'Items are error groups: the body of a Backtrace webhook, or rows of the issues table',
			},
			{
				name: 'Generic',
				value: 'generic',
				description: 'Items are records of any system',
			},
		],
		default: 'backtrace',
		description: 'Where the items come from, which decides how the record is read from them',
	};
}

/** How the record is read from an item: shared by every node that ties records to issues. */
export function recordProperties(show: Show = {}): INodeProperties[] {
	const generic = { show: { ...show, preset: ['generic'] } };
	return [
		presetProperty(show),
		{
			displayName: 'Record ID',
			name: 'recordId',
			type: 'string',
			required: true,
			displayOptions: generic,
			default: '={{ $json.id }}',
			description: 'ID of the record in its own system; ties the record to its issue',
		},
		{
			displayName: 'Record URL',
			name: 'recordUrl',
			type: 'string',
			displayOptions: generic,
			default: '={{ $json.url }}',
			description: 'Address of the record, shown as a link in the issue',
		},
		{
			displayName: 'Record Title',
			name: 'recordTitle',
			type: 'string',
			displayOptions: generic,
			default: '={{ $json.title }}',
			description: 'Name of the record for people',
		},
		{
			displayName: 'Record Options',
			name: 'recordOptions',
			type: 'collection',
			placeholder: 'Add option',
			displayOptions: generic,
			default: {},
			options: [
				{
					displayName: 'Issue Key',
					name: 'issueKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. ABC-123',
					description: 'Key of the issue, where the record itself names it',
				},
				{
					displayName: 'Read At',
					name: 'readAt',
					type: 'string',
					default: '',
					placeholder: 'e.g. {{ $json.readAt }}',
					description:
						'When the record was read from its system (ISO 8601). With it, a run that read the record before another run changed it leaves it alone.',
				},
				{
					displayName: 'System',
					name: 'system',
					type: 'string',
					default: 'custom',
					description: 'Short name of the system that the record lives in; a part of the link',
				},
				{
					displayName: 'Updated At',
					name: 'updatedAt',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2026-01-31T12:00:00Z',
					description: 'When the record last changed',
				},
			],
		},
	];
}
