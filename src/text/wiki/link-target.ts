/** An address as it may stand in `[text|address]`; the tree's addresses hold no space, pipe, brace or backslash any more. */
export function linkTarget(href: string): string {
	return href.replace(/[[\]!|{}\\\s]/g, (character) =>
		character === '!' ? '%21' : encodeURIComponent(character),
	);
}
