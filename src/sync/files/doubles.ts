import type { JiraAttachment } from '../../model/attachment';
import { own } from '../../model/own';
import { jiraUserId } from '../../model/user';
import type { FileState } from './match';
import type { SourceFile } from './read-source';
import { isSameFile } from './same-file';

/** Two copies of one file that are further apart were not made by two runs at once, in milliseconds (row A15). */
const AT_ONCE_MS = 3_600_000;

/** Whether the account made the attachment. */
export function isBy({ author }: JiraAttachment, account: string | undefined): boolean {
	return author !== undefined && account !== undefined && jiraUserId(author) === account;
}

/** Ids of second copies: of the same content, and of contents that could not be compared. */
export interface Second {
	readonly surplus: readonly string[];
	readonly notes: readonly string[];
}

/** Row A15 in Jira: of this account, like a copy that is linked, and made at nearly the same time. */
export function secondInJira(
	{ table, jira, digests, account }: FileState,
	rest: readonly JiraAttachment[],
): Second {
	return sorted(
		rest.filter((entry) => isBy(entry, account)),
		(file) => own(digests.jira, file.id),
		(file) =>
			table.links.flatMap(({ j, o, h }) => {
				const kept = jira.find(({ id }) => id === j);
				if (o !== 's' || kept === undefined || !isDouble(file, kept)) return [];
				return [h ?? own(digests.jira, kept.id)];
			}),
	);
}

/** By the digest of each file and those of the copies that look like it. */
function sorted<File extends { readonly id: string }>(
	files: readonly File[],
	digestOf: (file: File) => string | undefined,
	keptLike: (file: File) => readonly (string | undefined)[],
): Second {
	const surplus: string[] = [];
	const notes: string[] = [];
	for (const file of files) {
		const mine = digestOf(file);
		const kept = keptLike(file);
		if (mine !== undefined && kept.includes(mine)) surplus.push(file.id);
		else if (kept.length > 0 && (mine === undefined || kept.includes(undefined)))
			notes.push(file.id);
	}
	return { surplus, notes };
}

/** Whether two attachments may be two copies of one file. */
export function isDouble(file: JiraAttachment, kept: JiraAttachment): boolean {
	const apart = Math.abs(file.createdAt - kept.createdAt);
	return isSameFile(file, kept) && apart <= AT_ONCE_MS;
}

/** Row A15 in the source: like a copy that is linked, and made at nearly the same time. */
export function secondInSource(
	{ table, source, digests }: FileState,
	rest: readonly SourceFile[],
): Second {
	return sorted(
		rest,
		({ id, digest }) => digest ?? own(digests.source, id),
		(file) =>
			table.links.flatMap(({ s, j = '', o, h }) => {
				const kept = source.find(({ id }) => id === s);
				if (o !== 'j' || kept === undefined || !isSourceDouble(file, kept)) return [];
				return [h ?? own(digests.source, kept.id) ?? own(digests.jira, j)];
			}),
	);
}

/** Whether two files of the source may be two copies of one attachment. */
export function isSourceDouble(file: SourceFile, kept: SourceFile): boolean {
	const { size, createdAt } = kept;
	const apart = Math.abs((file.createdAt ?? createdAt ?? 0) - (createdAt ?? file.createdAt ?? 0));
	const other = { name: kept.name, size: size ?? file.size ?? 0 };
	return isSameFile(file, other) && apart <= AT_ONCE_MS;
}
