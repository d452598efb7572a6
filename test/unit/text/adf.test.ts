import type { JsonValue } from '../../../src/model/json';
import { mapInlines, plainOf, readText, writeText } from '../../../src/text';

const doc = (...content: readonly JsonValue[]): JsonValue => ({ type: 'doc', version: 1, content });
const text = (value: string): JsonValue => ({ type: 'text', text: value });
const paragraph = (...content: readonly JsonValue[]): JsonValue => ({ type: 'paragraph', content });
const media = { type: 'media', attrs: { type: 'file', id: '6e7c7f2c', collection: '' } };
const single: JsonValue = {
	type: 'mediaSingle',
	attrs: { layout: 'align-start' },
	content: [media],
};
const adfOf = (format: 'html' | 'markdown', value: string) =>
	writeText('adf', readText(format, value));

describe('Atlassian documents are written', () => {
	it.each`
		what                         | html                                                                        | nodes
		${'headings in quotes'}      | ${'<blockquote><h2>a</h2></blockquote>'}                                    | ${'blockquote paragraph text strong'}
		${'tables in panels'}        | ${'<div class="alert-info"><table><td>a<td>b</table></div>'}                | ${'panel paragraph text'}
		${'panels in list items'}    | ${'<ul><li>x<div class="alert-info">a</div></ul>'}                          | ${'bulletList listItem paragraph text paragraph text'}
		${'quotes in quotes'}        | ${'<blockquote>a<blockquote>b</blockquote></blockquote>'}                   | ${'blockquote paragraph text paragraph text'}
		${'expands in tables'}       | ${'<table><td><details><summary>s</summary>a</details></table>'}            | ${'table tableRow tableCell nestedExpand paragraph text'}
		${'expands in panels'}       | ${'<div class="alert-info"><details><summary>s</summary>a</details></div>'} | ${'panel paragraph text strong paragraph text'}
		${'items that start a list'} | ${'<ul><li><ul><li>a</ul></ul>'}                                            | ${'bulletList listItem paragraph bulletList listItem paragraph text'}
		${'empty cells'}             | ${'<table><td></td><td>a</table>'}                                          | ${'table tableRow tableCell paragraph tableCell paragraph text'}
		${'images between words'}    | ${'<p>a <img src="https://x.example/i.png"> b</p>'}                         | ${'paragraph text mediaSingle media paragraph text'}
		${'images in headings'}      | ${'<h1><img src="https://x.example/i.png" alt="i"></h1>'}                   | ${'heading text link'}
		${'unknown attachments'}     | ${'<img src="attachment:a.png">'}                                           | ${'paragraph text'}
		${'rules in list items'}     | ${'<ul><li>a<hr></ul>'}                                                     | ${'bulletList listItem paragraph text paragraph text'}
		${'tasks in quotes'}         | ${'<blockquote><ul><li><input type=checkbox>a</ul></blockquote>'}           | ${'blockquote bulletList listItem paragraph text'}
		${'lists under tasks'}       | ${'<ul><li><input type=checkbox>a<ul><li>b</ul></ul>'}                      | ${'taskList taskItem text hardBreak text'}
	`('T13: $what', ({ html, nodes }: { html: string; nodes: string }) => {
		const types: string[] = [];
		JSON.stringify(adfOf('html', html), (key, value: unknown) => {
			if (key === 'type' && value !== 'doc' && value !== 'external') types.push(String(value));
			return value;
		});

		expect(types.join(' ')).toBe(nodes);
	});

	it('T12: an image of an attachment with the media id that the caller knows', () => {
		const tree = readText('markdown', '![](attachment:a%20b.png)');

		const document = writeText('adf', tree, {
			attachmentMedia: (name) =>
				name === 'a b.png' ? { id: '6e7c7f2c', collection: '' } : undefined,
		});

		expect(JSON.stringify(document)).toContain('"id":"6e7c7f2c"');
		expect(readText('adf', document)).toEqual(tree);
	});
});

describe('Atlassian documents are read', () => {
	it('T11: what the tree has no word for is written back as it came', () => {
		const document = doc(
			{ type: 'futureBlock', attrs: { a: 1 }, content: [paragraph(text('kept'))] },
			paragraph(text('a'), { type: 'futureInline', attrs: { text: 'shown' } }),
			single,
		);

		const tree = readText('adf', document);

		expect(writeText('adf', tree)).toEqual(document);
		expect(plainOf(tree)).toBe('kept\n\nashown');
	});

	it('T19: a mention is a name to every other format, and nobody there can make one', () => {
		const mention = { type: 'mention', attrs: { id: '5b10', text: '@Kim' } };
		const markdown = writeText('markdown', readText('adf', doc(paragraph(mention))));

		expect(markdown).toBe('@Kim');
		expect(JSON.stringify(writeText('adf', readText('markdown', markdown)))).not.toContain(
			'mention',
		);
	});

	it('T19: mentions of other users after the caller has mapped them', () => {
		const tree = readText(
			'adf',
			doc(paragraph({ type: 'mention', attrs: { id: 'a', text: '@A' } })),
		);

		const mapped = mapInlines(tree, (inline) =>
			inline.type === 'mention' ? [{ type: 'mention', id: 'b', name: 'Bea' }] : [inline],
		);

		expect(writeText('adf', mapped)).toEqual(
			doc(paragraph({ type: 'mention', attrs: { id: 'b', text: '@Bea' } })),
		);
	});

	it.each([null, 5, 'text', [], {}, { type: 'doc' }, { content: 'x' }])(
		'a value that is no document, %j, is empty',
		(value) => {
			expect(readText('adf', value as JsonValue)).toEqual({ blocks: [] });
		},
	);

	it('T6: 10,000 levels keep their text', () => {
		let node: JsonValue = paragraph(text('deep down'));
		for (let level = 0; level < 10_000; level += 1) node = { type: 'blockquote', content: [node] };

		expect(plainOf(readText('adf', doc(node)))).toContain('deep down');
	});
});
