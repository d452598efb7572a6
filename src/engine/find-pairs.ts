import { isFailure } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { pairPropertyKey, remoteLinkGlobalId } from '../model/link';
import type { SourceRecord } from '../model/record';
import { decodeSnapshot, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import type { RecentlyCreated } from './ports';

/** The issues of one record: the one that lives, and those that should not be. */
export interface FoundPair {
	readonly living?: JiraIssue;
	/** Further issues with the same link, oldest first. */
	readonly duplicates: readonly JiraIssue[];
	/** The issue is named by the record alone and carries no link yet. */
	readonly namedOnly: boolean;
}

export interface FindOptions {
	readonly profile: string;
	/** Field ids to read along. */
	readonly fields: readonly string[];
	/** Look also among the issues that this account made lately: their link may be missing or not indexed yet. */
	readonly recent?: RecentlyCreated;
}

/** Ids that one search takes at most (Atlassian's JQL reference, `issuesWithRemoteLinksByGlobalId`). */
export const FIND_LIMIT = 100;

export function recordKey(record: Pick<SourceRecord, 'system' | 'id'>): string {
	return remoteLinkGlobalId({ system: record.system, recordId: record.id });
}

/**
 * Finds the issues of many records: one search for each hundred. A record's own key and this process's memory are tried only for
 * records that the search does not find.
 */
export async function findPairs(
	context: EngineContext,
	records: readonly SourceRecord[],
	options: FindOptions,
): Promise<ReadonlyMap<string, FoundPair>> {
	const found = new Map<string, FoundPair>();
	for (let start = 0; start < records.length; start += FIND_LIMIT) {
		const chunk = records.slice(start, start + FIND_LIMIT);
		for (const [key, pair] of await findChunk(context, chunk, options)) found.set(key, pair);
	}
	return found;
}

async function findChunk(
	context: EngineContext,
	records: readonly SourceRecord[],
	options: FindOptions,
): Promise<ReadonlyMap<string, FoundPair>> {
	const property = pairPropertyKey(options.profile);
	const read = { fields: options.fields, properties: [property] };
	const keys = [...new Set(records.map(recordKey))];
	const freshIds = keys.flatMap((key) => context.recent.get(key) ?? []);
	const issues = await context.tracker.findLinked(keys, read, {
		...(options.recent && { recent: options.recent }),
		...(freshIds.length > 0 && { freshIds: freshIds.slice(0, 50) }),
	});
	const found = new Map<string, FoundPair>();
	for (const record of records) {
		const mine = issues.filter((issue) => belongsTo(issue, record, property));
		if (mine.length > 0) found.set(recordKey(record), toPair(mine, record, property));
	}
	const missing = records.filter((record) => !found.has(recordKey(record)));
	const strangers = await findStrangers(context, missing, issues, options);
	for (const record of missing) {
		const direct =
			(await claim(context, record, strangers, options)) ??
			(await findDirectly(context, record, options));
		found.set(recordKey(record), toPair(direct === undefined ? [] : [direct], record, property));
	}
	return found;
}

/** The snapshot of an issue, if it has a readable one in this profile. */
export function snapshotOf(issue: JiraIssue, property: string): PairSnapshot | undefined {
	const reading = decodeSnapshot(issue.properties[property]);
	return reading.kind === 'snapshot' ? reading.snapshot : undefined;
}

function belongsTo(issue: JiraIssue, record: SourceRecord, property: string): boolean {
	const snapshot = snapshotOf(issue, property);
	return (
		snapshot !== undefined &&
		snapshot.duplicateOf === undefined &&
		snapshot.link.system === record.system &&
		snapshot.link.recordId === record.id
	);
}

/** Issues that carry one of the remote links but no property of this profile: linked by another profile, or by hand. */
async function findStrangers(
	context: EngineContext,
	missing: readonly SourceRecord[],
	seen: readonly JiraIssue[],
	options: FindOptions,
): Promise<readonly JiraIssue[]> {
	const property = pairPropertyKey(options.profile);
	const bare = (issue: JiraIssue) => issue.properties[property] === undefined;
	if (missing.length === 0 || !seen.some(bare)) return [];
	// Without the look at recent issues, everything that was seen carries one of the links.
	if (options.recent === undefined) return seen.filter(bare);
	const read = { fields: options.fields, properties: [property] };
	return (await context.tracker.findLinked(missing.map(recordKey), read)).filter(bare);
}

/** Which of the strangers carries this record's link: a search gives issues, not which link each was found by. */
async function claim(
	context: EngineContext,
	record: SourceRecord,
	strangers: readonly JiraIssue[],
	options: FindOptions,
): Promise<JiraIssue | undefined> {
	if (strangers.length === 0) return undefined;
	const read = { fields: options.fields, properties: [pairPropertyKey(options.profile)] };
	const linked = await context.tracker.findLinked([recordKey(record)], read);
	return linked.find(({ id }) => strangers.some((stranger) => stranger.id === id));
}

/** By this process's memory, then by the key that the record carries. */
async function findDirectly(
	context: EngineContext,
	record: SourceRecord,
	options: FindOptions,
): Promise<JiraIssue | undefined> {
	const property = pairPropertyKey(options.profile);
	const read = { fields: options.fields, properties: [property] };
	for (const candidate of [context.recent.get(recordKey(record)), record.issueKey]) {
		if (candidate === undefined) continue;
		const issue = await readIfThere(context, candidate, read);
		const free = issue !== undefined && issue.properties[property] === undefined;
		if (issue !== undefined && (free || belongsTo(issue, record, property))) return issue;
	}
	return undefined;
}

async function readIfThere(
	context: EngineContext,
	idOrKey: string,
	read: { readonly fields: readonly string[]; readonly properties: readonly string[] },
): Promise<JiraIssue | undefined> {
	try {
		return await context.tracker.readIssue(idOrKey, read);
	} catch (error) {
		if (isFailure(error, 'notFound')) return undefined;
		throw asError(error);
	}
}

/** The lowest id lives: every worker that sees the same issues chooses the same one. */
function toPair(issues: readonly JiraIssue[], record: SourceRecord, property: string): FoundPair {
	const [living, ...duplicates] = [...issues].sort((left, right) => Number(left.id) - Number(right.id));
	if (living === undefined) return { duplicates: [], namedOnly: false };
	const namedOnly = !belongsTo(living, record, property);
	return { living, duplicates: namedOnly ? [] : duplicates, namedOnly };
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
