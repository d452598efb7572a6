import fc from 'fast-check';
import { cleanText } from '../../../src/jira/clean-text';
import { escapeWiki, unescapeWiki } from '../../../src/jira/wiki-escape';
import hostileTexts from '../../fixtures/hostile-texts.json';

/**
 * What Jira's macro scan finds (com.atlassian.renderer.v2.WikiMarkupParser and MacroTag), written anew from its rules: `\`
 * makes the next character inert; `{` before one of `{*?^_-+~` starts nothing; a tag ends at the next `}` unless the run of
 * closing braces is even; a name that starts with `$` is none.
 */
function macrosIn(markup: string): readonly string[] {
	const found: string[] = [];
	for (let at = 0; at < markup.length; at += 1) {
		if (markup[at] === '\\') {
			at += 1;
			continue;
		}
		if (markup[at] !== '{' || '{*?^_-+~'.includes(markup[at + 1] ?? '{')) continue;
		const end = markup.indexOf('}', at);
		if (end < 0) continue;
		const closing = /^\}+/.exec(markup.slice(end))?.[0].length ?? 0;
		const name = markup.slice(at + 1, end);
		if (closing % 2 === 1 && name !== '' && !name.startsWith('$')) found.push(name);
	}
	return found;
}

/** Whom Jira would notify (com.atlassian.jira.issue.fields.renderer mention finder): over the raw text, code or not. */
function mentionsIn(markup: string): readonly string[] {
	return markup.match(/\[[~@][^\\,]+?\]/g) ?? [];
}

const STRUCTURE: readonly RegExp[] = [
	/\[[^\]\n]+\]/, // link
	/(?:^|[\s\p{P}])![^\s!][^!\n]*!/u, // image
	/^\s*(?:h[1-6]|bq)\.\s/m, // heading, quote
	/^\s*[#*-]+\s/m, // list
	/^\s*-{4,}\s*$/m, // rule
	/^\s*\|/m, // table
	/\|/,
	/\{\{/,
	/\?\?[^?\n]+\?\?/,
	/(?:^|[^\p{L}\p{N}\\])([*_+-])(?=[^\s*_+-])[^\n]*?\S\1(?![\p{L}\p{N}])/u, // phrase
	/\\/,
];

function expectPlain(text: string): void {
	const markup = escapeWiki(text);
	expect(macrosIn(markup)).toEqual([]);
	expect(mentionsIn(markup)).toEqual([]);
	for (const structure of STRUCTURE) expect(markup).not.toMatch(structure);
	expect(unescapeWiki(markup)).toBe(cleanText(text));
}

const bits = [
	'{',
	'}',
	'{code}',
	'{noformat}',
	'{html}',
	'\\',
	'[',
	']',
	'[~kim]',
	'|',
	'!',
	'*',
	'_',
	'-',
	'+',
	'^',
	'~',
	'#',
	'?',
	'??',
	'{{',
	'h1.',
	'bq.',
	'\n',
	'\r\n',
	' ',
	'a',
	'word',
	'1',
	'&',
	'&#123;',
	'&amp;',
	';',
	':',
	')',
	'(x)',
	'\t',
	'\u0000',
	'\ud800',
	'\u200b',
	'😀',
	'@',
	'%',
	'<',
	'>',
];
const markupText = fc
	.array(fc.constantFrom(...bits), { maxLength: 30 })
	.map((parts) => parts.join(''));

describe('escapeWiki', () => {
	it.each(hostileTexts.map((text) => [text]))('L9: %j is shown, not obeyed', (text) => {
		expectPlain(text);
	});

	it('L9: property: no macro, mention, link, image, list, table or phrase arises from any text', () => {
		fc.assert(fc.property(fc.oneof(markupText, fc.string({ unit: 'binary' })), expectPlain), {
			seed: 42,
			numRuns: 5_000,
		});
	});

	it('leaves ordinary text readable', () => {
		const text =
			'Crash in snake_case at foo-bar 2 - 1: see https://example.com/a_b?x=1&y=2 (100%). Done!';

		expect(escapeWiki(text)).toBe(text);
	});

	it('the judge itself sees macros and mentions where they are', () => {
		expect(macrosIn('\\{x} \\\\{html} {{mono}} {*x} {$y}')).toEqual(['html']);
		expect(mentionsIn('{code}[~admin]{code} \\[~b] [\\~c]')).toEqual(['[~admin]', '[~b]']);
	});

	it("leaves a person's own markup as written when it is read", () => {
		expect(unescapeWiki('h1. Title\r\n*bold* &lt;')).toBe('h1. Title\n*bold* &lt;');
	});
});
