import { isObject } from '../model/decode';
import type { NamedAttachment } from '../model/attachment';
import { readText } from '../text';
import { attachmentNamesIn } from '../text/attachment-images';
import type { AttachmentMedia, WriteOptions } from '../text/codec';
import { withMediaOf } from '../text/jira-text';
import type { JsonValue } from '../model/json';
import type { JiraAttachments } from './attachments';
import type { JiraDialect } from './dialect';
import type { TextInput } from './rich-text';

/** A text that will be written, and what Jira holds in its place now. */
export interface WrittenText {
	readonly input: TextInput;
	readonly before?: JsonValue | undefined;
}

/** Where the files are that the images of a text show. */
export interface ImagePlace {
	/** Absent for an issue that is still to be made: it has no files. */
	readonly issue?: string | undefined;
	/** The files of the issue, where they are known. */
	readonly attachments?: readonly NamedAttachment[] | undefined;
}

/** How the images of texts are written, and what was not possible. */
export interface FoundImages {
	readonly options: WriteOptions;
	readonly warnings: readonly string[];
}

const NONE: FoundImages = { options: {}, warnings: [] };

/**
 * Finds what images by attachment need. Wiki markup names files, so nothing is asked for; a document needs the media id of each,
 * which only Jira can tell. Nothing is asked for where no text has such an image, or where the text it replaces tells the id.
 */
export async function findImages(
	{ textFormat }: JiraDialect,
	files: JiraAttachments,
	texts: readonly WrittenText[],
	{ issue, attachments }: ImagePlace,
): Promise<FoundImages> {
	if (textFormat !== 'adf') return NONE;
	const wanted = [...new Set(texts.flatMap(unknownNames))];
	if (wanted.length === 0) return NONE;
	const known = attachments ?? (issue === undefined ? [] : await files.ofIssue(issue));
	const byName = new Map(known.map((file) => [file.name, file]));
	const media = new Map<string, AttachmentMedia>();
	const warnings: string[] = [];
	for (const name of wanted) {
		const file = byName.get(name);
		const id = file && (await files.mediaId(file.id));
		if (id !== undefined) media.set(name, { id, collection: '' });
		else warnings.push(file === undefined ? notAttached(name) : notShown(name));
	}
	return {
		options: {
			attachmentMedia: (name) => media.get(name),
			attachmentAddress: (name) => byName.get(name)?.url,
		},
		warnings,
	};
}

function notAttached(name: string): string {
	return `The image "${name}" is not attached to the issue, so its name stands in its place. Attach the file; the next sync shows it.`;
}

function notShown(name: string): string {
	return `Jira did not tell where its media service has the image "${name}", so it is a link to the attachment.`;
}

/** Names that neither the text nor what it replaces tells the media of. Plain text has no images. */
function unknownNames({ input, before }: WrittenText): readonly string[] {
	if (!mayShowImages(input)) return [];
	const held = withMediaOf(input.text, withMediaOf(before ?? null, {}));
	const names = attachmentNamesIn(readText(input.format, input.text));
	return names.filter((name) => held.attachmentMedia?.(name) === undefined);
}

/** Spares the reading of nearly every text. */
function mayShowImages({ format, text }: TextInput): boolean {
	switch (format) {
		case 'plain':
			return false;
		case 'adf':
			return isObject(text);
		case 'wiki':
			return typeof text === 'string' && text.includes('!');
		default:
			return typeof text === 'string' && /attachment:/i.test(text);
	}
}
