import { attachmentAddress } from '../attachment-address';
import { escapeHtml, keepRuns } from '../html/escape';
import { htmlImage, htmlTags } from '../html/write';
import { groupMarks, type MarkGroup } from '../mark-groups';
import { mentionText } from '../plain';
import type { Image, Inline, Mark } from '../tree';
import { PIPE, codeSpan, escapeMarkdown, linkDestination, linkTitle } from './escape';

/** Where a line of Markdown stands. */
export type LinePlace = 'paragraph' | 'heading' | 'table';

/** Inlines as Markdown; what Markdown cannot say stands in HTML tags (T14). */
export function writeMarkdownInlines(content: readonly Inline[], place: LinePlace): string {
	const lines: Inline[][] = [[]];
	for (const inline of content) {
		if (inline.type === 'break') lines.push([]);
		else lines.at(-1)?.push(inline);
	}
	const between = place === 'paragraph' ? '\\\n' : '<br>';
	return lines
		.map((line) =>
			writeGroups(groupMarks(line), { place, isLineStart: true, before: '', after: '' }),
		)
		.join(between);
}

/** What surrounds a text: it decides whether asterisks can mark it. */
interface Context {
	readonly place: LinePlace;
	readonly isLineStart: boolean;
	/** The character before; empty at the start of a line. */
	readonly before: string;
	/** The character after; empty at the end of a line, `x` where it is not known. */
	readonly after: string;
}

function writeGroups(groups: readonly MarkGroup[], context: Context): string {
	// Pieces, for looking at the end of a growing text would copy all of it each time.
	const written: string[] = [];
	for (const [index, group] of groups.entries()) {
		const isFirst = index === 0;
		const last = written.at(-1) ?? '';
		const inner: Context = {
			place: context.place,
			isLineStart: context.isLineStart && isFirst,
			before: isFirst ? context.before : last.slice(-1),
			after: index === groups.length - 1 ? context.after : firstCharacter(groups[index + 1]),
		};
		const text =
			group.kind === 'mark'
				? writeMark(group.mark, group.content, inner)
				: leaf(group.inline, inner);
		// An exclamation mark before a link would make an image of it.
		if (text.startsWith('[') && last.endsWith('!'))
			written.splice(-1, 1, `${last.slice(0, -1)}\\!`);
		if (text !== '') written.push(text);
	}
	return written.join('');
}

/** The first character of what follows, where it is certain before it is written. */
function firstCharacter(group: MarkGroup | undefined): string {
	if (group?.kind === 'inline')
		return group.inline.type === 'text' && group.inline.text.startsWith(' ') ? ' ' : 'x';
	switch (group?.mark.type) {
		case 'strong':
		case 'emphasis':
		case 'strike':
			return firstCharacter(group.content[0]);
		case 'link':
			return '[';
		case 'code':
			return 'x';
		default:
			return '<';
	}
}

function leaf(inline: Inline, context: Context): string {
	const place = { isLineStart: context.isLineStart, isHeading: context.place === 'heading' };
	switch (inline.type) {
		case 'text':
			return inline.marks.some((mark) => mark.type === 'code')
				? inline.text
				: escapeMarkdown(inline.text, place);
		case 'break':
			return '<br>';
		case 'image':
			return image(inline);
		case 'mention':
			return escapeMarkdown(mentionText(inline), place);
		case 'emoji':
			return escapeMarkdown(inline.text || inline.shortName, place);
		case 'opaque':
			return escapeMarkdown(inline.text, place);
	}
}

function image(given: Image): string {
	if (given.width !== undefined || given.height !== undefined)
		return htmlImage(given).replaceAll('|', PIPE);
	const { source } = given;
	const src = source.kind === 'url' ? source.url : attachmentAddress(source.name);
	const alt = escapeMarkdown(given.alt, { isLineStart: false, isHeading: true });
	return `![${alt}](${linkDestination(src)})`;
}

function writeMark(mark: Mark, content: readonly MarkGroup[], context: Context): string {
	switch (mark.type) {
		case 'link':
			return link(mark, content, context);
		case 'code':
			return code(content, context);
		case 'strong':
			return delimited('**', '*', mark, content, context);
		case 'emphasis':
			return emphasis(mark, content, context);
		case 'strike':
			return delimited('~~', '~', mark, content, context);
		default:
			return tagged(mark, content, context);
	}
}

function tagged(mark: Mark, content: readonly MarkGroup[], context: Context): string {
	const [open, close] = htmlTags(mark);
	const inside = { place: context.place, isLineStart: false, before: '>', after: 'x' };
	return open + writeGroups(content, inside) + close;
}

/** Verbatim text in backticks; at the start or end of other backticks, or with spaces that they fold, in a tag. */
function code(content: readonly MarkGroup[], context: Context): string {
	const text = content
		.map((group) =>
			group.kind === 'inline' && group.inline.type === 'text' ? group.inline.text : '',
		)
		.join('');
	const isPlain = !/^ | $| {2}|\\\|/.test(text) && context.before !== '`';
	if (isPlain) return codeSpan(text, context.place === 'table');
	const kept = keepRuns(text.replace(/^ /, '\u00a0').replace(/ $/, '\u00a0'));
	return `<code>${escapeTagText(kept)}</code>`;
}

/** Text between tags is Markdown as well. */
function escapeTagText(text: string): string {
	return [...text]
		.map((character) =>
			/[\p{L}\p{N} ]/u.test(character) ? character : `&#${character.codePointAt(0)};`,
		)
		.join('');
}

function link(
	mark: Extract<Mark, { readonly type: 'link' }>,
	content: readonly MarkGroup[],
	context: Context,
): string {
	const [only, ...others] = content;
	const shown =
		only?.kind === 'inline' && only.inline.type === 'text' && others.length === 0
			? only.inline.text
			: undefined;
	if (shown === mark.href && mark.title === '' && /^[a-z]+:[^\s<>]+$/i.test(shown))
		return `<${shown}>`;
	const inside = { place: context.place, isLineStart: false, before: '[', after: ']' };
	const text = writeGroups(content, inside);
	return `[${text}](${linkDestination(mark.href)}${linkTitle(mark.title)})`;
}

const EDGE_WORD = /^[\p{L}\p{N}]$/u;
/** Nothing, a space or a sign of ASCII. */
const NO_WORD = /^[ !-/:-@[-`{-~]?$/;

/**
 * `**` where CommonMark's rules of flanking let it begin and end emphasis (spec.commonmark.org, 6.2) whatever stands around it,
 * else tags. Spaces at an edge stand outside of the signs; reading gives them their marks again (T3).
 */
function delimited(
	delimiter: '**' | '*' | '~~',
	sign: string,
	mark: Mark,
	content: readonly MarkGroup[],
	context: Context,
): string {
	const inside = { place: context.place, isLineStart: false, before: sign, after: sign };
	const text = writeGroups(content, inside);
	const middle = text.trim();
	const start = text.slice(0, text.length - text.trimStart().length);
	const end = middle === '' ? '' : text.slice(text.trimEnd().length);
	const before = start.slice(-1) || context.before;
	const after = end.charAt(0) || context.after;
	const opens = start !== '' || EDGE_WORD.test(middle.charAt(0)) || NO_WORD.test(before);
	const closes = end !== '' || EDGE_WORD.test(middle.slice(-1)) || NO_WORD.test(after);
	const isApart = before !== sign && after !== sign;
	const isFree = middle !== '' && !middle.startsWith(sign) && !middle.endsWith(sign);
	if (opens && closes && isApart && isFree) return start + delimiter + middle + delimiter + end;
	return tagged(mark, content, context);
}

const NEAR_STRONG = /^[ *]?$/;

/** `*`; beside the asterisks of other emphasis an underscore. */
function emphasis(mark: Mark, content: readonly MarkGroup[], context: Context): string {
	if (context.before !== '*' && context.after !== '*')
		return delimited('*', '*', mark, content, context);
	const inside = { place: context.place, isLineStart: false, before: '_', after: '_' };
	const text = writeGroups(content, inside);
	const isWord = EDGE_WORD.test(text.charAt(0)) && EDGE_WORD.test(text.slice(-1));
	const isApart = NEAR_STRONG.test(context.before) && NEAR_STRONG.test(context.after);
	return isWord && isApart ? `_${text}_` : tagged(mark, content, context);
}

/** A text in the HTML parts of Markdown. */
export function htmlText(text: string): string {
	return escapeHtml(text).replace(/[`*_[\]\\~|:]/g, (character) => `&#${character.charCodeAt(0)};`);
}
