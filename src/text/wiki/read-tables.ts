import type { Block, TableCell, TableRow } from '../tree';
import type { BlockReader } from './read-blocks';
import { imageEnds } from './image-spans';
import { linkEnd } from './link-span';
import type { Range } from './read-macros';
import type { Source } from './source';

export function isRowStart({ text }: Source, line: Range): boolean {
	for (let at = line.from; at < line.to; at += 1) {
		const character = text.charAt(at);
		if (character === '|') return true;
		if (!/\s/.test(character)) return false;
	}
	return false;
}

function isRowEnd({ text }: Source, line: Range): boolean {
	for (let at = line.to - 1; at >= line.from; at -= 1) {
		const character = text.charAt(at);
		if (character === '|') return true;
		if (!/\s/.test(character)) return false;
	}
	return false;
}

/** A table with the rows from a line on; a row goes on until a line ends with a pipe or the next begins with one. */
export function readTable(
	source: Source,
	lines: readonly Range[],
	first: number,
	readBlocks: BlockReader,
): { readonly blocks: readonly Block[]; readonly lines: number } {
	const rows: Range[] = [];
	let open: Range | undefined;
	let index = first;
	for (; index < lines.length; index += 1) {
		const line = lines[index] as Range;
		const starts = isRowStart(source, line);
		if (source.text.slice(line.from, line.to).trim() === '' || (open === undefined && !starts))
			break;
		if (starts && open !== undefined) rows.push(open);
		open = { from: starts || open === undefined ? line.from : open.from, to: line.to };
		if (isRowEnd(source, line)) {
			rows.push(open);
			open = undefined;
		}
	}
	if (open !== undefined) rows.push(open);
	const read = rows.map((row): TableRow => ({ cells: readCells(source, row, readBlocks) }));
	return { blocks: [{ type: 'table', rows: read }], lines: index - first };
}

/** Parts a row at its pipes, except those in links and images, which Jira reads before. */
function readCells(source: Source, row: Range, readBlocks: BlockReader): readonly TableCell[] {
	const { text } = source;
	const cells: TableCell[] = [];
	let from = text.indexOf('|', row.from) + 1;
	let to = row.to;
	while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
	let header = false;
	const images = imageEnds(text, { from, to });
	const put = (end: number): void => {
		const blocks = readBlocks(source, { from, to: end }, { lists: true, tables: false });
		cells.push({ header, columns: 1, rows: 1, blocks });
		header = false;
	};
	for (let at = from; at < to; at += 1) {
		const character = text.charAt(at);
		if (character === '[') at = linkEnd(text, at, to) ?? at;
		else if (character === '!') at = images.endFrom(at) ?? at;
		else if (character === '\\') at += text.charAt(at + 1) === '\\' ? 0 : 1;
		else if (character === '|') {
			if (at === from) header = true;
			else put(at);
			from = at + 1;
		}
	}
	if (from < to) put(to);
	return cells;
}
