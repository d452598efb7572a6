import { badField } from './errors';
import { withHistory } from './issue-changes';
import type { HistoryItem, IssueState, StoredValue, User } from './model';
import { inContext } from './screens';
import { findProject, projectOf, putIssue, type World } from './world';

/**
 * Moves an issue to the type of the same name in another project: it gets a new key and keeps its id, its properties and its links,
 * and the old key still finds it. Values of fields that the project does not have are gone, as the wizard for moving says.
 * https://support.atlassian.com/jira-software-cloud/docs/move-an-issue-to-another-project/
 */
export function moveIssue(
	world: World,
	actor: User,
	issue: IssueState,
	projectKey: string,
): IssueState {
	const from = projectOf(issue);
	const project = findProject(world, projectKey);
	const name = world.issueTypes.find(({ id }) => id === issue.values.issuetype)?.name;
	const type = world.issueTypes.find((one) => one.project === project?.key && one.name === name);
	if (project === undefined || type === undefined || project.key === from)
		throw badField('project', 'valid project is required');
	const number = (world.lastNumber.get(project.key) ?? 0) + 1;
	world.lastNumber.set(project.key, number);
	const key = `${project.key}-${number}`;
	const gone = [...world.fields.values()].filter((field) => !inContext(field, project.key));
	const emptied = gone.map(({ id }): readonly [string, StoredValue] => [id, null]);
	const moved: IssueState = {
		...issue,
		key,
		values: {
			...issue.values,
			...Object.fromEntries(emptied),
			project: project.key,
			issuetype: type.id,
		},
	};
	const items = [item(world, 'project', from, project.key), item(world, 'Key', issue.key, key)];
	const { issue: next, entry } = withHistory(world, moved, items, actor);
	putIssue(world, next);
	world.emit({ kind: 'issueUpdated', issue: next, actor, entry, eventType: 'issue_moved' });
	return next;
}

/** Data Center names no `fieldId`. */
function item({ deployment }: World, field: string, from: string, to: string): HistoryItem {
	const fieldId = deployment === 'cloud' ? field.toLowerCase() : undefined;
	const values = { from, fromString: from, to, toString: to };
	return { field, fieldId, fieldtype: 'jira', ...values };
}
