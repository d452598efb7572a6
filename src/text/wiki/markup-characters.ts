/** Inert nowhere: a macro, a link, a mention, a table cell, a phrase or an escape can start or end with each of them. */
const ALWAYS: ReadonlySet<string> = new Set(['\\', '{', '}', '[', ']', '|', '^', '~']);
/** Signs of phrases, which need a word's edge beside them. */
const EDGE_SIGNS: ReadonlySet<string> = new Set(['*', '_', '-', '+']);
const ENTITY_HEAD = /^&#?[a-z0-9]*$/i;
const ENTITY = /^&(?:#x?[0-9a-f]+;|[a-z0-9]+;)/i;
const HEADING = /^(?:h[1-6]|bq)$/;
const ICON_NAME = /^(?:[!?/xyni+\-*]|on|off|flag|flagoff|\*[rgby])$/;
const ICON = /^\((?:[!?/xyni+\-*]|on|off|flag|flagoff|\*[rgby])\)/;
const ICON_HEAD = /^\((?:[!?/xyni+\-*]|on|off|flag|flagoff|\*[rgby])?$/;
const SMILEY = /^[:;]-?[()DPp]/;
const SMILEY_END = /^(?:[()]|[DPp](?![a-zA-Z]))/;
const WORD = /[\p{L}\p{Nd}]/u;
const SPACE = /^[ \t\n\v\f\r]$/;
const ADDRESS_START = /(?:^|[^A-Za-z0-9])(?:(https?|ftps?|nntp|news|irc)|mailto|file)$/i;

/** A line, or a part of one, with what is asked about it often. */
export interface LineScan {
	readonly text: string;
	readonly atLineStart: boolean;
	/** Whether literal markup may touch its ends. */
	readonly touched: boolean;
	/** Where its visible text begins. */
	readonly start: number;
	/** Where the run of bullet signs at its start ends; `start` when it is not at the start of a line. */
	readonly bulletsEnd: number;
	/** Jira parts the text of a link at the pipe that is outside of a pair of `!`, so two of them matter anywhere. */
	readonly manyBangs: boolean;
	readonly isIconName: boolean;
}

/** Looks at a line once. */
export function scanLine(
	text: string,
	{ lineStart: atLineStart, touched }: { readonly lineStart: boolean; readonly touched: boolean },
): LineScan {
	const start = text.length - text.trimStart().length;
	let bulletsEnd = start;
	while (atLineStart && bulletsEnd < text.length && '#*-'.includes(text.charAt(bulletsEnd))) {
		bulletsEnd += 1;
	}
	const manyBangs = text.indexOf('!') !== text.lastIndexOf('!');
	const isIconName = touched && ICON_NAME.test(text);
	return { text, atLineStart, touched, start, bulletsEnd, manyBangs, isIconName };
}

/**
 * Whether the character could be obeyed as markup, alone, with its neighbours, or with literal markup before and after the
 * text; `address` for the colon that makes an address a link.
 */
export function markupAt(line: LineScan, at: number): 'markup' | 'address' | undefined {
	const { text } = line;
	const character = text.charAt(at);
	if (ALWAYS.has(character) || (at === 0 && line.isIconName)) return 'markup';
	const code = character.charCodeAt(0);
	if (code > 0x7e || code === 0x20) return undefined;
	if (at === 0 && line.touched && SMILEY_END.test(text.slice(0, 2))) return 'markup';
	if (isLineMarkup(line, at, character)) return 'markup';
	if (character === ':' && startsAddress(text, at)) return 'address';
	return isSign(line, at, character) ? 'markup' : undefined;
}

function isSign(line: LineScan, at: number, character: string): boolean {
	const { text } = line;
	const before = text.charAt(at - 1);
	const after = text.charAt(at + 1);
	if (EDGE_SIGNS.has(character)) return touchesEdge(before, after) || at === line.start;
	switch (character) {
		case '&':
			return isEntity(text.slice(at, at + 12), line.touched);
		case '!':
			return line.manyBangs || !WORD.test(before) || (after !== '' && !SPACE.test(after));
		case '?':
			return before === '?' || after === '?';
		case '@':
			return before === '';
		case '(':
			return (
				ICON.test(text.slice(at, at + 10)) ||
				(line.touched && ICON_HEAD.test(text.slice(at, at + 10)))
			);
		case ':':
		case ';':
			return SMILEY.test(text.slice(at, at + 3)) || (line.touched && after === '');
		default:
			return false;
	}
}

function isEntity(text: string, touched: boolean): boolean {
	return ENTITY.test(text) || (touched && ENTITY_HEAD.test(text));
}

/** What begins a list, heading or quotation; a heading can also be completed by a dot that follows the text. */
function isLineMarkup(line: LineScan, at: number, character: string): boolean {
	if (!line.atLineStart) return false;
	if (character === '#') return at < line.bulletsEnd;
	const offset = at - line.start;
	if (character === '.') return offset === 2 && HEADING.test(line.text.slice(line.start, at));
	return (
		line.touched && offset === 0 && (character === 'h' || character === 'b') && isBareHeading(line)
	);
}

function isBareHeading(line: LineScan): boolean {
	return line.text.length - line.start < 40 && HEADING.test(line.text.slice(line.start));
}

/** Between two letters or digits, or alone between two spaces, the sign is a sign. */
function touchesEdge(before: string, after: string): boolean {
	if (WORD.test(before) && WORD.test(after)) return false;
	return !(SPACE.test(before) && SPACE.test(after));
}

function startsAddress(text: string, at: number): boolean {
	const match = ADDRESS_START.exec(text.slice(Math.max(0, at - 7), at));
	if (match === null) return false;
	return match[1] === undefined || text.startsWith('//', at + 1);
}
