import type { Block, Inline, ListItem, TaskItem } from '../tree';
import { TASK_BOXES } from './task-boxes';
import { insideCompact, type BlockWriter, type WikiWriter } from './writer';

type ListBlock = Extract<Block, { readonly type: 'bulletList' | 'orderedList' | 'taskList' }>;

export function isList(block: Block): block is ListBlock {
	return block.type === 'bulletList' || block.type === 'orderedList' || block.type === 'taskList';
}

/** A list as bullets, `*`, `#`, `*#` and so on; `bullets` are those of the lists around it. */
export function writeList(
	writer: WikiWriter,
	list: ListBlock,
	bullets: string,
	writeBlocks: BlockWriter,
): string {
	const own = bullets + (list.type === 'orderedList' ? '#' : '*');
	const inItem = insideCompact(writer, 'item');
	return itemsOf(list)
		.map((item) => writeItem(inItem, item, own, writeBlocks))
		.join('\n');
}

function itemsOf(list: ListBlock): readonly ListItem[] {
	return list.type === 'taskList' ? list.items.map(taskAsItem) : list.items;
}

function taskAsItem({ done, content, blocks }: TaskItem): ListItem {
	const box: Inline = {
		type: 'text',
		text: `${done ? TASK_BOXES.done : TASK_BOXES.open} `,
		marks: [],
	};
	return { blocks: [{ type: 'paragraph', content: [box, ...content] }, ...blocks] };
}

/** A block after a nested list would belong to the nested item, so it becomes an item of its own. */
function writeItem(
	writer: WikiWriter,
	{ blocks }: ListItem,
	bullets: string,
	writeBlocks: BlockWriter,
): string {
	const lines: string[] = [];
	let own: Block[] = [];
	const flush = (): void => {
		if (own.length > 0) lines.push(`${bullets} ${writeBlocks(writer, own)}`);
		own = [];
	};
	for (const block of blocks) {
		if (!isList(block)) {
			own.push(block);
			continue;
		}
		flush();
		// Without a line of its own the nested list would belong to the item before.
		if (lines.length === 0) lines.push(`${bullets} `);
		lines.push(writeList(writer, block, bullets, writeBlocks));
	}
	flush();
	return lines.length === 0 ? `${bullets} ` : lines.join('\n');
}
