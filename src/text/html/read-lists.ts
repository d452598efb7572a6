import type { Block, Inline, ListItem, TaskItem } from '../tree';
import { type HtmlElement, type HtmlNode, numberIn } from './element';
import type { FlowReader, Surroundings } from './flow';

interface Entry {
	/** Nothing where the item is no task. */
	readonly done: boolean | undefined;
	readonly blocks: readonly Block[];
}

/**
 * A list; items with a check box make task lists of their own. A list directly in a list, as Word and some editors write it,
 * belongs to the item before it.
 */
export function readList(
	element: HtmlElement,
	inside: Surroundings,
	readFlow: FlowReader,
): readonly Block[] {
	const entries = readEntries(element, inside, readFlow);
	if (element.name === 'ol') {
		const items = entries.map(({ done, blocks }) => ({ blocks: withBox(done, blocks) }));
		return [{ type: 'orderedList', start: numberIn(element, 'start') ?? 1, items }];
	}
	const lists: Block[] = [];
	for (let index = 0; index < entries.length;) {
		const isTask = entries[index]?.done !== undefined;
		let end = index;
		while (end < entries.length && (entries[end]?.done !== undefined) === isTask) end += 1;
		const alike = entries.slice(index, end);
		lists.push(
			isTask
				? { type: 'taskList', items: alike.map(asTask) }
				: { type: 'bulletList', items: alike.map(({ blocks }): ListItem => ({ blocks })) },
		);
		index = end;
	}
	return lists;
}

function readEntries(
	element: HtmlElement,
	inside: Surroundings,
	readFlow: FlowReader,
): readonly Entry[] {
	const entries: Entry[] = [];
	let stray: HtmlNode[] = [];
	const flush = (): void => {
		const blocks = readFlow(stray, inside);
		stray = [];
		if (!blocks.some(isVisible)) return;
		const last = blocks[0]?.type === 'paragraph' ? undefined : entries.pop();
		entries.push({ done: last?.done, blocks: [...(last?.blocks ?? []), ...blocks] });
	};
	for (const child of element.children) {
		if (typeof child === 'string' || child.name !== 'li') {
			stray.push(child);
			continue;
		}
		flush();
		entries.push(readItem(child, readFlow(child.children, inside)));
	}
	flush();
	return entries;
}

function isVisible(block: Block): boolean {
	return (
		block.type !== 'paragraph' ||
		block.content.some((inline) => inline.type !== 'text' || inline.text.trim() !== '')
	);
}

function readItem(element: HtmlElement, blocks: readonly Block[]): Entry {
	const data = element.attributes.get('data-task') ?? element.attributes.get('data-checked');
	if (data !== undefined) return { done: data === 'done' || data === 'true', blocks };
	const box = firstBox(element);
	if (box === undefined) return { done: undefined, blocks };
	return { done: box.attributes.has('checked'), blocks: withoutBox(blocks) };
}

/** The check box that an item begins with. */
function firstBox(element: HtmlElement): HtmlElement | undefined {
	for (const child of element.children) {
		if (typeof child === 'string') {
			if (child.trim() !== '') return undefined;
			continue;
		}
		if (child.name === 'input')
			return child.attributes.get('type')?.toLowerCase() === 'checkbox' ? child : undefined;
		if (['p', 'label', 'span', 'div', 'font'].includes(child.name)) return firstBox(child);
		return undefined;
	}
	return undefined;
}

const BOX = /^\s*\[[ x]\] ?/;

function withoutBox(blocks: readonly Block[]): readonly Block[] {
	const [first, ...rest] = blocks;
	if (first?.type !== 'paragraph') return blocks;
	let isFirst = true;
	const content = first.content.flatMap((inline): readonly Inline[] => {
		if (inline.type !== 'text' || !isFirst) return [inline];
		if (!BOX.test(inline.text)) return [inline];
		isFirst = false;
		return [{ ...inline, text: inline.text.replace(BOX, '').trimStart() }];
	});
	return [{ type: 'paragraph', content }, ...rest];
}

function withBox(done: boolean | undefined, blocks: readonly Block[]): readonly Block[] {
	if (done === undefined) return blocks;
	const box: Inline = { type: 'text', text: done ? '[x] ' : '[ ] ', marks: [] };
	const [first, ...rest] = blocks;
	return first?.type === 'paragraph'
		? [{ type: 'paragraph', content: [box, ...first.content] }, ...rest]
		: [{ type: 'paragraph', content: [box] }, ...blocks];
}

function asTask({ done, blocks }: Entry): TaskItem {
	const [first, ...rest] = blocks;
	return first?.type === 'paragraph'
		? { done: done === true, content: first.content, blocks: rest }
		: { done: done === true, content: [], blocks };
}
