import fc from 'fast-check';
import type { EntityMode } from '../../simulators/jira/text/wiki-render';
import {
	plainOf,
	readWiki,
	unescapeWiki,
	escapeWiki,
	writeWiki,
	type EscapeForm,
} from '../../src/text';
import { cleanCharacters } from '../../src/text/clean';
import { hostileText, richText } from '../support/text/trees';
import { wikiMarkup } from '../support/text/wiki-markup';
import { complaint, WIKI_PLACES } from '../support/text/wiki-places';

const seeded = { seed: 20_261_121, numRuns: 500 };
const anyText = fc.oneof(wikiMarkup, hostileText, fc.string({ unit: 'binary', maxLength: 40 }));
const form = fc.constantFrom<EscapeForm>('entities', 'zeroWidth');
const entities = fc.constantFrom<EntityMode>('preserved', 'shown');

describe('wiki markup', () => {
	it.each(WIKI_PLACES)('L9: any text is shown and not obeyed in $name', (place) => {
		fc.assert(
			fc.property(anyText, form, entities, (text, escapeForm, mode) => {
				expect(complaint(place, text, escapeForm, mode)).toBeUndefined();
			}),
			seeded,
		);
	});

	it('gives back the text that it escaped', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(unescapeWiki(escapeWiki(text))).toBe(cleanCharacters(text));
			}),
			seeded,
		);
	});

	it('T8: settles after one trip, whatever the tree', () => {
		fc.assert(
			fc.property(richText, (tree) => {
				const once = readWiki(writeWiki(tree));

				expect(readWiki(writeWiki(once))).toEqual(once);
			}),
			seeded,
		);
	});

	it('T8: settles after one trip, whatever the markup', () => {
		fc.assert(
			fc.property(wikiMarkup, (markup) => {
				const once = readWiki(writeWiki(readWiki(markup)));

				expect(readWiki(writeWiki(once))).toEqual(once);
			}),
			seeded,
		);
	});

	it('reads plain text back as it was written', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const tree = readWiki(escapeWiki(text));

				expect(withoutSpace(plainOf(tree))).toBe(withoutSpace(text));
			}),
			seeded,
		);
	});
});

function withoutSpace(text: string): string {
	return cleanCharacters(text).replace(/\s+/gu, '');
}
