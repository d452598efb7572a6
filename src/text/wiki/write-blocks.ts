import { childBlocks } from '../normal';
import type { Block, CodeBlock, Inline, Mark, PanelKind } from '../tree';
import { codeMacro, escapeWikiCode } from './code';
import { PANEL_COLORS } from './panels';
import { writeInlines } from './write-inline';
import { isList, writeList } from './write-lists';
import { writeTable } from './write-tables';
import { insideMacro, type WikiWriter } from './writer';

/** Blocks one after the other, with what the notation needs between them. */
export function writeBlocks(writer: WikiWriter, blocks: readonly Block[]): string {
	const out: string[] = [];
	let previous: Block | undefined;
	for (const block of flatBlocks(writer, blocks)) {
		const text = writeBlock(writer, block);
		if (text === '') continue;
		if (previous !== undefined) out.push(separator(writer, previous, block));
		out.push(text);
		previous = block;
	}
	return out.join('');
}

/** A blank line parts blocks; where none is possible, two line ends part paragraphs. */
function separator({ compact }: WikiWriter, previous: Block, next: Block): string {
	if (!compact) return '\n\n';
	const goesOn = previous.type === 'paragraph' || isList(previous);
	return goesOn && next.type === 'paragraph' ? '\\\\ \\\\\n' : '\n';
}

/** Blocks that cannot stand here are replaced by what is in them. */
function flatBlocks(writer: WikiWriter, blocks: readonly Block[]): readonly Block[] {
	return blocks.flatMap((block): readonly Block[] => {
		switch (block.type) {
			case 'quote':
				return writer.around.has('quote') && lineOf(block.blocks) === undefined
					? flatBlocks(writer, block.blocks)
					: [block];
			case 'panel':
			case 'expand':
				if (!writer.around.has('panel') && titleFits(writer, block.title)) return [block];
				return writer.around.has('panel')
					? flatBlocks(writer, [...titleBlocks(writer, block.title), ...block.blocks])
					: [
							{
								...block,
								title: '',
								blocks: [...titleBlocks(writer, block.title), ...block.blocks],
							},
						];
			case 'opaque':
				return block.format === 'wiki' && typeof block.raw === 'string' && writer.admits(block.raw)
					? [block]
					: flatBlocks(writer, block.blocks);
			case 'table':
				return writer.inCell ? block.rows.flatMap(flatRow(writer)) : [block];
			case 'bulletList':
			case 'orderedList':
			case 'taskList':
				return writer.inCell && writer.inList ? flatBlocks(writer, childBlocks(block)) : [block];
			default:
				return [block];
		}
	});
}

/** A table inside a table cell: one paragraph a row. */
function flatRow(
	writer: WikiWriter,
): (row: { cells: readonly { blocks: readonly Block[] }[] }) => readonly Block[] {
	return ({ cells }) =>
		flatBlocks(
			writer,
			cells.flatMap((cell) => cell.blocks),
		);
}

function titleBlocks({ escape }: WikiWriter, title: string): readonly Block[] {
	if (title === '') return [];
	const marks: readonly Mark[] = escape.form === 'zeroWidth' ? [] : [{ type: 'strong' }];
	const content: readonly Inline[] = [{ type: 'text', text: title, marks }];
	return [{ type: 'paragraph', content }];
}

/** A renderer that shows entities cannot show these in a macro's setting. */
function titleFits({ escape }: WikiWriter, title: string): boolean {
	return escape.form !== 'zeroWidth' || !/[{}|\\[\]=&]/.test(title);
}

function writeBlock(writer: WikiWriter, block: Block): string {
	switch (block.type) {
		case 'paragraph':
			return writeInlines(writer, block.content);
		case 'heading':
			return `h${block.level}. ${writeInlines(writer, block.content, 'one')}`;
		case 'bulletList':
		case 'orderedList':
		case 'taskList':
			return writeList(writer, block, '', writeBlocks);
		case 'quote':
			return writeQuote(writer, block.blocks);
		case 'code':
			return writeCode(block);
		case 'panel':
		case 'expand': {
			const settings = panelSettings(block.title, block.type === 'panel' ? block.kind : undefined);
			return frame('panel', settings, writeBlocks(insideMacro(writer, 'panel'), block.blocks));
		}
		case 'table':
			return writeTable(writer, block.rows, writeBlocks);
		case 'rule':
			return '----';
		case 'opaque':
			return typeof block.raw === 'string' ? block.raw : '';
	}
}

/** `{quote}` cannot stand in itself, but one line can be quoted with `bq.` anywhere. */
function writeQuote(writer: WikiWriter, blocks: readonly Block[]): string {
	const line = writer.around.has('quote') ? lineOf(blocks) : undefined;
	if (line !== undefined) return `bq. ${writeInlines(writer, line, 'one')}`;
	return frame('quote', '', writeBlocks(insideMacro(writer, 'quote'), blocks));
}

function lineOf([block, ...more]: readonly Block[]): readonly Inline[] | undefined {
	return block?.type === 'paragraph' && more.length === 0 ? block.content : undefined;
}

function frame(name: string, settings: string, inside: string): string {
	return `{${name}${settings}}\n${inside}${inside === '' ? '' : '\n'}{${name}}`;
}

/** The line end before the closing tag keeps a backslash at the end of the text from hiding it. */
function writeCode({ language, text }: CodeBlock): string {
	const { name, open } = codeMacro(language);
	return `${open}\n${escapeWikiCode(text)}\n{${name}}`;
}

function panelSettings(title: string, kind: PanelKind | undefined): string {
	const settings = [
		...(title === '' ? [] : [`title=${escapeSetting(title)}`]),
		...(kind === undefined ? [] : [`bgColor=${PANEL_COLORS[kind]}`]),
	].join('|');
	return settings === '' ? '' : `:${settings}`;
}

/** Settings end at pipes and tags at braces; a mention is found in them too. */
export function escapeSetting(text: string): string {
	return text.replace(/[{}|\\[\]=&]/g, (character) =>
		character === '&' ? '&amp;' : `&#${character.charCodeAt(0)};`,
	);
}
