import { writeHtmlBlocks } from '../html/write';
import type { Block, ListItem, PanelKind, RichText, TableRow, TaskItem } from '../tree';
import { escapeMarkdown, longestBackticks } from './escape';
import { htmlText, writeMarkdownInlines } from './write-inline';

/** A tree as GitHub's Markdown; a table that has none of its shapes is written in HTML (T18). */
export function writeMarkdown(tree: RichText): string {
	return writeBlocks(tree.blocks, 0);
}

function writeBlocks(blocks: readonly Block[], depth: number): string {
	let written = '';
	let parity = 0;
	for (const [index, block] of blocks.entries()) {
		const before = blocks[index - 1];
		parity = isList(block) && before !== undefined && isSameList(before, block) ? 1 - parity : 0;
		const text = writeBlock(block, depth, parity);
		if (text === '') continue;
		written += written === '' ? text : separator(before, block, depth) + text;
	}
	return written;
}

function isList(block: Block): boolean {
	return block.type === 'bulletList' || block.type === 'orderedList' || block.type === 'taskList';
}

/** Tasks are items of a bullet list to Markdown. */
function isSameList(left: Block, right: Block): boolean {
	return isList(left) && (left.type === 'orderedList') === (right.type === 'orderedList');
}

/**
 * Inside a list, a list may follow its item's line directly, if it can interrupt a paragraph; an image on that line may be a tag,
 * and its block of HTML ends at a blank line only.
 */
function separator(before: Block | undefined, block: Block, depth: number): string {
	const isLine = before?.type === 'paragraph' && before.content[0]?.type === 'text';
	return depth > 0 && isLine && interrupts(block) ? '\n' : '\n\n';
}

function interrupts(block: Block): boolean {
	if (block.type === 'taskList') return true;
	if (block.type !== 'bulletList' && (block.type !== 'orderedList' || block.start !== 1))
		return false;
	const [first] = block.items[0]?.blocks ?? [];
	return first?.type === 'paragraph' && first.content[0]?.type === 'text';
}

function writeBlock(block: Block, depth: number, parity: number): string {
	switch (block.type) {
		case 'paragraph':
			return writeMarkdownInlines(block.content, 'paragraph');
		case 'heading':
			return `${'#'.repeat(block.level)} ${writeMarkdownInlines(block.content, 'heading')}`;
		case 'bulletList': {
			const marker = `${bullet(depth, parity)} `;
			return block.items.map((item) => listItem(marker, item, depth)).join('\n');
		}
		case 'orderedList':
			return block.items
				.map((item, index) => listItem(number(block.start + index, parity), item, depth))
				.join('\n');
		case 'taskList':
			return block.items.map((item) => taskItem(bullet(depth, parity), item, depth)).join('\n');
		case 'quote':
			return quoted(writeBlocks(block.blocks, 0));
		case 'code':
			return fenced(block.text, block.language ?? '');
		case 'panel':
			return writePanel(block);
		case 'expand':
			return writeExpand(block.title, writeBlocks(block.blocks, 0));
		case 'table':
			return isPipeTable(block.rows) ? pipeTable(block.rows) : inOneLine(block);
		case 'rule':
			return '___';
		case 'opaque':
			return writeBlocks(block.blocks, depth);
	}
}

/** Neighbours and nested lists have another sign, so that lists stay apart and `- - -` is no rule. */
function bullet(depth: number, parity: number): string {
	return ['-', '*', '+'][(depth + parity) % 3] ?? '-';
}

function number(value: number, parity: number): string {
	return `${Math.min(value, 999_999_999)}${parity === 0 ? '.' : ')'} `;
}

function listItem(marker: string, item: ListItem, depth: number): string {
	const text = writeBlocks(item.blocks, depth + 1);
	return text === '' ? marker.trimEnd() : indented(marker, text);
}

function taskItem(sign: string, item: TaskItem, depth: number): string {
	const line = writeMarkdownInlines(item.content, 'heading');
	const blocks = writeBlocks(item.blocks, depth + 1);
	const first = item.blocks[0];
	const isLine = item.content[0]?.type === 'text';
	const between = first !== undefined && isLine && interrupts(first) ? '\n' : '\n\n';
	const text = [`[${item.done ? 'x' : ' '}] ${line}`.trimEnd(), blocks];
	return indented(`${sign} `, text.filter((part) => part !== '').join(between));
}

function indented(marker: string, text: string): string {
	const indent = ' '.repeat(marker.length);
	return text
		.split('\n')
		.map((line, index) => (index === 0 ? marker + line : line === '' ? '' : indent + line))
		.join('\n');
}

function quoted(text: string): string {
	return text
		.split('\n')
		.map((line) => (line === '' ? '>' : `> ${line}`))
		.join('\n');
}

function fenced(text: string, language: string): string {
	const fence = '`'.repeat(Math.max(3, longestBackticks(text) + 1));
	return `${fence}${language}\n${text}\n${fence}`;
}

const ALERTS: Readonly<Record<PanelKind, string>> = {
	info: 'NOTE',
	note: 'IMPORTANT',
	tip: 'TIP',
	success: 'SUCCESS',
	warning: 'WARNING',
	error: 'CAUTION',
};

/** Only a paragraph may follow the first line directly: most other blocks cannot interrupt it. */
function writePanel(block: Extract<Block, { readonly type: 'panel' }>): string {
	const title = escapeMarkdown(block.title, { isLineStart: true, isHeading: true });
	const head = `[!${ALERTS[block.kind]}] ${title}`.trimEnd();
	const between = block.blocks[0]?.type === 'paragraph' ? '\n' : '\n\n';
	return quoted(`${head}${between}${writeBlocks(block.blocks, 0)}`.trimEnd());
}

function writeExpand(title: string, text: string): string {
	return `<details>\n<summary>${htmlText(title)}</summary>\n\n${text === '' ? '' : `${text}\n\n`}</details>`;
}

/** One cell each place, a head or none, and nothing but lines of text in the cells. */
function isPipeTable(rows: readonly TableRow[]): boolean {
	const width = rows[0]?.cells.length;
	return rows.every((row, index) => {
		const isHead = index === 0 && row.cells.every((cell) => cell.header);
		return (
			row.cells.length === width &&
			row.cells.every(
				(cell) =>
					cell.columns === 1 &&
					cell.rows === 1 &&
					cell.header === isHead &&
					cell.blocks.every((block) => block.type === 'paragraph'),
			)
		);
	});
}

function pipeTable(rows: readonly TableRow[]): string {
	const [first] = rows;
	const width = first?.cells.length ?? 0;
	const isHeaded = first?.cells.every((cell) => cell.header) === true;
	const rule = `|${' --- |'.repeat(width)}`;
	const empty = `|${'  |'.repeat(width)}`;
	const lines = rows.map(
		(row) => `|${row.cells.map((cell) => ` ${cellText(cell.blocks)} |`).join('')}`,
	);
	return (isHeaded ? [lines[0], rule, ...lines.slice(1)] : [empty, rule, ...lines]).join('\n');
}

function cellText(blocks: readonly Block[]): string {
	return blocks
		.map((block) =>
			block.type === 'paragraph' ? writeMarkdownInlines(block.content, 'table') : '',
		)
		.join('<br><br>');
}

/** A blank line would end HTML in Markdown. */
function inOneLine(block: Block): string {
	return writeHtmlBlocks([block]).replaceAll('\n', '&#10;');
}
