import fc from 'fast-check';
import { renderWiki } from '../../../simulators/jira/text/wiki-render';
import { readWiki, WIKI_LIMIT, writeWiki } from '../../../src/text';
import hostileTexts from '../../fixtures/hostile-texts.json';
import { richText } from '../../support/text/trees';

const NOTE = 'There is more.';
const long = (text: string, times: number) => readWiki(`${text}\n\n`.repeat(times));

describe('cutting wiki markup', () => {
	it('leaves a text that fits as it is', () => {
		const tree = long('a *b* {{c}}', 10);

		expect(writeWiki(tree, { limit: WIKI_LIMIT })).toBe(writeWiki(tree));
	});

	it.each([
		'*bold _and italic_ text* {color:#ff0000}red{color} [link|https://example.com/]',
		'* a\n** b\n# c',
		'||h||i||\n|a|b|',
		'{panel:title=t|bgColor=#fffae6}\n* x\n{panel}',
		'{code:java}\nint x;\n{code}',
		'{quote}\nx\n{quote}',
		'🙂👩‍👩‍👧 é',
		'!screen.png|width=300! [~kim] (/)',
	])('counts the markup, uses what there is, and leaves nothing open: %j', (text) => {
		const cut = writeWiki(long(text, 400), { limit: 2000, cutNote: NOTE });

		expect(cut.length).toBeLessThanOrEqual(2000);
		expect(cut.length).toBeGreaterThan(1800);
		expect(cut.endsWith(NOTE)).toBe(true);
		expect(cut).not.toMatch(/\p{Surrogate}/u);
		expect(writeWiki(readWiki(cut))).toBe(cut);
	});

	it('keeps hostile text inert wherever it is cut', () => {
		const text = hostileTexts.join(' ').slice(0, 9_000);
		const tree = {
			blocks: [
				{ type: 'paragraph' as const, content: [{ type: 'text' as const, text, marks: [] }] },
			],
		};
		for (let limit = 20; limit < 4000; limit += 797) {
			const cut = writeWiki(tree, { limit, cutNote: NOTE });
			const { things } = renderWiki(cut, { entities: 'preserved' });

			expect(cut.length).toBeLessThanOrEqual(limit);
			expect(things.filter(({ kind }) => kind !== 'break')).toEqual([]);
		}
	});

	it('holds for any tree and limit', () => {
		fc.assert(
			fc.property(richText, fc.integer({ min: 0, max: 400 }), (tree, limit) => {
				const cut = writeWiki(tree, { limit, cutNote: NOTE });

				expect(cut.length).toBeLessThanOrEqual(limit);
				expect(readWiki(writeWiki(readWiki(cut)))).toEqual(readWiki(cut));
			}),
			{ seed: 20_261_121, numRuns: 40 },
		);
	});
});
