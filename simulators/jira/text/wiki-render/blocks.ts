import { renderInline } from './inline';
import { BLOCK_TOKEN, ONLY_BLOCKS, type WikiPage } from './page';
import { isTableStart, takeTable } from './tables';

/** Where a text stands: lists are not looked for inside a list item, tables not inside a cell. */
export interface BlockMode {
	readonly lists: boolean;
	readonly tables: boolean;
	readonly links: 'here' | 'done';
}

const HEADING = /^\s*h([1-6])\.\s*(.*)$/;
const QUOTE = /^\s*bq\.\s*(.*)$/;
const RULE = /^\s*-{4,5}\s*$/;
const LIST = /^\s*([*\-#]+)\s+(.*?)\s*$/;
const NO_LIST = /^\s*-{2,3}/;

/** The block pass: line by line, over text whose macros are tokens already (com.atlassian.renderer.v2.components.block). */
export function renderBlocks(page: WikiPage, text: string, mode: BlockMode): string {
	const lines = text.split(/\r\n?|\n/).reverse();
	const out: string[] = [];
	let paragraph: string[] = [];
	const flush = (): void => {
		if (paragraph.length > 0) {
			out.push(`<p>${renderInline(page, paragraph.join('\n'), mode.links)}</p>`);
		}
		paragraph = [];
	};
	for (let line = lines.pop(); line !== undefined; line = lines.pop()) {
		const block = ONLY_BLOCKS.test(line) ? line : renderBlock(page, line, lines, mode);
		if (block !== undefined) {
			flush();
			out.push(block);
			continue;
		}
		for (const part of line.split(BLOCK_TOKEN)) {
			if (BLOCK_TOKEN.test(part)) {
				flush();
				out.push(part);
			} else if (part !== '') paragraph.push(part);
		}
	}
	flush();
	return out.join('\n');
}

function renderBlock(
	page: WikiPage,
	line: string,
	lines: string[],
	mode: BlockMode,
): string | undefined {
	if (line.trim() === '') return '';
	const heading = HEADING.exec(line);
	if (heading !== null) {
		page.found('heading', heading[1] ?? '');
		return `<h1>${renderInline(page, heading[2] ?? '', mode.links)}</h1>`;
	}
	const quote = QUOTE.exec(line);
	if (quote !== null) {
		page.found('quote', 'bq.');
		return `<blockquote>${renderInline(page, quote[1] ?? '', mode.links)}</blockquote>`;
	}
	if (RULE.test(line)) {
		page.found('rule', line.trim());
		return '<hr>';
	}
	if (mode.lists && LIST.test(line) && !NO_LIST.test(line))
		return renderList(page, line, lines, mode);
	if (!mode.tables || !isTableStart(line)) return undefined;
	page.found('table', '|');
	const inCell: BlockMode = { lists: mode.lists, tables: false, links: 'done' };
	const rows = takeTable(page, line, lines, mode.links);
	const html = rows.map((cells) =>
		cells.map((cell) => `<td>${renderBlocks(page, cell, inCell)}</td>`).join(''),
	);
	return `<table>${html.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
}

/** A list goes on until a blank line; a line without a bullet belongs to the item above it. */
function renderList(page: WikiPage, first: string, lines: string[], mode: BlockMode): string {
	const items: string[] = [];
	let line: string | undefined = first;
	for (; line !== undefined; line = lines.pop()) {
		const [, bullets, text] = LIST.exec(line) ?? [];
		if (bullets !== undefined) {
			page.found('list', bullets);
			items.push(text ?? '');
		} else if (line.trim() === '') {
			lines.push(line);
			break;
		} else items.push(`${items.pop() ?? ''}\n${line}`);
	}
	const inItem: BlockMode = { ...mode, lists: false };
	return `<ul>${items.map((item) => `<li>${renderBlocks(page, item, inItem)}</li>`).join('')}</ul>`;
}
