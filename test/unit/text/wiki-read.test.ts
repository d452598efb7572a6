import { plainOf, readWiki, writeWiki } from '../../../src/text';

/** What a text is written as after it was read: the tree, seen through the writer. */
const rewritten = (markup: string): string => writeWiki(readWiki(markup));

describe('reading and writing wiki markup', () => {
	it.each([
		['h2.Title', 'h2. Title'],
		['a *b* _c_ -d- +e+ ^f^ ~g~ {{h}}', 'a *b* _c_ -d- +e+ ^f^ ~g~ {{h}}'],
		['??cited??', '_cited_'],
		['un{*}believ{*}able', 'un{*}believ{*}able'],
		['*_both_*', '*_both_*'],
		['{color:red}a *b*{color}', '{color:#ff0000}a *b*{color}'],
		['bq. x', '{quote}\nx\n{quote}'],
		['- a\n-- b', '* a\n** b'],
		['* a\n*# b\n** c', '* a\n*# b\n** c'],
		['|a|b|\n||c|d|', '|a|b|\n||c|d|'],
		['|* a\n* b|', '|* a\n* b|'],
		['a\\\\b', 'a\nb'],
		['[~kim] [a|http://x.y] [http://z.w]', '[~kim] [a|http://x.y] [http://z.w]'],
		['http://x.y.', '[http://x.y].'],
		['[^a.zip] [#top] {anchor:x}', '[^a.zip] [#top] {anchor:x}'],
		['!a.png|width=10,thumbnail!', '!a.png|width=10!'],
		['{code:Java|title=x}\na\n{code}', '*x*\n\n{code:java}\na\n{code}'],
		['{code:unknown}\na\n{code}', '{noformat}\na\n{noformat}'],
		['{noformat}\n{code}\n[~a]\n{noformat}', '{noformat}\n{\u200bcode}\n[\u200b~a]\n{noformat}'],
		['{info:title=t}x{info}', '{panel:title=t|bgColor=#deebff}\nx\n{panel}'],
		['(/) :)', '(/) :)'],
		['\\*a\\* &#123;b&#125; [INFO]', '&#42;a&#42; &#123;b&#125; &#91;INFO&#93;'],
		['{unknown:x}\nbody\n{unknown}', '{unknown:x}\nbody\n{unknown}'],
	])('%j is written as %j', (markup, written) => {
		expect(rewritten(markup)).toBe(written);
		expect(rewritten(written)).toBe(written);
	});

	it.each([
		['{code} never closed', '{code} never closed'],
		['*open _both', '*open _both'],
		['{"a": {"b": 1}}', '{"a": {"b": 1}}'],
		['C:\\temp \\\\server\\share', 'C:\\temp \\\\server\\share'],
	])('keeps broken markup and what is none as text: %j', (markup, text) => {
		expect(plainOf(readWiki(markup))).toBe(text);
	});
});
