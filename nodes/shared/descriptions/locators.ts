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
			{ displayName: 'By Name or ID', name: 'name', type: 'string', placeholder: 'e.g. Bug' },
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

/** A person to whom the issue can be assigned. An option, so that it has no condition of its own. */
export const assigneeLocator: INodeProperties = {
	displayName: 'Assignee',
	name: 'assignee',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Who the issue is assigned to',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user...',
			typeOptions: { searchListMethod: 'searchAssignees', searchable: true },
		},
		{
			displayName: 'By Email or ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. name@example.com',
			hint: 'E-mail, account ID (Cloud) or user name (Data Center)',
		},
	],
};

/** A version of the project that the fix is in. */
export const fixVersionLocator: INodeProperties = {
	displayName: 'Fix Version',
	name: 'fixVersion',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Version of the project that the fix is in; several can be given in Fields',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a version...',
			typeOptions: { searchListMethod: 'searchVersions', searchable: true },
		},
		{ displayName: 'By Name or ID', name: 'name', type: 'string', placeholder: 'e.g. 1.2.3' },
	],
};

/** A component of the project. */
export const componentLocator: INodeProperties = {
	displayName: 'Component',
	name: 'component',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Component of the project; several can be given in Fields',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a component...',
			typeOptions: { searchListMethod: 'searchComponents', searchable: true },
		},
		{ displayName: 'By Name or ID', name: 'name', type: 'string', placeholder: 'e.g. Engine' },
	],
};
