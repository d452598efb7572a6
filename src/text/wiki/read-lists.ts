import type { Block, Inline, ListItem, TaskItem } from '../tree';
import type { BlockReader } from './read-blocks';
import type { Range } from './read-macros';
import type { Source } from './source';
import { TASK_BOXES } from './task-boxes';

const MAX_LIST_DEPTH = 10;

interface ItemLine {
	/** Of `*` and `#`, the outermost list first. */
	readonly bullets: string;
	readonly content: Range;
}

/** Whether a line begins a list; two or three dashes are dashes. */
export function isListLine(source: Source, line: Range): boolean {
	const item = itemLine(source, line);
	return item !== undefined && !/^\s*-{2,3}/.test(source.text.slice(line.from, item.content.from));
}

function itemLine({ text }: Source, line: Range): ItemLine | undefined {
	let start = line.from;
	while (start < line.to && isSpace(text, start)) start += 1;
	let end = start;
	while (end < line.to && '*-#'.includes(text.charAt(end))) end += 1;
	let from = end;
	while (from < line.to && isSpace(text, from)) from += 1;
	if (end === start || from === end) return undefined;
	const bullets = text.slice(start, Math.min(end, start + MAX_LIST_DEPTH)).replaceAll('-', '*');
	return { bullets, content: { from, to: line.to } };
}

function isSpace(text: string, at: number): boolean {
	return /\s/.test(text.charAt(at));
}

/** A list goes on until a blank line; a line without a bullet belongs to the item above it. */
export function readList(
	source: Source,
	lines: readonly Range[],
	first: number,
	readBlocks: BlockReader,
): { readonly blocks: readonly Block[]; readonly lines: number } {
	const items: { bullets: string; content: Range }[] = [];
	let index = first;
	for (; index < lines.length; index += 1) {
		const line = lines[index] as Range;
		const item = itemLine(source, line);
		const last = items.at(-1);
		if (item !== undefined) items.push(item);
		else if (source.text.slice(line.from, line.to).trim() === '') break;
		else if (last !== undefined) last.content = { from: last.content.from, to: line.to };
	}
	const read = items.map(({ bullets, content }) => ({
		bullets,
		blocks: readBlocks(source, content, { lists: false, tables: true }),
	}));
	return { blocks: nest(read), lines: index - first };
}

interface ReadItem {
	readonly bullets: string;
	readonly blocks: readonly Block[];
}

interface OpenList {
	readonly bullet: string;
	readonly items: { blocks: Block[] }[];
}

/** Builds the tree of lists from items that name their place in it. */
function nest(items: readonly ReadItem[]): readonly Block[] {
	const top: Block[] = [];
	const open: OpenList[] = [];
	for (const { bullets, blocks } of items) {
		const shared = sharedLists(open, bullets);
		closeTo(open, shared, top);
		while (open.length < bullets.length) {
			if (open.length > 0 && open.at(-1)?.items.length === 0)
				open.at(-1)?.items.push({ blocks: [] });
			open.push({ bullet: bullets.charAt(open.length), items: [] });
		}
		open.at(-1)?.items.push({ blocks: [...blocks] });
	}
	closeTo(open, 0, top);
	return top;
}

/** How many of the open lists the next item is in. */
function sharedLists(open: readonly OpenList[], bullets: string): number {
	let shared = 0;
	while (shared < open.length && open[shared]?.bullet === bullets.charAt(shared)) shared += 1;
	return shared;
}

function closeTo(open: OpenList[], count: number, top: Block[]): void {
	while (open.length > count) {
		const list = open.pop();
		const parent = open.at(-1)?.items.at(-1)?.blocks ?? top;
		if (list !== undefined) parent.push(listBlock(list));
	}
}

function listBlock({ bullet, items }: OpenList): Block {
	if (bullet === '#') return { type: 'orderedList', start: 1, items };
	const tasks = items.map(taskOf);
	return tasks.every((task) => task !== undefined)
		? { type: 'taskList', items: tasks }
		: { type: 'bulletList', items };
}

/** The task that an item with a box is. */
function taskOf({ blocks: [first, ...blocks] }: ListItem): TaskItem | undefined {
	if (first?.type !== 'paragraph') return undefined;
	const [text, ...rest] = first.content;
	if (text?.type !== 'text') return undefined;
	const box = text.text.charAt(0);
	if (box !== TASK_BOXES.open && box !== TASK_BOXES.done) return undefined;
	const label: Inline = { ...text, text: text.text.slice(1).trimStart() };
	return { done: box === TASK_BOXES.done, content: [label, ...rest], blocks };
}
