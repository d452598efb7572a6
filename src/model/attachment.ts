import type { UserIdentity } from './user';

/** Bytes that come piece by piece; each piece is asked for when the one before was taken. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** What is in a file, to be read once. */
export interface FileContent {
	readonly chunks: ByteStream;
	/** In bytes; absent when whoever gives the file does not say. */
	readonly size?: number;
	/** Absent when it is not known. */
	readonly mimeType?: string;
}

/** Opens a file from its beginning; may be called again, for example when a request is repeated. */
export type OpenFile = () => Promise<FileContent>;

/** A file that is to be stored somewhere. */
export interface FileUpload {
	readonly name: string;
	readonly mimeType: string;
	/** In bytes. A content of another size is refused: it is not the file that was meant. */
	readonly size: number;
	readonly open: OpenFile;
}

/** A file of an issue. It never changes: another content is another attachment. */
export interface JiraAttachment {
	readonly id: string;
	readonly name: string;
	/** In bytes. */
	readonly size: number;
	readonly mimeType: string;
	/** Address of its content. */
	readonly url: string;
	readonly author?: UserIdentity;
	/** Milliseconds since the epoch; 0 when Jira does not tell. */
	readonly createdAt: number;
}

/** What a text needs of a file that it shows. Several files may have one name; the last in Jira's order is the newest. */
export type NamedAttachment = Pick<JiraAttachment, 'id' | 'name' | 'url'>;

/** How large attachments may be in this Jira. */
export interface AttachmentLimits {
	/** Whether files can be attached at all. */
	readonly enabled: boolean;
	/** In bytes; absent when Jira does not tell. */
	readonly uploadLimit?: number;
}

/** Id of the field that carries an issue's attachments. */
export const ATTACHMENTS_FIELD = 'attachment';

/** What a file is taken for when nobody says what it is. */
export const UNKNOWN_TYPE = 'application/octet-stream';
