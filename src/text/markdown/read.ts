import type { JsonValue } from '../../model/json';
import { createMarkdownParser, type MarkdownParser } from '../../third-party/markdown-it';
import { cleanCharacters } from '../clean';
import { readHtml } from '../html/read';
import { guardDepth, readAlerts, readTasks } from './rules';
import type { RichText } from '../tree';

/**
 * Markdown as GitHub writes it (CommonMark, tables, strikethrough, task lists, alerts, bare web addresses), with HTML in it. It
 * is rendered and the HTML read, so that Markdown and HTML mix as they do on a page.
 */
export function readMarkdown(value: JsonValue): RichText {
	const markdown = cleanCharacters(typeof value === 'string' ? value : '');
	return readHtml(PARSER.render(markdown));
}

/** Addresses are judged by the reader of HTML, so the parser takes all of them as they are. */
function createParser(): MarkdownParser {
	const parser = createMarkdownParser({ html: true, linkify: true, maxNesting: 100 });
	parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
	for (const schema of ['ftp:', '//', 'mailto:']) parser.linkify.add(schema, null);
	parser.validateLink = () => true;
	parser.normalizeLink = (url) => url;
	parser.normalizeLinkText = (url) => url;
	parser.use(guardDepth).use(readAlerts).use(readTasks);
	return parser;
}

/** Holds rules only; nothing of one text stays for the next. */
const PARSER = createParser();
