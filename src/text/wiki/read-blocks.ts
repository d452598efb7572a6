import type { Block, HeadingLevel } from '../tree';
import { readInlines } from './read-inline';
import { isListLine, readList } from './read-lists';
import { isRowStart, readTable } from './read-tables';
import type { Range } from './read-macros';
import { ATOM, type Source } from './source';

/** What is looked for: no lists in a list item's own text, no tables in a table cell. */
export interface BlockMode {
	readonly lists: boolean;
	readonly tables: boolean;
}

export const TOP: BlockMode = { lists: true, tables: true };

/** Reads a range of lines; lists and tables are given it for what is inside of them. */
export type BlockReader = (source: Source, range: Range, mode: BlockMode) => readonly Block[];

/** Lines of a source, without their ends. */
export function linesOf({ text }: Source, { from, to }: Range): readonly Range[] {
	let start = from;
	return text
		.slice(from, to)
		.split('\n')
		.map((line) => {
			const range = { from: start, to: start + line.length };
			start = range.to + 1;
			return range;
		});
}

/** Line by line, as com.atlassian.renderer.v2.components.block does, over text whose macros are atoms. */
export function readBlocks(source: Source, range: Range, mode: BlockMode): readonly Block[] {
	const lines = linesOf(source, range);
	const blocks: Block[] = [];
	let paragraph: Range | undefined;
	const flush = (): void => {
		if (paragraph !== undefined) {
			blocks.push({ type: 'paragraph', content: readInlines(source, paragraph) });
		}
		paragraph = undefined;
	};
	for (let index = 0; index < lines.length;) {
		const line = lines[index] as Range;
		const block = readBlock(source, lines, index, mode);
		if (block === undefined) {
			for (const part of partsOf(source, line)) {
				if (isBlocks(part)) {
					flush();
					for (const inner of part) blocks.push(inner);
				} else {
					paragraph = { from: paragraph?.from ?? part.from, to: part.to };
				}
			}
			index += 1;
			continue;
		}
		flush();
		for (const inner of block.blocks) blocks.push(inner);
		index += block.lines;
	}
	flush();
	return blocks;
}

interface ReadBlock {
	readonly blocks: readonly Block[];
	readonly lines: number;
}

function readBlock(
	source: Source,
	lines: readonly Range[],
	index: number,
	mode: BlockMode,
): ReadBlock | undefined {
	const line = lines[index] as Range;
	const text = source.text.slice(line.from, Math.min(line.to, line.from + 200)).trimStart();
	if (text === '' && isBlank(source, line)) return { blocks: [], lines: 1 };
	const single = readLineBlock(source, line, text);
	if (single !== undefined) return { blocks: single, lines: 1 };
	if (mode.lists && isListLine(source, line)) return readList(source, lines, index, readBlocks);
	if (mode.tables && isRowStart(source, line)) return readTable(source, lines, index, readBlocks);
	return undefined;
}

export function isBlank({ text }: Source, { from, to }: Range): boolean {
	return text.slice(from, to).trim() === '';
}

/** Headings, one-line quotations and rules. */
function readLineBlock(source: Source, line: Range, text: string): readonly Block[] | undefined {
	const heading = /^h([1-6])\./.exec(text);
	const sign = heading?.[0] ?? (text.startsWith('bq.') ? 'bq.' : undefined);
	if (sign === undefined) {
		const isRule = line.to - line.from < 200 && /^-{4,5}\s*$/.test(text);
		return isRule ? [{ type: 'rule' }] : undefined;
	}
	let from = source.text.indexOf(sign, line.from) + sign.length;
	while (from < line.to && /\s/.test(source.text.charAt(from))) from += 1;
	return partsOf(source, { from, to: line.to }).flatMap((part, index): readonly Block[] => {
		if (isBlocks(part)) return part;
		const content = readInlines(source, part);
		const paragraph: Block = { type: 'paragraph', content };
		if (index > 0) return [paragraph];
		if (heading === null) return [{ type: 'quote', blocks: [paragraph] }];
		return [{ type: 'heading', level: Number(heading[1]) as HeadingLevel, content }];
	});
}

type LinePart = Range | readonly Block[];

function isBlocks(part: LinePart): part is readonly Block[] {
	return Array.isArray(part);
}

/** A line parted at the block macros in it. */
function partsOf(source: Source, line: Range): readonly LinePart[] {
	const parts: LinePart[] = [];
	const text = source.text.slice(line.from, line.to);
	let from = line.from;
	const put = (to: number): void => {
		if (!isBlank(source, { from, to })) parts.push({ from, to });
	};
	for (let at = text.indexOf(ATOM); at >= 0; at = text.indexOf(ATOM, at + 1)) {
		const atom = source.atoms.get(line.from + at);
		if (atom?.kind !== 'blocks') continue;
		put(line.from + at);
		parts.push(atom.blocks);
		from = line.from + at + 1;
	}
	put(line.to);
	return parts;
}
