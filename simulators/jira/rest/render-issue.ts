import { isObject } from '../../../src/model/decode';
import { estimatesOf, renderEstimates } from '../state/estimates';
import type {
	AttachmentState,
	CommentState,
	Field,
	HistoryEntry,
	IssueState,
	RemoteLinkState,
	WorklogState,
} from '../state/model';
import { inContext } from '../state/screens';
import { durationOf } from '../state/worklogs';
import { childrenOf, findIssue, projectOf, type World } from '../state/world';
import { formatInstant } from '../text/time';
import { byId, renderValue } from './render-value';
import { renderLinkType, renderRich, renderUserNamed, selfUrl, type View } from './view';

type Json = Readonly<Record<string, unknown>>;

/** The short form in which links, parents and sub-tasks show an issue. */
export function renderLinkedIssue(view: View, issue: IssueState): Json {
	const fields = ['summary', 'status', 'priority', 'issuetype'];
	return {
		id: issue.id,
		key: issue.key,
		self: selfUrl(view, `issue/${issue.id}`),
		fields: renderFields(view, issue, ({ id }) => fields.includes(id)),
	};
}

/** The fields of an issue that are asked for. */
export function renderFields(
	view: View,
	issue: IssueState,
	wanted: (field: Field) => boolean,
): Json {
	const fields: Record<string, unknown> = {};
	for (const field of view.world.fields.values()) {
		if (!wanted(field) || !inContext(field, projectOf(issue))) continue;
		const value = isComputed(field)
			? computed(view, issue, field.id)
			: renderValue(view, field, issue.values[field.id] ?? null);
		if (field.kind === 'parent' && value === null) continue;
		fields[field.id] = value;
	}
	return fields;
}

function isComputed({ kind }: Field): boolean {
	return kind === 'computed' || kind === 'timetracking';
}

/** `timetracking` and the numbers of seconds beside it. */
function timeOf(issue: IssueState, id: string): unknown {
	const estimates = estimatesOf(issue.values.timetracking);
	const spent = issue.worklogs.reduce((sum, { seconds }) => sum + seconds, 0);
	switch (id) {
		case 'timetracking':
			return renderEstimates(estimates, spent);
		case 'timeoriginalestimate':
			return estimates.original ?? null;
		case 'timeestimate':
			return estimates.remaining ?? null;
		default:
			return spent === 0 ? null : spent;
	}
}

const MOST_WORKLOGS = 20;

function computed(view: View, issue: IssueState, id: string): unknown {
	switch (id) {
		case 'timetracking':
		case 'timeoriginalestimate':
		case 'timeestimate':
		case 'timespent':
			return timeOf(issue, id);
		case 'worklog': {
			const worklogs = issue.worklogs
				.slice(0, MOST_WORKLOGS)
				.map((worklog) => renderWorklog(view, issue, worklog));
			return {
				startAt: 0,
				maxResults: MOST_WORKLOGS,
				total: issue.worklogs.length,
				worklogs,
			};
		}
		case 'creator':
			return renderUserNamed(view, issue.creator);
		case 'created':
			return formatInstant(issue.created);
		case 'updated':
			return formatInstant(issue.updated);
		case 'comment':
			return renderCommentPage(view, issue);
		case 'issuelinks':
			return renderLinks(view, issue);
		case 'attachment':
			return issue.attachments.map((attachment) => renderAttachment(view, attachment));
		case 'subtasks':
			return childrenOf(view.world, issue).map((entry) => renderLinkedIssue(view, entry));
		default:
			return [];
	}
}

const COMMENTS_IN_PAGE = 2;

function renderCommentPage(view: View, issue: IssueState): Json {
	const paged = view.world.unknowns.commentsInIssue === 'page';
	const comments = paged ? issue.comments.slice(0, COMMENTS_IN_PAGE) : issue.comments;
	return {
		comments: comments.map((comment) => renderComment(view, issue, comment)),
		self: selfUrl(view, `issue/${issue.id}/comment`),
		maxResults: comments.length,
		total: issue.comments.length,
		startAt: 0,
	};
}

function renderLinks(view: View, issue: IssueState): readonly Json[] {
	const { world } = view;
	return world.links.flatMap((link) => {
		const type = byId(world.linkTypes, link.type);
		const outward = link.source === issue.id;
		if (type === undefined || (!outward && link.destination !== issue.id)) return [];
		const other = findIssue(world, outward ? link.destination : link.source);
		if (other === undefined) return [];
		const end = outward ? 'outwardIssue' : 'inwardIssue';
		return [
			{
				id: link.id,
				self: selfUrl(view, `issueLink/${link.id}`),
				type: renderLinkType(view, type),
				[end]: renderLinkedIssue(view, other),
			},
		];
	});
}

export function renderComment(view: View, issue: IssueState, comment: CommentState): Json {
	return {
		self: selfUrl(view, `issue/${issue.id}/comment/${comment.id}`),
		id: comment.id,
		author: renderUserNamed(view, comment.author),
		body: renderRich(view, comment.body),
		updateAuthor: renderUserNamed(view, comment.updateAuthor),
		created: formatInstant(comment.created),
		updated: formatInstant(comment.updated),
		...(comment.visibility === undefined ? {} : { visibility: comment.visibility }),
		...(view.world.deployment === 'cloud' ? { jsdPublic: !isInternal(comment) } : {}),
	};
}

/** An internal note of a service project. */
function isInternal({ properties }: CommentState): boolean {
	const property = properties['sd.public.comment'];
	return isObject(property) && property.internal === true;
}

/** What is told of a file. Its content is in the REST API on Cloud, beside it on Data Center. */
export function renderAttachment(view: View, attachment: AttachmentState): Json {
	const { id, filename, mimeType, content } = attachment;
	const cloud = view.world.deployment === 'cloud';
	const beside = `${view.world.baseUrl}/secure/attachment/${id}/${encodeURIComponent(filename)}`;
	return {
		self: selfUrl(view, `attachment/${id}`),
		id,
		filename,
		author: renderUserNamed(view, attachment.author),
		created: formatInstant(attachment.created),
		size: content.length,
		mimeType,
		content: cloud ? selfUrl(view, `attachment/content/${id}`) : beside,
	};
}

/** One entry of time spent. */
export function renderWorklog(view: View, issue: IssueState, worklog: WorklogState): Json {
	const { id, seconds } = worklog;
	return {
		self: selfUrl(view, `issue/${issue.id}/worklog/${id}`),
		author: renderUserNamed(view, worklog.author),
		updateAuthor: renderUserNamed(view, worklog.updateAuthor),
		...(worklog.comment === undefined ? {} : { comment: renderRich(view, worklog.comment) }),
		created: formatInstant(worklog.created),
		updated: formatInstant(worklog.updated),
		started: formatInstant(worklog.started),
		timeSpent: durationOf(seconds),
		timeSpentSeconds: seconds,
		id,
		issueId: issue.id,
	};
}

/** A remote link as it was sent, with its id. */
export function renderRemoteLink(view: View, issue: IssueState, link: RemoteLinkState): Json {
	return {
		id: Number(link.id),
		self: selfUrl(view, `issue/${issue.id}/remotelink/${link.id}`),
		...(link.globalId === undefined ? {} : { globalId: link.globalId }),
		...link.content,
	};
}

/** One entry of the changelog. Data Center names no `fieldId` (seen in webhook captures). */
export function renderHistory(view: View, entry: HistoryEntry): Json {
	return {
		id: entry.id,
		author: renderUserNamed(view, entry.author),
		created: formatInstant(entry.created),
		items: entry.items.map(({ fieldId, ...item }) => ({
			...item,
			...(fieldId === undefined ? {} : { fieldId }),
		})),
	};
}

/** Which fields of an issue a `fields` parameter asks for: ids, `*all`, `*navigable`, `-id`. */
export function fieldSelector(
	requested: readonly string[],
	fallback: '*all' | '*navigable' | 'id',
): (field: Field) => boolean {
	const added = requested.filter((name) => !name.startsWith('-'));
	const removed = requested.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
	const base = added.length === 0 ? [fallback] : added;
	return (field) => {
		if (removed.includes(field.id)) return false;
		if (base.includes('*all') || base.includes(field.id)) return true;
		return base.includes('*navigable') && !['comment', 'attachment', 'worklog'].includes(field.id);
	};
}

/** `names` and `schema` of the fields, as `expand` asks for them. */
export function fieldCatalog(world: World): { readonly names: Json; readonly schema: Json } {
	const fields = [...world.fields.values()];
	return {
		names: Object.fromEntries(fields.map(({ id, name }) => [id, name])),
		schema: Object.fromEntries(fields.map(({ id, schema }) => [id, schema])),
	};
}
