import type { CommentItem } from '../../model/source-item';
import { canonicalText } from '../canonical';
import { isStored } from '../snapshot';
import { readSourceCopy } from './header';
import { shortBase, type CommentLink, type CommentTable } from './table';

/** A comment that the workflow says it wrote to the record. */
export interface DeliveredComment {
	readonly action: CommentItem['action'];
	/** Id in Jira. */
	readonly jiraId: string;
	/** Id in the source: what it gave the new comment, or what the item named. */
	readonly id: string;
	/** The whole text that was written; absent for a deletion. */
	readonly text?: string;
}

export interface ConfirmOptions {
	readonly digest: (text: string) => string;
	/** Milliseconds since the epoch; lists of comments that were read earlier do not show the delivery yet (row C17). */
	readonly now: number;
}

/**
 * Row C20: the table after a delivery; nothing when it was known already, or when the item is none that was handed out.
 *
 * A created comment is linked by the id that the source gave it, so it is never handed out again, whatever the source makes of its
 * header. Its base is what was written: an edit by either side since then counts as an edit.
 */
export function confirmComment(
	table: CommentTable,
	delivered: DeliveredComment,
	{ digest, now }: ConfirmOptions,
): CommentTable | undefined {
	const index = table.links.findIndex(({ j }) => j === delivered.jiraId);
	const link = table.links[index];
	if (link === undefined) return undefined;
	const next = confirmLink(link, delivered, { digest, now });
	if (next === undefined) return undefined;
	const links = next === 'forget' ? table.links.toSpliced(index, 1) : table.links.with(index, next);
	return { ...table, at: now, links };
}

function confirmLink(
	link: CommentLink,
	{ action, id, text = '' }: DeliveredComment,
	{ digest, now }: ConfirmOptions,
): CommentLink | 'forget' | undefined {
	if (action === 'delete') return link.s === id && link.d !== undefined ? 'forget' : undefined;
	const body = writtenWords(link, text);
	const base = shortBase({ s: body, j: body }, digest);
	if (action === 'create') {
		const isNews = link.o === 'j' && link.s === undefined;
		return isNews ? { ...link, s: id, b: { ...base, at: now } } : undefined;
	}
	const sent = link.b?.sent;
	const isSent = link.s === id && sent !== undefined && isStored(sent.v, body, digest);
	return isSent ? { ...link, b: base } : undefined;
}

/** What was written, without the line that names author and address. */
function writtenWords({ o }: CommentLink, text: string): string | null {
	return o === 'j' ? (readSourceCopy(text)?.body ?? canonicalText(text)) : canonicalText(text);
}
