import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, profileOption } from '../../shared/descriptions/common-options';
import { screenFields } from '../../shared/descriptions/screen-fields';
import { fileOptions } from './files';
import { hierarchyOptions, kindTypes } from './hierarchy';
import { importOptions } from './import';
import { AGAINST_DIRECTION } from './policies';
import { keepRank } from './rank';
import { releaseAttribute, releaseSystem } from './releases';
import { fallbackUser, userTable } from './user-table';

const againstDirection: INodeProperties = {
	displayName: 'Change Against the Direction',
	name: 'againstDirection',
	type: 'options',
	options: [...AGAINST_DIRECTION],
	default: 'leave',
	description: 'What to do when a one-way field was changed on the side that follows',
};

const includeRestrictedComments: INodeProperties = {
	displayName: 'Include Restricted Comments',
	name: 'includeRestrictedComments',
	type: 'boolean',
	default: false,
	description:
		'Whether comments that only a role, a group or agents see in Jira are copied to the record as well',
};

const internalGroup: INodeProperties = {
	displayName: 'Internal Comments: Jira Group',
	name: 'internalGroup',
	type: 'string',
	default: '',
	placeholder: 'e.g. jira-developers',
	description:
		'Who sees the copies of comments that are internal in the record; without it they are not copied',
};

const internalRole: INodeProperties = {
	displayName: 'Internal Comments: Jira Role',
	name: 'internalRole',
	type: 'string',
	default: '',
	placeholder: 'e.g. Developers',
	description:
		'Who sees the copies of comments that are internal in the record; without it they are not copied',
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

const allowEmpty: INodeProperties = {
	displayName: 'Allow an Empty Side',
	name: 'allowEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to go on when no issue is found that the records name, or when most records or issues lose what they hold',
};

const concurrency: INodeProperties = {
	displayName: 'Pairs at Once',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 16, numberPrecision: 0 },
	default: 4,
	description: 'How many pairs are written at the same time; never two on one issue',
};

const maxMinutes: INodeProperties = {
	displayName: 'Most Minutes a Run',
	name: 'maxMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'No further pair is begun after this time. 0 means no limit.',
};

const maxPairs: INodeProperties = {
	displayName: 'Most Pairs a Run',
	name: 'maxPairs',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description:
		'How many pairs are brought in step before the rest is left for the next run. 0 means no limit.',
};

const startAt: INodeProperties = {
	displayName: 'Start at Record',
	name: 'startAt',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.left.startAt }}',
	description:
		'ID of the first record to look at, as the summary of the run before says. Empty means all.',
};

const keepOthers: INodeProperties = {
	displayName: 'Keep Other Records',
	name: 'keepOthers',
	type: 'boolean',
	default: false,
	description:
		'Whether the issue may stand for several records: it keeps those that it is linked with, and none of them closes it while another is open',
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

const via: INodeProperties = {
	displayName: 'Statuses to Pass',
	name: 'via',
	type: 'string',
	default: '',
	placeholder: 'e.g. In Progress, In Review',
	description: 'Statuses that may be passed on the way to another, separated by commas',
};

const mentions: INodeProperties = {
	displayName: 'Mentions',
	name: 'mentions',
	type: 'options',
	options: [
		{ name: 'Plain Names', value: 'names', description: 'Nobody is notified' },
		{
			name: 'Real Mentions',
			value: 'real',
			description:
				'In Markdown and HTML, a link such as [@Kim Lee](mailto:kim@example.com) mentions the Jira user with that e-mail, who is notified',
		},
	],
	default: 'names',
	description: 'What a link to a person in a text of the record becomes in Jira',
};

const syncing = [
	againstDirection,
	fallbackUser,
	...fileOptions,
	includeRestrictedComments,
	internalGroup,
	internalRole,
	matchDisplayName,
	mentions,
	profileOption,
	resolution,
	retryParked,
	screenFields,
	unmatchedUsers,
	userTable,
	via,
	...hierarchyOptions,
	releaseAttribute,
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
	collection(
		['reconcileMany'],
		[
			...syncing,
			allowEmpty,
			concurrency,
			dryRunOption,
			keepRank,
			maxChanges,
			maxMinutes,
			maxPairs,
			maxPercent,
			startAt,
		],
	),
	collection(
		['importIssues'],
		[...importOptions, dryRunOption, kindTypes, profileOption, retryParked, userTable],
	),
	collection(['syncReleases'], [againstDirection, dryRunOption, profileOption, releaseSystem]),
	collection(['confirm'], [profileOption]),
	collection(['link'], [dryRunOption, keepOthers, profileOption, replace]),
	collection(['unlink'], [dryRunOption, profileOption]),
];
