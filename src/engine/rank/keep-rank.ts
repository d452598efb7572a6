import { asError } from '../../model/failure';
import { own } from '../../model/own';
import type { SourceRecord } from '../../model/record';
import { parentIdOf, type HierarchyRules } from '../../sync/hierarchy/rules';
import { planRank, type RankMove } from '../../sync/rank/plan-rank';
import type { EngineContext } from '../context';
import { recordKey } from '../find-pairs';
import type { IssueSummary } from '../reports';

/** A record and its issue, in the order that the issues are to have. */
export interface RankedPair {
	readonly record: SourceRecord;
	readonly issue: Pick<IssueSummary, 'id' | 'key'>;
	/** The issue was just made: the index may not know it yet. */
	readonly created: boolean;
}

/** What became of the rank. */
export interface RankReport {
	/** Issues that were moved, or would be (dry run). */
	readonly moved: number;
	readonly warnings: readonly string[];
}

/**
 * Ranks issues as their records stand, one way (docs/design/rank.md). One search for a hundred while all are in order. Rank is no
 * reason for a run to fail: what Jira refuses is reported, and the next run tries again.
 */
export async function keepRank(
	context: EngineContext,
	pairs: readonly RankedPair[],
	hierarchy: HierarchyRules | undefined,
	dryRun: boolean,
): Promise<RankReport> {
	const unique = [...new Map(pairs.map((pair) => [pair.issue.id, pair])).values()];
	return await rankFirst(context, unique.slice(0, MOST_RANKED), hierarchy, {
		dryRun,
		left: Math.max(0, unique.length - MOST_RANKED),
	});
}

/** Issues of one search, which alone tells their order. */
const MOST_RANKED = 1_000;

async function rankFirst(
	context: EngineContext,
	pairs: readonly RankedPair[],
	hierarchy: HierarchyRules | undefined,
	{ dryRun, left }: { readonly dryRun: boolean; readonly left: number },
): Promise<RankReport> {
	if (pairs.length < 2) return { moved: 0, warnings: [] };
	try {
		const present = await context.tracker.rankOrder(
			pairs.map(({ issue }) => issue.key),
			pairs.flatMap(({ issue, created }) => (created ? [issue.id] : [])),
		);
		const groups = await siblings(context, pairs, hierarchy);
		const moves = groups.flatMap((keys) => planRank(keys, present));
		const refused = dryRun ? [] : await carryOut(context, moves);
		const moved = moves.reduce((sum, { issues }) => sum + issues.length, 0) - refused.length;
		const unseen = pairs.filter(({ issue }) => !present.includes(issue.key)).length;
		const warnings = [
			...refused,
			...(unseen === 0 ? [] : [unseenWords(unseen)]),
			...(left === 0 ? [] : [leftWords(left)]),
		];
		return { moved, warnings };
	} catch (error) {
		const reason = `The issues were not ranked: ${asError(error).message}`;
		context.logger.warn(reason);
		return { moved: 0, warnings: [reason] };
	}
}

function unseenWords(count: number): string {
	return `${count} issues were not ranked, because Jira's search does not show them yet. The next run ranks them.`;
}

function leftWords(count: number): string {
	return `${count} issues were not ranked: one run ranks ${MOST_RANKED}. Give it fewer records.`;
}

/** A move stands on the one before it, so they go one after the other. */
async function carryOut(
	{ tracker }: EngineContext,
	moves: readonly RankMove[],
): Promise<readonly string[]> {
	const refused: string[] = [];
	for (const move of moves) refused.push(...(await tracker.rankIssues(move)));
	return refused;
}

/** Sub-tasks are ranked among those of their parent, all other issues together (row K4). */
async function siblings(
	context: EngineContext,
	pairs: readonly RankedPair[],
	hierarchy: HierarchyRules | undefined,
): Promise<readonly (readonly string[])[]> {
	const groups = new Map<string, string[]>();
	for (const { record, issue } of pairs) {
		const group = await groupOf(context, record, hierarchy);
		groups.set(group, [...(groups.get(group) ?? []), issue.key]);
	}
	return [...groups.values()];
}

async function groupOf(
	{ tracker, parents }: EngineContext,
	record: SourceRecord,
	hierarchy: HierarchyRules | undefined,
): Promise<string> {
	const parent = hierarchy && parentIdOf(own(record.values, hierarchy.parentAttribute));
	const type = parents?.issues.get(recordKey(record));
	if (typeof parent !== 'string' || type === undefined || type === null) return '';
	return (await tracker.isSubtask(type)) ? `below ${parent}` : '';
}
