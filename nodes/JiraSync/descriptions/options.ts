import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, profileOption } from '../../shared/descriptions/common-options';
import { screenFields } from '../../shared/descriptions/screen-fields';

const againstDirection: INodeProperties = {
	displayName: 'Change Against the Direction',
	name: 'againstDirection',
	type: 'options',
	options: [
		{ name: 'Enforce', value: 'enforce', description: 'Put the leading side’s value back' },
		{ name: 'Leave', value: 'leave', description: 'Let the sides differ' },
	],
	default: 'leave',
	description: 'What to do when a one-way field was changed on the side that follows',
};

const fallbackUser: INodeProperties = {
	displayName: 'Fallback User',
	name: 'fallbackUser',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Who gets what belongs to a person whom nobody in Jira matches',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user...',
			typeOptions: {
				searchListMethod: 'searchUsers',
				searchable: true,
				searchFilterRequired: true,
			},
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

const matchDisplayName: INodeProperties = {
	displayName: 'Match Users by Display Name',
	name: 'matchDisplayName',
	type: 'boolean',
	default: false,
	description: 'Whether a unique display name is enough when no e-mail matches',
};

const maxChanges: INodeProperties = {
	displayName: 'Most Changes',
	name: 'maxChanges',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 500,
	description: 'Stops before writing when more pairs than this would change',
};

const maxPercent: INodeProperties = {
	displayName: 'Largest Share of Changes (%)',
	name: 'maxPercent',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 50,
	description: 'Stops before writing when a larger share of the pairs would change',
};

const replace: INodeProperties = {
	displayName: 'Replace Existing Link',
	name: 'replace',
	type: 'boolean',
	default: false,
	description:
		'Whether to take the issue from the record, and the record from the issue, that they are linked with now',
};

const resolution: INodeProperties = {
	displayName: 'Resolution',
	name: 'resolution',
	type: 'string',
	default: '',
	placeholder: 'e.g. Fixed',
	description: 'Name of the resolution, used only where the screen of a transition asks for it',
};

const retryParked: INodeProperties = {
	displayName: 'Retry Given-Up Values',
	name: 'retryParked',
	type: 'boolean',
	default: false,
	description: 'Whether to hand out again what the record did not take after three tries',
};

const unmatchedUsers: INodeProperties = {
	displayName: 'Unmatched Users',
	name: 'unmatchedUsers',
	type: 'options',
	options: [
		{ name: 'Assign Fallback User', value: 'fallback' },
		{ name: 'Leave as Is', value: 'leave' },
		{ name: 'Unassign', value: 'unassign' },
	],
	default: 'leave',
	description: 'What to do with a person of the record whom nobody in Jira matches',
};

const userTable: INodeProperties = {
	displayName: 'User Table',
	name: 'userTable',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.source }}' },
	},
	placeholder: 'Add user',
	default: {},
	description: 'Who is who on the two sides; looked at before any search',
	options: [
		{
			displayName: 'User',
			name: 'user',
			values: [
				{
					displayName: 'In the Record',
					name: 'source',
					type: 'string',
					default: '',
					placeholder: 'e.g. ann@example.com',
					description: 'E-mail or name',
				},
				{
					displayName: 'In Jira',
					name: 'jira',
					type: 'string',
					default: '',
					placeholder: 'e.g. ann@example.com',
					description: 'E-mail, account ID (Cloud) or user name (Data Center)',
				},
			],
		},
	],
};

const via: INodeProperties = {
	displayName: 'Statuses to Pass',
	name: 'via',
	type: 'string',
	default: '',
	placeholder: 'e.g. In Progress, In Review',
	description: 'Statuses that may be passed on the way to another, separated by commas',
};

const syncing = [
	againstDirection,
	fallbackUser,
	matchDisplayName,
	profileOption,
	resolution,
	retryParked,
	screenFields,
	unmatchedUsers,
	userTable,
	via,
];

const collection = (operation: string[], entries: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	displayOptions: { show: { operation } },
	default: {},
	options: [...entries].sort((left, right) => left.displayName.localeCompare(right.displayName)),
});

/** Options of each operation, in alphabetical order. */
export const syncOptions: INodeProperties[] = [
	collection(['checkSetup'], [fallbackUser, userTable]),
	collection(['compare'], syncing),
	collection(['syncPair'], [...syncing, dryRunOption]),
	collection(['reconcileMany'], [...syncing, dryRunOption, maxChanges, maxPercent]),
	collection(['confirm'], [profileOption]),
	collection(['link'], [dryRunOption, profileOption, replace]),
	collection(['unlink'], [dryRunOption, profileOption]),
];
