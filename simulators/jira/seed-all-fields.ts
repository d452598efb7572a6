import { custom, options, type CustomFieldParts } from './seed-field-kit';
import type { Field, FieldKind } from './state/model';

/** Ids of the custom fields of project ALL, which has every type of field that Jira and Jira Software bring. */
export const ALL_FIELD_IDS = {
	textLine: 'customfield_10100',
	textBlock: 'customfield_10101',
	number: 'customfield_10102',
	date: 'customfield_10103',
	datetime: 'customfield_10104',
	select: 'customfield_10105',
	radio: 'customfield_10106',
	multiselect: 'customfield_10107',
	checkboxes: 'customfield_10108',
	cascading: 'customfield_10109',
	labels: 'customfield_10110',
	user: 'customfield_10111',
	users: 'customfield_10112',
	group: 'customfield_10113',
	groups: 'customfield_10114',
	version: 'customfield_10115',
	versions: 'customfield_10116',
	project: 'customfield_10117',
	url: 'customfield_10118',
	readOnly: 'customfield_10119',
	storyPoints: 'customfield_10120',
	sprint: 'customfield_10121',
	/** Data Center only. */
	epicLink: 'customfield_10122',
	/** Data Center only; an epic must have it. */
	epicName: 'customfield_10123',
	/** Belongs to an app. */
	account: 'customfield_10124',
	/** Bugs must have it. */
	customer: 'customfield_10125',
	/** Cloud's team-managed projects have this in the place of story points. */
	storyPointEstimate: 'customfield_10126',
} as const;

const ID = ALL_FIELD_IDS;
const SOFTWARE = 'com.pyxis.greenhopper.jira';

function field(
	id: string,
	name: string,
	kind: FieldKind,
	type: string,
	plugin: string,
	rest: CustomFieldParts = {},
): Field {
	return custom(id, name, kind, type, plugin, { screens: { ALL: '*' }, ...rest });
}

const PLACES = [
	{ id: '10240', value: 'Europe', children: options(10241, 'Berlin', 'Paris') },
	{ id: '10250', value: 'Asia', children: options(10251, 'Tokyo', 'Seoul') },
];

const CHOICES: readonly Field[] = [
	field(ID.select, 'Team', 'option', 'option', 'select', {
		options: options(10200, 'Red', 'Green', 'Blue'),
	}),
	field(ID.radio, 'Risk', 'option', 'option', 'radiobuttons', {
		options: options(10210, 'Low', 'High'),
		required: ['ALL/Story'],
		fallback: '10210',
	}),
	field(ID.multiselect, 'Regions', 'options', 'array', 'multiselect', {
		items: 'option',
		options: options(10220, 'North', 'South', 'East', 'West'),
	}),
	field(ID.checkboxes, 'Checks', 'options', 'array', 'multicheckboxes', {
		items: 'option',
		options: options(10230, 'Tested', 'Documented'),
		fallback: ['10230'],
	}),
	field(ID.cascading, 'Place', 'cascade', 'option-with-child', 'cascadingselect', {
		options: PLACES,
	}),
	field(ID.labels, 'Tags', 'labels', 'array', 'labels', { items: 'string' }),
];

const REFERENCES: readonly Field[] = [
	field(ID.user, 'Reviewer', 'user', 'user', 'userpicker'),
	field(ID.users, 'Reviewers', 'users', 'array', 'multiuserpicker', { items: 'user' }),
	field(ID.group, 'Owning Group', 'group', 'group', 'grouppicker'),
	field(ID.groups, 'Informed Groups', 'groups', 'array', 'multigrouppicker', { items: 'group' }),
	field(ID.version, 'Target Version', 'version', 'version', 'version'),
	field(ID.versions, 'Seen In Versions', 'versions', 'array', 'multiversion', {
		items: 'version',
	}),
	field(ID.project, 'Other Project', 'project', 'project', 'project'),
];

const SOFTWARE_FIELDS: readonly Field[] = [
	field(ID.storyPoints, 'Story Points', 'number', 'number', 'float'),
	field(
		ID.storyPointEstimate,
		'Story point estimate',
		'number',
		'number',
		`${SOFTWARE}:jsw-story-points`,
		{
			screens: { TEAM: '*' },
			only: 'cloud',
		},
	),
	field(ID.sprint, 'Sprint', 'sprint', 'array', `${SOFTWARE}:gh-sprint`, {
		items: 'json',
		screens: { ALL: ['Bug', 'Task', 'Story'] },
	}),
	field(ID.epicLink, 'Epic Link', 'epicLink', 'any', `${SOFTWARE}:gh-epic-link`, {
		screens: { ALL: ['Bug', 'Task', 'Story'] },
		only: 'dataCenter',
	}),
	field(ID.epicName, 'Epic Name', 'text', 'string', `${SOFTWARE}:gh-epic-label`, {
		screens: { ALL: ['Epic'] },
		required: ['ALL/Epic'],
		only: 'dataCenter',
	}),
];

export const SEED_ALL_FIELDS: readonly Field[] = [
	field(ID.textLine, 'Text Line', 'text', 'string', 'textfield'),
	field(ID.textBlock, 'Text Block', 'richText', 'string', 'textarea'),
	field(ID.number, 'Amount', 'number', 'number', 'float', { fallback: 1 }),
	field(ID.date, 'Start Date', 'date', 'date', 'datepicker'),
	field(ID.datetime, 'Seen At', 'datetime', 'datetime', 'datetime'),
	...CHOICES,
	...REFERENCES,
	field(ID.url, 'Page', 'url', 'string', 'url'),
	field(ID.readOnly, 'Imported Id', 'readOnly', 'string', 'readonlyfield', { fallback: 'none' }),
	...SOFTWARE_FIELDS,
	field(ID.account, 'Account', 'raw', 'any', 'com.tempoplugin.tempo-accounts:accounts.customfield'),
	field(ID.customer, 'Customer', 'text', 'string', 'textfield', { required: ['ALL/Bug'] }),
];
