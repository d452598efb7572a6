import type { JiraAttachment } from '../../model/attachment';
import type { JiraIssue } from '../../model/issue';
import { own } from '../../model/own';
import { isBy, isSourceDouble, secondInJira, secondInSource, type Second } from './doubles';
import { atSource, withHeirs } from './heirs';
import { isSameFile } from './same-file';
import type { SourceFile } from './read-source';
import { mayMove, type FileRules } from './rules';
import type { FileLink, FileTable } from './table';

/** Digests of contents by id, for the files that `filesToCompare` names; one that could not be read is absent. */
export interface FileDigests {
	readonly source: Readonly<Record<string, string>>;
	readonly jira: Readonly<Record<string, string>>;
}

/** Both sides' files as they are now, and what is known of them. */
export interface FileState {
	readonly issue: Pick<JiraIssue, 'id' | 'key' | 'url' | 'isServiceProject'>;
	readonly source: readonly SourceFile[];
	/** Oldest first. */
	readonly jira: readonly JiraAttachment[];
	readonly table: FileTable;
	readonly digests: FileDigests;
	/** Jira's id of the credential's account; needed only where digests are. */
	readonly account?: string | undefined;
	/** When the record was read, in milliseconds since the epoch, if that is known. */
	readonly readAt?: number;
}

/** Two files that belong together, as far as each is still there. */
export interface LinkedFiles {
	readonly link: FileLink;
	readonly source?: SourceFile;
	readonly jira?: JiraAttachment;
}

export interface MatchedFiles {
	readonly linked: readonly LinkedFiles[];
	readonly newInSource: readonly SourceFile[];
	readonly newInJira: readonly JiraAttachment[];
	/** Second copies that two runs made at once (row A15). */
	readonly surplus: { readonly s: readonly string[]; readonly j: readonly string[] };
	readonly notes: FileTable['notes'];
	readonly warnings: readonly string[];
}

/** Files on either side that the table does not know. */
export function unknownFiles({ source, jira, table }: FileState): {
	readonly source: readonly SourceFile[];
	readonly jira: readonly JiraAttachment[];
} {
	const knownS = new Set([...table.notes.s, ...table.links.flatMap(({ s }) => s ?? [])]);
	const knownJ = new Set([...table.notes.j, ...table.links.flatMap(({ j }) => j ?? [])]);
	return {
		source: source.filter(({ id }) => !knownS.has(id)),
		jira: jira.filter(({ id }) => !knownJ.has(id)),
	};
}

/**
 * Rows A2 to A4 and A15: finds which files belong together, by the table, by what the workflow names, by name and size of what was
 * handed out, and by name, size and content of what nobody knows.
 */
export function matchFiles(state: FileState, rules: FileRules): MatchedFiles {
	const unknown = unknownFiles(state);
	const arrived = withArrivals(state, unknown.source);
	const left = withHeirs(state, arrived.links, { source: arrived.news, jira: unknown.jira });
	const found = findSame(state, rules, left);
	const isNamed = new Set(left.links.flatMap(({ j }) => j ?? []));
	const rest = found.jira.filter(({ id }) => !isNamed.has(id));
	const table = { ...state.table, links: left.links };
	const secondJ = secondInJira({ ...state, table }, rest);
	const secondS = secondInSource({ ...state, table }, found.source);
	const sources = new Map(state.source.map((file) => [file.id, file]));
	const jiras = new Map(state.jira.map((file) => [file.id, file]));
	const present = ({ s, j }: { readonly s: readonly string[]; readonly j: readonly string[] }) => ({
		s: s.filter((id) => sources.has(id)),
		j: j.filter((id) => jiras.has(id)),
	});
	const kept = left.links.map((link) => relinked(link, secondS, secondJ, state.source));
	const linked = [...kept, ...found.links].map((link): LinkedFiles => {
		const source = link.s === undefined ? undefined : sources.get(link.s);
		const jira = link.j === undefined ? undefined : jiras.get(link.j);
		return { link, ...(source && { source }), ...(jira && { jira }) };
	});
	return {
		linked,
		newInSource: without(found.source, secondS),
		newInJira: without(rest, secondJ),
		surplus: { s: [...secondS.surplus, ...found.second], j: [...secondJ.surplus, ...left.surplus] },
		notes: present({
			s: [...state.table.notes.s, ...arrived.second.map(({ id }) => id), ...secondS.notes],
			j: [...state.table.notes.j, ...secondJ.notes, ...left.notes],
		}),
		warnings: found.warnings,
	};
}

function without<File extends { readonly id: string }>(
	files: readonly File[],
	{ surplus, notes, instead }: Second,
): readonly File[] {
	const known = new Set([...surplus, ...notes, ...instead.values()]);
	return files.filter(({ id }) => !known.has(id));
}

/** Row A4: files of the source that arrived, by the attachment that the workflow names, or by name and size of what was handed out. */
function withArrivals({ table, jira, digests }: FileState, unknown: readonly SourceFile[]) {
	const links = [...table.links];
	const news: SourceFile[] = [];
	const second: SourceFile[] = [];
	// Where several could be it, their contents were compared.
	const fits = ({ j = '' }: FileLink, { id, digest }: SourceFile): boolean => {
		const [mine, theirs] = [digest ?? own(digests.source, id), own(digests.jira, j)];
		return mine === undefined || theirs === undefined || mine === theirs;
	};
	for (const file of unknown) {
		const named = links.findIndex(({ j }) => j !== undefined && j === file.jiraId);
		const waiting =
			named >= 0 ? named : links.findIndex((link) => isArrival(link, file) && fits(link, file));
		const link = links[waiting];
		if (link !== undefined && link.s === undefined) links[waiting] = { ...link, s: file.id };
		else if (link !== undefined) second.push(file);
		else if (file.jiraId !== undefined && jira.some(({ id }) => id === file.jiraId))
			links.push({ s: file.id, j: file.jiraId, o: 'j', n: 0 });
		else news.push(file);
	}
	return { links, news, second };
}

/** Row A15: the link with the older of two copies. */
function relinked(
	link: FileLink,
	inSource: Second,
	inJira: Second,
	source: readonly SourceFile[],
): FileLink {
	const s = link.s === undefined ? undefined : inSource.instead.get(link.s);
	const j = link.j === undefined ? undefined : inJira.instead.get(link.j);
	const moved = j === undefined ? link : { ...link, j };
	return s === undefined ? moved : atSource(moved, s, source);
}

/** Whether a file of the source looks like one that was handed out and not seen there yet. */
export function isArrival({ s, n, o, m = '', z = 0 }: FileLink, file: SourceFile): boolean {
	return s === undefined && n !== undefined && o === 'j' && isSameFile(file, { name: m, size: z });
}

type Unknown = ReturnType<typeof unknownFiles>;

/** Row A3: of two files that nobody knows and that are alike, whether they are one. */
function findSame({ digests, account }: FileState, rules: FileRules, { source, jira }: Unknown) {
	const links: FileLink[] = [];
	const news: SourceFile[] = [];
	const second: string[] = [];
	const copies: FoundCopy[] = [];
	const warnings: string[] = [];
	const free = [...jira];
	for (const file of source) {
		const mine = file.digest ?? own(digests.source, file.id);
		const at = free.findIndex((other) => {
			const theirs = own(digests.jira, other.id);
			const unclear = mine === undefined || theirs === undefined;
			return isSameFile(file, other) && (unclear || mine === theirs);
		});
		const [other] = at < 0 ? [] : free.splice(at, 1);
		if (other === undefined) {
			if (mine !== undefined && copies.some((copy) => isSecondCopy(file, mine, copy)))
				second.push(file.id);
			else news.push(file);
			continue;
		}
		const theirs = own(digests.jira, other.id);
		if (mine === undefined || theirs === undefined) warnings.push(unclearWords(file));
		if (theirs !== undefined && !isBy(other, account))
			copies.push({ file, original: other, digest: theirs });
		links.push(found(file, other, theirs, isOwnCopy(rules, file, other, account)));
	}
	return { links, source: news, jira: free, second, warnings };
}

/** A file of the source that was found to hold what somebody attached in Jira. */
interface FoundCopy {
	readonly file: SourceFile;
	readonly original: JiraAttachment;
	readonly digest: string;
}

/** Row A15, where no table knows the copies yet: a run read it before the two others had written theirs. */
function isSecondCopy(
	file: SourceFile,
	mine: string,
	{ file: first, original, digest }: FoundCopy,
) {
	const isLater = (first.createdAt ?? 0) >= original.createdAt;
	return mine === digest && isLater && isSourceDouble(file, first);
}

function unclearWords({ name }: SourceFile): string {
	return `The file "${name}" is on both sides with the same size, and could not be compared: it is taken for the same file.`;
}

function found(
	{ id, size, updatedAt }: SourceFile,
	other: JiraAttachment,
	digest: string | undefined,
	isCopy: boolean,
): FileLink {
	return {
		s: id,
		j: other.id,
		...(isCopy && { o: 's' as const }),
		z: size ?? other.size,
		...(digest !== undefined && { h: digest }),
		...(updatedAt !== undefined && { t: updatedAt }),
	};
}

/** A copy that a run made which died before it could note it. */
function isOwnCopy(
	rules: FileRules,
	{ createdAt = 0 }: SourceFile,
	other: JiraAttachment,
	account: string | undefined,
): boolean {
	return mayMove(rules, 'toJira') && isBy(other, account) && createdAt <= other.createdAt;
}
