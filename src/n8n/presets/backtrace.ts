import { USUAL_STATUSES, type Preset } from './preset';

/** Error groups of Backtrace, as its own Jira integration kept them in step: status and assignee, both ways. */
export const BACKTRACE_PRESET: Preset = {
	name: 'backtrace',
	displayName: 'Backtrace',
	description:
		'Items are error groups: the body of a Backtrace webhook, or rows of the issues table',
	record: {
		system: 'backtrace',
		id: '`fingerprint`',
		title: '`title`, else `error.message`, else the class and the first frame',
		url: '`group_url`, else `url`',
		updatedAt: '`last_modified`',
		issueKey: '`ticket`',
		version: 'version',
	},
	status: {
		attribute: 'state',
		direction: 'both',
		// Open turns into in progress by itself in Backtrace, so both are one class.
		rows: [
			{
				source: 'open, in-progress',
				jira: `${USUAL_STATUSES.todo}, ${USUAL_STATUSES.doing}`,
				categories: ['new', 'indeterminate'],
			},
			{ source: 'resolved', jira: USUAL_STATUSES.done, categories: ['done'] },
			{ source: 'muted', jira: USUAL_STATUSES.dropped, categories: [] },
		],
	},
	assignee: { attribute: 'assignee', direction: 'both' },
	comments: { attribute: 'comments', direction: 'off' },
	mappings: [],
	template: { issueType: 'Bug', body: '$callstack', labels: 'Backtrace' },
};
