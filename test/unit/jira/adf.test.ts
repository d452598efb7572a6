import fc from 'fast-check';
import { adfToText, textToAdf } from '../../../src/jira/adf';
import { cleanText, CUT_NOTE, cutText, fitText, oneLine } from '../../../src/jira/clean-text';
import { cloud } from '../../../src/jira/cloud';
import { dataCenter } from '../../../src/jira/data-center';
import hostileTexts from '../../fixtures/hostile-texts.json';

/** Types of all nodes of a document. */
function nodeTypes(node: unknown): readonly string[] {
	const { type, content = [] } = node as { type: string; content?: readonly unknown[] };
	return [type, ...content.flatMap(nodeTypes)];
}

describe('textToAdf', () => {
	it.each(hostileTexts.map((text) => [text]))(
		'L9: %j is text in the document, nothing else',
		(text) => {
			const document = textToAdf(text);

			const harmless = ['doc', 'paragraph', 'text', 'hardBreak'];
			expect(nodeTypes(document).filter((type) => !harmless.includes(type))).toEqual([]);
			expect(JSON.stringify(document)).not.toContain('"text":""');
			expect(adfToText(document)).toBe(cleanText(text));
		},
	);

	it('property: reading gives back the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '{', '\t', '"') }), (text) => {
				expect(adfToText(textToAdf(text))).toBe(text);
			}),
			{ seed: 42 },
		);
	});
});

describe('adfToText', () => {
	it('reads what people write in the editor', () => {
		const text = (value: string) => ({ type: 'text', text: value });
		const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
		const item = (value: string) => ({ type: 'listItem', content: [paragraph(text(value))] });
		const document = {
			type: 'doc',
			version: 1,
			content: [
				{ type: 'heading', attrs: { level: 1 }, content: [text('Title')] },
				{ type: 'bulletList', content: [item('one'), item('two')] },
				{ type: 'orderedList', attrs: { order: 3 }, content: [item('three'), item('four')] },
				{
					type: 'taskList',
					content: [{ type: 'taskItem', attrs: { state: 'DONE' }, content: [text('did')] }],
				},
				{ type: 'codeBlock', content: [text('a\nb')] },
				{ type: 'rule' },
				{
					type: 'table',
					content: [
						{
							type: 'tableRow',
							content: [
								{ type: 'tableCell', content: [paragraph(text('x'))] },
								{ type: 'tableCell', content: [paragraph(text('y'))] },
							],
						},
					],
				},
				paragraph(
					{ type: 'mention', attrs: { id: 'x', text: '@Kim' } },
					text(' '),
					{ type: 'emoji', attrs: { shortName: ':x:' } },
					{ type: 'inlineCard', attrs: { url: 'https://x' } },
					{ type: 'date', attrs: { timestamp: '0' } },
					{ type: 'mediaInline', attrs: {} },
				),
				{ type: 'panel', content: [paragraph(text('panel'))] },
			],
		};

		expect(adfToText(document)).toBe(
			'Title\n\n- one\n- two\n\n3. three\n4. four\n\n[x] did\n\na\nb\n\n----\n\nx | y\n\n@Kim :x:https://x1970-01-01\n\npanel',
		);
		expect(adfToText(null)).toBe('');
	});
});

describe('long texts', () => {
	it.each([cloud, dataCenter])(
		'$deployment: a text that is too long is cut with a note',
		(dialect) => {
			const value = dialect.encodeText('{x}\n'.repeat(20_000));

			const size = typeof value === 'string' ? value.length : JSON.stringify(value).length;
			expect(size).toBeLessThanOrEqual(32_767);
			expect(size).toBeGreaterThan(31_000);
			expect(dialect.decodeText(value)).toMatch(/… cut: the text is longer than Jira stores\./);
		},
	);

	it('never cuts inside a character', () => {
		expect(cutText('ab😀', 4)).toBe('ab😀');
		expect(cutText('ab😀cd', 4)).toBe('ab…');
		expect(fitText('😀😀'.repeat(99), CUT_NOTE.length + 3, (text) => text.length)).toBe(
			`😀${CUT_NOTE}`,
		);
	});

	it('puts a text on one line', () => {
		expect(oneLine('  a\r\n\tb\u2028c ')).toBe('a b c');
	});
});
