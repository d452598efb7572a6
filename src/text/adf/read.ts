import { isObject, type UnknownRecord } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { MAX_DEPTH, normalize } from '../normal';
import type { Block, HeadingLevel, Inline, PanelKind, RichText, TaskItem } from '../tree';
import { collectText } from './collect-text';
import { attributes, children, numberAttribute, textAttribute, typeOf } from './node';
import { readCard, readInline, readInlines } from './read-inline';
import { readTable } from './read-table';

/**
 * An Atlassian document as a tree. Nodes that the tree has no word for (status, date, decisions, layouts, extensions, media of
 * unknown name) become opaque: kept as they came, shown by their text (T11). What is no document is an empty tree.
 */
export function readAdf(value: JsonValue): RichText {
	return normalize({ blocks: isObject(value) ? readChildren(value, 0) : [] });
}

/** The blocks of one node of a document; more than one or none where the node is not one block to the eye. */
export function readAdfNode(node: JsonValue): readonly Block[] {
	return readAdf({ type: 'doc', version: 1, content: [node] }).blocks;
}

const INLINE: ReadonlySet<string> = new Set([
	'text',
	'hardBreak',
	'mention',
	'emoji',
	'inlineCard',
	'mediaInline',
	'status',
	'date',
	'placeholder',
	'inlineExtension',
]);

/** Children as blocks; inlines that stand where blocks belong make a paragraph of their own. */
function readChildren(node: UnknownRecord, depth: number): readonly Block[] {
	const blocks: Block[] = [];
	let stray: Inline[] = [];
	const flush = (): void => {
		if (stray.length > 0) blocks.push({ type: 'paragraph', content: stray });
		stray = [];
	};
	for (const child of children(node)) {
		if (INLINE.has(typeOf(child))) {
			for (const inline of readInline(child)) stray.push(inline);
			continue;
		}
		flush();
		for (const block of readBlock(child, depth + 1)) blocks.push(block);
	}
	flush();
	return blocks;
}

function readBlock(node: UnknownRecord, depth: number): readonly Block[] {
	if (depth > 2 * MAX_DEPTH) return textOnly(node);
	const attrs = attributes(node);
	switch (typeOf(node)) {
		case 'paragraph':
		case 'caption':
			return [{ type: 'paragraph', content: readInlines(node) }];
		case 'heading': {
			const level = (numberAttribute(attrs, 'level') ?? 1) as HeadingLevel;
			return [{ type: 'heading', level, content: readInlines(node) }];
		}
		case 'bulletList':
			return [{ type: 'bulletList', items: readItems(node, depth) }];
		case 'orderedList': {
			const start = numberAttribute(attrs, 'order') ?? 1;
			return [{ type: 'orderedList', start, items: readItems(node, depth) }];
		}
		case 'taskList':
			return [{ type: 'taskList', items: readTasks(node, depth) }];
		case 'blockquote':
			return [{ type: 'quote', blocks: readChildren(node, depth) }];
		case 'codeBlock':
			return [{ type: 'code', language: textAttribute(attrs, 'language'), text: codeText(node) }];
		case 'rule':
			return [{ type: 'rule' }];
		default:
			return readRarer(node, depth);
	}
}

function readRarer(node: UnknownRecord, depth: number): readonly Block[] {
	const attrs = attributes(node);
	switch (typeOf(node)) {
		case 'panel': {
			const kind = panelKind(textAttribute(attrs, 'panelType'));
			return [{ type: 'panel', kind, title: '', blocks: readChildren(node, depth) }];
		}
		case 'expand':
		case 'nestedExpand': {
			const title = textAttribute(attrs, 'title');
			return [{ type: 'expand', title, blocks: readChildren(node, depth) }];
		}
		case 'table':
			return [readTable(node, (cell) => readChildren(cell, depth + 1))];
		case 'mediaSingle':
		case 'mediaGroup':
			return readMediaBlock(node, depth);
		case 'blockCard':
		case 'embedCard':
			return textAttribute(attrs, 'url') === ''
				? [opaqueBlock(node, [])]
				: [{ type: 'paragraph', content: readCard(node) }];
		case 'decisionList':
			return [opaqueBlock(node, [readDecisions(node)])];
		default:
			return [opaqueBlock(node, readChildren(node, depth))];
	}
}

function readItems(
	node: UnknownRecord,
	depth: number,
): readonly { readonly blocks: readonly Block[] }[] {
	return children(node).map((item) =>
		typeOf(item) === 'listItem'
			? { blocks: readChildren(item, depth) }
			: { blocks: readBlock(item, depth) },
	);
}

/** A task list inside a task list belongs to the task before it. */
function readTasks(node: UnknownRecord, depth: number): readonly TaskItem[] {
	const items: TaskItem[] = [];
	for (const child of children(node)) {
		const done = attributes(child)['state'] === 'DONE';
		if (typeOf(child) === 'taskItem') {
			items.push({ done, content: readInlines(child), blocks: [] });
			continue;
		}
		const blocks =
			typeOf(child) === 'blockTaskItem' ? readChildren(child, depth) : readBlock(child, depth + 1);
		if (typeOf(child) === 'blockTaskItem') items.push(blockTask(done, blocks));
		else {
			const last = items.pop() ?? { done: false, content: [], blocks: [] };
			items.push({ ...last, blocks: [...last.blocks, ...blocks] });
		}
	}
	return items;
}

function blockTask(done: boolean, blocks: readonly Block[]): TaskItem {
	const [first, ...rest] = blocks;
	return first?.type === 'paragraph'
		? { done, content: first.content, blocks: rest }
		: { done, content: [], blocks };
}

function readDecisions(node: UnknownRecord): Block {
	const items = children(node).map((item): { readonly blocks: readonly Block[] } => ({
		blocks: [{ type: 'paragraph', content: readInlines(item) }],
	}));
	return { type: 'bulletList', items };
}

/** Media of which one cannot be named stays together as it came; else each image, then the caption, is a paragraph. */
function readMediaBlock(node: UnknownRecord, depth: number): readonly Block[] {
	const blocks = children(node).flatMap((child): readonly Block[] =>
		typeOf(child) === 'caption'
			? readBlock(child, depth + 1)
			: [{ type: 'paragraph', content: readInline(child) }],
	);
	const isNamed = children(node).every(
		(child) => typeOf(child) === 'caption' || readInline(child)[0]?.type === 'image',
	);
	if (isNamed) return blocks;
	return [opaqueBlock(node, normalize({ blocks }).blocks)];
}

function opaqueBlock(node: UnknownRecord, blocks: readonly Block[]): Block {
	return { type: 'opaque', format: 'adf', raw: node as JsonValue, blocks };
}

function textOnly(node: UnknownRecord): readonly Block[] {
	return [{ type: 'paragraph', content: [{ type: 'text', text: collectText(node), marks: [] }] }];
}

function codeText(node: UnknownRecord): string {
	return children(node)
		.map((child) => (typeof child['text'] === 'string' ? child['text'] : ''))
		.join('');
}

const PANEL_KINDS: readonly PanelKind[] = ['info', 'note', 'tip', 'success', 'warning', 'error'];

function panelKind(name: string): PanelKind {
	return PANEL_KINDS.find((kind) => kind === name) ?? 'info';
}
