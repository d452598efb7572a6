import { cleanText } from './clean-text';

/** Inert nowhere: a macro, a link, a mention, a table cell or an escape can start with each of them. */
const ALWAYS: ReadonlySet<string> = new Set(['\\', '{', '}', '[', ']', '|', '^', '~']);
/** Mark up a phrase, but only where a word begins or ends. */
const PHRASE: ReadonlySet<string> = new Set(['*', '_', '-', '+']);
/** Mean something only when doubled. */
const DOUBLED: ReadonlySet<string> = new Set(['?', '%', '@']);
const ENTITY = /^&(?:#x?[0-9a-f]+|[a-z][a-z0-9]*);/i;
const OWN_ENTITY = /&(?:#(\d{2,3})|amp);/g;
const HEADING = /^(?:h[1-6]|bq)$/i;
const EMOTICON_IN_PARENTHESES = /^\((?:[!?/xynib+\-*]|on|off|flag|flagoff|\*[rgby])\)/i;
const EMOTICON = /^[:;]-?[()DPp|]/;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Plain text as Jira wiki markup that shows exactly this text: no macro, mention, link, image, list, heading or table can
 * arise from it.
 *
 * Numeric entities, not backslashes: the macro scanner runs before backslash handling and lets one backslash hide another,
 * so `C:\` followed by an escaped `\{html}` is a live macro; and the scan for mentions ignores backslashes altogether
 * (Atlassian's renderer, com.atlassian.renderer.v2.WikiMarkupParser). `unescapeWiki` is the exact inverse.
 */
export function escapeWiki(text: string): string {
	return cleanText(text).split('\n').map(escapeLine).join('\n');
}

/** Where a line's text starts, and where the run of list markers at its start ends. */
interface LineStart {
	readonly text: number;
	readonly markersEnd: number;
}

function escapeLine(line: string): string {
	const text = line.length - line.trimStart().length;
	const markers = /[#*-]*/y;
	markers.lastIndex = text;
	const start = { text, markersEnd: text + (markers.exec(line)?.[0].length ?? 0) };
	let escaped = '';
	for (let index = 0; index < line.length; index += 1) {
		const character = line.charAt(index);
		escaped += mustEscape(line, index, start) ? entity(character) : character;
	}
	return escaped;
}

function entity(character: string): string {
	return character === '&' ? '&amp;' : `&#${character.charCodeAt(0)};`;
}

function mustEscape(line: string, index: number, start: LineStart): boolean {
	const character = line.charAt(index);
	if (ALWAYS.has(character)) return true;
	const before = line.charAt(index - 1);
	const after = line.charAt(index + 1);
	if (character === '&') return ENTITY.test(line.slice(index, index + 40));
	if (character === '!') return after !== '' && !/\s/.test(after);
	if (character === '#') return index < start.markersEnd;
	if (character === '.')
		return index - start.text === 2 && HEADING.test(line.slice(start.text, index));
	if (DOUBLED.has(character)) return before === character || after === character;
	if (PHRASE.has(character)) return touchesEdge(before, after) || index === start.text;
	if (character === '(') return EMOTICON_IN_PARENTHESES.test(line.slice(index, index + 12));
	return (character === ':' || character === ';') && EMOTICON.test(line.slice(index, index + 3));
}

/** Between two letters, or alone between two spaces, the sign is a sign. */
function touchesEdge(before: string, after: string): boolean {
	if (WORD.test(before) && WORD.test(after)) return false;
	return !(/^\s$/.test(before) && /^\s$/.test(after));
}

/** Plain text of markup that `escapeWiki` made; markup that a person wrote stays as it was written. */
export function unescapeWiki(markup: string): string {
	return markup
		.replace(/\r\n?/g, '\n')
		.replace(OWN_ENTITY, (_, code: string | undefined) =>
			code === undefined ? '&' : String.fromCharCode(Number(code)),
		);
}
