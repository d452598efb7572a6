import { own } from '../model/own';

/** What Jira lets nobody set by a field of a create or an edit. */
export const READ_ONLY = 'Jira does not let it be set here. Leave it out.';

const KEPT_BY_JIRA = 'Jira keeps it itself. Leave it out.';
const WORKFLOW = 'It changes with the workflow. Use the operation Transition instead.';
const ESTIMATE = 'Set it through Time tracking instead.';

/** System fields that are never on a screen as a value; ids as Jira's REST API names them. */
const ADVICE: Readonly<Record<string, string>> = {
	aggregateprogress: KEPT_BY_JIRA,
	aggregatetimeestimate: KEPT_BY_JIRA,
	aggregatetimeoriginalestimate: KEPT_BY_JIRA,
	aggregatetimespent: KEPT_BY_JIRA,
	attachment: 'Files are not set as a field. Leave it out.',
	comment: 'Use the operation Add Comment instead.',
	created: KEPT_BY_JIRA,
	creator: KEPT_BY_JIRA,
	id: KEPT_BY_JIRA,
	issuekey: KEPT_BY_JIRA,
	key: KEPT_BY_JIRA,
	lastViewed: KEPT_BY_JIRA,
	progress: KEPT_BY_JIRA,
	resolutiondate: WORKFLOW,
	status: WORKFLOW,
	statusCategory: WORKFLOW,
	statuscategorychangedate: WORKFLOW,
	subtasks: 'Create the sub-task with this issue as its Parent instead.',
	timeestimate: ESTIMATE,
	timeoriginalestimate: ESTIMATE,
	timespent: 'Work is logged and not set as a field. Leave it out.',
	updated: KEPT_BY_JIRA,
	votes: KEPT_BY_JIRA,
	watches: KEPT_BY_JIRA,
	worklog: 'Work is logged and not set as a field. Leave it out.',
	workratio: KEPT_BY_JIRA,
};

/** What to do instead of setting a field that cannot be set; nothing for all others. */
export function readOnlyAdvice(fieldId: string): string | undefined {
	return own(ADVICE, fieldId);
}
