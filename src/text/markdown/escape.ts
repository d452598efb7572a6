import { keepRuns, keepStart } from '../html/escape';

/** Where a text stands decides which of its characters would be markup. */
export interface TextPlace {
	readonly isLineStart: boolean;
	readonly isHeading: boolean;
}

const ALWAYS: ReadonlySet<string> = new Set(['\\', '`', '*', '[', ']', '<', '~', '|']);
const LINE_START: ReadonlySet<string> = new Set(['#', '+', '-', '=', '>', ':']);
const WORD = /[\p{L}\p{N}]/u;
const ENTITY = /^&(?:#|[a-z])/i;
const WEB_SCHEME = /https?$/i;
const NUMBER = /^\d{1,9}$/;
const OTHER_SPACE = /^[^\S \u00a0\n]+/u;

/** T17: text that every Markdown parser shows as it is given. */
export function escapeMarkdown(given: string, place: TextPlace): string {
	const text = keepRuns(place.isLineStart ? keepStart(given) : given);
	let escaped = '';
	for (let index = 0; index < text.length; index += 1) {
		const character = text.charAt(index);
		if (character === '\u00a0') escaped += '&nbsp;';
		else if (character === '&')
			escaped += ENTITY.test(text.slice(index, index + 3)) ? '&amp;' : '&';
		else escaped += mustEscape(text, index, place) ? `\\${character}` : character;
	}
	return place.isLineStart ? escaped.replace(OTHER_SPACE, numericEntities) : escaped;
}

/** Parsers trim white space of every kind from the ends of a paragraph. */
function numericEntities(spaces: string): string {
	return [...spaces].map((space) => `&#${space.codePointAt(0)};`).join('');
}

function mustEscape(text: string, index: number, place: TextPlace): boolean {
	const character = text.charAt(index);
	if (ALWAYS.has(character)) return true;
	const isFirst = place.isLineStart && index === 0;
	switch (character) {
		case '_':
			return !WORD.test(text.charAt(index - 1)) || !WORD.test(text.charAt(index + 1));
		case '#':
			return isFirst || place.isHeading;
		case '.':
		case ')':
			return place.isLineStart && index < 10 && NUMBER.test(text.slice(0, index));
		case ':':
			return isFirst || WEB_SCHEME.test(text.slice(Math.max(0, index - 5), index));
		default:
			return isFirst && LINE_START.has(character);
	}
}

/** Verbatim text between enough backticks. */
export function codeSpan(text: string, isInTable: boolean): string {
	const fence = '`'.repeat(longestBackticks(text) + 1);
	const isPadded = /^`|`$|^ .*[^ ].* $/.test(text);
	const padded = isPadded ? ` ${text} ` : text;
	return fence + (isInTable ? padded.replaceAll('|', '\\|') : padded) + fence;
}

/** Length of the longest run of backticks. */
export function longestBackticks(text: string): number {
	return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** An address between the parentheses of a link. */
export function linkDestination(href: string): string {
	return href.replace(/[()]/g, '\\$&').replace(/&(?=#|[a-z])/gi, '&amp;');
}

/** A title after an address, with its space; nothing for none. */
export function linkTitle(title: string): string {
	if (title === '') return '';
	const escaped = title.replace(/["\\]/g, '\\$&').replace(/&(?=#|[a-z])/gi, '&amp;');
	return ` "${escaped.replaceAll('|', PIPE)}"`;
}

/** A pipe that ends no cell of a table. */
export const PIPE = '&#124;';
