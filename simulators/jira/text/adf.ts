import { isObject, type UnknownRecord } from '../../../src/model/decode';

/** An Atlassian Document: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export type AdfDocument = UnknownRecord;

const BLOCKS: ReadonlySet<string> = new Set([
	'blockquote',
	'bulletList',
	'codeBlock',
	'decisionList',
	'expand',
	'heading',
	'mediaGroup',
	'mediaSingle',
	'orderedList',
	'panel',
	'paragraph',
	'rule',
	'table',
	'taskList',
	'blockCard',
	'embedCard',
]);

const INNER: ReadonlySet<string> = new Set([
	...BLOCKS,
	'date',
	'decisionItem',
	'emoji',
	'hardBreak',
	'inlineCard',
	'listItem',
	'media',
	'mediaInline',
	'mention',
	'nestedExpand',
	'status',
	'tableCell',
	'tableHeader',
	'tableRow',
	'taskItem',
	'text',
]);

const MARKS: ReadonlySet<string> = new Set([
	'backgroundColor',
	'border',
	'code',
	'em',
	'indentation',
	'alignment',
	'link',
	'strike',
	'strong',
	'subsup',
	'textColor',
	'underline',
]);

/** Whether a value looks like a document at all: else Jira says it "must be an Atlassian Document". */
export function isAdfDocument(value: unknown): value is AdfDocument {
	return (
		isObject(value) && value.type === 'doc' && value.version === 1 && Array.isArray(value.content)
	);
}

/**
 * Whether a document obeys the format's structure: known nodes and marks, blocks at the top, no empty text.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export function isValidAdf(document: AdfDocument): boolean {
	return contentOf(document).every(
		(node) => isObject(node) && BLOCKS.has(String(node.type)) && isValidNode(node),
	);
}

function isValidNode(node: unknown): boolean {
	if (!isObject(node) || !INNER.has(String(node.type))) return false;
	if (node.content !== undefined && !Array.isArray(node.content)) return false;
	if (node.attrs !== undefined && !isObject(node.attrs)) return false;
	if (node.type === 'text' && (typeof node.text !== 'string' || node.text === '')) return false;
	return marksOf(node).every(isValidMark) && contentOf(node).every(isValidNode);
}

function isValidMark(mark: unknown): boolean {
	if (!isObject(mark) || !MARKS.has(String(mark.type))) return false;
	if (mark.type !== 'link') return true;
	return isObject(mark.attrs) && typeof mark.attrs.href === 'string';
}

function contentOf(node: UnknownRecord): readonly unknown[] {
	return Array.isArray(node.content) ? node.content : [];
}

function marksOf(node: UnknownRecord): readonly unknown[] {
	return Array.isArray(node.marks) ? node.marks : [];
}

/** The plain text of a document: blocks stand apart by an empty line, list items by a line break. */
export function adfToText(document: AdfDocument): string {
	return blocksToText(contentOf(document), '\n\n');
}

const CONTAINERS: Readonly<Record<string, string>> = {
	bulletList: '\n',
	orderedList: '\n',
	taskList: '\n',
	table: '\n',
	tableRow: ' | ',
	listItem: '\n',
	taskItem: '',
	tableCell: '\n',
	tableHeader: '\n',
	panel: '\n\n',
	blockquote: '\n\n',
	expand: '\n\n',
};

function blocksToText(nodes: readonly unknown[], separator: string): string {
	return nodes.map(nodeToText).join(separator);
}

function nodeToText(node: unknown): string {
	if (!isObject(node)) return '';
	const { type, text } = node;
	if (type === 'text') return typeof text === 'string' ? text : '';
	if (type === 'hardBreak') return '\n';
	if (type === 'rule') return '----';
	const attrs = isObject(node.attrs) ? node.attrs : {};
	if (type === 'mention' || type === 'emoji' || type === 'status') return String(attrs.text ?? '');
	if (type === 'inlineCard') return String(attrs.url ?? '');
	return blocksToText(contentOf(node), CONTAINERS[String(type)] ?? '');
}

/** A document that shows a text: an empty line parts paragraphs, a line break stays one. */
export function textToAdf(text: string): AdfDocument {
	const paragraphs = text === '' ? [] : text.split('\n\n');
	return { type: 'doc', version: 1, content: paragraphs.map(paragraphOf) };
}

function paragraphOf(text: string): UnknownRecord {
	const content = text
		.split('\n')
		.flatMap((line, index) => [
			...(index === 0 ? [] : [{ type: 'hardBreak' }]),
			...(line === '' ? [] : [{ type: 'text', text: line }]),
		]);
	return { type: 'paragraph', content };
}

/** Ids of the files that a document shows. */
export function mediaIdsIn(node: unknown): readonly string[] {
	if (!isObject(node)) return [];
	const attrs = isObject(node.attrs) ? node.attrs : {};
	const isFile = node.type === 'media' && attrs.type === 'file';
	return [...(isFile ? [String(attrs.id)] : []), ...contentOf(node).flatMap(mediaIdsIn)];
}
