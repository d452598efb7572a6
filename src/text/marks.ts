import { MARK_ORDER, type Mark } from './tree';

/** Whether two marks say the same. */
export function sameMark(left: Mark, right: Mark): boolean {
	if (left.type === 'link' && right.type === 'link')
		return left.href === right.href && left.title === right.title;
	if (left.type === 'color' && right.type === 'color') return left.value === right.value;
	if (left.type === 'background' && right.type === 'background') return left.value === right.value;
	return left.type === right.type;
}

/** Whether two sorted lists of marks say the same. */
export function sameMarks(left: readonly Mark[], right: readonly Mark[]): boolean {
	return (
		left.length === right.length &&
		left.every((mark, index) => sameMark(mark, right[index] as Mark))
	);
}

/** The marks that both lists hold, in the order of the first. */
export function sharedMarks(left: readonly Mark[], right: readonly Mark[]): readonly Mark[] {
	return left.filter((mark) => right.some((other) => sameMark(mark, other)));
}

/**
 * T2: each type once (the last one counts), in the order of `MARK_ORDER`; code keeps company with a link only, and nothing is
 * both raised and lowered.
 */
export function tidyMarks(marks: readonly Mark[]): readonly Mark[] {
	const sound = marks.flatMap(soundMark);
	if (sound.length < 2) return sound;
	const byType = new Map(sound.map((mark) => [mark.type, mark]));
	const isCode = byType.has('code');
	return MARK_ORDER.flatMap((type) => {
		const mark = byType.get(type);
		if (mark === undefined || (isCode && type !== 'code' && type !== 'link')) return [];
		return type === 'subscript' && byType.has('superscript') ? [] : [mark];
	});
}

const COLOR = /^#[0-9a-f]{6}$/;

function soundMark(mark: Mark): readonly Mark[] {
	if (mark.type === 'link') {
		const href = safeHref(mark.href);
		return href === undefined ? [] : [{ ...mark, href, title: oneLine(mark.title) }];
	}
	if (mark.type !== 'color' && mark.type !== 'background') return [mark];
	const value = mark.value.toLowerCase();
	return COLOR.test(value) ? [{ type: mark.type, value }] : [];
}

/** An addition to the marks of a text; the same type again replaces the outer one. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
	return [...marks.filter((other) => other.type !== mark.type), mark];
}

const SAFE_SCHEME = /^(?:https?|ftp|mailto|tel):[^\s]/i;
// eslint-disable-next-line no-control-regex -- the control characters are what is looked for
const NOT_IN_ADDRESS = /[\u0000-\u0020\u007f-\u00a0<>"\\^`{|}\p{Surrogate}\u2028\u2029\ufeff]/gu;

/**
 * T4: an address that a person may be led to, with white space and other characters that no address holds percent-encoded;
 * nothing for every other scheme (javascript, data, vbscript, file) and for relative addresses, which lead nowhere in Jira.
 */
export function safeHref(href: string): string | undefined {
	const trimmed = href.trim();
	if (!SAFE_SCHEME.test(trimmed) || trimmed.length > 8192) return undefined;
	return trimmed.replace(NOT_IN_ADDRESS, (character) =>
		/\p{Surrogate}/u.test(character) ? '' : encodeURIComponent(character),
	);
}

/** White space of any kind as single spaces, none at the ends. */
export function oneLine(text: string): string {
	return text.replace(/\s+/gu, ' ').trim();
}
