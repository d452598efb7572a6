import { escapeWiki, readWiki, writeWiki } from '../../../src/text';
import { stringCost } from '../../support/text/string-cost';

const NASTY = [
	...['{', '[', '*', '|', '\\', '!', '-', '#', '&', '~', '}}', '{{', '??', '\uFFFC', ' ', '\t'],
	...[
		'{a}',
		'{a:b}',
		'{code:x}',
		'{quote}',
		'{color:red}',
		'{panel:title=x}',
		'{a:b}{c}',
		'{*}',
		'\\{',
	],
	...['_a ', '^a', '(x)', '!a', '{{a ', '[a|', '[~a', '* ', '\\\\ ', 'http://a.b ', ';)', '&#1;'],
	...[
		'a\n',
		'* x\n',
		'*# x\n',
		'|a|b|\n',
		'|x\n',
		'h1. x\n',
		'bq. {quote}\n',
		'\n',
		' \n',
		'|* a\n* b|\n',
	],
	'{code}\n[~a] {code\n{code}\n',
	'Ordinary *text* with [a link|https://example.com], {{code}} and a line end.\n',
];

const sized = (piece: string, kilobytes: number): string =>
	piece.repeat(Math.ceil((kilobytes * 1024) / piece.length));

/** Ten times the text may take ten times the steps, and a little for what grows by itself, such as numbers. */
const LINEAR = 12;

describe('work on wiki markup grows with the text', () => {
	it.each(NASTY)('reading, for %j', (piece) => {
		const cost = (kilobytes: number) => stringCost(() => void readWiki(sized(piece, kilobytes)));

		expect(cost(10) / cost(1)).toBeLessThan(LINEAR);
	});

	it.each(NASTY)('escaping, for %j', (piece) => {
		const cost = (kilobytes: number) => stringCost(() => void escapeWiki(sized(piece, kilobytes)));

		expect(cost(10) / cost(1)).toBeLessThan(LINEAR);
	});

	it.each(NASTY)('writing, for %j', (piece) => {
		const trees = new Map([1, 10].map((size) => [size, readWiki(sized(piece, size))]));
		const cost = (size: number) =>
			stringCost(() => void writeWiki(trees.get(size) ?? { blocks: [] })) + 1024;

		expect(cost(10) / cost(1)).toBeLessThan(LINEAR);
	});

	it.each(['{', '[', '*'])('up to a hundred kilobytes, for %j', (piece) => {
		const per = [1, 100].map(
			(size) => stringCost(() => void readWiki(sized(piece, size))) / sized(piece, size).length,
		);

		expect(per[1]).toBeLessThan(2 * (per[0] ?? 0));
	});

	it('sees quadratic work', () => {
		const quadratic = (text: string): void => {
			for (let at = 0; at < text.length; at += 1) text.indexOf('missing', at);
		};
		const cost = (kilobytes: number) => stringCost(() => quadratic(sized('a', kilobytes)));

		expect(cost(10) / cost(1)).toBeGreaterThan(90);
	});
});
