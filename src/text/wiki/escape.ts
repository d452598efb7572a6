import { cleanCharacters } from '../clean';
import { markupAt, scanLine, type LineScan } from './markup-characters';

/**
 * How a character of markup is made inert. `entities` writes numeric entities, which Jira shows as the characters they
 * stand for. `zeroWidth` writes the character itself with zero-width spaces around it, for a renderer that shows entities
 * as they are written; only a pipe cannot be kept there and becomes U+2223, which looks the same.
 */
export type EscapeForm = 'entities' | 'zeroWidth';

export interface EscapeOptions {
	/** `entities` unless told otherwise. */
	readonly form?: EscapeForm;
	/** Whether bare addresses (`https://…`) may become links, which show nothing but themselves. False unless told otherwise. */
	readonly autolink?: boolean;
}

/** What stands around a text that is not a whole line. */
export interface TextPlace {
	/** At the start of a line, where lists, headings and tables begin. */
	readonly lineStart: boolean;
	/** Between the signs of a phrase, which Jira does not look for across some characters. */
	readonly inPhrase: boolean;
	/** Whether literal markup may touch its ends, as in a template; else what stands beside it is known to be inert. */
	readonly touched: boolean;
}

/**
 * Plain text as Jira wiki markup that shows exactly this text: no macro, mention, link, image, emoticon, list, heading or
 * table can arise from it, nor from it and literal markup around it (L9).
 *
 * Entities, not backslashes: the macro scanner runs before backslash handling and lets one backslash hide another, so `C:\`
 * followed by an escaped `\{html}` is a live macro; and the scan for mentions ignores backslashes altogether (Atlassian's
 * renderer, com.atlassian.renderer.v2.WikiMarkupParser). docs/design/text-wiki.md has the whole table.
 */
export function escapeWiki(text: string, options: EscapeOptions = {}): string {
	const place = { lineStart: true, inPhrase: false, touched: true };
	return cleanCharacters(text)
		.split('\n')
		.map((line) => escapeText(line, options, place))
		.join('\n');
}

/** One line, or a part of one, as text that is shown and not obeyed. Its ends count as word boundaries. */
export function escapeText(text: string, options: EscapeOptions, place: TextPlace): string {
	const line = scanLine(text, place);
	const inert = options.form === 'zeroWidth' ? zeroWidth : entity;
	const pieces: string[] = [];
	let copied = 0;
	for (let at = 0; at < text.length; at += 1) {
		if (!mustEscape(line, at, options, place)) {
			// What follows an entity must not make an emoticon of its semicolon.
			if (text.charAt(at) !== ')' || copied !== at || at === 0) continue;
		}
		const character = place.inPhrase ? wholeCharacter(text, at) : text.charAt(at);
		pieces.push(text.slice(copied, at), inert(character));
		copied = at + character.length;
		at = copied - 1;
	}
	pieces.push(text.slice(copied));
	return pieces.join('');
}

function mustEscape(line: LineScan, at: number, options: EscapeOptions, place: TextPlace): boolean {
	const kind = markupAt(line, at);
	if (kind === 'address') return options.autolink !== true;
	if (kind !== undefined) return true;
	return place.inPhrase && options.form !== 'zeroWidth' && endsPhrases(line.text, at);
}

const PHRASE_CHARACTER = /^[\p{L}\p{Nd}\p{Z}\p{S}\p{M}\p{P}]/u;

/** Jira finds no phrase that has one of these inside: controls, format characters, numbers that are no digits. */
function endsPhrases(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
	if (isSecondHalf) return false;
	return code > 0x7e || code === 9 ? !PHRASE_CHARACTER.test(wholeCharacter(text, at)) : false;
}

function wholeCharacter(text: string, at: number): string {
	return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function entity(character: string): string {
	return character === '&' ? '&amp;' : `&#${character.codePointAt(0) ?? 0};`;
}

export const ZERO_WIDTH_SPACE = '\u200B';
const PHRASE_SIGNS = '*_-+^~!?';
/** Obeyed for what is before them: a literal `[`, `:`, `;`, or the start of a line. */
const JOINED = /^[~@#^().a-zA-Z]$/;

/** Facts of the renderer: a macro ignores `\{`, links and `\[` too, and no phrase has two zero-width spaces inside. */
function zeroWidth(character: string): string {
	if (character === '|') return '\u2223';
	if (character === '{' || character === '[') return `\\${character}${ZERO_WIDTH_SPACE}`;
	if (character === ']') return `\\]`;
	if (character === '}') return `${ZERO_WIDTH_SPACE}}`;
	const before = JOINED.test(character) ? ZERO_WIDTH_SPACE : '';
	return before + character + ZERO_WIDTH_SPACE.repeat(PHRASE_SIGNS.includes(character) ? 3 : 1);
}

const OWN_ENTITY = /&(?:#(\d{2,7})|amp);/g;

/** Plain text of markup that `escapeWiki` made with entities; markup that a person wrote stays as it was written. */
export function unescapeWiki(markup: string): string {
	return markup
		.replace(/\r\n?/g, '\n')
		.replace(OWN_ENTITY, (_, code: string | undefined) =>
			code === undefined ? '&' : String.fromCodePoint(Math.min(Number(code), 0x10_ffff)),
		);
}
