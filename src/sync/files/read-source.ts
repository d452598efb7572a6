import { isObject, textOf, type UnknownRecord } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { epochMilliseconds } from '../../model/time';

/** A file of the record. */
export interface SourceFile {
	readonly id: string;
	readonly name: string;
	/** In bytes; absent when the record does not tell. */
	readonly size?: number;
	/** First 128 bits of the content's SHA-256 as hexadecimal digits; absent when the record does not tell. */
	readonly digest?: string;
	readonly mimeType?: string;
	/** Milliseconds since the epoch; absent when the record does not tell. */
	readonly createdAt?: number;
	/** Milliseconds since the epoch; absent when the record does not tell. */
	readonly updatedAt?: number;
	/** Not for everybody who sees the record. */
	readonly internal: boolean;
	/** Where its content is. */
	readonly url?: string;
	/** Field of the item that holds its content. */
	readonly binary?: string;
	/** Id of the attachment of which it is a copy, where the workflow keeps that. */
	readonly jiraId?: string;
}

export type SourceFilesReading =
	| { readonly kind: 'files'; readonly files: readonly SourceFile[] }
	/** The record says nothing of files: they are not synced, and none is taken as deleted (row A1). */
	| { readonly kind: 'absent' }
	| { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads the record's files, in the order of their times. A list that cannot be read whole is not read at all: what is left out of it
 * would be taken as deleted.
 */
export function readSourceFiles(raw: JsonValue | undefined, attribute: string): SourceFilesReading {
	if (raw === undefined || raw === null) return { kind: 'absent' };
	if (!Array.isArray(raw))
		return {
			kind: 'unreadable',
			reason: `"${attribute}" of the record is not a list, so attachments were not synced. Give a list of objects with "id", "name", "size" and "url" or "binary".`,
		};
	const rows: readonly unknown[] = raw;
	const known = rows.flatMap((row) => readFile(row) ?? []);
	if (known.length < rows.length)
		return {
			kind: 'unreadable',
			reason: `A file in "${attribute}" of the record has no ID or no name, so attachments were not synced. Give each an "id" that never changes, and a "name".`,
		};
	return { kind: 'files', files: inOrder(known) };
}

/** Each id once, by time; as given where a time is missing. */
export function inOrder(files: readonly SourceFile[]): readonly SourceFile[] {
	const unique = [...new Map(files.map((file) => [file.id, file])).values()];
	if (unique.some(({ createdAt }) => createdAt === undefined)) return unique;
	return unique.sort((left, right) => (left.createdAt ?? 0) - (right.createdAt ?? 0));
}

function readFile(raw: unknown): SourceFile | undefined {
	if (!isObject(raw)) return undefined;
	const id = textOf(raw['id'])?.trim();
	const name = textOf(raw['name'])?.trim() ?? textOf(raw['fileName'])?.trim();
	if (id === undefined || name === undefined) return undefined;
	return {
		id,
		name,
		...present('size', sizeOf(raw['size'])),
		...present('digest', digestOf(raw['sha256'])),
		...present('createdAt', timeOf(raw['createdAt'])),
		...present('updatedAt', timeOf(raw['updatedAt'])),
		internal: raw['internal'] === true,
		...texts(raw),
	};
}

function texts(raw: UnknownRecord): Partial<SourceFile> {
	return {
		...present('mimeType', textOf(raw['mimeType'])),
		...present('url', textOf(raw['url'])),
		...present('binary', textOf(raw['binary'])),
		...present('jiraId', textOf(raw['jiraId'])),
	};
}

function present<K extends keyof SourceFile>(
	key: K,
	value: SourceFile[K] | undefined,
): Partial<SourceFile> {
	return value === undefined ? {} : { [key]: value };
}

function sizeOf(raw: unknown): number | undefined {
	const size = Number(textOf(raw));
	return Number.isSafeInteger(size) && size >= 0 && textOf(raw) !== undefined ? size : undefined;
}

function digestOf(raw: unknown): string | undefined {
	const text = textOf(raw)?.trim().toLowerCase() ?? '';
	return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, 32) : undefined;
}

function timeOf(raw: unknown): number | undefined {
	const text = textOf(raw);
	if (text === undefined) return undefined;
	const time = epochMilliseconds(text) ?? Date.parse(text);
	return Number.isNaN(time) ? undefined : time;
}
