import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, profileOption } from '../../shared/descriptions/common-options';
import {
	assigneeLocator,
	componentLocator,
	fixVersionLocator,
	issueLocator,
	issueTypeLocator,
	projectLocator,
} from '../../shared/descriptions/locators';
import { recordProperties } from '../../shared/descriptions/record';
import { screenFields } from '../../shared/descriptions/screen-fields';
import { templateProperties } from '../../shared/descriptions/template';
import { textFormatOption } from '../../shared/descriptions/text-format';
import { attachmentProperties } from './attachments';
import { clearFieldsOption, fieldsJsonOption } from './field-options';

/** An hour: the look is a part of every search, and a busy day makes many issues. A reconcile looks further back. */
const LOOK_BACK_HOURS = 1;

const forOperation = (...operation: string[]) => ({ resource: ['issue'], operation });

export const issueOperations: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Issue', value: 'issue' }],
		default: 'issue',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['issue'] } },
		options: [
			{
				name: 'Add Attachment',
				value: 'addAttachment',
				action: 'Add attachment to issue',
				description: 'Attach a file to an issue',
			},
			{
				name: 'Add Comment',
				value: 'addComment',
				action: 'Add comment to issue',
				description: 'Add a comment to an issue',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create issue',
				description: 'Create a new issue',
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update issue',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{
				name: 'Delete Attachment',
				value: 'deleteAttachment',
				action: 'Delete attachment of issue',
				description: 'Delete a file of an issue',
			},
			{
				name: 'Download Attachments',
				value: 'downloadAttachments',
				action: 'Download attachments of issue',
				description: 'Get the files of an issue, or one of them',
			},
			{ name: 'Get', value: 'get', action: 'Get issue', description: 'Retrieve an issue' },
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many issues',
				description: 'Retrieve issues that match a JQL query',
			},
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview issue of record',
				description:
					'Show what Create or Update would send for a record, with its warnings, and send nothing',
			},
			{
				name: 'Transition',
				value: 'transition',
				action: 'Transition issue',
				description: 'Move an issue to a status, in up to three transitions',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update issue',
				description: 'Change fields of an issue',
			},
		],
		default: 'upsert',
	},
];

const fieldsOption: INodeProperties = {
	displayName: 'Field Names or IDs',
	name: 'fields',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields' },
	default: [],
	description:
		'Fields to return; common ones if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const GIVEN_OUT = 'What rich text, such as the description, is returned as';

const options = (operations: string[], ...entries: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	displayOptions: { show: forOperation(...operations) },
	default: {},
	options: entries,
});

const createProperties: INodeProperties[] = [
	projectLocator(forOperation('create')),
	issueTypeLocator(forOperation('create')),
	{
		displayName: 'Summary',
		name: 'summary',
		type: 'string',
		required: true,
		displayOptions: { show: forOperation('create') },
		default: '',
		placeholder: 'e.g. The login page is blank',
		description: 'Title of the issue, on one line',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: forOperation('create') },
		default: '',
		description: 'Plain text, in which nothing is markup, unless Text Format says otherwise',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		displayOptions: { show: forOperation('create') },
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['project.value', 'issueType.value', 'authentication'],
			resourceMapper: {
				resourceMapperMethod: 'getCreateFields',
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				multiKeyMatch: false,
				valuesLabel: 'Further fields',
				noFieldsError:
					'The project has no such issue type, or the account may not create issues there',
			},
		},
		description: 'Further fields of the issue. Several values are separated by commas.',
	},
];

const updateProperties: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		displayOptions: { show: forOperation('update') },
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['issue.value', 'authentication'],
			resourceMapper: {
				resourceMapperMethod: 'getUpdateFields',
				mode: 'update',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				multiKeyMatch: false,
				valuesLabel: 'Fields to change',
				noFieldsError: 'The issue has no fields that this account may change',
			},
		},
		description: 'Only these fields are changed. Several values are separated by commas.',
	},
];

const transitionProperties: INodeProperties[] = [
	{
		displayName: 'Status',
		name: 'status',
		type: 'string',
		required: true,
		displayOptions: { show: forOperation('transition') },
		default: '',
		placeholder: 'e.g. Done',
		description: 'Name or ID of the status to reach. An issue that is there already is left alone.',
	},
];

const commentProperties: INodeProperties[] = [
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		displayOptions: { show: forOperation('addComment') },
		default: '',
		description: 'Plain text, in which nothing is markup, unless Text Format says otherwise',
	},
];

const getManyProperties: INodeProperties[] = [
	{
		displayName: 'JQL',
		name: 'jql',
		type: 'string',
		required: true,
		displayOptions: { show: forOperation('getAll') },
		default: '',
		placeholder: 'e.g. project = ABC AND statusCategory != Done',
		description: 'Query of the issues. Jira Cloud wants at least one restriction.',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		displayOptions: { show: forOperation('getAll') },
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { ...forOperation('getAll'), returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

export const issueProperties: INodeProperties[] = [
	issueLocator(
		forOperation('addAttachment', 'addComment', 'get', 'transition', 'update'),
		'Issue that the operation is about',
	),
	...createProperties,
	...recordProperties(forOperation('upsert', 'preview')),
	...templateProperties(forOperation('upsert', 'preview'), LOOK_BACK_HOURS),
	...updateProperties,
	...transitionProperties,
	...commentProperties,
	...attachmentProperties,
	...getManyProperties,
	options(['addComment'], dryRunOption, textFormatOption('What the comment is written in')),
	options(
		['create'],
		assigneeLocator,
		componentLocator,
		dryRunOption,
		fieldsJsonOption,
		fixVersionLocator,
		textFormatOption('What texts for rich text fields are written in, such as the description'),
	),
	options(
		['update'],
		assigneeLocator,
		componentLocator,
		dryRunOption,
		fieldsJsonOption,
		clearFieldsOption,
		fixVersionLocator,
		textFormatOption('What texts for rich text fields are written in, such as the description'),
	),
	options(['preview'], profileOption),
	options(['upsert'], dryRunOption, profileOption),
	options(
		['get'],
		fieldsOption,
		{
			displayName: 'Include Link',
			name: 'includeLink',
			type: 'boolean',
			default: false,
			description: 'Whether to return the record that the issue is linked with',
		},
		profileOption,
		textFormatOption(GIVEN_OUT),
	),
	options(['getAll'], fieldsOption, textFormatOption(GIVEN_OUT)),
	options(
		['transition'],
		dryRunOption,
		{
			displayName: 'Resolution',
			name: 'resolution',
			type: 'string',
			default: '',
			placeholder: 'e.g. Fixed',
			description:
				'Name of the resolution, used only where the screen of the transition asks for it',
		},
		screenFields,
		{
			displayName: 'Statuses to Pass',
			name: 'via',
			type: 'string',
			default: '',
			placeholder: 'e.g. In Progress, In Review',
			description: 'Statuses that may be passed on the way, separated by commas',
		},
	),
];
