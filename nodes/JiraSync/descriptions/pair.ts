import type { INodeProperties } from 'n8n-workflow';
import { issueLocator, projectLocator } from '../../shared/descriptions/locators';
import { presetProperty, recordParts } from '../../shared/descriptions/record';
import { templateProperties } from '../../shared/descriptions/template';
import { importProperties } from './import';
import { mappingProperties } from './mapping';
import { syncOptions } from './options';
import { releaseProperties } from './releases';
import { setupProperties } from './setup';

const SYNCING = ['compare', 'reconcileMany', 'syncPair'];

export const pairOperations: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Check Set-Up',
				value: 'checkSetup',
				action: 'Check set up',
				description:
					'Say what of Jira, project and mapping is ready and what is to do, without writing',
			},
			{
				name: 'Compare',
				value: 'compare',
				action: 'Compare pairs',
				description:
					'Show the plan of a sync, for one pair or all, as items, text and HTML, without writing',
			},
			{
				name: 'Confirm Delivery',
				value: 'confirm',
				action: 'Confirm delivery to the record',
				description: 'Note that the record was written; goes behind the node that writes it',
			},
			{
				name: 'Import Issues',
				value: 'importIssues',
				action: 'Import issues',
				description: 'Hand out issues that people made in Jira, so that records are made of them',
			},
			{
				name: 'Link',
				value: 'link',
				action: 'Link record and issue',
				description: 'Tie an existing issue to a record',
			},
			{
				name: 'Reconcile Many',
				value: 'reconcileMany',
				action: 'Reconcile many pairs',
				description: 'Bring all input records and their issues in step in one go, for schedules',
			},
			{
				name: 'Sync Pair',
				value: 'syncPair',
				action: 'Sync pair',
				description: 'Bring a record and its issue in step',
			},
			{
				name: 'Sync Releases',
				value: 'syncReleases',
				action: 'Sync releases',
				description: 'Make and update the versions of a project as the releases of the input say',
			},
			{
				name: 'Unlink',
				value: 'unlink',
				action: 'Unlink record and issue',
				description: 'Take the link off an issue; neither side changes otherwise',
			},
		],
		default: 'syncPair',
	},
];

/** A week: the look is taken only when an issue seems to be missing, and a crash may be days ago. */
const LOOK_BACK_HOURS = 168;

const CREATING = { operation: ['reconcileMany'], missingIssues: ['create'] };
const PAIRING = { operation: ['compare', 'link', 'reconcileMany', 'syncPair', 'unlink'] };

/** Where no issue is made, the project only says what the lists of the form offer. */
const FOR_LISTS = {
	required: false,
	description:
		'Project whose fields and statuses the lists below offer. The sync itself does not need it.',
};

/** Stands at the top: what is chosen below depends on it. */
const projectProperties: INodeProperties[] = [
	projectLocator(CREATING),
	{ ...projectLocator({ ...CREATING, missingIssues: ['report'] }), ...FOR_LISTS },
	{ ...projectLocator({ operation: ['compare', 'syncPair'] }), ...FOR_LISTS },
];

const reconcileProperties: INodeProperties[] = [
	{
		displayName: 'Missing Issues',
		name: 'missingIssues',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['reconcileMany'] } },
		options: [
			{ name: 'Create', value: 'create', description: 'Make an issue for each record without one' },
			{ name: 'Report', value: 'report', description: 'Say which records have no issue' },
		],
		default: 'report',
		description: 'What to do about records that have no issue yet',
	},
	...templateProperties(CREATING, LOOK_BACK_HOURS).filter(({ name }) => name !== 'project'),
];

const confirmProperties: INodeProperties[] = [
	{
		displayName: 'Delivered Item',
		name: 'delivered',
		type: 'json',
		required: true,
		displayOptions: { show: { operation: ['confirm'] } },
		default: '={{ $("Jira Sync").item.json }}',
		description:
			'Item as it left on To Source of the node that synced. Put the name of that node into the expression.',
	},
	{
		displayName: 'New ID',
		name: 'writtenId',
		type: 'string',
		displayOptions: { show: { operation: ['confirm'] } },
		default: '={{ $json.id ?? $json.comment?.id ?? $json.attachment?.id }}',
		description:
			'ID that the record’s system gave to what was made there, out of its answer. Needed for new comments, new files and new records; for values of the record it is not looked at.',
	},
];

export const pairProperties: INodeProperties[] = [
	presetProperty(PAIRING),
	...projectProperties,
	...recordParts(PAIRING),
	...confirmProperties,
	{
		displayName: 'Issue By',
		name: 'issueBy',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['compare', 'syncPair', 'unlink'] } },
		options: [
			{ name: 'Record', value: 'record', description: 'The issue that the record is linked with' },
			{ name: 'Issue', value: 'issue', description: 'An issue that is chosen here' },
		],
		default: 'record',
		description: 'How the issue is found',
	},
	issueLocator(
		{ operation: ['compare', 'syncPair', 'unlink'], issueBy: ['issue'] },
		'Issue of the pair',
	),
	issueLocator({ operation: ['link'] }, 'Issue to tie to the record'),
	...reconcileProperties,
	...mappingProperties({ operation: SYNCING }),
	...setupProperties,
	...releaseProperties,
	...importProperties,
	...syncOptions,
];
