import { cleanCharacters } from './clean';
import { oneLine } from './marks';
import { normalizeInlines, singleBreaks, splitParagraphs } from './normal-inline';
import type {
	Block,
	CodeBlock,
	HeadingLevel,
	Inline,
	ListItem,
	RichText,
	TableCell,
	TableRow,
	TaskItem,
} from './tree';

/** T6: deeper blocks lose their shape and keep their text. */
export const MAX_DEPTH = 20;
const MAX_SPAN = 100;

/**
 * The normal form (docs/design/text.md, T1 to T7): two trees that mean the same are the same. Readers return it and writers
 * expect it. Work grows with the size of the tree; no depth overflows the stack.
 */
export function normalize(tree: RichText): RichText {
	return { blocks: normalizeBlocks(tree.blocks, 1) };
}

function normalizeBlocks(blocks: readonly Block[], depth: number): readonly Block[] {
	return blocks.flatMap((block) => normalizeBlock(block, depth));
}

function normalizeBlock(block: Block, depth: number): readonly Block[] {
	if (depth > MAX_DEPTH) return flattenBlock(block);
	switch (block.type) {
		case 'paragraph':
			return splitParagraphs(normalizeInlines(block.content)).map(paragraph);
		case 'heading':
			return heading(block.level, singleBreaks(normalizeInlines(block.content)));
		case 'bulletList': {
			const items = block.items.map((item) => listItem(item, depth));
			return items.length === 0 ? [] : [{ type: 'bulletList', items }];
		}
		case 'orderedList': {
			const items = block.items.map((item) => listItem(item, depth));
			const start = wholeNumber(block.start, 0, 999_999_999, 1);
			return items.length === 0 ? [] : [{ type: 'orderedList', start, items }];
		}
		case 'taskList': {
			const items = block.items.flatMap((item) => taskItem(item, depth));
			return items.length === 0 ? [] : [{ type: 'taskList', items }];
		}
		case 'code':
			return codeBlock(block);
		case 'table':
			return table(block.rows, depth);
		case 'rule':
			return [{ type: 'rule' }];
		default:
			return normalizeFrame(block, depth);
	}
}

type Frame = Extract<Block, { readonly type: 'quote' | 'panel' | 'expand' | 'opaque' }>;

/** Blocks around other blocks. */
function normalizeFrame(block: Frame, depth: number): readonly Block[] {
	const blocks = normalizeBlocks(block.blocks, depth + 1);
	if (block.type === 'opaque') return [{ ...block, blocks }];
	if (block.type === 'quote') return blocks.length === 0 ? [] : [{ type: 'quote', blocks }];
	const title = oneLine(cleanCharacters(block.title));
	if (blocks.length === 0 && title === '') return [];
	return block.type === 'panel'
		? [{ type: 'panel', kind: block.kind, title, blocks }]
		: [{ type: 'expand', title, blocks }];
}

function paragraph(content: readonly Inline[]): Block {
	return { type: 'paragraph', content };
}

function heading(level: HeadingLevel, content: readonly Inline[]): readonly Block[] {
	if (content.length === 0) return [];
	return [{ type: 'heading', level: wholeNumber(level, 1, 6, 6) as HeadingLevel, content }];
}

function listItem(item: ListItem, depth: number): ListItem {
	return { blocks: normalizeBlocks(item.blocks, depth + 1) };
}

function taskItem(item: TaskItem, depth: number): readonly TaskItem[] {
	const content = singleBreaks(normalizeInlines(item.content));
	const blocks = normalizeBlocks(item.blocks, depth + 1);
	const [first, ...rest] = blocks;
	if (content.length === 0 && first?.type === 'paragraph')
		return [{ done: item.done, content: first.content, blocks: rest }];
	return content.length === 0 && first === undefined ? [] : [{ done: item.done, content, blocks }];
}

const LANGUAGE = /^[\p{L}\p{N}+#._-]{1,40}$/u;

function codeBlock(block: CodeBlock): readonly Block[] {
	const text = cleanCharacters(block.text).replace(/\n+$/, '');
	if (text.trim() === '') return [];
	const language = (block.language ?? '').trim().toLowerCase();
	return LANGUAGE.test(language) ? [{ type: 'code', language, text }] : [{ type: 'code', text }];
}

function table(rows: readonly TableRow[], depth: number): readonly Block[] {
	const kept = rows.filter((row) => row.cells.length > 0);
	if (kept.length === 0) return [];
	const normal = kept.map((row, index) => ({
		cells: row.cells.map((cell) => tableCell(cell, kept.length - index, depth)),
	}));
	const head = normal.findIndex((row) => !isEmptyHead(row));
	return [{ type: 'table', rows: normal.slice(head < 0 ? -1 : head) }];
}

/** T7: tables of Markdown must have a head; one without a word stands for none. */
function isEmptyHead(row: TableRow): boolean {
	return row.cells.every((cell) => cell.header && cell.rows === 1 && cell.blocks.length === 0);
}

function tableCell(cell: TableCell, rowsLeft: number, depth: number): TableCell {
	return {
		header: cell.header,
		columns: wholeNumber(cell.columns, 1, MAX_SPAN, 1),
		rows: wholeNumber(cell.rows, 1, Math.min(MAX_SPAN, rowsLeft), 1),
		blocks: normalizeBlocks(cell.blocks, depth + 1),
	};
}

function wholeNumber(value: number, least: number, most: number, otherwise: number): number {
	if (!Number.isFinite(value)) return otherwise;
	return Math.min(most, Math.max(least, Math.trunc(value)));
}

/** The paragraphs of a block without its shape; iterative, so no depth can overflow the stack. */
function flattenBlock(block: Block): readonly Block[] {
	const flat: Block[] = [];
	const stack: Block[] = [block];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		if (next.type === 'paragraph' || next.type === 'heading') {
			for (const lines of splitParagraphs(normalizeInlines(next.content)))
				flat.push(paragraph(lines));
		} else if (next.type === 'code') {
			flat.push(...codeBlock(next));
		} else {
			for (const child of [...childBlocks(next)].reverse()) stack.push(child);
		}
	}
	return flat;
}

/** The blocks directly inside a block; the line of a task counts as a paragraph. */
export function childBlocks(block: Block): readonly Block[] {
	switch (block.type) {
		case 'paragraph':
		case 'heading':
		case 'code':
		case 'rule':
			return [];
		case 'bulletList':
		case 'orderedList':
			return block.items.flatMap((item) => item.blocks);
		case 'taskList':
			return block.items.flatMap((item) => [paragraph(item.content), ...item.blocks]);
		case 'table':
			return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks));
		default:
			return block.blocks;
	}
}
