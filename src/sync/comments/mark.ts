import { isObject, textOf } from '../../model/decode';
import type { JsonValue } from '../../model/json';

/** What the mark of a comment in Jira says that it is. */
export type MarkReading =
	/** Somebody's own words. */
	| { readonly kind: 'none' }
	/** Made by this package for people, for example when it reopened the issue. */
	| { readonly kind: 'note' }
	| CopyMark;

/** A copy of a record's comment. */
export interface CopyMark {
	readonly kind: 'copy';
	readonly system: string;
	readonly recordId: string;
	readonly commentId: string;
	/** Digest of the body in the source when the copy was made. */
	readonly body: string;
}

/** Reads the value of a comment's mark; what this version does not know counts as somebody's words. */
export function readMark(value: JsonValue | undefined): MarkReading {
	if (!isObject(value)) return { kind: 'none' };
	if (value['kind'] === 'note') return { kind: 'note' };
	const system = textOf(value['system']);
	const recordId = textOf(value['recordId']);
	const commentId = textOf(value['commentId']);
	if (system === undefined || recordId === undefined || commentId === undefined)
		return { kind: 'none' };
	return { kind: 'copy', system, recordId, commentId, body: textOf(value['body']) ?? '' };
}
