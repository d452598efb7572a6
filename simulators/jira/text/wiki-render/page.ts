/** Something in wiki text that Jira obeys instead of showing it. */
export interface WikiThing {
	readonly kind:
		| 'macro'
		| 'mention'
		| 'link'
		| 'autolink'
		| 'image'
		| 'emoticon'
		| 'format'
		| 'dash'
		| 'break'
		| 'list'
		| 'heading'
		| 'table'
		| 'rule'
		| 'quote';
	/** The macro's name, the link's target, the format's tag, and so on. */
	readonly what: string;
}

/** Whether an entity in the text is decoded by the browser, or shown as it is written. Unknown for issues, so both exist. */
export type EntityMode = 'preserved' | 'shown';

const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const TOKEN = /\uFDD0([bi])(\d+)\uFDD1/g;

/** A line that holds nothing but finished blocks. */
export const ONLY_BLOCKS = /^(?:\s*\uFDD0b\d+\uFDD1)+\s*$/;
/** Parts a line at finished blocks, keeping them. */
export const BLOCK_TOKEN = /(\uFDD0b\d+\uFDD1)/;

/**
 * What one rendering has found and finished so far. As in com.atlassian.renderer.RenderedContentStore, finished parts are
 * taken out of the text and replaced by tokens, so that later passes do not see them.
 */
export class WikiPage {
	readonly things: WikiThing[] = [];
	readonly entities: EntityMode;
	readonly #finished: string[] = [];

	constructor(entities: EntityMode) {
		this.entities = entities;
	}

	/** Text from outside, without the two characters that mark tokens here. */
	static admit(text: string): string {
		return text.replaceAll(OPEN, '\uFFFD').replaceAll(CLOSE, '\uFFFD');
	}

	found(kind: WikiThing['kind'], what: string): void {
		this.things.push({ kind, what });
	}

	/** Takes HTML out of the way of later passes. */
	token(kind: 'block' | 'inline', html: string): string {
		this.#finished.push(html);
		return `${OPEN}${kind === 'block' ? 'b' : 'i'}${this.#finished.length - 1}${CLOSE}`;
	}

	/** Puts all tokens' HTML back. */
	resolve(text: string): string {
		return text.replace(TOKEN, (_, _kind: string, index: string) =>
			this.resolve(this.#finished[Number(index)] ?? ''),
		);
	}
}
