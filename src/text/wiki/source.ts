import type { Block, Inline } from '../tree';

/** What stands in the text in place of a macro. */
export type Atom =
	| { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
	| { readonly kind: 'inline'; readonly inline: Inline }
	/** The color of the text from here on; nothing ends it. */
	| { readonly kind: 'color'; readonly value: string | undefined };

/** A character that is neither a letter nor a sign of markup; where an atom stands, the text has one of these. */
export const ATOM = '\uFFFC';

/** Wiki text whose macros have been read: Jira reads macros first, over the raw text, and the rest afterwards. */
export interface Source {
	readonly text: string;
	readonly atoms: ReadonlyMap<number, Atom>;
	/** Where the color changes, in rising order. */
	readonly colors: readonly ColorChange[];
}

export interface ColorChange {
	readonly at: number;
	readonly value: string | undefined;
}

/** The color that holds before an index. */
export function colorBefore({ colors }: Source, at: number): string | undefined {
	let low = 0;
	let high = colors.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((colors[middle]?.at ?? 0) < at) low = middle + 1;
		else high = middle;
	}
	return colors[low - 1]?.value;
}
