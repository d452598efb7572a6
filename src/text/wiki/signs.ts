import type { PhraseKind } from './inline-nodes';

const KINDS: ReadonlyMap<string, PhraseKind> = new Map([
	['*', 'strong'],
	['_', 'emphasis'],
	['??', 'cite'],
	['+', 'underline'],
	['-', 'strike'],
	['^', 'superscript'],
	['~', 'subscript'],
]);

const WORD_BEFORE = /[\p{L}\p{Nd}\\]$/u;
const WORD_AFTER = /^[\p{L}\p{Nd}]/u;
/** Also true of nothing, at the end of a text. */
const SPACE = /^[ \t\n\v\f\r]?$/;

export interface PhraseSignAt {
	readonly kind: PhraseKind;
	readonly text: string;
	readonly opens: boolean;
	readonly closes: boolean;
}

/**
 * A sign of a phrase at an index: it opens where no letter or digit comes before it and no space after it, closes the other
 * way round, and in braces it does both (com.atlassian.renderer.v2.components.phrase.PhraseRendererComponent).
 */
export function signAt(text: string, at: number, to: number): PhraseSignAt | undefined {
	const braced = text.charAt(at) === '{';
	const start = braced ? at + 1 : at;
	const sign = text.startsWith('??', start) ? '??' : text.charAt(start);
	const kind = KINDS.get(sign);
	const end = start + sign.length;
	if (kind === undefined || end > to) return undefined;
	if (braced) {
		if (text.charAt(end) !== '}' || end >= to) return undefined;
		return { kind, text: `{${sign}}`, opens: true, closes: true };
	}
	const before = text.charAt(at - 1);
	const after = end < to ? text.charAt(end) : '';
	const opens = !WORD_BEFORE.test(before) && !SPACE.test(after) && !text.startsWith(sign, end);
	const endsContent = !SPACE.test(before) && before !== sign.charAt(0);
	return {
		kind,
		text: sign,
		opens,
		closes: endsContent && !WORD_AFTER.test(text.slice(end, end + 2)),
	};
}
