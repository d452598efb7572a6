import type { JsonValue } from '../model/json';
import { adf } from './adf';
import type { TextCodec, WriteOptions } from './codec';
import { html } from './html';
import { markdown } from './markdown';
import { plainText, writePlain } from './plain';
import type { RichText, TextFormat } from './tree';
import { wikiText } from './wiki';

const CODECS: Readonly<Record<TextFormat, TextCodec>> = {
	plain: plainText,
	markdown,
	html,
	adf,
	wiki: wikiText,
};

/** The formats that can be read and written. */
export type ReadableFormat = TextFormat;

/** A value of a format as a tree in normal form. Never fails: broken input keeps its text. */
export function readText(format: ReadableFormat, value: JsonValue): RichText {
	return CODECS[format].read(value);
}

/** A tree in normal form as a value of a format: a document for ADF, a string for all others. */
export function writeText(
	format: ReadableFormat,
	tree: RichText,
	options: WriteOptions = {},
): JsonValue {
	return CODECS[format].write(tree, options);
}

/** What people read in a tree, as plain text. */
export function plainOf(tree: RichText): string {
	return writePlain(tree);
}

export { keepUntouched } from './adf/keep-untouched';
export { limitText } from './limit';
export { mapInlines } from './map-inlines';
export {
	escapeWiki,
	escapeWikiCode,
	readWiki,
	unescapeWiki,
	WIKI_LIMIT,
	writeWiki,
	type EscapeForm,
	type EscapeOptions,
	type WikiWriteOptions,
} from './wiki';
