import { isDouble, isSourceDouble } from './doubles';
import { heirsOf } from './heirs';
import { isArrival, unknownFiles, type FileState } from './match';
import { leftOut, mayMove, type FileRules } from './rules';
import { isSameFile } from './same-file';

/** Ids of files whose contents must be compared before the plan can be made. */
export interface FilesToCompare {
	readonly source: readonly string[];
	readonly jira: readonly string[];
}

/**
 * Files that look alike on both sides and that nobody knows (row A3), and second copies of one that is linked (row A15). Empty, as
 * nearly always, means that nothing has to be read.
 */
export function filesToCompare(
	state: Omit<FileState, 'digests' | 'account'>,
	rules: FileRules,
): FilesToCompare {
	const empty = { source: {}, jira: {} };
	const unknown = unknownFiles({ ...state, digests: empty });
	const source = new Set<string>();
	const jira = new Set<string>();
	const news = unknown.source.filter(({ jiraId }) => jiraId === undefined);
	for (const file of news)
		for (const other of unknown.jira) {
			if (!isSameFile(file, other) || !mayGo(rules, file, other)) continue;
			jira.add(other.id);
			if (file.digest === undefined) source.add(file.id);
		}
	for (const link of state.table.links) {
		const { s, j, o, h } = link;
		const arrivals = news.filter((file) => isArrival(link, file));
		if (arrivals.length > 1 && j !== undefined) {
			jira.add(j);
			for (const { id, digest } of arrivals) if (digest === undefined) source.add(id);
		}
		const keptJ = state.jira.find(({ id }) => id === j);
		const keptS = state.source.find(({ id }) => id === s);
		const doubles = unknown.jira.filter(
			(file) => o === 's' && keptJ !== undefined && isDouble(file, keptJ),
		);
		for (const { id } of doubles) jira.add(id);
		if (doubles.length > 0 && h === undefined && j !== undefined) jira.add(j);
		const heirs = heirsOf(link, state, { source: news, jira: unknown.jira });
		for (const id of heirs?.ids ?? []) (heirs?.side === 'j' ? jira : source).add(id);
		const { changed, ids } = heirs ?? {};
		if (changed !== undefined && changed.digest === undefined && ids?.length !== 0)
			source.add(changed.id);
		const second = news.filter(
			(file) => o === 'j' && keptS !== undefined && isSourceDouble(file, keptS),
		);
		for (const { id, digest } of second) if (digest === undefined) source.add(id);
		if (second.length > 0 && h === undefined && s !== undefined) source.add(s);
	}
	return { source: [...source], jira: [...jira] };
}

/** One of the two would be copied. */
function mayGo(
	rules: FileRules,
	file: Parameters<typeof leftOut>[1],
	other: Parameters<typeof leftOut>[1],
): boolean {
	const goes = (side: 'toJira' | 'toSource', looks: Parameters<typeof leftOut>[1]): boolean =>
		mayMove(rules, side) && leftOut(rules, looks) === undefined;
	return goes('toJira', file) || goes('toSource', other);
}
