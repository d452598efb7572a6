import { ATTACHMENTS_FIELD, type NamedAttachment } from '../model/attachment';
import { isObject } from '../model/decode';
import { asError, isFailure } from '../model/failure';
import { decodeIssueAttachments } from './attachment-files';
import { segment, type JiraConnection } from './connection';
import { createMemo } from './memo';

/** What is asked about files; each question once. */
export interface JiraAttachments {
	/** The files of an issue. None where Jira does not show the field. */
	ofIssue(idOrKey: string): Promise<readonly NamedAttachment[]>;
	/** Id of a file in Atlassian's media service, which documents name; nothing where Jira does not tell it. */
	mediaId(attachmentId: string): Promise<string | undefined>;
}

/** Files of one connection. */
export function createAttachments(connection: JiraConnection): JiraAttachments {
	const lists = createMemo<readonly NamedAttachment[]>();
	const ids = createMemo<string | undefined>();
	return {
		ofIssue: (idOrKey) => lists.get(idOrKey, () => listOf(connection, idOrKey)),
		mediaId: (id) => ids.get(id, () => readMediaId(connection, id)),
	};
}

async function listOf(
	connection: JiraConnection,
	idOrKey: string,
): Promise<readonly NamedAttachment[]> {
	const body = await connection.get(
		`/issue/${segment(idOrKey)}`,
		`list the attachments of issue ${idOrKey}`,
		{ fields: ATTACHMENTS_FIELD },
	);
	const fields = isObject(body) && isObject(body['fields']) ? body['fields'] : {};
	return decodeIssueAttachments(connection, fields[ATTACHMENTS_FIELD]) ?? [];
}

/** Where the content of a file is: `…/file/<UUID>/binary` in the media service. The address is not followed; it holds a token. */
const MEDIA = /\/file\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$|\?)/i;

/**
 * No answer of the REST API names the media id of a file; the redirect to its content does. One that cannot be had is no reason
 * to stop: the image becomes a link.
 */
async function readMediaId(
	connection: JiraConnection,
	attachmentId: string,
): Promise<string | undefined> {
	try {
		const place = await connection.redirectOf(
			`/attachment/content/${segment(attachmentId)}`,
			`find attachment ${attachmentId} in the media service`,
		);
		return MEDIA.exec(place ?? '')?.[1];
	} catch (error) {
		if (isFailure(error, 'permission') || isFailure(error, 'notFound')) return undefined;
		throw asError(error);
	}
}
