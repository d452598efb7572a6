import type { TableCell, TableRow } from '../tree';
import { insideCompact, type BlockWriter, type WikiWriter } from './writer';

/** A table, `||header||` and `|cell|`. There are no spans: the places that a cell covers stay empty. */
export function writeTable(
	writer: WikiWriter,
	rows: readonly TableRow[],
	writeBlocks: BlockWriter,
): string {
	const inCell = insideCompact(writer, 'cell');
	const writeCell = (cell: TableCell): string => writeBlocks(inCell, cell.blocks);
	const covered = new Map<number, Span>();
	return rows.map((row) => writeRow(row, covered, writeCell)).join('\n');
}

/** How many more rows a cell above covers in a column. */
interface Span {
	readonly rows: number;
	readonly header: boolean;
}

function writeRow(
	row: TableRow,
	covered: Map<number, Span>,
	writeCell: (cell: TableCell) => string,
): string {
	const out: string[] = [];
	let column = 0;
	let endsInHeader = false;
	const put = (header: boolean, text: string): void => {
		out.push(header ? '||' : '|', text.trim() === '' ? ' ' : text);
		endsInHeader = header;
		column += 1;
	};
	const putCovered = (): void => {
		for (let span = covered.get(column); span !== undefined; span = covered.get(column)) {
			if (span.rows > 1) covered.set(column, { ...span, rows: span.rows - 1 });
			else covered.delete(column);
			put(span.header, '');
		}
	};
	for (const cell of row.cells) {
		putCovered();
		for (let place = 0; place < cell.columns; place += 1) {
			if (cell.rows > 1) covered.set(column, { rows: cell.rows - 1, header: cell.header });
			put(cell.header, place === 0 ? writeCell(cell) : '');
		}
	}
	putCovered();
	return `${out.join('')}${endsInHeader ? '||' : '|'}`;
}
