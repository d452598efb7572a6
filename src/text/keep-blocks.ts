import { alignEqual } from './align';
import type { Block, RichText } from './tree';

/**
 * A changed tree with each block of the old one whose meaning, as the other side sees it, has not changed: what that side cannot
 * see in a block (colors, links, tables that it shows as lines) survives an edit of another block (T23).
 */
export function keepBlocks(
	old: RichText,
	changed: RichText,
	seen: (tree: RichText) => RichText,
): RichText {
	const key = (block: Block): string => JSON.stringify(seen({ blocks: [block] }));
	const partner = new Map(
		alignEqual(old.blocks.map(key), changed.blocks.map(key)).map(([from, to]) => [to, from]),
	);
	const blocks = changed.blocks.map((block, index) => {
		const kept = old.blocks[partner.get(index) ?? -1];
		return kept ?? block;
	});
	return { blocks };
}
