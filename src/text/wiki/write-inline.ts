import { sameMark } from '../marks';
import type { Inline, Mark } from '../tree';
import { emoticonNamed } from './emoticons';
import { escapeText, type EscapeOptions } from './escape';
import { linkTarget } from './link-target';
import { writeImage } from './write-image';
import { joinPieces, type PhraseSign, type Piece } from './write-pieces';
import type { WikiWriter } from './writer';

type Text = Extract<Inline, { readonly type: 'text' }>;

/** Outermost first: `{color}` is a macro and stands around a link, phrases stand inside. The background has no markup. */
const NESTING: readonly Mark['type'][] = [
	'color',
	'link',
	'strong',
	'emphasis',
	'underline',
	'strike',
	'superscript',
	'subscript',
	'code',
];

const SIGNS: Readonly<Partial<Record<Mark['type'], PhraseSign>>> = {
	strong: '*',
	emphasis: '_',
	underline: '+',
	strike: '-',
	superscript: '^',
	subscript: '~',
	code: 'mono',
};

/** Content of one block. `lines`: whether a line end may be written as one, or only as `\\`. */
export function writeInlines(
	writer: WikiWriter,
	content: readonly Inline[],
	lines: 'many' | 'one' = 'many',
): string {
	const pieces: Piece[] = [];
	let lineStart = true;
	for (let at = 0; at < content.length;) {
		const inline = content[at] as Inline;
		if (inline.type === 'break') {
			trimEnd(pieces);
			pieces.push({ kind: 'text', text: lines === 'many' ? '\n' : '\\\\ ' });
			lineStart = lines === 'many';
			at += 1;
			continue;
		}
		const run = inline.type === 'text' ? textRun(content, at) : [inline];
		const place: RunPlace = { depth: 0, inPhrase: false, lineStart, touched: false };
		const written =
			inline.type === 'text'
				? writeRun(writer.escape, run as readonly Text[], place)
				: [writeOther(writer, inline)];
		for (const piece of written) pieces.push(piece);
		lineStart = false;
		at += run.length;
	}
	trimEnd(pieces);
	return joinPieces(pieces);
}

/** Spaces at the end of a line show nothing; only those of code are left there. */
function trimEnd(pieces: Piece[]): void {
	for (let last = pieces.at(-1); last?.kind === 'text'; last = pieces.at(-1)) {
		const text = last.text.trimEnd();
		if (text === last.text) return;
		pieces.pop();
		if (text !== '') pieces.push({ kind: 'text', text });
	}
}

function textRun(content: readonly Inline[], from: number): readonly Text[] {
	const run: Text[] = [];
	for (let at = from; at < content.length; at += 1) {
		const inline = content[at];
		if (inline?.type !== 'text') break;
		run.push(inline);
	}
	return run;
}

interface RunPlace {
	/** Index in `NESTING` of the next mark to look for. */
	readonly depth: number;
	readonly inPhrase: boolean;
	readonly lineStart: boolean;
	readonly touched: boolean;
}

/** Texts side by side: those that share the outermost mark are put between its signs together. */
function writeRun(escape: EscapeOptions, run: readonly Text[], place: RunPlace): readonly Piece[] {
	const type = NESTING[place.depth];
	if (type === undefined) {
		const text = run.map((inline) => inline.text).join('');
		return [{ kind: 'text', text: escapeText(text, escape, place) }];
	}
	const pieces: Piece[] = [];
	let lineStart = place.lineStart;
	for (let at = 0; at < run.length;) {
		const mark = markOf(run[at], type);
		let end = at + 1;
		while (end < run.length && alike(mark, markOf(run[end], type))) end += 1;
		const part = run.slice(at, end);
		const inner: RunPlace = { ...place, depth: place.depth + 1, lineStart };
		// Not spread into one push: a call takes only so many arguments.
		const written =
			mark === undefined ? writeRun(escape, part, inner) : writeMarked(escape, part, mark, inner);
		for (const piece of written) pieces.push(piece);
		lineStart = false;
		at = end;
	}
	return pieces;
}

function markOf(inline: Text | undefined, type: Mark['type']): Mark | undefined {
	return inline?.marks.find((mark) => mark.type === type);
}

function alike(left: Mark | undefined, right: Mark | undefined): boolean {
	return left === undefined || right === undefined ? left === right : sameMark(left, right);
}

function writeMarked(
	escape: EscapeOptions,
	run: readonly Text[],
	mark: Mark,
	place: RunPlace,
): readonly Piece[] {
	if (mark.type === 'color') {
		const inner = writeRun(escape, run, place);
		return [...raw(`{color:${mark.value}}`), ...inner, ...raw('{color}')];
	}
	const sign = SIGNS[mark.type];
	if (mark.type !== 'link' && sign === undefined) return writeRun(escape, run, place);
	const { before, core, after } = peelSpaces(run);
	if (core.length === 0) return raw(before);
	return [...raw(before), ...writeCore(escape, core, mark, place), ...raw(after)];
}

function writeCore(
	escape: EscapeOptions,
	run: readonly Text[],
	mark: Mark,
	place: RunPlace,
): readonly Piece[] {
	if (mark.type === 'link') return raw(writeLink(escape, run, mark, place));
	const sign = SIGNS[mark.type] ?? '*';
	const inner = writeRun(escape, run, { ...place, inPhrase: true });
	// Jira finds no phrase around zero-width spaces.
	if (escape.form === 'zeroWidth' && inner.some(breaksPhrase)) return inner;
	return [{ kind: 'sign', sign, role: 'open' }, ...inner, { kind: 'sign', sign, role: 'close' }];
}

function breaksPhrase(piece: Piece): boolean {
	return piece.kind === 'text' && /[^\p{L}\p{Nd}\p{Z}\p{S}\p{M}\p{P}]/u.test(piece.text);
}

/** Neither a phrase nor a link can begin or end with a space, so those stand outside. */
function peelSpaces(run: readonly Text[]): {
	before: string;
	core: readonly Text[];
	after: string;
} {
	const first = run.findIndex(({ text }) => text.trim() !== '');
	if (first < 0) return { before: run.map(({ text }) => text).join(''), core: [], after: '' };
	const last = run.findLastIndex(({ text }) => text.trim() !== '');
	const head = run.slice(0, first).map(({ text }) => text);
	const tail = run.slice(last + 1).map(({ text }) => text);
	const core = run.slice(first, last + 1);
	const start = core[0]?.text ?? '';
	const end = core.at(-1)?.text ?? '';
	const before = start.slice(0, start.length - start.trimStart().length);
	const after = end.slice(end.trimEnd().length);
	const trimmed = core.map((inline, index) => {
		const open = index === 0 ? inline.text.trimStart() : inline.text;
		return { ...inline, text: index === core.length - 1 ? open.trimEnd() : open };
	});
	return { before: head.join('') + before, core: trimmed, after: after + tail.join('') };
}

function writeLink(
	escape: EscapeOptions,
	run: readonly Text[],
	mark: Extract<Mark, { readonly type: 'link' }>,
	place: RunPlace,
): string {
	const href = linkTarget(mark.href);
	const isBare = run.length === 1 && run[0]?.marks.length === 1 && run[0].text === mark.href;
	const title =
		mark.title === ''
			? ''
			: `|${escapeText(mark.title, escape, { lineStart: false, inPhrase: false, touched: false })}`;
	if (isBare && title === '' && href === mark.href && !/[&{]|^mailto:/i.test(href))
		return `[${href}]`;
	const text = joinPieces(writeRun(escape, run, { ...place, lineStart: true }));
	return `[${text}|${href}${title}]`;
}

function writeOther(
	writer: WikiWriter,
	inline: Exclude<Inline, { readonly type: 'text' | 'break' }>,
): Piece {
	switch (inline.type) {
		case 'image':
			return writeImage(writer, inline);
		case 'mention':
			return { kind: 'text', text: writeMention(writer, inline) };
		case 'emoji': {
			const emoticon = emoticonNamed(inline.shortName);
			const text = plain(writer, inline.text === '' ? inline.shortName : inline.text);
			return emoticon === undefined
				? { kind: 'text', text }
				: { kind: 'emoticon', symbol: emoticon.symbol, text };
		}
		case 'opaque': {
			const isOurs = inline.format === 'wiki' && typeof inline.raw === 'string';
			return isOurs && writer.admits(inline.raw as string)
				? rawPiece(inline.raw as string)
				: { kind: 'text', text: plain(writer, inline.text) };
		}
	}
}

/** An embedded file must stand apart from letters; macros and links need not. */
function rawPiece(text: string): Piece {
	return { kind: text.startsWith('!') ? 'word' : 'text', text };
}

/** A user's name that Jira would not read as one is written as text. */
function writeMention(
	writer: WikiWriter,
	{ id, name }: Extract<Inline, { readonly type: 'mention' }>,
): string {
	const isName = /^[^\s[\]{}|\\,^~#!][^\s[\]{}|\\,]*$/u.test(id);
	return isName ? `[~${id}]` : plain(writer, `@${name === '' ? id : name}`);
}

function plain(writer: WikiWriter, text: string): string {
	return escapeText(text, writer.escape, { lineStart: true, inPhrase: false, touched: false });
}

function raw(text: string): readonly Piece[] {
	return text === '' ? [] : [{ kind: 'text', text }];
}
