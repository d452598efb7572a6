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

function headOf(text: string, length: number): string {
	return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
