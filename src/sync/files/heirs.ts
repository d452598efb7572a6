import type { JiraAttachment } from '../../model/attachment';
import { own } from '../../model/own';
import { isBy } from './doubles';
import type { FileState } from './match';
import { isChanged } from './planned-file';
import type { SourceFile } from './read-source';
import { isSameFile } from './same-file';
import type { FileLink } from './table';

/** Files of one side that may take the place of a linked copy. */
export interface Heirs {
	readonly side: 's' | 'j';
	readonly ids: readonly string[];
	/** A file of the source that was given another content, whose copy another run may have attached already. */
	readonly changed?: SourceFile;
}

/** Files that the table does not know. */
export interface UnknownFiles {
	readonly source: readonly SourceFile[];
	readonly jira: readonly JiraAttachment[];
}

type Sides = Pick<FileState, 'source' | 'jira' | 'account'>;

/**
 * Row A25: files that may be the copy that a link lost, since two runs had made two and one was deleted; and row A19: attachments that
 * may hold what a file of the source was changed to, since the answer to the upload was lost.
 */
export function heirsOf(link: FileLink, sides: Sides, unknown: UnknownFiles): Heirs | undefined {
	const { s, j, o, x, h } = link;
	const inSource = sides.source.find(({ id }) => id === s);
	const inJira = sides.jira.find(({ id }) => id === j);
	if (x !== undefined || s === undefined || j === undefined) return undefined;
	if (inSource !== undefined) {
		const changed = inJira === undefined || !isChanged(link, inSource) ? undefined : inSource;
		const isLost = inJira === undefined && o === 's' && h !== undefined;
		const mine = unknown.jira.filter((file) => isMine(file, sides) && isSameFile(inSource, file));
		const ids = mine.map(({ id }) => id);
		return isLost || changed ? { side: 'j', ids, ...(changed && { changed }) } : undefined;
	}
	if (inJira === undefined || o !== 'j' || h === undefined) return undefined;
	const alike = unknown.source.filter((file) => isSameFile(file, inJira));
	return { side: 's', ids: alike.map(({ id }) => id) };
}

/** Before anything was compared the account is not known. */
function isMine(file: JiraAttachment, { account }: Sides): boolean {
	return account === undefined || isBy(file, account);
}

/** Unknown files, the links that some of them joined, and what gave way to them in Jira. */
export interface Inherited extends UnknownFiles {
	readonly links: readonly FileLink[];
	/** Old contents of the source's own files, to be deleted (row A7). */
	readonly surplus: readonly string[];
	/** Originals, which stay and are never copied (row A7). */
	readonly notes: readonly string[];
}

/** Gives links the files that take the place of what they lost. */
export function withHeirs(
	state: FileState,
	given: readonly FileLink[],
	unknown: UnknownFiles,
): Inherited {
	const taken = new Set<string>();
	const surplus: string[] = [];
	const notes: string[] = [];
	const inSource = ({ id, digest }: SourceFile) => digest ?? own(state.digests.source, id);
	const links = given.map((link) => {
		const heirs = heirsOf(link, state, unknown);
		if (heirs === undefined) return link;
		const { changed, side } = heirs;
		const wanted = changed === undefined ? link.h : inSource(changed);
		const id = heirs.ids.find((one) => {
			const file = unknown.source.find((entry) => entry.id === one);
			const digest = side === 'j' ? own(state.digests.jira, one) : file && inSource(file);
			return !taken.has(one) && digest !== undefined && digest === wanted;
		});
		if (id === undefined) return link;
		taken.add(id);
		if (side === 's') return atSource(link, id, state.source);
		if (changed === undefined) return { ...link, j: id };
		if (link.j !== undefined) (link.o === 's' ? surplus : notes).push(link.j);
		return replaced(changed, id, wanted);
	});
	const free = <File extends { readonly id: string }>(files: readonly File[]) =>
		files.filter(({ id }) => !taken.has(id));
	return { links, surplus, notes, source: free(unknown.source), jira: free(unknown.jira) };
}

/** The link as it would be had the answer to the upload come. */
function replaced({ id, size, updatedAt }: SourceFile, j: string, h: string | undefined): FileLink {
	return {
		s: id,
		j,
		o: 's',
		...(size !== undefined && { z: size }),
		...(h !== undefined && { h }),
		...(updatedAt !== undefined && { t: updatedAt }),
	};
}

/** The link with another file of the source. */
export function atSource(
	{ t: _t, ...link }: FileLink,
	id: string,
	source: readonly SourceFile[],
): FileLink {
	const { updatedAt } = source.find((file) => file.id === id) ?? {};
	return { ...link, s: id, ...(updatedAt !== undefined && { t: updatedAt }) };
}
