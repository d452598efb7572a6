import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, profileOption } from '../shared/descriptions/common-options';
import { issueLocator } from '../shared/descriptions/locators';
import { recordProperties } from '../shared/descriptions/record';
import { screenFields } from '../shared/descriptions/screen-fields';
import { rulesProperty } from './rules';

const options: INodeProperties[] = [
	{
		displayName: 'Allowed Versions',
		name: 'allowedVersions',
		type: 'string',
		default: '',
		placeholder: 'e.g. [0-9]+\\.[0-9]+\\.[0-9]+',
		description:
			'Regular expression (RE2) that a version must match as a whole to count; others, such as development builds, are left out',
	},
	{
		displayName: 'Clear Fix Versions',
		name: 'clearFixVersions',
		type: 'boolean',
		default: false,
		description: 'Whether to empty the field that names the fix on a reopened issue',
	},
	{
		displayName: 'Clear Resolution',
		name: 'clearResolution',
		type: 'boolean',
		default: false,
		description:
			'Whether to empty the resolution of a reopened issue, for a workflow that leaves it and has it on the edit screen',
	},
	{
		displayName: 'Comment Text',
		name: 'commentText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. The error came back.',
		description: 'Text put before the reason; plain text',
	},
	dryRunOption,
	{
		displayName: 'Final Resolutions',
		name: 'finalResolutions',
		type: 'string',
		default: "Won't Do, Won't Fix, Duplicate",
		description: 'Issues resolved like this are never reopened; names separated by commas',
	},
	{
		displayName: 'Fix Field Name or ID',
		name: 'fixField',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getVersionFields' },
		default: 'fixVersions',
		description:
			'Field that names the fixed version. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Fix Version Expression',
		name: 'fixExpression',
		type: 'string',
		default: '',
		placeholder: 'e.g. release-(.+)',
		description:
			'Regular expression (RE2) that cuts the version out of the name of a fix version; the capture group is the version',
	},
	{
		displayName: 'Ignored Versions',
		name: 'ignoredVersions',
		type: 'string',
		default: '',
		placeholder: 'e.g. 999\\..*|.*-dev',
		description: 'Regular expression (RE2): versions that match it as a whole do not count',
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		placeholder: 'e.g. regression',
		description: 'Label added to a reopened or a new issue',
	},
	{
		displayName: 'Last Seen Attribute',
		name: 'lastSeenAttribute',
		type: 'string',
		default: '',
		placeholder: 'e.g. last_seen',
		description:
			'Attribute that says when the error was last seen. What was seen before the issue was resolved is no regression, so a report that comes late reopens nothing.',
	},
	{
		displayName: 'Order of Versions',
		name: 'order',
		type: 'options',
		options: [
			{
				name: "Jira's List, Then Numbers",
				value: 'jiraThenParsed',
				description: "The order of the project's versions in Jira, where it holds both",
			},
			{ name: 'Numbers Only', value: 'parsed', description: 'Version numbers as they read' },
			{
				name: 'Release Dates, Then Numbers',
				value: 'datesThenParsed',
				description: "The release dates of the project's versions in Jira, where both have one",
			},
		],
		default: 'jiraThenParsed',
		description: 'What decides which of two versions is later',
	},
	profileOption,
	{
		displayName: 'Rules as JSON',
		name: 'rulesJson',
		type: 'json',
		default: '[]',
		description:
			'Rules for workflows that generate them: a list of objects with the names of the list above, for example <code>[{"name": "Consoles", "conditions": [{"attribute": "platform", "test": "oneOf", "value": "ps5, xbox"}], "fixExpression": "console-(.+)"}]</code>',
	},
	screenFields,
	{
		displayName: 'Statuses to Pass',
		name: 'via',
		type: 'string',
		default: '',
		placeholder: 'e.g. In Progress',
		description: 'Statuses that may be passed on the way, separated by commas',
	},
	{
		displayName: 'Version Expression',
		name: 'versionExpression',
		type: 'string',
		default: '',
		placeholder: 'e.g. ^v?(\\d+\\.\\d+\\.\\d+)',
		description:
			'Regular expression (RE2) that cuts the version out of the attribute; the capture group is the version',
	},
	{
		displayName: 'When No Rule Fits',
		name: 'noRule',
		type: 'options',
		options: [
			{ name: 'Leave the Issue', value: 'stay' },
			{
				name: 'Use the Settings',
				value: 'settings',
				description: 'The version attribute and options of this node, without conditions',
			},
		],
		default: 'settings',
		description: 'What to do about a record that none of the rules is for',
	},
	{
		displayName: 'When Unknown',
		name: 'onUnknown',
		type: 'options',
		options: [
			{
				name: 'Add Comment',
				value: 'comment',
				description: 'Leave the issue and say why in a comment',
			},
			{ name: 'Reopen', value: 'reopen' },
			{ name: 'Stay', value: 'stay', description: 'Leave the issue as it is' },
		],
		default: 'stay',
		description: 'What to do when a version is missing, or two cannot be put in order',
	},
];

export const resolvedUntilProperties: INodeProperties[] = [
	...recordProperties(),
	{
		displayName: 'Issue By',
		name: 'issueBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Record', value: 'record', description: 'The issue that the record is linked with' },
			{ name: 'Issue', value: 'issue', description: 'An issue that is chosen here' },
		],
		default: 'record',
		description: 'How the issue is found',
	},
	issueLocator({ issueBy: ['issue'] }, 'Issue that was to have fixed the error'),
	{
		displayName: 'Version Attribute',
		name: 'versionAttribute',
		type: 'string',
		required: true,
		default: 'version',
		description:
			'Attribute of the record that holds the version in which the error came back: text, a list, or a histogram',
	},
	{
		displayName: 'Reopen When the Version Is',
		name: 'comparison',
		type: 'options',
		options: [
			{ name: 'Later Than the Fix', value: 'later' },
			{ name: 'The Fix or Later', value: 'sameOrLater' },
		],
		default: 'later',
		description: 'How the version of the recurrence is compared with the fix version of the issue',
	},
	{
		displayName: 'On a Regression',
		name: 'onRegression',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Add Comment Only',
				value: 'comment',
				description: 'Leave the issue resolved and say in a comment that the error came back',
			},
			{
				name: 'Create New Issue',
				value: 'newIssue',
				description:
					'Make a new issue of the same type, linked with the resolved one; the record belongs to the new one from then on',
			},
			{ name: 'Reopen Issue', value: 'reopen' },
		],
		default: 'reopen',
		description: 'What to do when the error came back in spite of its fix',
	},
	{
		displayName: 'Reopen To',
		name: 'reopenStatus',
		type: 'string',
		displayOptions: { show: { onRegression: ['reopen'] } },
		default: '',
		placeholder: 'e.g. Reopened, To Do',
		description:
			'Status to move the issue to; of several names, separated by commas, the first that can be reached. If empty, the nearest status that is not done.',
	},
	{
		displayName: 'Add Comment',
		name: 'addComment',
		type: 'boolean',
		default: true,
		displayOptions: { hide: { onRegression: ['comment'] } },
		description: 'Whether to say in a comment which version came back after which fix',
	},
	rulesProperty,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];
