import type { JiraIssue } from '../model/issue';
import type { FieldValues } from '../model/record';
import type { WrittenFormat } from '../model/text-format';
import { writeText } from '../text';
import { readFromJira } from '../text/jira-text';
import { describeUser, jiraUserId, type UserIdentity } from '../model/user';

/** A person as the nodes hand them out. */
export function userJson(user: UserIdentity): object {
	return {
		id: jiraUserId(user),
		name: describeUser(user),
		...(user.email && { email: user.email }),
	};
}

/** An issue as the nodes hand it out: the same keys on Cloud and Data Center, rich text in the format that was asked for. */
export function issueJson(issue: JiraIssue, format: WrittenFormat): object {
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
		fields: { ...fields, ...richTexts(issue, format) },
	};
}

function richTexts({ richText }: JiraIssue, format: WrittenFormat): FieldValues {
	if (richText === undefined || format === 'plain') return {};
	return Object.fromEntries(
		Object.entries(richText.values).map(([id, value]) => [
			id,
			value === null ? null : writeText(format, readFromJira(richText.format, value)),
		]),
	);
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
