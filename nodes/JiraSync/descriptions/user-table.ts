import type { INodeProperties } from 'n8n-workflow';

/** A person in Jira: searched for there, or named. */
function userLocator(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
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
}

/** Who gets what belongs to a person whom nobody in Jira matches. */
export const fallbackUser = userLocator(
	'Fallback User',
	'fallbackUser',
	'Who gets what belongs to a person whom nobody in Jira matches',
);

/** Who is who. A row from before people could be picked holds text in place of a choice; both are read. */
export const userTable: INodeProperties = {
	displayName: 'User Table',
	name: 'userTable',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.source }}' },
	},
	placeholder: 'Add user',
	default: {},
	description:
		'Who is who on the two sides; looked at before any search. Who is not in it is found by e-mail.',
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
				userLocator('In Jira', 'jira', 'Who that is in Jira'),
			],
		},
	],
};
