import type { JsonValue } from '../src/model/json';

type Pieces = Readonly<Record<'markdown' | 'html' | 'adf' | 'wiki', readonly JsonValue[]>>;

const node = (text: string, ...marks: readonly string[]) => ({
	type: 'text',
	text,
	marks: marks.map((type) => ({ type })),
});
const paragraph = (...content: readonly JsonValue[]) => ({ type: 'paragraph', content });
const quote = (depth: number): JsonValue =>
	depth === 0
		? paragraph(node('a'))
		: { type: 'panel', attrs: { panelType: 'info' }, content: [quote(depth - 1)] };

/** What people write: a heading, a line with marks and a link, a list. */
export const ORDINARY: Pieces = {
	markdown: [
		'## Crash\n\nSome **bold** text with [a link](https://example.com).\n\n- item `code`\n\n',
	],
	html: [
		'<h2>Crash</h2><p>Some <b>bold</b> text with <a href="https://example.com">a link</a>.</p>' +
			'<ul><li>item <code>code</code></li></ul>',
	],
	adf: [
		{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Crash' }] },
		paragraph(node('Some '), node('bold', 'strong'), node(' text with '), {
			...node('a link'),
			marks: [{ type: 'link', attrs: { href: 'https://example.com' } }],
		}),
		{
			type: 'bulletList',
			content: [{ type: 'listItem', content: [paragraph(node('item'), node('code', 'code'))] }],
		},
	],
	wiki: ['h2. Crash\n\nSome *bold* text with [a link|https://example.com].\n\n* item {{code}}\n\n'],
};

/** What makes careless readers slow: runs of markup that opens and never ends. */
export const NASTY: Pieces = {
	markdown: ['[', '*a ', 'a**b', '_a ', '`', '![', '[a](', '> ', '<', '~~a ', 'https://'],
	html: [
		'<b>a<i>b</b>',
		'<font color=red><p>a',
		'a</a></b>',
		'a<',
		'<ul>a',
		'a&nbsp',
		'<table><td>a',
		'<a href="',
	],
	adf: [
		paragraph(node('['), node('*', 'strong'), node('{', 'em', 'strong'), node('`', 'strike')),
		paragraph(...Array.from({ length: 20 }, () => ({ type: 'hardBreak' }))),
		{ type: 'unknown', content: [paragraph(node('a'))] },
		quote(30),
	],
	wiki: ['{', '[', '*', '||', '\\\\\\', '{code:x}', '{{a ', '[~a', '{quote}', '_a ', '}}'],
};

/** A text of so many kilobytes with an equal run of each piece; pieces that are nodes make a document. */
export function sized(pieces: readonly JsonValue[], kilobytes: number): JsonValue {
	const length = (kilobytes * 1024) / pieces.length;
	const runs = pieces.map((piece) => {
		const text = typeof piece === 'string' ? piece : JSON.stringify(piece);
		return { piece, text, times: Math.ceil(length / text.length) };
	});
	if (pieces.every((piece) => typeof piece === 'string'))
		return runs.map(({ text, times }) => text.repeat(times)).join('');
	const content = runs.flatMap(({ piece, times }) => Array.from({ length: times }, () => piece));
	return { type: 'doc', version: 1, content };
}
