/** Elements without content. */
export const VOID: ReadonlySet<string> = set(
	'area base br col embed hr img input link meta param source track wbr',
);

/** Elements that end a paragraph. */
export const BLOCK: ReadonlySet<string> = set(
	'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
		'h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre section select ' +
		'summary table caption tbody td tfoot th thead tr ul',
);

/** Elements that only change how text looks: closing an outer one leaves the inner ones open. */
export const FORMATTING: ReadonlySet<string> = set(
	'a b big code del em font i ins kbd mark s samp small span strike strong sub sup tt u',
);

const CELLS = ['td', 'th'];
const LIST = ['ul', 'ol', 'menu', 'dir'];
const TABLE_PARTS = set('table tbody thead tfoot tr td th caption');

/** Which open elements a start tag ends, and which elements protect those outside of them. */
export interface ImpliedEnd {
	readonly ends: ReadonlySet<string>;
	readonly within: ReadonlySet<string>;
}

const IMPLIED: ReadonlyMap<string, ImpliedEnd> = new Map([
	['li', { ends: new Set(['li']), within: new Set([...LIST, 'table', ...CELLS]) }],
	['dt', { ends: new Set(['dt', 'dd']), within: set('dl table td th') }],
	['dd', { ends: new Set(['dt', 'dd']), within: set('dl table td th') }],
	['td', { ends: new Set(CELLS), within: set('table tr') }],
	['th', { ends: new Set(CELLS), within: set('table tr') }],
	['tr', { ends: new Set(['tr', ...CELLS, 'caption']), within: set('table') }],
	['tbody', { ends: set('tbody thead tfoot tr td th caption'), within: set('table') }],
	['thead', { ends: set('tbody thead tfoot tr td th caption'), within: set('table') }],
	['tfoot', { ends: set('tbody thead tfoot tr td th caption'), within: set('table') }],
	['option', { ends: set('option'), within: set('select') }],
	['a', { ends: set('a'), within: set('table td th') }],
]);
const PARAGRAPH_END: ImpliedEnd = {
	ends: set('p'),
	within: set('li td th table blockquote div section article aside details dd dt figure'),
};

const HEADINGS = set('h1 h2 h3 h4 h5 h6');
const HEADING_END: ImpliedEnd = { ends: HEADINGS, within: PARAGRAPH_END.within };

/** What a start tag ends first; the rules of HTML's optional end tags (html.spec.whatwg.org, 13.1.2.4). */
export function impliedEnds(name: string): readonly ImpliedEnd[] {
	const own = IMPLIED.get(name);
	return [
		...(BLOCK.has(name) ? [PARAGRAPH_END] : []),
		...(HEADINGS.has(name) ? [HEADING_END] : []),
		...(own === undefined ? [] : [own]),
	];
}

/** Elements that an end tag cannot reach through: a stray `</p>` in a cell does not end the table. */
export function isWall(open: string, closing: string): boolean {
	return (CELLS.includes(open) || open === 'table') && !TABLE_PARTS.has(closing);
}

function set(names: string): ReadonlySet<string> {
	return new Set(names.split(' '));
}
