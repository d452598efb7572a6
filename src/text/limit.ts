import { normalize } from './normal';
import type { Block, Inline, RichText } from './tree';

/**
 * T22: the longest beginning of a tree that, with a pointer to the rest, is within a limit; the tree itself if it is. `sizeOf`
 * measures what will be sent (for example the length of the document as JSON) and is asked about 20 times at most. No
 * character is split and no mark is left open. When not even the pointer fits, the pointer is returned.
 */
export function limitText(
	tree: RichText,
	limit: number,
	sizeOf: (tree: RichText) => number,
	pointer: string,
): RichText {
	if (sizeOf(tree) <= limit) return tree;
	let best = withPointer([], pointer);
	let low = 0;
	let high = weigh(tree);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		const cut = withPointer(takeBlocks(tree.blocks, { left: middle }), pointer);
		if (sizeOf(cut) <= limit) {
			best = cut;
			low = middle;
		} else high = middle - 1;
	}
	return best;
}

function withPointer(blocks: readonly Block[], pointer: string): RichText {
	const content: readonly Inline[] = [{ type: 'text', text: pointer, marks: [] }];
	return normalize({ blocks: [...blocks, { type: 'paragraph', content }] });
}

/** What may still be taken: one for every character, block, item, row and cell. */
interface Budget {
	left: number;
}

/** All that a tree holds, in the units of a budget. */
function weigh(tree: RichText): number {
	const budget = { left: Number.MAX_SAFE_INTEGER };
	takeBlocks(tree.blocks, budget);
	return Number.MAX_SAFE_INTEGER - budget.left;
}

/** As many of the things as the budget allows; the last one may be cut. */
function take<T>(things: readonly T[], budget: Budget, cut: (thing: T) => T | undefined): T[] {
	const taken: T[] = [];
	for (const thing of things) {
		if (budget.left <= 0) break;
		budget.left -= 1;
		const kept = cut(thing);
		if (kept !== undefined) taken.push(kept);
	}
	return taken;
}

function takeBlocks(blocks: readonly Block[], budget: Budget): readonly Block[] {
	return take(blocks, budget, (block) => cutBlock(block, budget));
}

function cutBlock(block: Block, budget: Budget): Block | undefined {
	switch (block.type) {
		case 'paragraph':
		case 'heading':
			return { ...block, content: takeInlines(block.content, budget) };
		case 'code':
			return { ...block, text: takeText(block.text, budget) };
		case 'rule':
			return block;
		case 'bulletList':
		case 'orderedList':
			return {
				...block,
				items: take(block.items, budget, (item) => ({ blocks: takeBlocks(item.blocks, budget) })),
			};
		case 'taskList':
			return {
				...block,
				items: take(block.items, budget, (item) => ({
					done: item.done,
					content: takeInlines(item.content, budget),
					blocks: takeBlocks(item.blocks, budget),
				})),
			};
		case 'table':
			return {
				...block,
				rows: take(block.rows, budget, (row) => ({
					cells: take(row.cells, budget, (cell) => ({
						...cell,
						blocks: takeBlocks(cell.blocks, budget),
					})),
				})),
			};
		case 'opaque':
			return takeWhole(block, JSON.stringify(block.raw).length, budget);
		default:
			return { ...block, blocks: takeBlocks(block.blocks, budget) };
	}
}

function takeInlines(content: readonly Inline[], budget: Budget): readonly Inline[] {
	return take(content, budget, (inline) => {
		if (inline.type === 'text') return { ...inline, text: takeText(inline.text, budget) };
		return inline.type === 'opaque'
			? takeWhole(inline, JSON.stringify(inline.raw).length, budget)
			: inline;
	});
}

/** What cannot be cut is taken whole or not at all. */
function takeWhole<T>(thing: T, weight: number, budget: Budget): T | undefined {
	const fits = weight <= budget.left;
	budget.left = fits ? budget.left - weight : 0;
	return fits ? thing : undefined;
}

function takeText(text: string, budget: Budget): string {
	const length = Math.min(text.length, budget.left);
	budget.left -= length;
	return length === text.length ? text : headOf(text, length);
}

/** Longest sequence of marks that one character carries, more or less: how far back a cut looks for its start. */
const LONGEST_CHARACTER = 64;

/** The beginning of a text, never with a part of a character as people see it. */
export function headOf(text: string, length: number): string {
	if (length >= text.length) return text;
	const from = Math.max(0, length - LONGEST_CHARACTER);
	const around = text.slice(from, length + LONGEST_CHARACTER);
	let end = from;
	for (const { index, segment } of new Intl.Segmenter().segment(around)) {
		if (from + index + segment.length > length) break;
		end = from + index + segment.length;
	}
	return end === from && from > 0 ? codePointHead(text, length) : text.slice(0, end);
}

function codePointHead(text: string, length: number): string {
	return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
