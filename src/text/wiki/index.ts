import type { TextCodec } from '../codec';
import { readWiki } from './read';
import { writeWiki } from './write';

export { escapeWiki, unescapeWiki, type EscapeForm, type EscapeOptions } from './escape';
export { escapeWikiCode } from './code';
export { readWiki } from './read';
export { WIKI_LIMIT, writeWiki, type WikiWriteOptions } from './write';

/** Jira wiki markup among the formats of rich text. */
export const wikiText: TextCodec = {
	read: (value) => readWiki(typeof value === 'string' ? value : ''),
	write: (tree) => writeWiki(tree),
};
