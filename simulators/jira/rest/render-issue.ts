import { allOptions } from '../state/describe-value';
import type {
	AttachmentState,
	CommentState,
	Field,
	HistoryEntry,
	IssueState,
	RemoteLinkState,
	StoredValue,
} from '../state/model';
import { inContext } from '../state/screens';
import { childrenOf, findIssue, projectOf, type World } from '../state/world';
import { formatInstant } from '../text/time';
import {
	renderComponent,
	renderIssueType,
	renderLinkType,
	renderNamed,
	renderOption,
	renderProject,
	renderRich,
	renderStatus,
	renderUserNamed,
	renderVersion,
	selfUrl,
	type View,
} from './view';

type Json = Readonly<Record<string, unknown>>;

function byId<T extends { readonly id: string }>(list: readonly T[], id: unknown): T | undefined {
	return list.find((entry) => entry.id === id);
}

/** One element of a value that refers to something. */
function renderReference(view: View, field: Field, id: string): unknown {
	const { world } = view;
	switch (field.kind) {
		case 'option':
		case 'options': {
			const option = byId(allOptions(field), id);
			return option === undefined ? null : renderOption(view, option);
		}
		case 'version':
		case 'versions': {
			const version = byId(world.versions, id);
			return version === undefined ? null : renderVersion(view, version);
		}
		case 'components': {
			const component = byId(world.components, id);
			return component === undefined ? null : renderComponent(view, component);
		}
		case 'priority':
		case 'resolution': {
			const list = field.kind === 'priority' ? world.priorities : world.resolutions;
			const entry = byId(list, id);
			return entry === undefined ? null : renderNamed(view, field.kind, entry);
		}
		case 'user':
			return renderUserNamed(view, id);
		default:
			return renderSystemReference(view, field, id);
	}
}

function renderSystemReference(view: View, field: Field, id: string): unknown {
	const { world } = view;
	if (field.kind === 'issuetype') {
		const type = byId(world.issueTypes, id);
		return type === undefined ? null : renderIssueType(view, type);
	}
	if (field.kind === 'status') {
		const status = byId(world.statuses, id);
		return status === undefined ? null : renderStatus(view, status);
	}
	if (field.kind === 'project') {
		const project = world.projects.find(({ key }) => key === id);
		return project === undefined ? null : renderProject(view, project);
	}
	if (field.kind === 'parent') {
		const parent = findIssue(world, id);
		return parent === undefined ? null : renderLinkedIssue(view, parent);
	}
	return id;
}

/** A stored value in the shape of the API. */
export function renderValue(view: View, field: Field, value: StoredValue): unknown {
	if (value === null) return null;
	if (typeof value === 'number') return field.kind === 'datetime' ? formatInstant(value) : value;
	if (typeof value === 'string') return renderReference(view, field, value);
	if ('rich' in value) return renderRich(view, value.rich);
	if ('cascade' in value) {
		const { parent, child } = value.cascade;
		const option = byId(allOptions(field), parent);
		const inner = byId(allOptions(field), child);
		if (option === undefined) return null;
		return {
			...renderOption(view, option),
			...(inner === undefined ? {} : { child: renderOption(view, inner) }),
		};
	}
	return value.map((item) => (field.kind === 'labels' ? item : renderReference(view, field, item)));
}

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
		const value =
			field.kind === 'computed'
				? computed(view, issue, field.id)
				: renderValue(view, field, issue.values[field.id] ?? null);
		if (field.kind === 'parent' && value === null) continue;
		fields[field.id] = value;
	}
	return fields;
}

function computed(view: View, issue: IssueState, id: string): unknown {
	switch (id) {
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

function renderCommentPage(view: View, issue: IssueState): Json {
	const { comments } = issue;
	return {
		comments: comments.map((comment) => renderComment(view, issue, comment)),
		self: selfUrl(view, `issue/${issue.id}/comment`),
		maxResults: comments.length,
		total: comments.length,
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
		...(view.world.deployment === 'cloud' ? { jsdPublic: true } : {}),
	};
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
		return base.includes('*navigable') && !['comment', 'attachment'].includes(field.id);
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
