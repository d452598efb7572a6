import { paginate, take, type Page } from '../http/paginate';
import { field, id, isObject, object, textOf, toJson, type UnknownRecord } from '../model/decode';
import {
	COMMENT_MARK,
	type CommentDraft,
	type IssueComments,
	type JiraComment,
	type WrittenComment,
} from '../model/comment';
import { asError, isFailure } from '../model/failure';
import type { JsonValue } from '../model/json';
import { segment, type JiraConnection } from './connection';
import type { JiraDialect } from './dialect';
import { jiraTimeToIso } from './field-codec/date';
import { goneIsFine } from './properties';
import { findImages } from './images';
import type { ClientParts } from './prepare-fields';
import { encodeRichText, plainRichText } from './rich-text';

/** A comment with its plain text, and as Jira stores it. */
export type IssueComment = Pick<JiraComment, 'id' | 'text' | 'body'>;

/** What writing a comment needs. */
export type CommentParts = Pick<ClientParts, 'connection' | 'attachments'>;

const PAGE_SIZE = 100;

/** Adds a comment of plain text; answers its id. `mark` becomes the comment's own property in the same request. */
export async function addComment(
	parts: CommentParts,
	issueId: string,
	text: string,
	mark?: JsonValue,
): Promise<string> {
	const draft = { text, ...(mark !== undefined && { mark }) };
	return (await createComment(parts, issueId, draft)).id;
}

/** Adds a comment with its mark and restriction in one request; answers it as Jira stored it. */
export async function createComment(
	parts: CommentParts,
	issueId: string,
	draft: CommentDraft,
): Promise<WrittenComment> {
	const { dialect, send } = parts.connection;
	const path = commentPath(dialect, issueId);
	const { mark } = draft;
	const properties = mark === undefined ? {} : { properties: [{ key: COMMENT_MARK, value: mark }] };
	const { body, warnings } = await bodyOf(parts, issueId, draft);
	const answer = await send(
		{ method: 'POST', path, body: { ...body, ...properties } },
		{ action: `add a comment to issue ${issueId}` },
	);
	return { ...decodeStored(answer, dialect), warnings };
}

/** Replaces the words of a comment. Without `visibility` everybody sees it who sees the issue. */
export async function editComment(
	parts: CommentParts,
	issueId: string,
	commentId: string,
	draft: Omit<CommentDraft, 'mark'>,
): Promise<WrittenComment> {
	const { dialect, send } = parts.connection;
	const { body, warnings } = await bodyOf(parts, issueId, draft);
	const answer = await send(
		{ method: 'PUT', path: commentPath(dialect, issueId, commentId), body },
		{ action: `edit comment ${commentId} of issue ${issueId}` },
	);
	return { ...decodeStored(answer, dialect), warnings };
}

/** Deletes a comment; one that is not there is deleted already. */
export async function deleteComment(
	{ dialect, send }: JiraConnection,
	issueId: string,
	commentId: string,
): Promise<void> {
	const removed = send(
		{
			method: 'DELETE',
			path: commentPath(dialect, issueId, commentId),
			headers: { 'content-type': 'application/json' },
		},
		{ action: `delete comment ${commentId} of issue ${issueId}` },
	);
	await goneIsFine(removed);
}

function commentPath(dialect: JiraDialect, issueId: string, commentId?: string): string {
	const comments = `${dialect.apiRoot}/issue/${segment(issueId)}/comment`;
	return commentId === undefined ? comments : `${comments}/${segment(commentId)}`;
}

async function bodyOf(
	{ connection: { dialect }, attachments: files }: CommentParts,
	issue: string,
	{ text, format = 'plain', visibility, before, attachments, mentions }: CommentDraft,
): Promise<{ readonly body: UnknownRecord; readonly warnings: readonly string[] }> {
	const input = { format, text };
	const images = await findImages(dialect, files, [{ input, before }], { issue, attachments });
	const options = { ...images.options, mentions };
	const { value, isCut } = encodeRichText(dialect.textFormat, input, before, options);
	return {
		body: { body: value, ...(visibility !== undefined && { visibility }) },
		warnings: [...images.warnings, ...(isCut ? [CUT] : [])],
	};
}

const CUT = 'The comment was cut, because Jira does not take texts of this length.';

function decodeStored(answer: unknown, dialect: JiraDialect): IssueComment {
	const comment = object(answer, 'comment');
	const body = toJson(comment['body']);
	const text = plainRichText(dialect.textFormat, body);
	return { id: field(comment, 'id', id, 'comment'), text, body };
}

/** All comments the account may see, oldest first, with their text alone. */
export async function readComments(
	connection: JiraConnection,
	issueId: string,
): Promise<readonly Pick<IssueComment, 'id' | 'text'>[]> {
	const rows = await readRows(connection, issueId);
	return rows.map((row) => {
		const { id: commentId, text } = decodeStored(row, connection.dialect);
		return { id: commentId, text };
	});
}

/** All comments the account may see, oldest first, with author, times and restriction. */
export async function readThread(
	connection: JiraConnection,
	issueId: string,
): Promise<readonly JiraComment[]> {
	const rows = await readRows(connection, issueId);
	return rows.map((row) => decodeComment(row, connection.dialect));
}

async function readRows(
	connection: JiraConnection,
	issueId: string,
	more: Readonly<Record<string, string>> = {},
): Promise<readonly UnknownRecord[]> {
	const path = `/issue/${segment(issueId)}/comment`;
	const fetchPage = async (startAt = 0): Promise<Page<UnknownRecord, number>> => {
		const body = await connection.get(path, `list the comments of issue ${issueId}`, {
			startAt: String(startAt),
			maxResults: String(PAGE_SIZE),
			orderBy: 'created',
			...more,
		});
		const { rows, total } = pageOf(body);
		const end = startAt + rows.length;
		return { rows, ...(rows.length > 0 && end < total && { next: end }) };
	};
	return take(paginate(fetchPage, { service: 'Jira', path }), Infinity);
}

function pageOf(body: unknown): {
	readonly rows: readonly UnknownRecord[];
	readonly total: number;
} {
	const page = isObject(body) ? body : {};
	const rows = Array.isArray(page['comments']) ? page['comments'].filter(isObject) : [];
	return { rows, total: Number(page['total'] ?? rows.length) };
}

/** The page of comments that comes inside an issue; nothing when Jira did not give the field. */
export function decodeIssueComments(raw: unknown, dialect: JiraDialect): IssueComments | undefined {
	if (!isObject(raw) || !Array.isArray(raw['comments'])) return undefined;
	const { rows, total } = pageOf(raw);
	return { rows: rows.map((row) => decodeComment(row, dialect)), total };
}

function decodeComment(row: UnknownRecord, dialect: JiraDialect): JiraComment {
	const author = dialect.decodeUser(row['author']);
	const { visibility } = row;
	const isOpen = visibility === undefined || visibility === null;
	const createdAt = timeOf(row['created']);
	return {
		...decodeStored(row, dialect),
		...(author && { author }),
		createdAt,
		updatedAt: timeOf(row['updated']) || createdAt,
		...(!isOpen && { visibility: toJson(visibility) }),
		// `jsdPublic` is false for internal notes of a service project.
		restricted: !isOpen || row['jsdPublic'] === false,
	};
}

function timeOf(raw: unknown): number {
	return Date.parse(jiraTimeToIso(textOf(raw) ?? '') ?? '') || 0;
}

/**
 * Marks of comments, by comment id; without those that have none. Whether a list of comments gives their properties is not
 * documented for both products, so what the list leaves out is asked for comment by comment.
 */
export async function readCommentMarks(
	connection: JiraConnection,
	issueId: string,
	commentIds: readonly string[],
): Promise<Readonly<Record<string, JsonValue>>> {
	const listed = await listedMarks(connection, issueId, commentIds);
	const marks: [string, JsonValue][] = [];
	for (const commentId of commentIds) {
		const mark = listed.has(commentId)
			? listed.get(commentId)
			: await readMark(connection, commentId);
		if (mark !== undefined) marks.push([commentId, mark]);
	}
	return Object.fromEntries(marks);
}

/** One comment is asked for by itself; a list for one would be no cheaper. */
async function listedMarks(
	connection: JiraConnection,
	issueId: string,
	commentIds: readonly string[],
): Promise<ReadonlyMap<string, JsonValue | undefined>> {
	if (commentIds.length < 2) return new Map();
	const rows = await readRows(connection, issueId, { expand: 'properties' });
	return new Map(
		rows.flatMap((row): [string, JsonValue | undefined][] => {
			const { properties } = row;
			if (!Array.isArray(properties)) return [];
			const mark = properties.filter(isObject).find(({ key }) => key === COMMENT_MARK);
			return [[field(row, 'id', id, 'comment'), mark && toJson(mark['value'])]];
		}),
	);
}

async function readMark(
	connection: JiraConnection,
	commentId: string,
): Promise<JsonValue | undefined> {
	const path = `/comment/${segment(commentId)}/properties/${COMMENT_MARK}`;
	try {
		const answer = await connection.get(path, `read the mark of comment ${commentId}`, {});
		return isObject(answer) ? toJson(answer['value']) : undefined;
	} catch (error) {
		if (isFailure(error, 'notFound')) return undefined;
		throw asError(error);
	}
}
