import { isObject, textOf, toJson } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { listOf, readStoredTable, type TableOwner } from '../linked-table';
import {
	decodeField,
	PROPERTY_LIMIT,
	storeValue,
	type FieldSnapshot,
	type StoredValue,
} from '../snapshot';

/** Version of the format below. A reader that meets a higher one must not write. */
export const COMMENTS_FORMAT = 1;

/** Bodies up to this length are stored as they are: a digest is not shorter. */
const SHORT_BODY = 32;

/** Two comments that belong together, or one whose other side is still to come or is gone. */
export interface CommentLink {
	/** Id in the source. Absent while a comment of Jira was handed out and not yet seen there. */
	readonly s?: string;
	/** Id in Jira. Absent while Jira does not take a comment of the source (row C19). */
	readonly j?: string;
	/** Where it was written first: `s` for the source, `j` for Jira. */
	readonly o: 's' | 'j';
	/** What both bodies were when they were last in step. Absent when there was no room for it (row C18). */
	readonly b?: FieldSnapshot;
	/** Which side's comment is gone while the other stays: nothing is made in its place (rows C9 and C10). */
	readonly x?: 's' | 'j';
	/** How often its deletion was handed out to the source. */
	readonly d?: number;
}

/** Value of the property that links comments (docs/design/comments.md). */
export interface CommentTable {
	readonly format: typeof COMMENTS_FORMAT;
	readonly link: TableOwner;
	/** When the record was read for the last change of this table, in milliseconds since the epoch, if that is known (row C17). */
	readonly at?: number;
	/** In the order in which they became known. */
	readonly links: readonly CommentLink[];
	/** Comments in Jira that are never copied: notes of this package (row C5) and surplus copies (row C15). */
	readonly notes: readonly string[];
}

export function newCommentTable({ system, recordId }: CommentTable['link']): CommentTable {
	return { format: COMMENTS_FORMAT, link: { system, recordId }, links: [], notes: [] };
}

export type TableReading =
	| { readonly kind: 'table'; readonly table: CommentTable }
	/** Written by a newer version of this package: hands off. */
	| { readonly kind: 'newer' };

/**
 * Reads the property. One that is missing, damaged, or left from a link to another record counts as empty: copies are then known
 * again by their marks and headers (rows C3 and C4).
 */
export function decodeCommentTable(
	value: JsonValue | undefined,
	link: CommentTable['link'],
): TableReading {
	const stored = readStoredTable(value, link, COMMENTS_FORMAT);
	if (stored.kind === 'newer') return stored;
	const empty = newCommentTable(link);
	if (stored.kind === 'empty') return { kind: 'table', table: empty };
	const { at, links, notes } = stored;
	return {
		kind: 'table',
		table: {
			...empty,
			...(at !== undefined && { at }),
			links: links.flatMap(decodeLink),
			notes: listOf(notes).flatMap((id) => textOf(id) ?? []),
		},
	};
}

function decodeLink(raw: unknown): readonly CommentLink[] {
	if (!isObject(raw)) return [];
	const s = textOf(raw['s']);
	const j = textOf(raw['j']);
	const { o, b, x, d } = raw;
	if ((s === undefined && j === undefined) || (o !== 's' && o !== 'j')) return [];
	return [
		{
			...(s !== undefined && { s }),
			...(j !== undefined && { j }),
			o,
			...(isObject(b) && { b: decodeField(b) }),
			...((x === 's' || x === 'j') && { x }),
			...(typeof d === 'number' && { d }),
		},
	];
}

export type EncodedTable =
	| { readonly kind: 'fits'; readonly value: JsonValue }
	/** Even without any base the links do not fit into a property. */
	| { readonly kind: 'full' };

/**
 * The property's value. Where it would be larger than Jira stores, the oldest settled links give up their bases, as many as it
 * takes (row C18); no link is ever dropped.
 */
export function encodeCommentTable(table: CommentTable): EncodedTable {
	let excess = JSON.stringify(table).length - PROPERTY_LIMIT;
	const links = table.links.map((link) => {
		if (excess <= 0 || link.b === undefined || !isSettled(link)) return link;
		const { b: _base, ...bare } = link;
		excess -= JSON.stringify(link).length - JSON.stringify(bare).length;
		return bare;
	});
	return excess > 0 ? { kind: 'full' } : { kind: 'fits', value: toJson({ ...table, links }) };
}

/** Both sides are known and nothing is on its way. */
function isSettled({ s, j, b }: CommentLink): boolean {
	return s !== undefined && j !== undefined && b?.sent === undefined && b?.parked === undefined;
}

/** A base that no text has, since none has an empty digest: what it stands for counts as edited. */
export const UNLIKE_ANY = { '#': '' } as const;

/**
 * A base with its bodies as digests, wherever that is shorter. What is on its way keeps its form: a later run compares it with
 * what it would send.
 */
export function shortBase(base: FieldSnapshot, digest: (text: string) => string): FieldSnapshot {
	const short = (value: StoredValue): StoredValue =>
		typeof value === 'string' ? storeValue(value, digest, SHORT_BODY) : value;
	const { s, j, at, sent, parked } = base;
	return {
		...(s !== undefined && { s: short(s) }),
		...(j !== undefined && { j: short(j) }),
		...(at !== undefined && { at }),
		...(sent && { sent }),
		...(parked && { parked: { ...parked, s: short(parked.s), j: short(parked.j) } }),
	};
}
