import { readText, writeText } from '../../../src/text';

const html = (markdown: string) => writeText('html', readText('markdown', markdown));
const again = (markdown: string) => writeText('markdown', readText('markdown', markdown));
const fromHtml = (given: string) => writeText('markdown', readText('html', given));

describe('Markdown is read', () => {
	it.each`
		what                       | markdown                                                | expected
		${'emphasis'}              | ${'*a* **b** ***c*** ~~d~~'}                            | ${'<p><em>a</em> <strong>b <em>c</em></strong> <s>d</s></p>'}
		${'bare addresses'}        | ${'see https://a.example/b_c.'}                         | ${'<p>see <a href="https://a.example/b_c">https://a.example/b_c</a>.</p>'}
		${'no bare mail or host'}  | ${'www.a.example a@b.example //c.example'}              | ${'<p>www.a.example a@b.example //c.example</p>'}
		${'unsafe links'}          | ${'[a](javascript:x) ![b](data:image/png,x)'}           | ${'<p>a b</p>'}
		${'tasks'}                 | ${'- [x] a\n- [ ] b'}                                   | ${'<ul class="task-list"><li><input type="checkbox" disabled checked> a</li><li><input type="checkbox" disabled> b</li></ul>'}
		${'no tasks of numbers'}   | ${'1. [x] a'}                                           | ${'<ol><li>[x] a</li></ol>'}
		${'alerts'}                | ${'> [!TIP]\n> a'}                                      | ${'<aside data-panel-type="tip"><p>a</p></aside>'}
		${'alerts with a title'}   | ${'> [!CAUTION] Stop *now*\n> a'}                       | ${'<aside data-panel-type="error"><p data-panel-title=""><strong>Stop now</strong></p><p>a</p></aside>'}
		${'other quotes'}          | ${'> [!FUN]\n> a'}                                      | ${'<blockquote><p>[!FUN] a</p></blockquote>'}
		${'HTML inside'}           | ${'x<sub>2</sub> <u>u</u><br>y'}                        | ${'<p>x<sub>2</sub> <u>u</u><br>y</p>'}
		${'details around blocks'} | ${'<details><summary>S</summary>\n\n- a\n\n</details>'} | ${'<details><summary>S</summary><ul><li>a</li></ul></details>'}
		${'attachments'}           | ${'![s](attachment:a%20b.png)'}                         | ${'<p><img src="attachment:a%20b.png" alt="s"></p>'}
		${'tables'}                | ${'|a|\n|-|\n|b<br>c|'}                                 | ${'<table><tbody><tr><th>a</th></tr><tr><td>b<br>c</td></tr></tbody></table>'}
		${'headless tables'}       | ${'| |\n|-|\n|b|'}                                      | ${'<table><tbody><tr><td>b</td></tr></tbody></table>'}
	`('T14: $what', ({ markdown, expected }: { markdown: string; expected: string }) => {
		expect(html(markdown)).toBe(expected);
	});

	it('T6: nesting without end keeps its text', () => {
		const { blocks } = readText('markdown', `${'>'.repeat(5_000)} deep down`);

		expect(JSON.stringify(blocks)).toContain('deep down');
	});

	it.each(['* a\n'.repeat(3), '- '.repeat(2_000) + 'x', '[!NOTE]', '> [!NOTE]'])(
		'%j',
		(markdown) => {
			expect(readText('markdown', again(markdown))).toEqual(readText('markdown', markdown));
		},
	);
});

describe('Markdown is written', () => {
	it.each`
		what                                  | given                                                                          | expected
		${'emphasis next to letters'}         | ${'<p>a<strong>b</strong>c</p>'}                                               | ${'a**b**c'}
		${'emphasis that no sign can say'}    | ${'<p>a<strong>(b)</strong>c</p>'}                                             | ${'a<strong>(b)</strong>c'}
		${'bold and italic'}                  | ${'<p><b><i>a</i></b></p>'}                                                    | ${'**_a_**'}
		${'underline and color'}              | ${'<p><u>a</u><span style="color: red">b</span></p>'}                          | ${'<u>a</u><span style="color: #ff0000">b</span>'}
		${'lists that follow each other'}     | ${'<ul><li>a</li></ul><ul><li>b</li></ul>'}                                    | ${'- a\n\n* b'}
		${'lists in lists'}                   | ${'<ul><li>a<ol start="2"><li>b</li></ol></li></ul>'}                          | ${'- a\n\n  2. b'}
		${'panels'}                           | ${'<div class="alert alert-info">a</div>'}                                     | ${'> [!NOTE]\n> a'}
		${'panels that begin with a list'}    | ${'<div class="alert alert-info"><ul><li>a</li></ul></div>'}                   | ${'> [!NOTE]\n>\n> - a'}
		${'tables with spans, as HTML'}       | ${'<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>'} | ${'<table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>'}
		${'code in a table, on one line'}     | ${'<table><tr><td><pre>a\n\nb</pre></td></tr></table>'}                        | ${'<table><tbody><tr><td><pre><code>a&#10;&#10;b</code></pre></td></tr></tbody></table>'}
		${'fences longer than the code has'}  | ${'<pre>```</pre>'}                                                            | ${'````\n```\n````'}
		${'links that show their address'}    | ${'<p><a href="https://a.example/">https://a.example/</a></p>'}                | ${'<https://a.example/>'}
		${'links with parentheses'}           | ${'<p><a href="https://a.example/(b)" title="t">c</a></p>'}                    | ${'[c](https://a.example/\\(b\\) "t")'}
		${'a link after an exclamation mark'} | ${'<p>a!<a href="https://a.example/">b</a></p>'}                               | ${'a\\![b](https://a.example/)'}
		${'addresses that are no links'}      | ${'<p>https://a.example</p>'}                                                  | ${'https\\://a.example'}
		${'what looks like Markdown'}         | ${'<p># a *b* _c_ d_e [f](g) 1. &lt;i&gt; &amp;amp;</p>'}                      | ${'\\# a \\*b\\* \\_c\\_ d_e \\[f\\](g) 1. \\<i> &amp;amp;'}
		${'spaces that Markdown folds'}       | ${'<pre></pre><p>&nbsp; a&nbsp;&nbsp; b</p>'}                                  | ${'&nbsp;&nbsp;a&nbsp;&nbsp; b'}
	`('T17: $what', ({ given, expected }: { given: string; expected: string }) => {
		expect(fromHtml(given)).toBe(expected);
	});

	it('T18: pipes in titles and images stay in their cell', () => {
		const html =
			'<table><tbody><tr><td><a href="https://a.example/" title="x | y">b</a>' +
			'<img src="https://a.example/i.png" alt="x | y" width="9"></td></tr></tbody></table>';

		expect(writeText('html', readText('markdown', fromHtml(html)))).toBe(html);
	});
});
