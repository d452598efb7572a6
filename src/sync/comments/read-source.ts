import { isObject, textOf, type UnknownRecord } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { epochMilliseconds } from '../../model/time';
import { canonicalText } from '../canonical';

/** A comment of the record. */
export interface SourceComment {
	readonly id: string;
	/** Display name, or the e-mail where there is no name; absent when the record does not tell. */
	readonly author?: string;
	/** In canonical form; `null` when empty. */
	readonly text: string | null;
	/** As the record gives it. */
	readonly written: string;
	/** Milliseconds since the epoch; absent when the record does not tell. */
	readonly createdAt?: number;
	/** Milliseconds since the epoch; absent when the record does not tell. */
	readonly updatedAt?: number;
	/** Not for everybody who sees the record. */
	readonly internal: boolean;
}

export type SourceReading =
	| { readonly kind: 'comments'; readonly comments: readonly SourceComment[] }
	/** The record says nothing of comments: they are not synced, and none is taken as deleted (row C1). */
	| { readonly kind: 'absent' }
	| { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads the record's comments, in the order of their times. A list that cannot be read whole is not read at all: what is left
 * out of it would be taken as deleted.
 */
export function readSourceComments(raw: JsonValue | undefined, attribute: string): SourceReading {
	if (raw === undefined || raw === null) return { kind: 'absent' };
	if (!Array.isArray(raw))
		return {
			kind: 'unreadable',
			reason: `"${attribute}" of the record is not a list, so comments were not synced. Give a list of objects with "id", "author", "text" and "createdAt".`,
		};
	const rows: readonly unknown[] = raw;
	const comments = rows.map(readComment);
	const known = comments.flatMap((comment) => comment ?? []);
	if (known.length < rows.length)
		return {
			kind: 'unreadable',
			reason: `A comment in "${attribute}" of the record has no ID, so comments were not synced. Give each comment an "id" that never changes.`,
		};
	const unique = [...new Map([...known].reverse().map((entry) => [entry.id, entry])).values()];
	return { kind: 'comments', comments: inOrder(unique.reverse()) };
}

/** By time; as given where a time is missing, since the place in the list then says more. */
function inOrder(comments: readonly SourceComment[]): readonly SourceComment[] {
	const times = comments.map(({ createdAt }) => createdAt ?? NaN);
	if (times.some(Number.isNaN)) return comments;
	return [...comments].sort((left, right) => (left.createdAt ?? 0) - (right.createdAt ?? 0));
}

function readComment(raw: unknown): SourceComment | undefined {
	if (!isObject(raw)) return undefined;
	const id = textOf(raw['id'])?.trim();
	if (id === undefined) return undefined;
	const author = authorOf(raw['author']);
	const createdAt = timeOf(raw['createdAt']);
	const updatedAt = timeOf(raw['updatedAt']);
	return {
		id,
		...(author !== undefined && { author }),
		text: canonicalText(bodyOf(raw)),
		written: bodyOf(raw),
		...(createdAt !== undefined && { createdAt }),
		...(updatedAt !== undefined && { updatedAt }),
		internal: raw['internal'] === true,
	};
}

function bodyOf(raw: UnknownRecord): string {
	return textOf(raw['body']) ?? textOf(raw['text']) ?? '';
}

function authorOf(raw: unknown): string | undefined {
	if (!isObject(raw)) return textOf(raw);
	return textOf(raw['name']) ?? textOf(raw['displayName']) ?? textOf(raw['email']);
}

function timeOf(raw: unknown): number | undefined {
	const text = textOf(raw);
	if (text === undefined) return undefined;
	const time = epochMilliseconds(text) ?? Date.parse(text);
	return Number.isNaN(time) ? undefined : time;
}
