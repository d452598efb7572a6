import type { Range } from './read-macros';

const WORD_END = /[\p{L}\p{Nd}]$/u;
const WORD_START = /^[\p{L}\p{Nd}]/u;

/** Where the images of a text end. */
export interface ImageEnds {
	/** Index of the `!` that closes the image that opens at an index; nothing when none does. */
	endFrom(start: number): number | undefined;
}

/**
 * Finds the pairs of `!` around images (com.atlassian.renderer.v2.components.AbstractEmbeddedRendererComponent): on one
 * line, apart from letters and digits, no space inside at the ends, five characters at least. One pass from the right, so
 * that many `!` cost no more than few.
 */
export function imageEnds(text: string, { from, to }: Range): ImageEnds {
	const closing = new Map<number, number>();
	let next: number | undefined;
	for (let at = to - 1; at >= from; at -= 1) {
		const character = text.charAt(at);
		if (character === '\n') next = undefined;
		if (character !== '!') continue;
		if (next !== undefined && opens(text, at, next)) closing.set(at, next);
		if (closes(text, at)) next = at;
	}
	return { endFrom: (start) => closing.get(start) };
}

function opens(text: string, at: number, end: number): boolean {
	const before = text.charAt(at - 1);
	const first = text.charAt(at + 1);
	if (before === '\\' || WORD_END.test(before)) return false;
	return !/[\s!)]/.test(first) && end - at - 1 >= 5;
}

function closes(text: string, at: number): boolean {
	const last = text.charAt(at - 1);
	return !/[\s!\\]/.test(last) && !WORD_START.test(text.charAt(at + 1));
}
