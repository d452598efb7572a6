import type { JsonValue } from '../model/json';
import { cleanCharacters } from './clean';
import type { TextCodec } from './codec';
import { normalize } from './normal';
import type { Block, Image, Inline, ListItem, RichText, TableRow, TaskItem } from './tree';

/** Plain text: a blank line ends a paragraph, every other line end is one; nothing in it is markup (L9). */
export const plainText: TextCodec = { read: readPlain, write: writePlain };

/** T20: the paragraphs of a plain text, character by character as given. */
export function readPlain(value: JsonValue): RichText {
	const text = cleanCharacters(typeof value === 'string' ? value : '');
	const content = text
		.split('\n')
		.flatMap((line, index): readonly Inline[] => [
			...(index === 0 ? [] : [{ type: 'break' } as const]),
			{ type: 'text', text: line, marks: [] },
		]);
	return normalize({ blocks: [{ type: 'paragraph', content }] });
}

/** T21: what people read in a tree, with light signs for lists, quotes and tables. */
export function writePlain(tree: RichText): string {
	return blocksText(tree.blocks, '\n\n');
}

function blocksText(blocks: readonly Block[], between: string): string {
	return blocks
		.map(blockText)
		.filter((text) => text !== '')
		.join(between);
}

function blockText(block: Block): string {
	switch (block.type) {
		case 'paragraph':
		case 'heading':
			return inlineText(block.content);
		case 'bulletList':
			return block.items.map((item) => itemText('- ', item)).join('\n');
		case 'orderedList':
			return block.items
				.map((item, index) => itemText(`${block.start + index}. `, item))
				.join('\n');
		case 'taskList':
			return block.items.map(taskText).join('\n');
		case 'quote':
			return prefixLines(blocksText(block.blocks, '\n\n'), '> ', '> ');
		case 'code':
			return block.text;
		case 'table':
			return block.rows.map(rowText).join('\n');
		case 'rule':
			return '----';
		case 'panel':
		case 'expand':
			return [block.title, blocksText(block.blocks, '\n\n')]
				.filter((text) => text !== '')
				.join('\n\n');
		case 'opaque':
			return blocksText(block.blocks, '\n\n');
	}
}

function itemText(marker: string, item: ListItem): string {
	return prefixLines(blocksText(item.blocks, '\n'), marker, ' '.repeat(marker.length));
}

function taskText(item: TaskItem): string {
	const text = [inlineText(item.content), blocksText(item.blocks, '\n')];
	return prefixLines(
		text.filter((part) => part !== '').join('\n'),
		item.done ? '[x] ' : '[ ] ',
		'    ',
	);
}

/** The cells of a row on one line. */
export function rowText(row: TableRow): string {
	return row.cells.map((cell) => blocksText(cell.blocks, ' ').replaceAll('\n', ' ')).join(' | ');
}

function prefixLines(text: string, first: string, rest: string): string {
	return text
		.split('\n')
		.map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
		.join('\n');
}

/** What people read in a line of inlines; a link shows its address after its text unless they are the same. */
export function inlineText(content: readonly Inline[]): string {
	return content.map((inline, index) => leafText(inline) + address(content, index)).join('');
}

function leafText(inline: Inline): string {
	switch (inline.type) {
		case 'text':
		case 'opaque':
			return inline.text;
		case 'break':
			return '\n';
		case 'image':
			return imageText(inline);
		case 'mention':
			return mentionText(inline);
		case 'emoji':
			return inline.text || inline.shortName;
	}
}

/** A mention as formats show it that have none. */
export function mentionText(mention: { readonly id: string; readonly name: string }): string {
	return `@${mention.name || mention.id}`;
}

/** What stands for an image where none can be: its text, else its file name or address. */
export function imageText(image: Image): string {
	return image.alt || (image.source.kind === 'url' ? image.source.url : image.source.name);
}

function hrefOf(inline: Inline | undefined): string {
	if (inline?.type !== 'text') return '';
	const link = inline.marks.find((mark) => mark.type === 'link');
	return link?.href ?? '';
}

/** After the last text of a link: its address in parentheses. */
function address(content: readonly Inline[], index: number): string {
	const href = hrefOf(content[index]);
	if (href === '' || hrefOf(content[index + 1]) === href) return '';
	let text = '';
	for (let at = index; at >= 0 && hrefOf(content[at]) === href; at -= 1)
		text = leafText(content[at] as Inline) + text;
	const shown = text.trim();
	return shown === href || `mailto:${shown}` === href ? '' : ` (${href})`;
}
