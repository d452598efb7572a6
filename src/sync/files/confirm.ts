import type { AttachmentItem } from '../../model/source-item';
import type { FileTable } from './table';

/** A file that the workflow says it wrote to the record, or deleted there. */
export interface DeliveredFile {
	readonly action: AttachmentItem['action'];
	/** Id in Jira. */
	readonly jiraId: string;
	/** Id in the source: what it gave the new file, or what the item named. */
	readonly id: string;
}

/**
 * Row A23: the table after a delivery; nothing when it was known already, or when the item is none that was handed out.
 *
 * A new file is linked by the id that the source gave it, so it is neither handed out again nor taken for a new file of the source,
 * whatever the source makes of its name. The link of a deleted one goes when a list shows that it is gone (row A10).
 *
 * @param now milliseconds since the epoch; lists of files that were read earlier do not show the delivery yet (row A17)
 */
export function confirmFile(
	table: FileTable,
	{ action, jiraId, id }: DeliveredFile,
	now: number,
): FileTable | undefined {
	const index = table.links.findIndex(({ j }) => j === jiraId);
	const link = table.links[index];
	if (link === undefined) return undefined;
	if (action === 'delete')
		return link.s === id && link.d !== undefined ? { ...table, at: now } : undefined;
	if (link.o !== 'j' || link.s !== undefined || link.n === undefined) return undefined;
	const { p: _refused, ...rest } = link;
	return { ...table, at: now, links: table.links.with(index, { ...rest, s: id }) };
}
