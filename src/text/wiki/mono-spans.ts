import { showPlain } from './entities';
import type { Range } from './read-macros';
import { ATOM } from './source';

const WORD_BEFORE = /[\p{L}\p{Nd}\\]$/u;
const WORD_AFTER = /^[\p{L}\p{Nd}]/u;
const SPACE = /^[ \t\n\v\f\r]?$/;

/**
 * The pairs of `{{` and `}}` of a text, and of `{{{}` and `{}}}`, which stand inside of words. One pass from the right, so
 * that many braces cost no more than few.
 */
export class MonoSpans {
	readonly #text: string;
	readonly #closing = new Map<number, number>();

	constructor(text: string, { from, to }: Range) {
		this.#text = text;
		let next: number | undefined;
		for (let at = to - 2; at >= from; at -= 1) {
			const character = text.charAt(at);
			if (character === '\n') next = undefined;
			if (character === '}' && this.#closes(at, to)) next = at;
			if (character === '{' && next !== undefined && text.charAt(at + 1) === '{') {
				this.#closing.set(at, next);
			}
		}
	}

	#closes(at: number, to: number): boolean {
		const text = this.#text;
		const before = text.charAt(at - 1);
		if (text.charAt(at + 1) !== '}' || SPACE.test(before) || before === '\\') return false;
		const isBraced = before === '{' && at + 2 < to && text.charAt(at + 2) === '}';
		return isBraced || !WORD_AFTER.test(text.slice(at + 2, Math.min(to, at + 4)));
	}

	/** What the monospaced text that opens at an index shows, and the index after it. */
	from(start: number): { readonly text: string; readonly end: number } | undefined {
		const close = this.#closing.get(start);
		if (close === undefined) return undefined;
		const opensBraced = this.#text.startsWith('{{{}', start);
		if (!opensBraced && WORD_BEFORE.test(this.#text.charAt(start - 1))) return undefined;
		const closesBraced = this.#text.startsWith('{}}}', close - 1);
		const content = this.#text.slice(
			start + (opensBraced ? 4 : 2),
			closesBraced ? close - 1 : close,
		);
		if (SPACE.test(content.charAt(0))) return undefined;
		const text = showPlain(content).replaceAll(ATOM, '');
		return { text, end: close + (closesBraced ? 3 : 2) };
	}
}
