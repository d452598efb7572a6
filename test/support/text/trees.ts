import fc from 'fast-check';
import { normalize } from '../../../src/text/normal';
import type { Block, Inline, Mark, RichText } from '../../../src/text/tree';

const word = fc.constantFrom(
	'error',
	'Größe',
	'naïve',
	'日本語',
	'שלום',
	'مرحبا',
	'👩‍👩‍👧',
	'🙂',
	'x',
	'1.',
	'2)',
	'-',
	'+',
	'#',
	'>',
	'=',
	'*',
	'**',
	'_',
	'a_b',
	'~~',
	'`',
	'``',
	'|',
	'\\',
	'<b>',
	'</p>',
	'&amp;',
	'&',
	'[a](b)',
	'![',
	'[x]',
	'[!NOTE]',
	'http://a.example/?q=1&b=(2)',
	'www.example.com',
	'a@example.com',
	'@Kim',
	':',
	'---',
	'***',
	'```',
	'"quoted"',
	"it's",
	'(',
	')',
	'.',
	'!',
	'{code}',
	'h1.',
	'\u00a0',
	'\u3000',
	'<!--',
	'javascript:alert(1)',
);
const space = fc.constantFrom(' ', ' ', ' ', '', '', '  ');
const phrase = fc
	.array(fc.tuple(word, space), { minLength: 1, maxLength: 5 })
	.map((parts) => parts.map(([text, gap]) => text + gap).join(''));
const hostile = fc.oneof(
	{ weight: 5, arbitrary: phrase },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 20 }) },
);

const href = fc.constantFrom(
	'https://example.com/',
	'http://a.example/?q=1&copy=2#top',
	'https://en.wikipedia.org/wiki/A_(b)',
	'mailto:a@example.com',
	'tel:+123',
	'https://例え.jp/ä ö',
	'javascript:alert(1)',
	'https://x.example/*_~`',
);
const color = fc.constantFrom('#ff0000', '#000000', '#00AA11', 'red');
const mark: fc.Arbitrary<Mark> = fc.oneof(
	fc.record({ type: fc.constant('link' as const), href, title: fc.oneof(fc.constant(''), phrase) }),
	fc.constantFrom<Mark>(
		{ type: 'strong' },
		{ type: 'strong' },
		{ type: 'emphasis' },
		{ type: 'emphasis' },
		{ type: 'underline' },
		{ type: 'strike' },
		{ type: 'superscript' },
		{ type: 'subscript' },
		{ type: 'code' },
	),
	fc.record({ type: fc.constantFrom('color' as const, 'background' as const), value: color }),
);
const optionalPixels = fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined });

const image: fc.Arbitrary<Inline> = fc
	.record({
		source: fc.oneof(
			fc.record({ kind: fc.constant('url' as const), url: href }),
			fc.record({ kind: fc.constant('attachment' as const), name: phrase }),
		),
		alt: fc.oneof(fc.constant(''), phrase),
		href: fc.option(href, { nil: undefined }),
		width: optionalPixels,
	})
	.map(({ href: link, width, ...rest }) => ({
		type: 'image',
		...rest,
		...(link === undefined ? {} : { href: link }),
		...(width === undefined ? {} : { width }),
	}));

const inline: fc.Arbitrary<Inline> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			type: fc.constant('text' as const),
			text: hostile,
			marks: fc.oneof(fc.constant([]), fc.array(mark, { maxLength: 3 })),
		}),
	},
	{ weight: 2, arbitrary: fc.constant<Inline>({ type: 'break' }) },
	{ weight: 1, arbitrary: image },
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('mention' as const),
			id: fc.constantFrom('5b10a2844c20165700ede21g', 'kim'),
			name: fc.constantFrom('Kim Park', '', 'a*b'),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom<Inline>(
			{ type: 'emoji', shortName: ':smile:', text: '😄' },
			{ type: 'emoji', shortName: ':atlassian:', text: ':atlassian:' },
			{
				type: 'opaque',
				format: 'adf',
				raw: { type: 'status', attrs: { text: 'IN PROGRESS', color: 'blue' } },
				text: 'IN PROGRESS',
			},
			{
				type: 'opaque',
				format: 'adf',
				raw: { type: 'date', attrs: { timestamp: '1763683200000' } },
				text: '2025-11-21',
			},
		),
	},
);
const line = fc.array(inline, { maxLength: 5 });
const codeText = fc
	.array(fc.oneof(phrase, fc.constantFrom('', '    indented', '```', '</pre>', '{code}')), {
		maxLength: 4,
	})
	.map((lines) => lines.join('\n'));
const language = fc.constantFrom(undefined, 'ts', 'C++', 'not a language');

const { block } = fc.letrec<{ block: Block; blocks: readonly Block[] }>((tie) => ({
	blocks: fc.array(tie('block'), { maxLength: 3 }),
	block: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.record({ type: fc.constant('paragraph' as const), content: line }),
		fc.record({
			type: fc.constant('heading' as const),
			level: fc.constantFrom(1, 2, 3, 4, 5, 6),
			content: line,
		}),
		fc
			.record({ type: fc.constant('code' as const), text: codeText, language })
			.map(({ language: name, ...rest }): Block =>
				name === undefined ? rest : { ...rest, language: name },
			),
		fc.constant<Block>({ type: 'rule' }),
		fc.record({
			type: fc.constant('bulletList' as const),
			items: fc.array(fc.record({ blocks: tie('blocks') }), { maxLength: 3 }),
		}),
		fc.record({
			type: fc.constant('orderedList' as const),
			start: fc.constantFrom(1, 0, 7),
			items: fc.array(fc.record({ blocks: tie('blocks') }), { maxLength: 3 }),
		}),
		fc.record({
			type: fc.constant('taskList' as const),
			items: fc.array(fc.record({ done: fc.boolean(), content: line, blocks: tie('blocks') }), {
				maxLength: 3,
			}),
		}),
		fc.record({ type: fc.constant('quote' as const), blocks: tie('blocks') }),
		fc.record({
			type: fc.constant('panel' as const),
			kind: fc.constantFrom('info', 'note', 'tip', 'success', 'warning', 'error'),
			title: fc.oneof(fc.constant(''), phrase),
			blocks: tie('blocks'),
		}),
		fc.record({
			type: fc.constant('expand' as const),
			title: fc.oneof(fc.constant(''), phrase),
			blocks: tie('blocks'),
		}),
		fc.record({
			type: fc.constant('table' as const),
			rows: fc.array(
				fc.record({
					cells: fc.array(
						fc.record({
							header: fc.boolean(),
							columns: fc.constantFrom(1, 1, 1, 2),
							rows: fc.constantFrom(1, 1, 1, 2),
							blocks: tie('blocks'),
						}),
						{ maxLength: 3 },
					),
				}),
				{ maxLength: 3 },
			),
		}),
	) as fc.Arbitrary<Block>,
}));

/** Trees of every shape, with the strings that formats trip over, in normal form. */
export const richText: fc.Arbitrary<RichText> = fc
	.array(block, { maxLength: 4 })
	.map((blocks) => normalize({ blocks }));

/** Strings that look like markup of some format. */
export const hostileText: fc.Arbitrary<string> = fc
	.array(fc.oneof(hostile, fc.constantFrom('\n', '\n\n', '\t', '  ')), { maxLength: 8 })
	.map((parts) => parts.join(''));
