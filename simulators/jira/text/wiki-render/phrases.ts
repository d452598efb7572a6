import type { WikiPage } from './page';

const WORD_BEFORE = String.raw`(?<![\p{L}\p{Nd}\\])`;
const WORD_AFTER = String.raw`(?![\p{L}\p{Nd}])`;
/** White space as Java's patterns know it: not the no-break space. */
const SPACE = String.raw` \t\n\x0B\f\r`;
const MIDDLE = String.raw`[\p{L}\p{Nd}\p{Z}\p{S}\p{M}\p{P}]*?`;

/** `*bold*` where a word begins and ends, `{*}bold{*}` anywhere (com.atlassian.renderer.v2.components.phrase). */
function phrasePattern(open: string, close: string, first = open, last = close): RegExp {
	const content = `[^${SPACE}${first}](?:(?!${close})${MIDDLE}[^${SPACE}${last}])??`;
	return new RegExp(
		`(?:${WORD_BEFORE}${open}|\\{${open}\\})(${content})(?<!\\\\)(?:${close}${WORD_AFTER}|\\{${close}\\})`,
		'gu',
	);
}

const PHRASES: readonly (readonly [tag: string, pattern: RegExp])[] = [
	['b', phrasePattern('\\*', '\\*')],
	['sup', phrasePattern('\\^', '\\^')],
	['sub', phrasePattern('~', '~')],
	['em', phrasePattern('_', '_')],
	['del', phrasePattern('-', '-', '\\-', '\\-')],
	['cite', phrasePattern('\\?\\?', '\\?\\?')],
	['ins', phrasePattern('\\+', '\\+')],
	['tt', phrasePattern('\\{\\{', '\\}\\}')],
];

/** Marks up phrases, one kind after the other, in the order of Jira's renderer components. */
export function renderPhrases(page: WikiPage, text: string): string {
	let out = text;
	for (const [tag, pattern] of PHRASES) {
		out = out.replace(pattern, (_, content: string) => {
			page.found('format', tag);
			return `<${tag}>${content}</${tag}>`;
		});
	}
	return out;
}

const EMBEDDED = new RegExp(
	`${WORD_BEFORE}!([^${SPACE}!](?:(?!!)${MIDDLE}[^${SPACE}!])?)(?<!\\\\)!${WORD_AFTER}`,
	'gu',
);

/** `!name!`: an attachment or a remote image; fewer than five characters, or a `)` first, make none. */
export function renderImages(page: WikiPage, text: string): string {
	return text.replace(EMBEDDED, (match, content: string) => {
		if (content.length < 5 || content.startsWith(')')) return match;
		page.found('image', content.split('|')[0] ?? '');
		return page.token('inline', '');
	});
}

const EMOTICONS = [
	...[':-)', ':)', ':P', ':p', ';-)', ';)', ':D', ':-(', ':('],
	...['(y)', '(n)', '(i)', '(/)', '(x)', '(+)', '(-)', '(!)', '(?)', '(on)', '(off)'],
	...['(*)', '(*b)', '(*y)', '(*g)', '(*r)', '(flag)', '(flagoff)'],
].map((symbol) => {
	const quoted = symbol.replace(/[()*+?/|]/g, '\\$&');
	const before = symbol.startsWith(';') ? '(?<!&#?[a-zA-Z0-9]{1,10})' : '';
	return [symbol, new RegExp(`${before}${quoted}(?![a-zA-Z])`, 'g')] as const;
});

export function renderEmoticons(page: WikiPage, text: string): string {
	let out = text;
	for (const [symbol, pattern] of EMOTICONS) {
		if (!out.includes(symbol)) continue;
		out = out.replace(pattern, () => {
			page.found('emoticon', symbol);
			return page.token('inline', '');
		});
	}
	return out;
}

/** ` --- ` and ` -- ` become dashes. */
export function renderDashes(page: WikiPage, text: string): string {
	return text.replace(/(^|\s)(---?)(?=\s|$)/g, (_, before: string, dashes: string) => {
		page.found('dash', dashes);
		return `${before}${dashes === '--' ? '&#8211;' : '&#8212;'}`;
	});
}
