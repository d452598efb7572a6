import { createHash } from 'node:crypto';
import type { ChangeEvent, ChangeEventName, FieldChange } from '../model/change-event';
import { isObject, textOf, toJson, type UnknownRecord } from '../model/decode';
import type { UserIdentity } from '../model/user';
import { projectIdOf, subjectOf } from './jira-subject';

/** What a delivery says, or why nothing can be done with it. */
export type ParsedDelivery =
	| { readonly kind: 'events'; readonly events: readonly ChangeEvent[] }
	| { readonly kind: 'ignored'; readonly reason: string };

const EVENTS: Readonly<Record<string, ChangeEventName>> = {
	'jira:issue_created': 'issueCreated',
	'jira:issue_updated': 'issueUpdated',
	'jira:issue_deleted': 'issueDeleted',
	comment_created: 'commentCreated',
	comment_updated: 'commentUpdated',
	comment_deleted: 'commentDeleted',
	worklog_created: 'worklogCreated',
	worklog_updated: 'worklogUpdated',
	worklog_deleted: 'worklogDeleted',
	attachment_created: 'attachmentCreated',
	attachment_deleted: 'attachmentDeleted',
	issuelink_created: 'issueLinkCreated',
	issuelink_deleted: 'issueLinkDeleted',
	sprint_created: 'sprintCreated',
	sprint_updated: 'sprintUpdated',
	sprint_deleted: 'sprintDeleted',
	sprint_started: 'sprintStarted',
	sprint_closed: 'sprintClosed',
	issue_property_set: 'propertySet',
	issue_property_deleted: 'propertyDeleted',
	'jira:version_created': 'versionCreated',
	'jira:version_updated': 'versionUpdated',
	'jira:version_deleted': 'versionDeleted',
	'jira:version_released': 'versionReleased',
	'jira:version_unreleased': 'versionUnreleased',
	'jira:version_moved': 'versionMoved',
};

/** Data Center sends these as `jira:issue_updated` beside the comment event itself (old servers send only these). */
const COMMENT_TYPES: Readonly<Record<string, ChangeEventName>> = {
	issue_commented: 'commentCreated',
	issue_comment_edited: 'commentUpdated',
	issue_comment_deleted: 'commentDeleted',
};

const DELIVERY_HEADER = 'x-atlassian-webhook-identifier';

/**
 * Reads a webhook body of Cloud or Data Center (https://developer.atlassian.com/server/jira/platform/webhooks/). Lenient:
 * parts that are missing are left out; what cannot be understood is ignored with the reason. Header names in lower case.
 */
export function parseJiraDelivery(
	rawBody: string,
	headers: Readonly<Record<string, string>>,
): ParsedDelivery {
	const body = parseJson(rawBody);
	if (!isObject(body)) return { kind: 'ignored', reason: 'The body is not a JSON object.' };
	const rawEvent = textOf(body['webhookEvent']);
	if (rawEvent === undefined) return { kind: 'ignored', reason: 'The body names no event.' };
	const name = eventName(rawEvent, body);
	if (name === undefined)
		return { kind: 'ignored', reason: `Event ${rawEvent} is not one that is read.` };
	const issue = issueOf(body);
	const subject = subjectOf(name, body);
	if (issue.issueId === undefined && (subject === undefined || !MAY_LACK_ISSUE.test(name)))
		return { kind: 'ignored', reason: `Event ${rawEvent} does not tell what it is about.` };
	const mark = { body, name, rawEvent, issueId: issue.issueId, subject };
	const deliveryId = headers[DELIVERY_HEADER] ?? bodyMark(mark);
	const actor = actorOf(body);
	const projectId = projectIdOf(body);
	const event: ChangeEvent = {
		...(deliveryId !== undefined && { deliveryId }),
		event: name,
		...issue,
		...(subject !== undefined && { subject }),
		...(projectId !== undefined && { projectId }),
		occurredAt: timeOf(body['timestamp']),
		...(actor !== undefined && { actor }),
		changes: changesOf(body['changelog']),
		...(isOldUpdate(name, body) && { changesUnknown: true }),
		rawEvent,
		payload: toJson(body),
	};
	return { kind: 'events', events: [event] };
}

/** Jira does not always say to which issue an attachment belongs; a version and a sprint belong to none. */
const MAY_LACK_ISSUE = /^(?:attachment|sprint|version)/;

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * An update that only carries a comment is the comment's event; one with changed fields stays an update. Old servers do not
 * name the type: there a comment without a changelog speaks for itself, as new when it was never edited.
 */
function eventName(rawEvent: string, body: UnknownRecord): ChangeEventName | undefined {
	const known = Object.hasOwn(EVENTS, rawEvent) ? EVENTS[rawEvent] : undefined;
	if (known !== 'issueUpdated' || changesOf(body['changelog']).length > 0) return known;
	const type = textOf(body['issue_event_type_name']);
	if (type !== undefined) return Object.hasOwn(COMMENT_TYPES, type) ? COMMENT_TYPES[type] : known;
	const { comment } = body;
	if (!isObject(comment) || textOf(comment['id']) === undefined) return known;
	return comment['updated'] === comment['created'] ? 'commentCreated' : 'commentUpdated';
}

/** Servers that name neither the type of an update nor what changed. */
function isOldUpdate(name: ChangeEventName, body: UnknownRecord): boolean {
	return (
		name === 'issueUpdated' &&
		body['changelog'] === undefined &&
		body['issue_event_type_name'] === undefined
	);
}

type IssueMarks = Pick<ChangeEvent, 'issueId' | 'issueKey' | 'projectKey' | 'commentId'>;

/** Data Center's comment events carry no issue; its id is in the comment's address, `…/issue/10100/comment/10200`. */
function issueOf(body: UnknownRecord): IssueMarks {
	const issue = isObject(body['issue']) ? body['issue'] : {};
	const comment = isObject(body['comment']) ? body['comment'] : {};
	const fields = isObject(issue['fields']) ? issue['fields'] : {};
	const project = isObject(fields['project']) ? fields['project'] : {};
	const issueId = textOf(issue['id']) ?? idFromAddress(comment) ?? idFromOthers(body);
	const issueKey = textOf(issue['key']);
	const projectKey = textOf(project['key']) ?? issueKey?.replace(/-\d+$/, '');
	const commentId = textOf(comment['id']);
	return {
		...(issueId !== undefined && { issueId }),
		...(issueKey !== undefined && { issueKey }),
		...(projectKey !== undefined && { projectKey }),
		...(commentId !== undefined && { commentId }),
	};
}

function idFromAddress(comment: UnknownRecord): string | undefined {
	return /\/issue\/(\d+)\/comment\//.exec(textOf(comment['self']) ?? '')?.[1];
}

function idFromOthers(body: UnknownRecord): string | undefined {
	const worklog = isObject(body['worklog']) ? body['worklog'] : {};
	const link = isObject(body['issueLink']) ? body['issueLink'] : {};
	return textOf(worklog['issueId']) ?? textOf(link['sourceIssueId']);
}

/** Who did it. A comment event of Data Center has no `user`; then it is the author of the comment's last change. */
function actorOf(body: UnknownRecord): UserIdentity | undefined {
	const comment = isObject(body['comment']) ? body['comment'] : {};
	const worklog = isObject(body['worklog']) ? body['worklog'] : {};
	const attachment = isObject(body['attachment']) ? body['attachment'] : {};
	const isNew = textOf(body['webhookEvent']) === 'attachment_created';
	const candidates = [
		body['user'],
		comment['updateAuthor'],
		comment['author'],
		worklog['updateAuthor'],
		...(isNew ? [attachment['author']] : []),
	];
	const user = candidates.find((candidate) => isObject(candidate));
	if (!isObject(user)) return undefined;
	const identity = {
		email: textOf(user['emailAddress']),
		displayName: textOf(user['displayName']),
		accountId: textOf(user['accountId']),
		name: textOf(user['name']),
	};
	const known = Object.entries(identity).filter(([, value]) => value !== undefined);
	return known.length === 0 ? undefined : (Object.fromEntries(known) as UserIdentity);
}

function changesOf(changelog: unknown): readonly FieldChange[] {
	const items = isObject(changelog) ? changelog['items'] : undefined;
	if (!Array.isArray(items)) return [];
	return items.filter(isObject).flatMap((item) => {
		const fieldId = textOf(item['fieldId']);
		const name = textOf(item['field']) ?? fieldId;
		if (name === undefined) return [];
		return [
			{
				field: name,
				...(fieldId !== undefined && { fieldId }),
				from: given(item['from']),
				to: given(item['to']),
				fromText: given(item['fromString']),
				toText: Object.hasOwn(item, 'toString') ? given(item['toString']) : null,
			},
		];
	});
}

function given(value: unknown): string | null {
	return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null;
}

function timeOf(timestamp: unknown): number {
	const time = typeof timestamp === 'string' ? Number(timestamp) : timestamp;
	return typeof time === 'number' && Number.isFinite(time) ? time : 0;
}

interface BodyMarks extends Pick<ChangeEvent, 'rawEvent'> {
	readonly subject: ChangeEvent['subject'] | undefined;
	readonly body: UnknownRecord;
	readonly name: ChangeEventName;
	readonly issueId: string | undefined;
}

/**
 * Data Center gives deliveries no id; the same time, event, issue and changelog are the same delivery. What it sends of a new
 * or edited comment twice, by itself and as an update of the issue, is the same event.
 */
function bodyMark({ body, name, rawEvent, issueId, subject }: BodyMarks): string | undefined {
	const timestamp = timeOf(body['timestamp']);
	if (timestamp === 0) return undefined;
	const changelog = isObject(body['changelog']) ? textOf(body['changelog']['id']) : undefined;
	const comment = isObject(body['comment']) ? body['comment'] : {};
	const commentId = textOf(comment['id']);
	const moment = textOf(comment['updated']) ?? textOf(comment['created']);
	const type = textOf(body['issue_event_type_name']);
	const isComment = name.startsWith('comment') && commentId !== undefined && moment !== undefined;
	const mark =
		isComment && name !== 'commentDeleted'
			? JSON.stringify([name, commentId, moment])
			: JSON.stringify([timestamp, rawEvent, type, issueId, changelog, commentId, subject?.id]);
	return `body-${createHash('sha256').update(mark).digest('hex').slice(0, 32)}`;
}
