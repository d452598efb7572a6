import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Show = NonNullable<IDisplayOptions['show']>;

/** A project, from the list or by key. */
export function projectLocator(show: Show): INodeProperties {
	return {
		displayName: 'Project',
		name: 'project',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		displayOptions: { show },
		description: 'Project that the issue belongs to',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a project...',
				typeOptions: { searchListMethod: 'searchProjects', searchable: true },
			},
			{
				displayName: 'By Key',
				name: 'key',
				type: 'string',
				placeholder: 'e.g. ABC',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '(?:[A-Z][A-Z0-9_]+|[0-9]+)',
							errorMessage: 'A project key has capital letters, digits and underscores only',
						},
					},
				],
			},
		],
	};
}

/** An issue type of the chosen project, from the list or by name. */
export function issueTypeLocator(show: Show): INodeProperties {
	return {
		displayName: 'Issue Type',
		name: 'issueType',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		displayOptions: { show },
		description: 'Issue type in the project',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an issue type...',
				typeOptions: { searchListMethod: 'searchIssueTypes', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Bug' },
		],
	};
}

/** An issue, from the list, by key or ID, or by the address of its page. */
export function issueLocator(show: Show, description: string): INodeProperties {
	return {
		displayName: 'Issue',
		name: 'issue',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		displayOptions: { show },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an issue...',
				typeOptions: { searchListMethod: 'searchIssues', searchable: true },
			},
			{ displayName: 'By Key', name: 'key', type: 'string', placeholder: 'e.g. ABC-123' },
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://example.atlassian.net/browse/ABC-123',
				extractValue: { type: 'regex', regex: '/browse/([A-Za-z][A-Za-z0-9_]+-[0-9]+)' },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '.*/browse/[A-Za-z][A-Za-z0-9_]+-[0-9]+.*',
							errorMessage: 'Not the address of an issue: it has no /browse/KEY-1',
						},
					},
				],
			},
		],
	};
}
