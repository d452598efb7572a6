import { isObject, textOf, toJson } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { listOf, readStoredTable, type TableOwner } from '../linked-table';
import { PROPERTY_LIMIT } from '../snapshot';

/** Version of the format below. A reader that meets a higher one must not write. */
export const FILES_FORMAT = 1;

/** Two files that belong together, or one whose other side is still to come, was refused, or is gone. */
export interface FileLink {
	/** Id in the source. */
	readonly s?: string;
	/** Id in Jira. */
	readonly j?: string;
	/** Which of the two is the original: `s` in the source, `j` in Jira. Absent: both were there (row A3). */
	readonly o?: 's' | 'j';
	/** Size in the source when they were last in step, in bytes. */
	readonly z?: number;
	/** Digest of the content, if it passed through. */
	readonly h?: string;
	/** When the source last changed it, in milliseconds since the epoch, as of when they were last in step. */
	readonly t?: number;
	/** Which side's file is gone while the other stays: nothing is made in its place. */
	readonly x?: 's' | 'j';
	/** How often its deletion was handed out to the source. */
	readonly d?: number;
	/** How often it was handed out to the source. Gone once it is seen there. */
	readonly n?: number;
	/** Its name while it is handed out: by this its arrival is known, even when it is gone in Jira by then. */
	readonly m?: string;
	/** What was refused, or given up: not tried again until it changes (row A14). */
	readonly p?: string;
}

/** Value of the property that links files (docs/design/attachments.md). */
export interface FileTable {
	readonly format: typeof FILES_FORMAT;
	readonly link: TableOwner;
	/** When the record was read for the last change of this table, in milliseconds since the epoch, if that is known (row A17). */
	readonly at?: number;
	/** In the order in which they became known. */
	readonly links: readonly FileLink[];
	/** Ids of files that are never copied: replaced originals (row A7) and second copies (row A15). */
	readonly notes: { readonly s: readonly string[]; readonly j: readonly string[] };
}

export function newFileTable({ system, recordId }: FileTable['link']): FileTable {
	return { format: FILES_FORMAT, link: { system, recordId }, links: [], notes: { s: [], j: [] } };
}

export type FileTableReading =
	| { readonly kind: 'table'; readonly table: FileTable }
	/** Written by a newer version of this package: hands off. */
	| { readonly kind: 'newer' };

/**
 * Reads the property. One that is missing, damaged, or left from a link to another record counts as empty: files are then known
 * again by name, size and content (row A3).
 */
export function decodeFileTable(
	value: JsonValue | undefined,
	link: FileTable['link'],
): FileTableReading {
	const stored = readStoredTable(value, link, FILES_FORMAT);
	if (stored.kind === 'newer') return stored;
	const empty = newFileTable(link);
	if (stored.kind === 'empty') return { kind: 'table', table: empty };
	const { at, links, notes } = stored;
	const noted = isObject(notes) ? notes : {};
	return {
		kind: 'table',
		table: {
			...empty,
			...(at !== undefined && { at }),
			links: links.flatMap(decodeLink),
			notes: { s: textsOf(noted['s']), j: textsOf(noted['j']) },
		},
	};
}

function textsOf(value: unknown): readonly string[] {
	return listOf(value).flatMap((id) => textOf(id) ?? []);
}

const TEXTS = ['s', 'j', 'h', 'm', 'p'] as const;
const NUMBERS = ['z', 't', 'd', 'n'] as const;

function decodeLink(raw: unknown): readonly FileLink[] {
	if (!isObject(raw)) return [];
	const texts = TEXTS.flatMap((key) => {
		const text = textOf(raw[key]);
		return text === undefined ? [] : [[key, text] as const];
	});
	const numbers = NUMBERS.flatMap((key) => {
		const number = raw[key];
		return typeof number === 'number' ? [[key, number] as const] : [];
	});
	const { o, x } = raw;
	const link: FileLink = {
		...Object.fromEntries<string | number>([...texts, ...numbers]),
		...((o === 's' || o === 'j') && { o }),
		...((x === 's' || x === 'j') && { x }),
	};
	return link.s === undefined && link.j === undefined ? [] : [link];
}

export type EncodedFileTable =
	| { readonly kind: 'fits'; readonly value: JsonValue }
	/** Even without digests the links do not fit into a property. */
	| { readonly kind: 'full' };

/**
 * The property's value. Where it would be larger than Jira stores, the oldest links give up digest and time, as many as it takes (row
 * A18); no link is ever dropped.
 */
export function encodeFileTable(table: FileTable): EncodedFileTable {
	let excess = JSON.stringify(table).length - PROPERTY_LIMIT;
	const links = table.links.map((link) => {
		if (excess <= 0) return link;
		const { h: _digest, t: _time, ...bare } = link;
		excess -= JSON.stringify(link).length - JSON.stringify(bare).length;
		return bare;
	});
	return excess > 0 ? { kind: 'full' } : { kind: 'fits', value: toJson({ ...table, links }) };
}
