import fc from 'fast-check';
import { limitText, plainOf, readText, writeText } from '../../../src/text';
import { headOf } from '../../../src/text/limit';
import type { RichText } from '../../../src/text/tree';
import { schemaProblems } from '../../support/text/adf-schema';
import { richText } from '../../support/text/trees';

const POINTER = '… cut: the whole text is in the record.';
const jsonLength = (tree: RichText): number => JSON.stringify(writeText('adf', tree)).length;

describe('T22: cutting a text', () => {
	it('leaves a text that fits as it is', () => {
		const tree = readText('markdown', '**a** b');

		expect(limitText(tree, 1_000, jsonLength, POINTER)).toBe(tree);
	});

	it('fills the limit and ends with the pointer', () => {
		const tree = readText('markdown', '- **bold** and `code`\n'.repeat(2_000));

		const cut = limitText(tree, 32_000, jsonLength, POINTER);

		expect(jsonLength(cut)).toBeLessThanOrEqual(32_000);
		expect(jsonLength(cut)).toBeGreaterThan(31_000);
		expect(plainOf(cut).endsWith(POINTER)).toBe(true);
	});

	it('keeps within any limit, as a document that the schema accepts', () => {
		const limits = fc.integer({ min: 200, max: 3_000 });
		fc.assert(
			fc.property(richText, limits, (tree, limit) => {
				const cut = limitText(tree, limit, jsonLength, POINTER);

				expect(jsonLength(cut)).toBeLessThanOrEqual(limit);
				expect(schemaProblems(writeText('adf', cut))).toEqual([]);
			}),
			{ seed: 20_261_121, numRuns: 150 },
		);
	});

	it('does not split a family, a flag or an accent', () => {
		const text = '👩‍👩‍👧🇩🇪é'.repeat(3);

		const heads = Array.from({ length: text.length + 1 }, (_, length) => headOf(text, length));

		for (const head of heads)
			expect(text.replaceAll(/👩‍👩‍👧|🇩🇪|é/gu, 'x')).toContain(head.replaceAll(/👩‍👩‍👧|🇩🇪|é/gu, 'x'));
		expect(heads.at(-1)).toBe(text);
	});

	it('measures a mebibyte at most 25 times', () => {
		const tree = readText('plain', 'a line of text\n'.repeat(70_000));
		let measured = 0;
		const sizeOf = (given: RichText): number => {
			measured += 1;
			return plainOf(given).length;
		};

		const cut = limitText(tree, 32_767, sizeOf, POINTER);

		expect(plainOf(cut).length).toBeLessThanOrEqual(32_767);
		expect(measured).toBeLessThanOrEqual(25);
	});
});
