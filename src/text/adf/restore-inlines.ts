import type { JsonValue } from '../../model/json';
import { inlinesIn, mapInlines } from '../map-inlines';
import { imageText, mentionText } from '../plain';
import type { Inline, RichText } from '../tree';
import { readAdf } from './read';

/** At most so many inlines are looked for, the longest first. */
const MOST_INLINES = 200;

/**
 * Turns texts back into the mentions, status lozenges, dates and emoji of an old document that they came from. Nothing appears
 * that the old document did not hold, so a text from elsewhere cannot mention anybody (L9).
 */
export function restoreInlines(
	oldDocument: JsonValue,
	trip: (tree: RichText) => RichText,
): (tree: RichText) => RichText {
	const byText = new Map<string, Inline>();
	for (const inline of inlinesIn(readAdf(oldDocument).blocks)) {
		if (inline.type === 'image' && isShown(inline, trip)) continue;
		const shown = shownText(inline);
		if (shown.length > 1 && !byText.has(shown)) byText.set(shown, inline);
	}
	const texts = [...byText.keys()].sort((a, b) => b.length - a.length).slice(0, MOST_INLINES);
	if (texts.length === 0) return (tree) => tree;
	return (tree) => mapInlines(tree, (inline) => restoreInline(inline, texts, byText));
}

/** Whether the other side has images: what is words there is meant as words then. */
function isShown(image: Inline, trip: (tree: RichText) => RichText): boolean {
	const { blocks } = trip({ blocks: [{ type: 'paragraph', content: [image] }] });
	return inlinesIn(blocks).some(({ type }) => type === 'image');
}

function shownText(inline: Inline): string {
	switch (inline.type) {
		case 'mention':
			return mentionText(inline);
		case 'emoji':
		case 'opaque':
			return inline.text;
		case 'image':
			return inline.source.kind === 'attachment' ? imageText(inline) : '';
		default:
			return '';
	}
}

const WORD = /[\p{L}\p{N}]/u;

/** Cuts a text without link or code at each restored inline; whole words only. */
function restoreInline(
	inline: Inline,
	texts: readonly string[],
	byText: ReadonlyMap<string, Inline>,
): readonly Inline[] {
	if (inline.type !== 'text') return [inline];
	if (inline.marks.some((mark) => mark.type === 'code' || mark.type === 'link')) return [inline];
	const parts: Inline[] = [];
	let rest = inline.text;
	for (;;) {
		const found = firstOf(rest, texts);
		const restored = found === undefined ? undefined : byText.get(found.text);
		if (found === undefined || restored === undefined) break;
		parts.push({ ...inline, text: rest.slice(0, found.at) }, restored);
		rest = rest.slice(found.at + found.text.length);
	}
	return [...parts, { ...inline, text: rest }];
}

function firstOf(
	text: string,
	texts: readonly string[],
): { readonly at: number; readonly text: string } | undefined {
	let first: { readonly at: number; readonly text: string } | undefined;
	for (const candidate of texts) {
		const at = text.indexOf(candidate);
		if (at < 0 || (first !== undefined && first.at <= at)) continue;
		const isWord =
			!WORD.test(text.charAt(at - 1)) && !WORD.test(text.charAt(at + candidate.length));
		if (isWord) first = { at, text: candidate };
	}
	return first;
}
