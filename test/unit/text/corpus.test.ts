import type { JsonValue } from '../../../src/model/json';
import { plainOf, readText, writeText, type ReadableFormat } from '../../../src/text';
import { normalize } from '../../../src/text/normal';
import { schemaProblems } from '../../support/text/adf-schema';
import { CORPUS } from '../../support/text/corpus';

const FORMATS = Object.keys(CORPUS) as readonly ReadableFormat[];
/** Documents with nodes that no schema knows, or that are none. */
const NOT_IN_SCHEMA = /^unknown|^broken/;

const thereAndBack = (from: ReadableFormat, by: ReadableFormat, value: JsonValue): JsonValue => {
	const there = writeText(by, readText(from, value));
	return writeText(from, readText(by, there));
};

describe('the corpus', () => {
	it('has more than 300 documents', () => {
		expect(FORMATS.flatMap((format) => CORPUS[format]).length).toBeGreaterThan(300);
	});

	it('has a schema that finds mistakes', () => {
		expect(
			schemaProblems({ type: 'doc', version: 1, content: [{ type: 'listItem', content: [] }] }),
		).not.toEqual([]);
	});
});

describe.each(FORMATS)('the corpus of %s', (format) => {
	it.each(CORPUS[format])('T1: $name is read in normal form', ({ value }) => {
		const tree = readText(format, value);

		expect(normalize(tree)).toEqual(tree);
	});

	it.each(CORPUS[format])('T8: $name settles through every format', ({ value }) => {
		for (const by of FORMATS) {
			const once = thereAndBack(format, by, value);

			expect(thereAndBack(format, by, once)).toEqual(once);
		}
	});

	it.each(CORPUS[format].filter(({ name }) => !NOT_IN_SCHEMA.test(name)))(
		'T13: $name is an Atlassian document that the schema accepts',
		({ value }) => {
			expect(schemaProblems(writeText('adf', readText(format, value)))).toEqual([]);
		},
	);

	it.each(CORPUS[format])('T10: $name shows the same text everywhere', ({ value }) => {
		const words = (text: string): string => text.replace(/[\s|>-]+/g, '');
		const tree = readText(format, value);

		for (const by of ['markdown', 'html'] as const)
			expect(words(plainOf(readText(by, writeText(by, tree))))).toBe(words(plainOf(tree)));
	});
});
