import type { INodeProperties } from 'n8n-workflow';
import { manualProperties } from './manual';

export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Register the webhook in Jira; the account must be an administrator, except with OAuth 2.0 of Jira Cloud',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'An administrator of Jira pastes the address by hand',
			},
		],
		default: 'automatic',
		description: 'How Jira gets to know the webhook',
	},
	...manualProperties,
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Attachment Created', value: 'attachmentCreated' },
			{ name: 'Attachment Deleted', value: 'attachmentDeleted' },
			{ name: 'Comment Created', value: 'commentCreated' },
			{ name: 'Comment Deleted', value: 'commentDeleted' },
			{ name: 'Comment Updated', value: 'commentUpdated' },
			{ name: 'Issue Created', value: 'issueCreated' },
			{ name: 'Issue Deleted', value: 'issueDeleted' },
			{ name: 'Issue Link Created', value: 'issueLinkCreated' },
			{ name: 'Issue Link Deleted', value: 'issueLinkDeleted' },
			{ name: 'Issue Updated', value: 'issueUpdated' },
			{ name: 'Sprint Closed', value: 'sprintClosed' },
			{ name: 'Sprint Created', value: 'sprintCreated' },
			{ name: 'Sprint Deleted', value: 'sprintDeleted' },
			{ name: 'Sprint Started', value: 'sprintStarted' },
			{ name: 'Sprint Updated', value: 'sprintUpdated' },
			{ name: 'Version Created', value: 'versionCreated' },
			{ name: 'Version Deleted', value: 'versionDeleted' },
			{ name: 'Version Moved', value: 'versionMoved' },
			{ name: 'Version Released', value: 'versionReleased' },
			{ name: 'Version Unreleased', value: 'versionUnreleased' },
			{ name: 'Version Updated', value: 'versionUpdated' },
			{ name: 'Worklog Created', value: 'worklogCreated' },
			{ name: 'Worklog Deleted', value: 'worklogDeleted' },
			{ name: 'Worklog Updated', value: 'worklogUpdated' },
		],
		default: ['issueUpdated'],
		description: 'What starts the workflow',
	},
	{
		displayName: 'Project Names or IDs',
		name: 'projects',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProjects' },
		default: [],
		description:
			'Only events of these projects; all if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Changed Field Names or IDs',
		name: 'changedFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getChangeFields' },
		displayOptions: { show: { events: ['issueUpdated'] } },
		default: [],
		description:
			'Only updates of these fields start the workflow; any update if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Include Body',
				name: 'includeBody',
				type: 'boolean',
				default: false,
				description: 'Whether to hand on all that Jira sent, in its own form, beside the event',
			},
			{
				displayName: 'JQL',
				name: 'jql',
				type: 'string',
				default: '',
				placeholder: 'e.g. labels = Backtrace',
				description:
					'Jira sends events of matching issues only; keep it short, Jira runs it on each event',
			},
		],
	},
];
