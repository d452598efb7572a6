import type { JiraAttachment } from '../../model/attachment';
import { own } from '../../model/own';
import { jiraUserId } from '../../model/user';
import type { FileState } from './match';
import type { SourceFile } from './read-source';
import { isChanged } from './planned-file';
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
	/** Copies that are linked and give way to an older one, by their ids. */
	readonly instead: ReadonlyMap<string, string>;
}

/** Row A15 in Jira: of this account, like a copy that is linked, and made at nearly the same time. */
export function secondInJira(
	{ table, jira, digests, account }: FileState,
	rest: readonly JiraAttachment[],
): Second {
	const linked = table.links.flatMap(({ j, o, h }): readonly LinkedCopy<JiraAttachment>[] => {
		const file = jira.find(({ id }) => id === j);
		if (o !== 's' || file === undefined) return [];
		return [{ file, digest: h ?? own(digests.jira, file.id) }];
	});
	const mine = rest.filter((entry) => isBy(entry, account));
	return sorted(jira, mine, linked, isDouble, ({ id }) => own(digests.jira, id));
}

/** A copy that the table knows, and the digest of what it holds if that is known. */
interface LinkedCopy<File> {
	readonly file: File;
	readonly digest: string | undefined;
	/** Somebody gave it another content since: it is kept. */
	readonly changed?: boolean;
}

/** Of equal copies the first of `all` is kept, the oldest, so that two runs at once that see one another's copies decide alike. */
function sorted<File extends { readonly id: string }>(
	all: readonly File[],
	files: readonly File[],
	linked: readonly LinkedCopy<File>[],
	isAlike: (file: File, kept: File) => boolean,
	digestOf: (file: File) => string | undefined,
): Second {
	const surplus = new Set<string>();
	const unclear = new Set<string>();
	const instead = new Map<string, string>();
	for (const { file: kept, digest, changed = false } of linked) {
		const alike = files.filter((file) => !surplus.has(file.id) && isAlike(file, kept));
		const equal = alike.filter((file) => digest !== undefined && digestOf(file) === digest);
		const oldest = all.find((file) => file === kept || (!changed && equal.includes(file))) ?? kept;
		for (const { id } of [kept, ...equal]) if (id !== oldest.id) surplus.add(id);
		if (oldest.id !== kept.id) instead.set(kept.id, oldest.id);
		for (const file of alike)
			if (digest === undefined || digestOf(file) === undefined) unclear.add(file.id);
	}
	const known = new Set([...surplus, ...instead.values()]);
	return {
		surplus: [...surplus],
		notes: [...unclear].filter((id) => !known.has(id)),
		instead,
	};
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
	const linked = table.links.flatMap((link): readonly LinkedCopy<SourceFile>[] => {
		const { s, j = '', o, h } = link;
		const file = source.find(({ id }) => id === s);
		if (o !== 'j' || file === undefined) return [];
		const digest = h ?? own(digests.source, file.id) ?? own(digests.jira, j);
		return [{ file, digest, changed: isChanged(link, file) }];
	});
	return sorted(
		source,
		rest,
		linked,
		isSourceDouble,
		({ id, digest }) => digest ?? own(digests.source, id),
	);
}

/** Whether two files of the source may be two copies of one attachment. */
export function isSourceDouble(file: SourceFile, kept: SourceFile): boolean {
	const { size, createdAt } = kept;
	const apart = Math.abs((file.createdAt ?? createdAt ?? 0) - (createdAt ?? file.createdAt ?? 0));
	const other = { name: kept.name, size: size ?? file.size ?? 0 };
	return isSameFile(file, other) && apart <= AT_ONCE_MS;
}
