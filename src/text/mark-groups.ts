import { sameMark } from './marks';
import type { Inline, Mark } from './tree';

/** Inlines under one mark, or one inline whose marks are all spoken for. */
export type MarkGroup =
	| { readonly kind: 'mark'; readonly mark: Mark; readonly content: readonly MarkGroup[] }
	| { readonly kind: 'inline'; readonly inline: Inline };

/**
 * Flat inlines as nested marks, the outermost first, for formats that open and close them. An image's address counts as a link
 * around it.
 */
export function groupMarks(content: readonly Inline[]): readonly MarkGroup[] {
	return groupFrom(
		content.map((inline) => ({ inline, marks: marksOf(inline) })),
		0,
	);
}

interface Marked {
	readonly inline: Inline;
	readonly marks: readonly Mark[];
}

function marksOf(inline: Inline): readonly Mark[] {
	if (inline.type === 'text') return inline.marks;
	if (inline.type === 'image' && inline.href !== undefined)
		return [{ type: 'link', href: inline.href, title: '' }];
	return [];
}

/** Recursion is as deep as there are types of marks. */
function groupFrom(content: readonly Marked[], depth: number): readonly MarkGroup[] {
	const groups: MarkGroup[] = [];
	for (let index = 0; index < content.length;) {
		const { inline, marks } = content[index] as Marked;
		const mark = marks[depth];
		if (mark === undefined) {
			groups.push({ kind: 'inline', inline });
			index += 1;
			continue;
		}
		let end = index + 1;
		for (let next = content[end]?.marks[depth]; next !== undefined && sameMark(next, mark);) {
			end += 1;
			next = content[end]?.marks[depth];
		}
		groups.push({ kind: 'mark', mark, content: groupFrom(content.slice(index, end), depth + 1) });
		index = end;
	}
	return groups;
}
