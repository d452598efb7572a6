import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import type { RecordLink } from '../model/link';

/** The record that a table of linked things belongs to. */
export type TableOwner = Pick<RecordLink, 'system' | 'recordId'>;

/** What the properties that link comments and files have in common. */
export type StoredTable =
	/** Missing, damaged, or left from a link to another record. */
	| { readonly kind: 'empty' }
	/** Written by a newer version of this package: hands off. */
	| { readonly kind: 'newer' }
	| {
			readonly kind: 'table';
			/** When the record was read for the last change of the table, in milliseconds since the epoch, if that is known. */
			readonly at?: number;
			readonly links: readonly unknown[];
			readonly notes: unknown;
	  };

/** Reads the frame of such a property leniently; `format` is the one that the reader knows. */
export function readStoredTable(
	value: JsonValue | undefined,
	owner: TableOwner,
	format: number,
): StoredTable {
	if (!isObject(value)) return { kind: 'empty' };
	const { format: written, at, links, notes } = value;
	if (typeof written === 'number' && written > format) return { kind: 'newer' };
	if (written !== format || !isTableOf(value, owner)) return { kind: 'empty' };
	return { kind: 'table', ...(typeof at === 'number' && { at }), links: listOf(links), notes };
}

/** Whether a stored table belongs to this record. */
export function isTableOf(value: JsonValue | undefined, owner: TableOwner): boolean {
	const stored = isObject(value) ? value['link'] : undefined;
	return (
		isObject(stored) && stored['system'] === owner.system && stored['recordId'] === owner.recordId
	);
}

/** What is no list counts as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
