import type { IssueState, SiteEvent, User } from '../state/model';
import type { World } from '../state/world';
import { renderComment, renderFields, renderHistory } from '../rest/render-issue';
import { renderUser, selfUrl, type View } from '../rest/view';
import { OTHER_EVENTS, otherPart } from './other-payload';

type Json = Readonly<Record<string, unknown>>;

/** One delivery: the event name that webhooks subscribe to, and the body. */
export interface Message {
	readonly event: string;
	readonly body: Json;
}

/** A user in a webhook: Cloud leaves the e-mail address out. */
function userPart(view: View, user: User): Json {
	const { emailAddress, ...rest } = renderUser(view, user);
	return view.world.deployment === 'cloud' ? rest : { ...rest, emailAddress };
}

/** Fields of an issue in a webhook are in v2 shape: wiki text even on Cloud. */
function issuePart(view: View, issue: IssueState, only?: readonly string[]): Json {
	return {
		id: issue.id,
		self: selfUrl(view, `issue/${issue.id}`),
		key: issue.key,
		fields: renderFields(view, issue, ({ id }) => only === undefined || only.includes(id)),
	};
}

/** Fields that Cloud's comment events keep of the issue. */
const COMMENT_FIELDS: readonly string[] = [
	'summary',
	'issuetype',
	'project',
	'assignee',
	'priority',
	'status',
];

/** Data Center names a comment's event once more, as an update of the issue. */
const COMMENT_TYPES: Readonly<Record<string, string>> = {
	commentCreated: 'issue_commented',
	commentUpdated: 'issue_comment_edited',
	commentDeleted: 'issue_comment_deleted',
};

const EVENTS: Readonly<Record<SiteEvent['kind'], string>> = {
	issueCreated: 'jira:issue_created',
	issueUpdated: 'jira:issue_updated',
	issueDeleted: 'jira:issue_deleted',
	commentCreated: 'comment_created',
	commentUpdated: 'comment_updated',
	commentDeleted: 'comment_deleted',
	...OTHER_EVENTS,
};

/**
 * What Jira sends for an event. Shapes as in the payload captures of
 * https://github.com/mattermost/mattermost-plugin-jira/tree/master/server/testdata
 */
export function messagesOf(world: World, event: SiteEvent): readonly Message[] {
	const view: View = { world, api: 2 };
	const timestamp = world.now();
	const name = EVENTS[event.kind];
	const head = { timestamp, webhookEvent: name };
	switch (event.kind) {
		case 'issueCreated':
			return [
				{
					event: name,
					body: {
						...head,
						issue_event_type_name: 'issue_created',
						user: userPart(view, event.actor),
						issue: issuePart(view, event.issue),
					},
				},
			];
		case 'issueDeleted': {
			const issue = issuePart(view, event.issue);
			return [{ event: name, body: { ...head, user: userPart(view, event.actor), issue } }];
		}
		case 'issueUpdated':
			return [{ event: name, body: { ...head, ...updatePart(view, event) } }];
		case 'commentCreated':
		case 'commentUpdated':
		case 'commentDeleted':
			return commentMessages(view, event, head);
		default:
			return [{ event: name, body: { ...head, ...otherPart(view, event) } }];
	}
}

function updatePart(view: View, event: Extract<SiteEvent, { kind: 'issueUpdated' }>): Json {
	const history = event.entry === undefined ? undefined : renderHistory(view, event.entry);
	const cloud = view.world.deployment === 'cloud';
	const known = ['issue_updated', 'issue_assigned'].includes(event.eventType);
	const shared = { user: userPart(view, event.actor), issue: issuePart(view, event.issue) };
	if (view.world.webhookHabits.oldPayloads === true) return shared;
	return {
		issue_event_type_name: cloud && !known ? 'issue_generic' : event.eventType,
		...shared,
		...(history === undefined ? {} : { changelog: { id: history.id, items: history.items } }),
	};
}

type CommentEvent = Extract<SiteEvent, { readonly comment: unknown }>;

/**
 * Cloud: the comment with a short issue and no user. Data Center: the comment alone, and besides an update of the
 * issue, which carries the comment unless it was deleted.
 */
function commentMessages(view: View, event: CommentEvent, head: Json): readonly Message[] {
	const comment = renderComment(view, event.issue, event.comment);
	const name = EVENTS[event.kind];
	if (view.world.deployment === 'cloud') {
		const issue = issuePart(view, event.issue, COMMENT_FIELDS);
		return [{ event: name, body: { ...head, comment, issue, eventType: 'primaryAction' } }];
	}
	const user = userPart(view, event.actor);
	const alone = event.kind === 'commentCreated' ? {} : { user };
	return [
		{ event: name, body: { ...head, comment, ...alone } },
		{
			event: 'jira:issue_updated',
			body: {
				timestamp: head.timestamp,
				webhookEvent: 'jira:issue_updated',
				...(view.world.webhookHabits.oldPayloads === true
					? {}
					: { issue_event_type_name: COMMENT_TYPES[event.kind] }),
				user,
				issue: issuePart(view, event.issue),
				...(event.kind === 'commentDeleted' ? {} : { comment }),
			},
		},
	];
}
