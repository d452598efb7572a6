import { USUAL_STATUSES, type Preset } from './preset';

/** Features and requirements of Aha!, as its own Jira integration kept them in step: the status flows from Jira alone. */
export const AHA_PRESET: Preset = {
	name: 'aha',
	displayName: 'Aha!',
	description:
		'Items are features, requirements, epics or initiatives as the API of Aha! gives them',
	record: {
		system: 'aha',
		id: '`id`',
		title: '`name`',
		url: '`url`',
		updatedAt: '`updated_at`',
		issueKey: '`integration_fields`, the entry `key` of Jira',
		version: 'release',
	},
	status: {
		attribute: 'workflow_status',
		direction: 'toSource',
		rows: [
			{
				source: 'Ready to develop, New, Under consideration, Ready to design, In design, Designed',
				jira: USUAL_STATUSES.todo,
				categories: ['new'],
			},
			{
				source: 'In development',
				jira: USUAL_STATUSES.doing,
				categories: ['indeterminate'],
			},
			{ source: 'Shipped, Ready to ship', jira: USUAL_STATUSES.done, categories: ['done'] },
			{ source: 'Will not implement', jira: USUAL_STATUSES.dropped, categories: [] },
		],
	},
	assignee: { attribute: 'assigned_to_user', direction: 'both' },
	comments: { attribute: 'comments', direction: 'both' },
	mappings: [
		{ source: 'name', jira: 'summary', direction: 'both', textFormat: 'plain' },
		{ source: 'description', jira: 'description', direction: 'both', textFormat: 'html' },
		{ source: 'tags', jira: 'labels', direction: 'both', textFormat: 'plain' },
		{ source: 'due_date', jira: 'duedate', direction: 'both', textFormat: 'plain' },
	],
	template: { issueType: 'Story', body: '$description_text', labels: '' },
};
