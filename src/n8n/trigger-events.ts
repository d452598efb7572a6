import type { ChangeEvent, ChangeEventName } from '../model/change-event';
import { jiraUserId } from '../model/user';

/** Jira's names of the events that the trigger can register for (developer.atlassian.com/server/jira/platform/webhooks). */
const JIRA_EVENTS = {
	attachmentCreated: 'attachment_created',
	attachmentDeleted: 'attachment_deleted',
	commentCreated: 'comment_created',
	commentDeleted: 'comment_deleted',
	commentUpdated: 'comment_updated',
	issueCreated: 'jira:issue_created',
	issueDeleted: 'jira:issue_deleted',
	issueLinkCreated: 'issuelink_created',
	issueLinkDeleted: 'issuelink_deleted',
	issueUpdated: 'jira:issue_updated',
	sprintClosed: 'sprint_closed',
	sprintCreated: 'sprint_created',
	sprintDeleted: 'sprint_deleted',
	sprintStarted: 'sprint_started',
	sprintUpdated: 'sprint_updated',
	versionCreated: 'jira:version_created',
	versionDeleted: 'jira:version_deleted',
	versionMoved: 'jira:version_moved',
	versionReleased: 'jira:version_released',
	versionUnreleased: 'jira:version_unreleased',
	versionUpdated: 'jira:version_updated',
	worklogCreated: 'worklog_created',
	worklogDeleted: 'worklog_deleted',
	worklogUpdated: 'worklog_updated',
} as const satisfies Partial<Record<ChangeEventName, string>>;

export type TriggerEvent = keyof typeof JIRA_EVENTS;

/** The known ones of the chosen events. */
export function toTriggerEvents(names: readonly string[]): readonly TriggerEvent[] {
	return names.filter((name): name is TriggerEvent => Object.hasOwn(JIRA_EVENTS, name));
}

/** What Jira calls the events, in alphabetical order. */
export function toJiraEvents(events: readonly TriggerEvent[]): readonly string[] {
	return [...new Set(events.map((event) => JIRA_EVENTS[event]))].sort();
}

/** An event as the trigger hands it out. */
export function eventJson(event: ChangeEvent, withBody: boolean): object {
	const { issueId, issueKey, projectKey, commentId, occurredAt, actor, changes, deliveryId } =
		event;
	const { type, ...subject } = event.subject ?? { type: undefined };
	const actorId = actor && jiraUserId(actor);
	return {
		event: event.event,
		...(issueId !== undefined && { issue: { id: issueId, ...(issueKey && { key: issueKey }) } }),
		...(projectKey !== undefined && { project: projectKey }),
		...(commentId !== undefined && { commentId }),
		...(type !== undefined && { [type]: subject }),
		changes,
		...(actor !== undefined && {
			actor: { ...actor, ...(actorId !== undefined && { id: actorId }) },
		}),
		...(occurredAt > 0 && { occurredAt: new Date(occurredAt).toISOString() }),
		...(deliveryId !== undefined && { deliveryId }),
		...(withBody && { body: event.payload }),
	};
}
