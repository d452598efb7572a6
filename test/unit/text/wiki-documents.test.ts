import { readFileSync } from 'node:fs';
import { renderWiki } from '../../../simulators/jira/text/wiki-render';
import { plainOf, readWiki, writeWiki } from '../../../src/text';

/** Texts as people write them into Jira Data Center, one after the other. */
const documents = readFileSync('test/fixtures/texts/wiki.txt', 'utf8').split('\n=====\n');

/** Macros that Jira obeys differently from how people read them, or that Jira Data Center does not have. */
const UNLIKE =
	/\{(?:excerpt|status|section|expand|html|toc|include|jira|0)\b|never closed|unclosed|-- |\/users\//;

const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const shown = (markup: string): string => renderWiki(markup, { entities: 'preserved' }).text;

describe('documents of Data Center users', () => {
	it('are at least eighty', () => {
		expect(new Set(documents).size).toBeGreaterThanOrEqual(80);
	});

	it.each(documents)('settle after one trip: %s', (document) => {
		const once = readWiki(document);
		const written = writeWiki(once);

		expect(readWiki(written)).toEqual(once);
		expect(writeWiki(readWiki(written))).toBe(written);
	});

	it.each(documents.filter((text) => !UNLIKE.test(text)))(
		'show the same words in Jira after a trip: %s',
		(document) => {
			expect(words(shown(writeWiki(readWiki(document))))).toEqual(words(shown(document)));
		},
	);

	it.each(documents)('lose no word: %s', (document) => {
		const seen = new Set(words(plainOf(readWiki(document))));
		const visible = shown(document).replace(/Unknown macro: \{[^}]*\}/g, '');

		expect(words(visible).filter((word) => !seen.has(word))).toEqual([]);
	});
});
