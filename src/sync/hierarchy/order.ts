import { own } from '../../model/own';
import type { SourceRecord } from '../../model/record';
import { parentIdOf } from './rules';

/**
 * The records by their distance from the top, parents before children (row H6). A parent that is not among the records counts as
 * there. Records above each other in a ring come last, with all that is below them, in one layer.
 */
export function parentLayers(
	records: readonly SourceRecord[],
	parentAttribute: string,
): readonly (readonly SourceRecord[])[] {
	const nameOf = ({ system }: SourceRecord, id: string): string => `${system} ${id}`;
	const waiting = new Set(records);
	const names = new Map<string, number>();
	const count = (record: SourceRecord, by: number): void => {
		const name = nameOf(record, record.id);
		names.set(name, (names.get(name) ?? 0) + by);
	};
	for (const record of records) count(record, 1);
	const isFree = (record: SourceRecord): boolean => {
		const parent = parentIdOf(own(record.values, parentAttribute));
		if (typeof parent !== 'string' || parent === record.id) return true;
		return (names.get(nameOf(record, parent)) ?? 0) === 0;
	};
	const layers: (readonly SourceRecord[])[] = [];
	while (waiting.size > 0) {
		const free = [...waiting].filter(isFree);
		const layer = free.length > 0 ? free : [...waiting];
		for (const record of layer) {
			waiting.delete(record);
			count(record, -1);
		}
		layers.push(layer);
	}
	return layers;
}
