import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import { keepUntouched } from './adf/keep-untouched';
import { keepBlocks } from './keep-blocks';
import type { WriteOptions } from './codec';
import { mediaIn } from './adf/media';
import { limitText } from './limit';
import type { RichText } from './tree';
import { adf } from './adf';
import { wikiText, WIKI_LIMIT, writeWiki } from './wiki';

/** The two formats of Jira: documents on Cloud, markup on Data Center. */
export type JiraTextFormat = 'adf' | 'wiki';

/** Cloud takes 32,767; whether characters of text or of the document count is disputed, so the document stays below. */
const ADF_LIMIT = 32_000;

/** Says in the text itself that there was more. */
export const CUT_NOTE =
	'\u2026 cut: the text is longer than Jira stores. The whole text is in the record.';

/** A text as Jira stores it, and whether it had to be cut. */
export interface JiraText {
	readonly value: JsonValue;
	readonly isCut: boolean;
}

/** How the other side sees a tree: after one trip through its format. */
export type OtherSide = (tree: RichText) => RichText;

/** A tree as one of Jira's formats, cut with a note where it is longer than Jira takes (T22). */
export function writeForJira(
	format: JiraTextFormat,
	tree: RichText,
	options: WriteOptions = {},
): JiraText {
	if (format === 'wiki') return writeMarkup(tree);
	return fitDocument(tree, (part) => adf.write(part, options));
}

/**
 * A changed tree over the text that Jira holds: what has not changed stays as it is there (T23), on Cloud to the letter, on Data
 * Center with its formats. `seen` is how the side sees texts that the change came from.
 */
export function rewriteForJira(
	format: JiraTextFormat,
	tree: RichText,
	old: JsonValue,
	seen: OtherSide,
	options: WriteOptions = {},
): JiraText {
	if (format === 'adf' && isObject(old)) {
		const all = withMediaOf(old, options);
		return fitDocument(tree, (part) => keepUntouched(old, part, seen, all));
	}
	if (format === 'wiki' && typeof old === 'string')
		return writeMarkup(keepBlocks(wikiText.read(old), tree, seen));
	return writeForJira(format, tree, options);
}

/** Options with the media of a document that is at hand: what it shows already need not be asked for. */
export function withMediaOf(document: JsonValue, options: WriteOptions): WriteOptions {
	const held = mediaIn(document);
	if (held.size === 0) return options;
	return {
		...options,
		attachmentMedia: (name) => held.get(name) ?? options.attachmentMedia?.(name),
	};
}

/** One of Jira's texts as a tree; a text of Cloud's older API is plain. */
export function readFromJira(format: JiraTextFormat, value: JsonValue): RichText {
	return (format === 'adf' ? adf : wikiText).read(value);
}

function writeMarkup(tree: RichText): JiraText {
	const whole = writeWiki(tree);
	if (whole.length <= WIKI_LIMIT) return { value: whole, isCut: false };
	return { value: writeWiki(tree, { limit: WIKI_LIMIT, cutNote: CUT_NOTE }), isCut: true };
}

function fitDocument(tree: RichText, write: (tree: RichText) => JsonValue): JiraText {
	const whole = write(tree);
	if (sizeOf(whole) <= ADF_LIMIT) return { value: whole, isCut: false };
	const cut = limitText(tree, ADF_LIMIT, (part) => sizeOf(write(part)), CUT_NOTE);
	return { value: write(cut), isCut: true };
}

function sizeOf(document: JsonValue): number {
	return JSON.stringify(document).length;
}
