import type { UnknownRecord } from '../../model/decode';
import type { Block } from '../tree';
import { attributes, children, numberAttribute, typeOf } from './node';

/** A table of an Atlassian document; `blocksOf` reads a cell. */
export function readTable(
	node: UnknownRecord,
	blocksOf: (cell: UnknownRecord) => readonly Block[],
): Block {
	const rows = children(node).map((row) => ({
		cells: children(row).map((cell) => ({
			header: typeOf(cell) === 'tableHeader',
			columns: numberAttribute(attributes(cell), 'colspan') ?? 1,
			rows: numberAttribute(attributes(cell), 'rowspan') ?? 1,
			blocks: blocksOf(cell),
		})),
	}));
	return { type: 'table', rows };
}
