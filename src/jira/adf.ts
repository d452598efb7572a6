import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import { cleanText } from './clean-text';

/**
 * Plain text as an Atlassian document: a blank line ends a paragraph, a line end is a hard break. A text node is never
 * markup, so nothing in the text can become a link, a mention or a macro (developer.atlassian.com/cloud/jira/platform/apis/document).
 */
export function textToAdf(text: string): JsonValue {
	const paragraphs = cleanText(text).split('\n\n').map(paragraph);
	return { type: 'doc', version: 1, content: paragraphs };
}

function paragraph(text: string): JsonValue {
	const content = text.split('\n').flatMap((line, index): readonly JsonValue[] => {
		const node = line === '' ? [] : [{ type: 'text', text: line }];
		return index === 0 ? node : [{ type: 'hardBreak' }, ...node];
	});
	return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
}

const BETWEEN_BLOCKS: Readonly<Record<string, string>> = {
	bulletList: '\n',
	orderedList: '\n',
	taskList: '\n',
	decisionList: '\n',
	table: '\n',
	tableRow: ' | ',
	listItem: '\n',
};
const INLINE_PARENTS: ReadonlySet<string> = new Set([
	'paragraph',
	'heading',
	'codeBlock',
	'caption',
	'taskItem',
	'decisionItem',
]);

/** Plain text of an Atlassian document; the inverse of `textToAdf`. Nodes it does not know give their text. */
export function adfToText(node: unknown): string {
	if (!isObject(node)) return '';
	const type = typeof node['type'] === 'string' ? node['type'] : '';
	const leaf = leafText(type, node);
	if (leaf !== undefined) return leaf;
	const children = Array.isArray(node['content']) ? node['content'] : [];
	const parts = children.map((child, index) => marker(type, node, child, index) + adfToText(child));
	return parts.join(INLINE_PARENTS.has(type) ? '' : (BETWEEN_BLOCKS[type] ?? '\n\n'));
}

function leafText(type: string, node: Readonly<Record<string, unknown>>): string | undefined {
	const attrs = isObject(node['attrs']) ? node['attrs'] : {};
	const attribute = (key: string): string => (typeof attrs[key] === 'string' ? attrs[key] : '');
	switch (type) {
		case 'text':
			return typeof node['text'] === 'string' ? node['text'] : '';
		case 'hardBreak':
			return '\n';
		case 'rule':
			return '----';
		case 'mention':
		case 'status':
		case 'placeholder':
			return attribute('text');
		case 'emoji':
			return attribute('text') || attribute('shortName');
		case 'date':
			return isoDay(Number(attribute('timestamp')));
		case 'inlineCard':
		case 'blockCard':
		case 'embedCard':
			return attribute('url');
		case 'media':
		case 'mediaInline':
			return attribute('alt');
		default:
			return undefined;
	}
}

function isoDay(milliseconds: number): string {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

function marker(
	parent: string,
	node: Readonly<Record<string, unknown>>,
	child: unknown,
	index: number,
): string {
	if (parent === 'bulletList' || parent === 'decisionList') return '- ';
	if (parent === 'taskList') return isDone(child) ? '[x] ' : '[ ] ';
	if (parent !== 'orderedList') return '';
	const attrs = isObject(node['attrs']) ? node['attrs'] : {};
	const first = typeof attrs['order'] === 'number' ? attrs['order'] : 1;
	return `${first + index}. `;
}

function isDone(item: unknown): boolean {
	return isObject(item) && isObject(item['attrs']) && item['attrs']['state'] === 'DONE';
}
