import { cleanCharacters } from './clean';
import { oneLine, safeHref, sameMarks, sharedMarks, tidyMarks } from './marks';
import type { Image, Inline, Mark } from './tree';

type Text = Extract<Inline, { readonly type: 'text' }>;

/** T2 to T5 for what stands in one block: marks, white space, addresses; line ends inside texts become breaks. */
export function normalizeInlines(content: readonly Inline[]): readonly Inline[] {
	return mergeTexts(
		trimLineEnds(plainSpaces(mergeTexts(settleSpaces(mergeTexts(content.flatMap(clean)))))),
	);
}

/** One line end at a time, none at the ends: for headings and the lines of tasks. */
export function singleBreaks(content: readonly Inline[]): readonly Inline[] {
	return joinLines(splitLines(content).filter((line) => line.length > 0));
}

/** T5: a blank line inside a paragraph makes two paragraphs. */
export function splitParagraphs(content: readonly Inline[]): readonly (readonly Inline[])[] {
	const paragraphs: (readonly Inline[])[][] = [[]];
	for (const line of splitLines(content)) {
		if (line.length === 0) paragraphs.push([]);
		else paragraphs.at(-1)?.push(line);
	}
	return paragraphs.filter((lines) => lines.length > 0).map(joinLines);
}

function splitLines(content: readonly Inline[]): readonly (readonly Inline[])[] {
	const lines: Inline[][] = [[]];
	for (const inline of content) {
		if (inline.type === 'break') lines.push([]);
		else lines.at(-1)?.push(inline);
	}
	return lines;
}

function joinLines(lines: readonly (readonly Inline[])[]): readonly Inline[] {
	return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' }, ...line]));
}

function clean(inline: Inline): readonly Inline[] {
	switch (inline.type) {
		case 'text':
			return cleanText(inline.text, tidyMarks(inline.marks));
		case 'break':
			return [inline];
		case 'image':
			return cleanImage(inline);
		case 'mention':
			return [{ ...inline, name: oneLine(cleanCharacters(inline.name)) }];
		case 'emoji':
			return [{ ...inline, text: oneLine(cleanCharacters(inline.text)) }];
		case 'opaque':
			return [{ ...inline, text: oneLine(cleanCharacters(inline.text)) }];
	}
}

function cleanText(text: string, marks: readonly Mark[]): readonly Inline[] {
	const isVerbatim = marks.some((mark) => mark.type === 'code');
	const lines = cleanCharacters(text).replaceAll('\t', '    ').split('\n');
	return lines.flatMap((line, index): readonly Inline[] => {
		const node: readonly Inline[] =
			line === ''
				? []
				: [{ type: 'text', text: isVerbatim ? line.replaceAll(NO_BREAK, ' ') : line, marks }];
		return index === 0 ? node : [{ type: 'break' }, ...node];
	});
}

function cleanImage(image: Image): readonly Inline[] {
	const alt = oneLine(cleanCharacters(image.alt));
	const href = image.href === undefined ? undefined : safeHref(image.href);
	const rest = {
		...pixels('width', image.width),
		...pixels('height', image.height),
		...(href === undefined ? {} : { href }),
	};
	if (image.source.kind === 'attachment') {
		const name = oneLine(cleanCharacters(image.source.name));
		return name === ''
			? []
			: [{ type: 'image', source: { kind: 'attachment', name }, alt, ...rest }];
	}
	const url = safeHref(image.source.url);
	if (url !== undefined && /^https?:/i.test(url))
		return [{ type: 'image', source: { kind: 'url', url }, alt, ...rest }];
	return alt === '' ? [] : [{ type: 'text', text: alt, marks: [] }];
}

function pixels(key: 'width' | 'height', value: number | undefined): object {
	if (value === undefined || !Number.isFinite(value) || value < 1) return {};
	return { [key]: Math.round(value) };
}

function mergeTexts(content: readonly Inline[]): readonly Inline[] {
	const merged: Inline[] = [];
	let parts: string[] = [];
	let open: Text | undefined;
	const flush = (): void => {
		if (open !== undefined) merged.push({ ...open, text: parts.join('') });
		open = undefined;
	};
	for (const inline of content) {
		if (inline.type === 'text' && open !== undefined && sameMarks(open.marks, inline.marks)) {
			parts.push(inline.text);
			continue;
		}
		flush();
		if (inline.type !== 'text') merged.push(inline);
		else {
			open = inline;
			parts = [inline.text];
		}
	}
	flush();
	return merged;
}

/**
 * T3: white space at the edge of a marked text has the marks that its neighbours share. Nobody sees whether a space is
 * bold, and Markdown and wiki markup cannot say it.
 */
function settleSpaces(content: readonly Inline[]): readonly Inline[] {
	const pieces = content.flatMap(cutSpaces);
	const before = marksBefore(pieces);
	const after = marksBefore([...pieces].reverse()).reverse();
	return pieces.map((piece, index) =>
		piece.type === 'text' && isSpace(piece)
			? { ...piece, marks: sharedMarks(before[index] ?? [], after[index] ?? []) }
			: piece,
	);
}

function cutSpaces(inline: Inline): readonly Inline[] {
	if (inline.type !== 'text' || isCode(inline)) return [inline];
	const trimmedStart = inline.text.trimStart();
	const start = inline.text.length - trimmedStart.length;
	const middle = trimmedStart.trimEnd();
	const parts = [
		inline.text.slice(0, start),
		middle,
		inline.text.slice(start + middle.length),
	].filter((text) => text !== '');
	return parts.map((text) => ({ ...inline, text }));
}

/** For each piece the marks of the last text with something to see before it; none where another thing comes between. */
function marksBefore(pieces: readonly Inline[]): (readonly Mark[])[] {
	let marks: readonly Mark[] = [];
	return pieces.map((piece) => {
		const found = marks;
		if (piece.type !== 'text') marks = [];
		else if (!isSpace(piece)) marks = piece.marks;
		return found;
	});
}

const NO_BREAK = '\u00a0';
const SPACES = /[ \u00a0]{2,}/g;
const FIRST_NO_BREAK = /^\u00a0/;

/**
 * T3: a no-break space keeps its meaning between two words only. In a run or at the start of a line it stands for a space:
 * HTML and Markdown have no other way to say more than one.
 */
function plainSpaces(content: readonly Inline[]): readonly Inline[] {
	return content.map((inline, index) => {
		if (inline.type !== 'text' || isCode(inline)) return inline;
		const text = inline.text.replace(SPACES, (run) => ' '.repeat(run.length));
		const isFirst = index === 0 || content[index - 1]?.type === 'break';
		return { ...inline, text: isFirst ? text.replace(FIRST_NO_BREAK, ' ') : text };
	});
}

function isCode(text: Text): boolean {
	return text.marks.some((mark) => mark.type === 'code');
}

function isSpace(inline: Inline): boolean {
	return inline.type === 'text' && !isCode(inline) && inline.text.trim() === '';
}

/** T5: white space before a line end or the end of the block shows nothing. */
function trimLineEnds(content: readonly Inline[]): readonly Inline[] {
	const kept: Inline[] = [];
	let atEnd = true;
	for (const inline of [...content].reverse()) {
		if (inline.type === 'break') atEnd = true;
		else if (atEnd && inline.type === 'text' && !isCode(inline)) {
			const text = inline.text.trimEnd();
			if (text === '') continue;
			atEnd = false;
			kept.push({ ...inline, text });
			continue;
		} else atEnd = false;
		kept.push(inline);
	}
	return kept.reverse();
}
