import { readText, writeText } from '../../../src/text';
import type { RichText } from '../../../src/text/tree';

const PIECES = [
	'ordinary *text* with `code` and [a link](https://x.example/y).\n\n',
	'[',
	'*a ',
	'a**b',
	'_a ',
	'~~a ',
	'`',
	'<',
	'<a href="',
	'![',
	'[a](',
	'> ',
	'- ',
	'<b><i></b>',
	'<table><td>',
	'<font color=red><p>',
	'</a></b>',
	'<!--',
	'&nbsp;',
	'http:',
	'https://',
];
const repeat = (piece: string, length: number): string =>
	piece.repeat(Math.ceil(length / piece.length));

/** Time of this process, not of the clock: other processes take theirs. */
const cost = (format: 'markdown' | 'html', text: string): number => {
	const start = process.cpuUsage();
	const tree = readText(format, text);
	for (const target of ['plain', 'markdown', 'html', 'adf'] as const) writeText(target, tree);
	return process.cpuUsage(start).user / 1_000;
};

/** Quadratic work would take 256 times as long for 16 times the text; the floor keeps out what the machine adds. */
const MOST_TIMES = 100;
const FLOOR_MS = 10;

describe.each(['markdown', 'html'] as const)(
	'T6: the cost of %s grows with its length',
	(format) => {
		it.each(PIECES)('for a run of %j', (piece) => {
			cost(format, repeat(piece, 2_000));
			const short = Math.max(FLOOR_MS, cost(format, repeat(piece, 2_000)));

			expect(cost(format, repeat(piece, 62_000))).toBeLessThan(short * MOST_TIMES);
		});
	},
);

describe('a line with many marks', () => {
	const marked = (texts: number): RichText => ({
		blocks: [
			{
				type: 'paragraph',
				content: Array.from({ length: texts }, (_, index) => ({
					type: 'text',
					text: 'word',
					marks: index % 2 === 0 ? [] : [{ type: 'strong' }],
				})),
			},
		],
	});
	const writing = (format: 'markdown' | 'html' | 'wiki', texts: number): number => {
		const tree = marked(texts);
		const start = process.cpuUsage();
		writeText(format, tree);
		return process.cpuUsage(start).user / 1_000;
	};

	it.each(['markdown', 'html', 'wiki'] as const)(
		'T6: is written to %s in proportion to it',
		(format) => {
			writing(format, 10_000);
			const short = Math.max(FLOOR_MS, writing(format, 10_000));

			// Quadratic work would take 225 times as long for 15 times the text.
			expect(writing(format, 150_000)).toBeLessThan(short * MOST_TIMES);
		},
	);
});

describe('a very long text', () => {
	it.each`
		what                    | text
		${'130,000 paragraphs'} | ${'a\n\n'.repeat(130_000)}
		${'130,000 backticks'}  | ${`\`\`\`\`\n${'` '.repeat(130_000)}\n\`\`\`\``}
	`('T6: of $what is read and written', ({ text }: { text: string }) => {
		const tree = readText('markdown', text);

		const again = readText('markdown', writeText('markdown', tree));

		expect(JSON.stringify(again) === JSON.stringify(tree)).toBe(true);
	});
});
