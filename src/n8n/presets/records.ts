import { USUAL_STATUSES, type Preset } from './preset';

const OWN_EXPRESSION = 'an expression';

/** Records of any system whose attributes have the names that most systems use. */
export const RECORDS_PRESET: Preset = {
	name: 'records',
	displayName: 'Generic',
	description: 'Items are records with id, title, description, status and assignee',
	record: {
		system: 'custom',
		id: '`{{ $json.id }}`',
		title: '`{{ $json.title }}`',
		url: '`{{ $json.url }}`',
		updatedAt: OWN_EXPRESSION,
		issueKey: OWN_EXPRESSION,
		version: 'version',
	},
	status: {
		attribute: 'status',
		direction: 'both',
		rows: [
			{
				source: 'open, new, to do, todo, backlog, reopened',
				jira: USUAL_STATUSES.todo,
				categories: ['new'],
			},
			{
				source: 'in progress, in-progress, started, doing, in review',
				jira: USUAL_STATUSES.doing,
				categories: ['indeterminate'],
			},
			{
				source: 'done, closed, resolved, completed, fixed',
				jira: USUAL_STATUSES.done,
				categories: ['done'],
			},
		],
	},
	assignee: { attribute: 'assignee', direction: 'both' },
	comments: { attribute: 'comments', direction: 'off' },
	mappings: [
		{ source: 'title', jira: 'summary', direction: 'both', textFormat: 'plain' },
		{ source: 'description', jira: 'description', direction: 'both', textFormat: 'plain' },
	],
	template: { issueType: 'Task', body: '$description', labels: '' },
};
