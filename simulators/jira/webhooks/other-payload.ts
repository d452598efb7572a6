import { renderAttachment } from '../rest/render-issue';
import { renderFullVersion, renderLinkType, selfUrl, type View } from '../rest/view';
import { renderWorklog } from '../rest/render-issue';
import type { IssueLinkState, IssueState, SiteEvent, SprintState } from '../state/model';
import { projectOf } from '../state/world';

type Json = Readonly<Record<string, unknown>>;
type OtherEvent = Exclude<
	SiteEvent,
	| { readonly comment: unknown }
	| { readonly kind: 'issueCreated' | 'issueUpdated' | 'issueDeleted' }
>;

/** Names of the events that are about something beside an issue and its comments. */
export const OTHER_EVENTS: Readonly<Record<OtherEvent['kind'], string>> = {
	attachmentCreated: 'attachment_created',
	attachmentDeleted: 'attachment_deleted',
	worklogCreated: 'worklog_created',
	worklogUpdated: 'worklog_updated',
	worklogDeleted: 'worklog_deleted',
	issueLinkCreated: 'issuelink_created',
	issueLinkDeleted: 'issuelink_deleted',
	versionCreated: 'jira:version_created',
	versionUpdated: 'jira:version_updated',
	versionDeleted: 'jira:version_deleted',
	versionReleased: 'jira:version_released',
	versionUnreleased: 'jira:version_unreleased',
	versionMoved: 'jira:version_moved',
	sprintCreated: 'sprint_created',
	sprintUpdated: 'sprint_updated',
	sprintDeleted: 'sprint_deleted',
	sprintStarted: 'sprint_started',
	sprintClosed: 'sprint_closed',
};

/**
 * What a body holds beside time and event: the thing itself, without user, and mostly without issue. A worklog names its issue by
 * id, a link both of its issues, an attachment none (https://developer.atlassian.com/cloud/jira/platform/webhooks/).
 */
export function otherPart(view: View, event: OtherEvent): Json {
	if ('attachment' in event) {
		const named = view.world.webhookHabits.attachmentsNameIssue === true;
		const attachment = renderAttachment(view, event.attachment);
		return { attachment, ...(named && { issue: issueMark(view, event.issue) }) };
	}
	if ('worklog' in event) return { worklog: renderWorklog(view, event.issue, event.worklog) };
	if ('link' in event) return { issueLink: linkPart(view, event.link) };
	if ('version' in event) return { version: renderFullVersion(view, event.version) };
	return { sprint: sprintPart(view, event.sprint) };
}

function issueMark(view: View, issue: IssueState): Json {
	const project = { key: projectOf(issue) };
	const self = selfUrl(view, `issue/${issue.id}`);
	return { id: issue.id, self, key: issue.key, fields: { project } };
}

/** Ids are numbers here, unlike everywhere else. */
function linkPart(view: View, { id, type, source, destination }: IssueLinkState): Json {
	const linkType = view.world.linkTypes.find((entry) => entry.id === type);
	const rendered = linkType === undefined ? {} : renderLinkType(view, linkType);
	return {
		id: Number(id),
		sourceIssueId: Number(source),
		destinationIssueId: Number(destination),
		issueLinkType: {
			id: Number(type),
			name: rendered['name'],
			outwardName: rendered['outward'],
			inwardName: rendered['inward'],
			isSubTaskLinkType: false,
			isSystemLinkType: false,
		},
		systemLink: false,
	};
}

function sprintPart({ world }: View, sprint: SprintState): Json {
	return { ...sprint, self: `${world.baseUrl}/rest/agile/1.0/sprint/${sprint.id}` };
}
