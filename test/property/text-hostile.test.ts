import fc from 'fast-check';
import { plainOf, readText, writeText } from '../../src/text';
import type { Block, RichText } from '../../src/text/tree';
import hostileTexts from '../fixtures/hostile-texts.json';
import { hostileText } from '../support/text/trees';

const seeded = { seed: 20_261_121, numRuns: 500 };
const MARKED_UP = ['markdown', 'html', 'adf'] as const;

/** T20: white space that nobody sees, characters that nobody can store. */
const visible = (text: string): string =>
	text
		// eslint-disable-next-line no-control-regex -- vertical tab and form feed end lines
		.replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
		// eslint-disable-next-line no-control-regex -- the control characters are what is removed
		.replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/g, '')
		.replace(/\p{Surrogate}/gu, '')
		.replaceAll('\t', '    ')
		.replace(/[ \u00a0]{2,}/g, (run) => ' '.repeat(run.length))
		.split('\n')
		.map((line) => line.trimEnd().replace(/^\u00a0/, ' '))
		.join('\n')
		.replace(/\n{2,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '');

const isPlain = (tree: RichText): boolean =>
	tree.blocks.every((block: Block) => block.type === 'paragraph' && isPlainLine(block.content));
const isPlainLine = (content: Extract<Block, { type: 'paragraph' }>['content']): boolean =>
	content.every(
		(inline) => inline.type === 'break' || (inline.type === 'text' && inline.marks.length === 0),
	);

const arrives = (format: (typeof MARKED_UP)[number], text: string): void => {
	const arrived = readText(format, writeText(format, readText('plain', text)));

	expect({ text: plainOf(arrived), isPlain: isPlain(arrived) }).toEqual({
		text: visible(text),
		isPlain: true,
	});
};

describe('L9: a plain text', () => {
	it.each(MARKED_UP)('T20: arrives in %s as it was given, without a mark', (format) => {
		fc.assert(
			fc.property(hostileText, (text) => arrives(format, text)),
			seeded,
		);
	});

	describe.each(MARKED_UP)('of the corpus, in %s', (format) => {
		it.each(hostileTexts as readonly string[])('%j', (text) => arrives(format, text));
	});

	it.each(MARKED_UP)('of one line of a mebibyte arrives in %s', (format) => {
		arrives(format, 'a*b_[c](d)<e>&f; '.repeat(61_681).slice(0, 1_048_575));
	});
});
