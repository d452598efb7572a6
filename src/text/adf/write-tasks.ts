import type { JsonValue } from '../../model/json';
import type { WriteOptions } from '../codec';
import { childBlocks } from '../normal';
import { singleBreaks } from '../normal-inline';
import type { Block, Inline, TaskItem } from '../tree';
import { writeInlines } from './write-inline';

type Node = Readonly<Record<string, JsonValue>>;

/**
 * A writer of task lists for one document. An item holds one line of inlines: other blocks under it are appended to that line,
 * nested task lists follow it. The schema wants local ids; they count up, past those that are taken, so that the
 * same tree gives the same document.
 */
export function createTaskWriter(
	taken: ReadonlySet<string>,
	options: WriteOptions,
): (items: readonly TaskItem[]) => Node {
	let count = 0;
	const nextId = (): string => {
		do count += 1;
		while (taken.has(`task-${count}`));
		return `task-${count}`;
	};

	function taskList(items: readonly TaskItem[]): Node {
		const attrs = { localId: nextId() };
		return { type: 'taskList', attrs, content: items.flatMap(taskNodes) };
	}

	function taskNodes(item: TaskItem): readonly Node[] {
		const nested = item.blocks.filter((block) => block.type === 'taskList');
		const others = item.blocks.filter((block) => block.type !== 'taskList');
		const lines = [item.content, ...others.flatMap(linesOf)].filter((line) => line.length > 0);
		const content = writeInlines(singleBreaks(joined(lines)), options);
		const attrs = { localId: nextId(), state: item.done ? 'DONE' : 'TODO' };
		const node = { type: 'taskItem', attrs, ...(content.length === 0 ? {} : { content }) };
		return [node, ...nested.map((list) => taskList(list.items))];
	}

	return taskList;
}

function joined(lines: readonly (readonly Inline[])[]): readonly Inline[] {
	return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' }, ...line]));
}

/** The lines of any block, without its shape. */
function linesOf(block: Block): readonly (readonly Inline[])[] {
	if (block.type === 'paragraph' || block.type === 'heading') return [block.content];
	if (block.type === 'code')
		return block.text
			.split('\n')
			.map((text) => [{ type: 'text', text, marks: [{ type: 'code' }] }]);
	if (block.type === 'rule') return [[{ type: 'text', text: '----', marks: [] }]];
	return childBlocks(block).flatMap(linesOf);
}
