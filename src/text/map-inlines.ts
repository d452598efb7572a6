import { childBlocks, normalize } from './normal';
import type { Block, Inline, RichText } from './tree';

/** A tree with each inline replaced, and the text of code blocks: for mapped users, attachments of another name, templates. */
export function mapInlines(
	tree: RichText,
	replace: (inline: Inline) => readonly Inline[],
	replaceCode: (text: string) => string = (text) => text,
): RichText {
	const line = (content: readonly Inline[]): readonly Inline[] => content.flatMap(replace);
	const inside = (blocks: readonly Block[]): readonly Block[] => blocks.map(one);
	const one = (block: Block): Block => {
		switch (block.type) {
			case 'paragraph':
			case 'heading':
				return { ...block, content: line(block.content) };
			case 'bulletList':
			case 'orderedList':
				return { ...block, items: block.items.map((item) => ({ blocks: inside(item.blocks) })) };
			case 'taskList':
				return {
					...block,
					items: block.items.map((item) => ({
						done: item.done,
						content: line(item.content),
						blocks: inside(item.blocks),
					})),
				};
			case 'table':
				return {
					...block,
					rows: block.rows.map((row) => ({
						cells: row.cells.map((cell) => ({ ...cell, blocks: inside(cell.blocks) })),
					})),
				};
			case 'code':
				return { ...block, text: replaceCode(block.text) };
			case 'rule':
				return block;
			default:
				return { ...block, blocks: inside(block.blocks) };
		}
	};
	return normalize({ blocks: inside(tree.blocks) });
}

/** All inlines of some blocks and of what is in them, in their order. */
export function inlinesIn(blocks: readonly Block[]): readonly Inline[] {
	return blocks.flatMap((block): readonly Inline[] =>
		block.type === 'paragraph' || block.type === 'heading'
			? block.content
			: inlinesIn(childBlocks(block)),
	);
}
