import type { IWebhookFunctions } from 'n8n-workflow';
import { andJql } from '../jira/jql';
import type { ChangeEvent } from '../model/change-event';
import { openJira } from './runtime';
import type { TriggerSettings } from './trigger-settings';

/**
 * Jira applies the filter of a webhook to events of issues and of comments; those of worklogs, attachments, links, versions and
 * sprints come from everywhere (its page for webhooks says so beside the field for the JQL).
 */
function isFilteredByJira({ event }: ChangeEvent): boolean {
	return /^(?:comment|issue(?!Link))/.test(event);
}

/**
 * Whether an event is about what the filter of the trigger asks for, where Jira has not seen to it. Asks Jira once, and only
 * then. An event that names no issue passes, as does a deletion: nothing is left that could be looked up.
 */
export async function isInScope(
	context: IWebhookFunctions,
	event: ChangeEvent,
	settings: TriggerSettings,
	isFiltered: boolean,
): Promise<boolean> {
	if (settings.jql === '' || (isFiltered && isFilteredByJira(event))) return true;
	const { issueId, projectId } = event;
	if (issueId === undefined && projectId !== undefined)
		return await isProjectInScope(context, projectId, settings);
	if (issueId === undefined || !/^\d+$/.test(issueId) || event.event === 'issueDeleted')
		return true;
	if (settings.query === '' && event.projectKey !== undefined) return true;
	const { client } = await openJira(context);
	const jql = andJql(`id = ${issueId}`, settings.jql);
	const found = await client.search(jql, { fields: [], properties: [] }, 1);
	return found.length > 0;
}

/** Events of a version name their project by its id, settings by its key. */
async function isProjectInScope(
	context: IWebhookFunctions,
	projectId: string,
	{ projectKeys }: TriggerSettings,
): Promise<boolean> {
	if (projectKeys.length === 0) return true;
	const { client } = await openJira(context);
	for (const key of projectKeys) {
		const projects = await client.projects(key);
		if (
			projects.some(
				(project) => project.id === projectId && (project.key === key || project.id === key),
			)
		)
			return true;
	}
	return false;
}
