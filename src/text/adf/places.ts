/** Where a block stands; each place allows other nodes. */
export type Place = 'doc' | 'listItem' | 'quote' | 'panel' | 'expand' | 'nestedExpand' | 'cell';

const LISTS = ['bulletList', 'orderedList', 'taskList'];
const MEDIA = ['mediaSingle', 'mediaGroup'];
const COMMON = ['paragraph', 'codeBlock', ...LISTS, ...MEDIA, 'extension'];
const RICH = [...COMMON, 'heading', 'rule', 'decisionList'];
const CARDS = ['blockCard', 'embedCard'];

/**
 * Node types per place, from Atlassian's JSON schema of the format (`full.json` of @atlaskit/adf-schema 57.7.22). A test holds
 * every document that the package writes against it.
 */
const ALLOWED: Readonly<Record<Place, ReadonlySet<string>>> = {
	doc: new Set([
		...RICH,
		...CARDS,
		'panel',
		'blockquote',
		'table',
		'expand',
		'layoutSection',
		'bodiedExtension',
		'syncBlock',
		'bodiedSyncBlock',
	]),
	listItem: new Set(COMMON.filter((type) => type !== 'mediaGroup')),
	quote: new Set(COMMON.filter((type) => type !== 'taskList')),
	panel: new Set([...RICH, 'blockCard']),
	expand: new Set([...RICH, ...CARDS, 'panel', 'blockquote', 'table', 'nestedExpand']),
	nestedExpand: new Set([...RICH, 'panel', 'blockquote']),
	cell: new Set([...RICH, ...CARDS, 'panel', 'blockquote', 'nestedExpand']),
};

/** Whether the schema allows a node of this type at this place. */
export function allows(place: Place, type: string): boolean {
	return ALLOWED[place].has(type);
}
