import type { EntityMode } from '../../../simulators/jira/text/wiki-render';
import type { EscapeForm } from '../../../src/text';
import hostileTexts from '../../fixtures/hostile-texts.json';
import { complaint, WIKI_PLACES } from '../../support/text/wiki-places';

const FORMS: readonly EscapeForm[] = ['entities', 'zeroWidth'];
const MODES: readonly EntityMode[] = ['preserved', 'shown'];
const CASES = WIKI_PLACES.flatMap((place) =>
	FORMS.flatMap((form) => MODES.map((entities) => [place.name, form, entities, place] as const)),
);

describe('L9: foreign text in Jira markup', () => {
	it('is tried with at least 400 different strings', () => {
		expect(new Set(hostileTexts).size).toBeGreaterThan(400);
	});

	it.each(CASES)(
		'in %s, as %s, entities %s: is shown, not obeyed',
		(_name, form, entities, place) => {
			const complaints = hostileTexts
				.map((text) => complaint(place, text, form, entities))
				.filter((found) => found !== undefined);

			expect(complaints).toEqual([]);
		},
	);
});
