import type { JsonValue } from '../model/json';
import type { RichText } from './tree';

/** What a writer may ask of its caller. */
export interface WriteOptions {
	/** ADF: the media of an attachment of the same issue by its file name; without it the image becomes its name. */
	readonly attachmentMedia?: (name: string) => AttachmentMedia | undefined;
	/** ADF: where an attachment of the same issue can be opened; an image that cannot be shown becomes a link to it. */
	readonly attachmentAddress?: (name: string) => string | undefined;
}

/** What Atlassian's document format needs to show an attachment. */
export interface AttachmentMedia {
	/** Media id (a UUID), which is not the id of the attachment. */
	readonly id: string;
	/** Empty in Jira. */
	readonly collection: string;
}

/** Reads one format into the tree and writes it from the tree. Reading never fails: broken input keeps its text. */
export interface TextCodec {
	read(value: JsonValue): RichText;
	/** A string for every format but ADF, which is a JSON document. */
	write(tree: RichText, options?: WriteOptions): JsonValue;
}
