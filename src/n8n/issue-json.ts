import type { JiraIssue } from '../model/issue';
import { describeUser, jiraUserId, type UserIdentity } from '../model/user';

/** A person as the nodes hand them out. */
export function userJson(user: UserIdentity): object {
	return {
		id: jiraUserId(user),
		name: describeUser(user),
		...(user.email && { email: user.email }),
	};
}

/** An issue as the nodes hand it out: the same keys on Cloud and Data Center, texts as plain text. */
export function issueJson(issue: JiraIssue): object {
	const { id, key, url, projectKey, issueType, status, resolution, assignee, fields } = issue;
	return {
		id,
		key,
		url,
		project: projectKey,
		issueType: issueType.name,
		status: { id: status.id, name: status.name, category: status.category },
		resolution: resolution ?? null,
		assignee: assignee === null ? null : userJson(assignee),
		updatedAt: new Date(issue.updatedAt).toISOString(),
		fields,
	};
}

/** Fields that are read when nobody chose any. */
export const DEFAULT_FIELDS: readonly string[] = [
	'summary',
	'description',
	'labels',
	'priority',
	'components',
	'fixVersions',
	'reporter',
	'created',
	'duedate',
];
