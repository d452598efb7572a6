import fc from 'fast-check';
import { readText, writeText, type ReadableFormat } from '../../src/text';
import { normalize } from '../../src/text/normal';
import type { RichText } from '../../src/text/tree';
import { richText } from '../support/text/trees';

const seeded = { seed: 20_261_121, numRuns: 60 };
const FORMATS: readonly ReadableFormat[] = ['plain', 'markdown', 'html', 'adf', 'wiki'];
const PAIRS = FORMATS.flatMap((a) => FORMATS.map((b) => [a, b] as const));

const through = (format: ReadableFormat, tree: RichText) =>
	readText(format, writeText(format, tree));

describe('trees', () => {
	it('T1: the normal form of a normal form is itself', () => {
		fc.assert(
			fc.property(richText, (tree) => {
				expect(normalize(tree)).toEqual(tree);
			}),
			seeded,
		);
	});

	it.each(FORMATS)('T8: %s settles after one trip', (format) => {
		fc.assert(
			fc.property(richText, (tree) => {
				const once = through(format, tree);

				expect(through(format, once)).toEqual(once);
			}),
			seeded,
		);
	});

	it.each(['markdown', 'html'] as const)('T8: %s says all that the tree says', (format) => {
		fc.assert(
			fc.property(richText, (tree) => {
				const once = through('html', tree);

				expect(through(format, once)).toEqual(once);
			}),
			seeded,
		);
	});

	it.each(PAIRS)('T8: %s to %s and back, twice, equals once', (a, b) => {
		fc.assert(
			fc.property(richText, (tree) => {
				const start = writeText(a, tree);
				const thereAndBack = (value: typeof start) => writeText(a, through(b, readText(a, value)));

				const once = thereAndBack(start);

				expect(thereAndBack(once)).toEqual(once);
			}),
			seeded,
		);
	});
});
