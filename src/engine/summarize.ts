import type { JiraIssue } from '../model/issue';
import type { IssueSummary } from './reports';

/** The parts of an issue that a report shows. */
export function summarize(issue: JiraIssue): IssueSummary {
	const { id, key, url, status, assignee } = issue;
	return { id, key, url, status, assignee };
}
