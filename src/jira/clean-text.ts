// eslint-disable-next-line no-control-regex -- the control characters are what is removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text as both products can store it: `\n` line ends, no control characters but tab and line end, no half characters.
 * Jira refuses some of these and its database others.
 */
export function cleanText(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(LONE_SURROGATE, '');
}

/** The text on one line, runs of white space as one space. */
export function oneLine(text: string): string {
	return cleanText(text).replace(/\s+/gu, ' ').trim();
}

/** Cuts at a number of UTF-16 units, as Jira counts, never inside a character, and ends a cut text with `…`. */
export function cutText(text: string, limit: number): string {
	return text.length <= limit ? text : `${headOf(text, limit - 1)}…`;
}

/** Says in the text itself that there was more. */
export const CUT_NOTE =
	'\n\n… cut: the text is longer than Jira stores. The whole text is in the record.';

/** The longest head of the text, with a note, whose encoded size is within the limit; the text itself if it fits. */
export function fitText(text: string, limit: number, sizeOf: (text: string) => number): string {
	if (sizeOf(text) <= limit) return text;
	let low = 0;
	let high = text.length;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (sizeOf(headOf(text, middle) + CUT_NOTE) <= limit) low = middle;
		else high = middle - 1;
	}
	return headOf(text, low) + CUT_NOTE;
}

function headOf(text: string, length: number): string {
	return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
