import type { Range } from './read-macros';

/** Where `\\` ends a line: not after another `\`, and not where a further one follows before the next space. */
export class ForcedBreaks {
	readonly #found = new Set<number>();

	constructor(text: string, { from, to }: Range) {
		let seen = false;
		for (let at = to - 1; at >= from; at -= 1) {
			const character = text.charAt(at);
			if (/\s/.test(character)) seen = false;
			if (character !== '\\') continue;
			let start = at;
			while (start > from && text.charAt(start - 1) === '\\') start -= 1;
			if (at - start === 1 && !seen) this.#found.add(start);
			seen = true;
			at = start;
		}
	}

	has(at: number): boolean {
		return this.#found.has(at);
	}
}
