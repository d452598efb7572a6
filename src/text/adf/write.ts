import { isObject } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import type { WriteOptions } from '../codec';
import { rowText } from '../plain';
import { singleBreaks } from '../normal-inline';
import type { Block, Inline, ListItem, Mark, RichText, TableCell, TableRow } from '../tree';
import { typeOf } from './node';
import { allows, type Place } from './places';
import { textNode, writeInlines, writeMedia } from './write-inline';
import { createTaskWriter } from './write-tasks';

type Node = Readonly<Record<string, JsonValue>>;

/**
 * A tree as an Atlassian document that Atlassian's schema accepts. A block that its place does not allow gives its content in
 * the nearest shape that is allowed (T13), and nothing of its text is lost.
 */
export function writeAdf(tree: RichText, options: WriteOptions = {}): JsonValue {
	return { type: 'doc', version: 1, content: createAdfWriter(options, new Set())(tree.blocks) };
}

/** A writer of the parts of one document; `taken` are local ids that other parts of it use. */
export function createAdfWriter(
	options: WriteOptions,
	taken: ReadonlySet<string>,
): (blocks: readonly Block[]) => readonly JsonValue[] {
	const writer: Writer = { options, tasks: createTaskWriter(taken, options) };
	return (blocks) => writeBlocks(blocks, 'doc', writer);
}

/** What all blocks of one document share. */
interface Writer {
	readonly options: WriteOptions;
	readonly tasks: ReturnType<typeof createTaskWriter>;
}

function writeBlocks(blocks: readonly Block[], place: Place, writer: Writer): readonly Node[] {
	return blocks.flatMap((block) => writeBlock(block, place, writer));
}

/** At least one node, as most places demand. */
function filled(blocks: readonly Block[], place: Place, writer: Writer): readonly Node[] {
	return orEmptyParagraph(writeBlocks(blocks, place, writer));
}

function orEmptyParagraph(nodes: readonly Node[]): readonly Node[] {
	return nodes.length === 0 ? [{ type: 'paragraph' }] : nodes;
}

function writeBlock(block: Block, place: Place, writer: Writer): readonly Node[] {
	switch (block.type) {
		case 'paragraph':
			return writeParagraph(block.content, writer.options);
		case 'heading':
			return allows(place, 'heading')
				? [
						{
							type: 'heading',
							attrs: { level: block.level },
							...contentOf(block.content, writer.options),
						},
					]
				: writeParagraph(strongly(block.content), writer.options);
		case 'bulletList':
			return [{ type: 'bulletList', content: listItems(block.items, writer) }];
		case 'orderedList': {
			const attrs = block.start === 1 ? {} : { attrs: { order: block.start } };
			return [{ type: 'orderedList', ...attrs, content: listItems(block.items, writer) }];
		}
		case 'taskList':
			return allows(place, 'taskList')
				? [writer.tasks(block.items)]
				: writeBlock(tasksAsBullets(block), place, writer);
		case 'code':
			return [codeNode(block.language, block.text)];
		case 'rule':
			return allows(place, 'rule') ? [{ type: 'rule' }] : [paragraphNode('----')];
		case 'table':
			return allows(place, 'table')
				? [tableNode(block.rows, writer)]
				: block.rows.map((row) => paragraphNode(rowText(row)));
		case 'quote':
			return allows(place, 'blockquote')
				? [{ type: 'blockquote', content: filled(block.blocks, 'quote', writer) }]
				: writeBlocks(block.blocks, place, writer);
		case 'panel':
			return writePanel(block, place, writer);
		case 'expand':
			return writeExpand(block, place, writer);
		case 'opaque':
			return block.format === 'adf' && canStand(block.raw, place)
				? [block.raw as Node]
				: writeBlocks(block.blocks, place, writer);
	}
}

function writePanel(
	block: Extract<Block, { readonly type: 'panel' }>,
	place: Place,
	writer: Writer,
): readonly Node[] {
	const isPanel = allows(place, 'panel');
	const blocks = writeBlocks(block.blocks, isPanel ? 'panel' : place, writer);
	const content = [...title(block.title), ...blocks];
	if (!isPanel) return content;
	return [{ type: 'panel', attrs: { panelType: block.kind }, content: orEmptyParagraph(content) }];
}

function writeExpand(
	block: Extract<Block, { readonly type: 'expand' }>,
	place: Place,
	writer: Writer,
): readonly Node[] {
	const type = place === 'doc' ? 'expand' : 'nestedExpand';
	if (!allows(place, type))
		return [...title(block.title), ...writeBlocks(block.blocks, place, writer)];
	return [{ type, attrs: { title: block.title }, content: filled(block.blocks, type, writer) }];
}

/** Editors expect an item to start with a line of text, media or code. */
function listItems(items: readonly ListItem[], writer: Writer): readonly Node[] {
	return items.map((item) => {
		const nodes = writeBlocks(item.blocks, 'listItem', writer);
		const first = nodes[0] === undefined ? '' : typeOf(nodes[0]);
		const isStart = ['paragraph', 'mediaSingle', 'codeBlock'].includes(first);
		return { type: 'listItem', content: isStart ? nodes : [{ type: 'paragraph' }, ...nodes] };
	});
}

function tableNode(rows: readonly TableRow[], writer: Writer): Node {
	const content = rows.map((row) => ({
		type: 'tableRow',
		content: row.cells.map((cell) => cellNode(cell, writer)),
	}));
	return { type: 'table', content };
}

function cellNode(cell: TableCell, writer: Writer): Node {
	const attrs = {
		...(cell.columns === 1 ? {} : { colspan: cell.columns }),
		...(cell.rows === 1 ? {} : { rowspan: cell.rows }),
	};
	return {
		type: cell.header ? 'tableHeader' : 'tableCell',
		...(Object.keys(attrs).length === 0 ? {} : { attrs }),
		content: filled(cell.blocks, 'cell', writer),
	};
}

/** Text between images is a paragraph; each image stands alone. */
function writeParagraph(content: readonly Inline[], options: WriteOptions): readonly Node[] {
	const nodes: Node[] = [];
	let line: Inline[] = [];
	const flush = (): void => {
		const kept = singleBreaks(line);
		if (kept.length > 0) nodes.push({ type: 'paragraph', ...contentOf(kept, options) });
		line = [];
	};
	for (const inline of content) {
		const media = inline.type === 'image' ? writeMedia(inline, options) : undefined;
		if (media === undefined) {
			line.push(inline);
			continue;
		}
		flush();
		nodes.push(media);
	}
	flush();
	return nodes;
}

function contentOf(content: readonly Inline[], options: WriteOptions): Node {
	const nodes = writeInlines(content, options);
	return nodes.length === 0 ? {} : { content: nodes };
}

function paragraphNode(text: string): Node {
	return { type: 'paragraph', content: [...textNode(text, [])] };
}

function title(text: string): readonly Node[] {
	if (text === '') return [];
	return [{ type: 'paragraph', content: [...textNode(text, [{ type: 'strong' }])] }];
}

const STRONG: Mark = { type: 'strong' };

/** A heading where none can be. */
function strongly(content: readonly Inline[]): readonly Inline[] {
	return content.map((inline) =>
		inline.type === 'text' && !inline.marks.some((mark) => mark.type === 'code')
			? { ...inline, marks: withStrong(inline.marks) }
			: inline,
	);
}

function withStrong(marks: readonly Mark[]): readonly Mark[] {
	return marks.some((mark) => mark.type === 'strong') ? marks : [...marks, STRONG];
}

function codeNode(language: string | undefined, text: string): Node {
	return {
		type: 'codeBlock',
		...(language === undefined ? {} : { attrs: { language } }),
		content: [...textNode(text, [])],
	};
}

function tasksAsBullets(block: Extract<Block, { readonly type: 'taskList' }>): Block {
	const items = block.items.map((item): ListItem => {
		const box: Inline = { type: 'text', text: item.done ? '[x] ' : '[ ] ', marks: [] };
		return { blocks: [{ type: 'paragraph', content: [box, ...item.content] }, ...item.blocks] };
	});
	return { type: 'bulletList', items };
}

function canStand(raw: JsonValue, place: Place): boolean {
	return isObject(raw) && (place === 'doc' || allows(place, typeOf(raw)));
}
