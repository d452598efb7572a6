import { plainOf, readText, writeText } from '../../../src/text';

const markdown = (html: string) => writeText('markdown', readText('html', html));

describe('HTML is read', () => {
	it.each`
		what                           | html                                                                                           | expected
		${'tags in the wrong order'}   | ${'<b>a <i>b</b> c</i>'}                                                                       | ${'**a _b_**<em> c</em>'}
		${'open paragraphs and items'} | ${'<p>a<p>b<ul><li>c<li>d</ul>'}                                                               | ${'a\n\nb\n\n- c\n- d'}
		${'open cells'}                | ${'<table><tr><th>a<th>b<tr><td>c<td>d'}                                                       | ${'| a | b |\n| --- | --- |\n| c | d |'}
		${'stray end tags'}            | ${'a</p></div></b> b'}                                                                         | ${'a b'}
		${'end tags in cells'}         | ${'<table><tr><td>a</p></div>b</td><td>c</td></tr></table>'}                                   | ${'|  |  |\n| --- | --- |\n| ab | c |'}
		${'a list beside its item'}    | ${'<ul><li>a</li><ul><li>b</li></ul></ul>'}                                                    | ${'- a\n  * b'}
		${'styles of Google Docs'}     | ${'<b style="font-weight:normal"><span style="font-weight:700;color:#000000">a</span> b</b>'}  | ${'**a** b'}
		${'two line ends'}             | ${'a<br><br>b<br>c'}                                                                           | ${'a\n\nb\\\nc'}
		${'spaces that are folded'}    | ${' a \n <b> b </b>  c '}                                                                      | ${'a **b** c'}
		${'scripts and styles'}        | ${'<style>p{}</style><script>alert("<p>")</script>a<!-- b -->'}                                | ${'a'}
		${'unsafe addresses'}          | ${'<a href="java&#10;script:x">a</a> <a href="data:x">b</a> <img src="file:///c" alt="d">'}    | ${'a b d'}
		${'code with a language'}      | ${'<div class="highlight-source-shell"><pre class="lang-sh">a  b</pre></div>'}                 | ${'```sh\na  b\n```'}
		${'pictures of emoji'}         | ${'<img class="emoji" alt="🎉" src="https://x.example/t.png">'}                                | ${'🎉'}
		${'quotes of mail'}            | ${'<blockquote type="cite">a<blockquote>b</blockquote></blockquote>'}                          | ${'> a\n>\n> > b'}
		${'panels of Confluence'}      | ${'<div class="confluence-information-macro confluence-information-macro-tip"><p>a</p></div>'} | ${'> [!TIP]\n> a'}
		${'links around blocks'}       | ${'<a href="https://x.example"><p>a</p></a>'}                                                  | ${'[a](https://x.example)'}
		${'colors of every kind'}      | ${'<font color=#F00>a</font><span style="background:rgb(255,255,0)">b</span>'}                 | ${'<span style="color: #ff0000">a</span><span style="background-color: #ffff00">b</span>'}
	`('T16: $what', ({ html, expected }: { html: string; expected: string }) => {
		expect(markdown(html)).toBe(expected);
	});

	it.each(['<div>', '<b>', '<ul><li>', '<table><tr><td>', '<blockquote>', '<b><i>', '<span><p>'])(
		'T6: %s without end keeps the text',
		(tag) => {
			expect(plainOf(readText('html', `${tag.repeat(20_000)}deep down`))).toContain('deep down');
		},
	);
});

describe('HTML is written', () => {
	it('L9: with every text and attribute escaped', () => {
		const tree = readText(
			'markdown',
			'[`<b>`](https://x.example/?a=1&b=2 "\\"<t>\\"") ![<i>](attachment:%3Cx%3E)',
		);

		expect(writeText('html', tree)).toBe(
			'<p><a href="https://x.example/?a=1&amp;b=2" title="&quot;&lt;t&gt;&quot;"><code>&lt;b&gt;</code></a>' +
				' <img src="attachment:%3Cx%3E" alt="&lt;i&gt;"></p>',
		);
	});
});
