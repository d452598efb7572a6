import type { Block, TableCell, TableRow } from '../tree';
import { type HtmlElement, type HtmlNode, numberIn } from './element';
import type { FlowReader, Surroundings } from './flow';

const GROUPS: ReadonlySet<string> = new Set(['tbody', 'thead', 'tfoot']);

/**
 * A table; its caption and whatever stands between its rows and cells come before it, as browsers show it. Cells without a row
 * make one.
 */
export function readTable(
	element: HtmlElement,
	inside: Surroundings,
	readFlow: FlowReader,
): readonly Block[] {
	const rows: { cells: TableCell[] }[] = [];
	const others: HtmlNode[] = [];
	const visit = (parent: HtmlElement): void => {
		let row: { cells: TableCell[] } | undefined;
		for (const child of parent.children) {
			if (typeof child === 'string') others.push(child);
			else if (child.name === 'td' || child.name === 'th') {
				if (row === undefined) {
					row = { cells: [] };
					rows.push(row);
				}
				row.cells.push(readCell(child, inside, readFlow));
			} else if (child.name === 'tr' || GROUPS.has(child.name)) {
				row = undefined;
				visit(child);
			} else if (child.name !== 'colgroup' && child.name !== 'col') others.push(child);
		}
	};
	visit(element);
	const table: readonly TableRow[] = rows;
	return [...readFlow(others, inside), { type: 'table', rows: table }];
}

function readCell(cell: HtmlElement, inside: Surroundings, readFlow: FlowReader): TableCell {
	return {
		header: cell.name === 'th',
		columns: numberIn(cell, 'colspan') ?? 1,
		rows: numberIn(cell, 'rowspan') ?? 1,
		blocks: readFlow(cell.children, inside),
	};
}
