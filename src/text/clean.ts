// eslint-disable-next-line no-control-regex -- the control characters are what is removed
const NEVER_STORED = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex -- vertical tab and form feed end lines
const LINE_END = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * T1: text as every system can store it: `\n` as the only line end, no control characters but tab and line end, no half
 * characters, no byte order mark. Jira refuses some of these and its database others.
 */
export function cleanCharacters(text: string): string {
	return text.replace(LINE_END, '\n').replace(NEVER_STORED, '').replace(LONE_SURROGATE, '');
}
