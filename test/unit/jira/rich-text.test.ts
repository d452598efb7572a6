import { encodeRichText, plainRichText, readTextInput } from '../../../src/jira/rich-text';
import { readText } from '../../../src/text';

const DOC = {
	type: 'doc',
	version: 1,
	content: [
		{ type: 'paragraph', content: [{ type: 'text', text: 'one', marks: [{ type: 'strong' }] }] },
		{
			type: 'panel',
			attrs: { panelType: 'info', localId: 'p1' },
			content: [{ type: 'paragraph', content: [{ type: 'text', text: 'kept' }] }],
		},
		{ type: 'extension', attrs: { extensionKey: 'app', extensionType: 'com.app', text: '' } },
	],
};

describe('inputs of rich text fields', () => {
	it.each([
		['text', 'a *b*', { format: 'plain', text: 'a *b*' }],
		['a number', 7, { format: 'plain', text: '7' }],
		['named Markdown', { format: 'markdown', text: '*b*' }, { format: 'markdown', text: '*b*' }],
		['an Atlassian document', DOC, { format: 'adf', text: DOC }],
		['an unknown format', { format: 'rtf', text: 'x' }, undefined],
		['a list', ['x'], undefined],
	])('%s', (_name, input, expected) => {
		expect(readTextInput(input)).toEqual(expected);
	});

	it('text without a format is what the caller usually writes', () => {
		expect(readTextInput('*b*', 'markdown')).toEqual({ format: 'markdown', text: '*b*' });
	});
});

describe('texts as Jira stores them', () => {
	it.each(['adf', 'wiki'] as const)('%s: Markdown is formatted, plain text is not', (jira) => {
		const markdown = encodeRichText(jira, { format: 'markdown', text: '**bold** {x}' });
		const plain = encodeRichText(jira, { format: 'plain', text: '**bold** {x}' });

		expect(readText(jira, markdown.value)).toEqual(readText('markdown', '**bold** {x}'));
		expect(plainRichText(jira, markdown.value)).toBe('bold {x}');
		expect(plainRichText(jira, plain.value)).toBe('**bold** {x}');
	});

	it.each(['adf', 'wiki'] as const)('%s: a text that is too long is cut and says so', (jira) => {
		const { value, isCut } = encodeRichText(jira, {
			format: 'plain',
			text: '{x}\n'.repeat(20_000),
		});

		expect(isCut).toBe(true);
		expect(plainRichText(jira, value)).toMatch(/… cut: the text is longer than Jira stores\./);
		const size = typeof value === 'string' ? value.length : JSON.stringify(value).length;
		expect(size).toBeLessThanOrEqual(32_767);
	});

	it('T23: an edit of one paragraph leaves formats, panels and unknown nodes of the others', () => {
		const text = 'one\n\nkept\n\nnew';

		const { value } = encodeRichText('adf', { format: 'plain', text }, DOC);

		const { content } = value as typeof DOC;
		expect(content.slice(0, 3)).toEqual(DOC.content);
		expect(content[3]).toMatchObject({ type: 'paragraph', content: [{ text: 'new' }] });
	});

	it('T23: on Data Center what has not changed keeps its formats', () => {
		const before = 'h1. Title\n\n*bold* and [link|https://example.com/a]\n\n* item';
		const text = plainRichText('wiki', before).replace('item', 'other item');

		const { value } = encodeRichText('wiki', { format: 'plain', text }, before);

		expect(String(value)).toContain('h1. Title');
		expect(String(value)).toContain('*bold*');
		expect(String(value)).toContain('other item');
	});
});
