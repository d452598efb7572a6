import type { IssueTracker } from '../engine/ports';
import type { HttpRequest } from '../http/transport';
import {
	UNKNOWN_TYPE,
	type AttachmentLimits,
	type ByteStream,
	type FileContent,
	type FileUpload,
	type JiraAttachment,
} from '../model/attachment';
import { array, field, id, isObject, object, string, textOf } from '../model/decode';
import { asError, inputError } from '../model/failure';
import { segment, type JiraConnection } from './connection';
import { jiraTimeToIso } from './field-codec/date';
import { multipartFile } from './multipart';
import { createMemo } from './memo';
import { goneIsFine } from './properties';

/** What the client knows of attachments: what the engine asks for, and what the nodes need beside it. */
export interface AttachmentMethods extends Pick<
	IssueTracker,
	'uploadAttachment' | 'openAttachment' | 'deleteAttachment' | 'attachmentLimits'
> {
	/** An attachment by its id. */
	attachment(attachmentId: string): Promise<JiraAttachment>;
	/** The content of an attachment as the transport gave it, of unchecked size. */
	rawAttachment(attachment: Pick<JiraAttachment, 'id' | 'name'>): Promise<ByteStream>;
}

/** The methods over one connection; limits are asked for once. */
export function attachmentMethods(connection: JiraConnection): AttachmentMethods {
	const limits = createMemo<AttachmentLimits>();
	return {
		uploadAttachment: (issueId, file) => uploadAttachment(connection, issueId, file),
		openAttachment: (attachment) => openAttachment(connection, attachment),
		deleteAttachment: (attachmentId) => deleteAttachment(connection, attachmentId),
		attachmentLimits: () => limits.get('', () => readAttachmentLimits(connection)),
		attachment: (attachmentId) => readAttachment(connection, attachmentId),
		rawAttachment: (attachment) => rawAttachment(connection, attachment),
	};
}

/**
 * Attaches one file; answers it as Jira stored it. The file is read while it is sent (POST issue/{key}/attachments, Cloud REST v3
 * addAttachment; the header against forged requests is on every request). Throws what the reading of the file throws, too.
 */
async function uploadAttachment(
	connection: JiraConnection,
	issueId: string,
	file: FileUpload,
): Promise<JiraAttachment> {
	const failures: Error[] = [];
	const open: FileUpload['open'] = async () => await noting(failures, file.open);
	const body = multipartFile({ ...file, open }, connection.boundary());
	const path = `${connection.dialect.apiRoot}/issue/${segment(issueId)}/attachments`;
	const upload = { ...body, open: () => notingChunks(failures, body.open()) };
	const purpose = { action: `attach the file "${file.name}" to issue ${issueId}` };
	try {
		const answer = await connection.send({ method: 'POST', path, upload }, purpose);
		const [stored] = array(answer, 'attachments');
		return decodeAttachment(connection, stored);
	} catch (error) {
		// The network sees only that the body broke off; why is known here.
		throw asError(failures[0] ?? error);
	}
}

async function noting<T>(failures: Error[], work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		failures.push(asError(error));
		throw asError(error);
	}
}

async function* notingChunks(failures: Error[], chunks: ByteStream): ByteStream {
	try {
		yield* chunks;
	} catch (error) {
		failures.push(asError(error));
		throw asError(error);
	}
}

/** What is in an attachment. A content of another size than Jira tells ends the reading: it is not the file but, say, a login page. */
async function openAttachment(
	connection: JiraConnection,
	attachment: Pick<JiraAttachment, 'id' | 'name' | 'size' | 'mimeType'>,
): Promise<FileContent> {
	const { name, size, mimeType } = attachment;
	const chunks = await rawAttachment(connection, attachment);
	return { chunks: ofSize(chunks, name, size), size, mimeType };
}

/** The stream as the transport gave it, for n8n, which stores streams of its own kind. Its size is not checked. */
async function rawAttachment(
	connection: JiraConnection,
	{ id: attachmentId, name }: Pick<JiraAttachment, 'id' | 'name'>,
): Promise<ByteStream> {
	const request: HttpRequest = {
		method: 'GET',
		...connection.dialect.attachmentContent(attachmentId, name),
		download: true,
	};
	const { body } = await connection.exchange(request, { action: `download the file "${name}"` });
	return body as ByteStream;
}

/** Cut off, or another page in its place. */
export function notTheFile(name: string, size: number): Error {
	return inputError(
		`Jira did not give the file "${name}": its content is not ${size} bytes long.`,
		[
			{
				field: 'Attachment',
				message:
					'Run again. If it happens again, look whether a proxy or a login page answers in place of Jira.',
			},
		],
	);
}

async function* ofSize(chunks: ByteStream, name: string, size: number): ByteStream {
	let left = size;
	for await (const chunk of chunks) {
		left -= chunk.length;
		if (left < 0) throw notTheFile(name, size);
		yield chunk;
	}
	if (left > 0) throw notTheFile(name, size);
}

/** Deletes an attachment; one that is not there is deleted already. */
async function deleteAttachment(
	{ dialect, send }: JiraConnection,
	attachmentId: string,
): Promise<void> {
	const removed = send(
		{
			method: 'DELETE',
			path: `${dialect.apiRoot}/attachment/${segment(attachmentId)}`,
			headers: { 'content-type': 'application/json' },
		},
		{ action: `delete attachment ${attachmentId}` },
	);
	await goneIsFine(removed);
}

/** Whether files can be attached, and how large they may be. */
async function readAttachmentLimits(connection: JiraConnection): Promise<AttachmentLimits> {
	const answer = await connection.get('/attachment/meta', 'tell how large attachments may be', {});
	const meta = isObject(answer) ? answer : {};
	const { enabled, uploadLimit } = meta;
	return {
		enabled: enabled !== false,
		...(typeof uploadLimit === 'number' && uploadLimit > 0 && { uploadLimit }),
	};
}

/** Attachment by its id, without its content. */
async function readAttachment(
	connection: JiraConnection,
	attachmentId: string,
): Promise<JiraAttachment> {
	const path = `/attachment/${segment(attachmentId)}`;
	const answer = await connection.get(path, `read attachment ${attachmentId}`, {});
	// Data Center leaves the id out here, since it is in the request.
	const named = { id: attachmentId, ...object(answer, 'attachment') };
	return decodeAttachment(connection, named);
}

/** The attachments that come inside an issue; nothing when Jira did not give the field. */
export function decodeIssueAttachments(
	connection: JiraConnection,
	raw: unknown,
): readonly JiraAttachment[] | undefined {
	return Array.isArray(raw) ? raw.map((entry) => decodeAttachment(connection, entry)) : undefined;
}

function decodeAttachment(
	{ dialect, attachmentUrl }: JiraConnection,
	raw: unknown,
): JiraAttachment {
	const row = object(raw, 'attachment');
	const author = dialect.decodeUser(row['author']);
	const created = Date.parse(jiraTimeToIso(textOf(row['created']) ?? '') ?? '');
	const attachmentId = field(row, 'id', id, 'attachment');
	return {
		id: attachmentId,
		name: field(row, 'filename', string, 'attachment'),
		size: Number(row['size'] ?? 0),
		mimeType: textOf(row['mimeType']) ?? UNKNOWN_TYPE,
		url: attachmentUrl(attachmentId),
		...(author && { author }),
		createdAt: Number.isNaN(created) ? 0 : created,
	};
}
