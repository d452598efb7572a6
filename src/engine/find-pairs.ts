import { asError, inputError, isFailure } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { pairPropertyKey, remoteLinkGlobalId } from '../model/link';
import type { SourceRecord } from '../model/record';
import { decodeSnapshot, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import type { RecentlyCreated } from './ports';

/** The issues of one record: the one that lives, and those that should not be. */
export interface FoundPair {
	readonly living?: JiraIssue;
	/** Further issues with the same link, oldest first, and those whose closing was not finished. */
	readonly duplicates: readonly JiraIssue[];
	/** The issue is named by the record or a remote link alone, and carries no readable link of this profile. */
	readonly namedOnly: boolean;
	/** A search found it by its remote link, so it has one. */
	readonly byLink: boolean;
}

export interface FindOptions {
	readonly profile: string;
	/** Field ids to read along. */
	readonly fields: readonly string[];
	/** Look also among these issues of this account: their link may be missing or not indexed yet. */
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
		const closing = issues.filter((issue) => isClosing(issue, record, property));
		if (mine.length > 0)
			found.set(recordKey(record), {
				...toPair(mine, record, property, closing),
				byLink: options.recent === undefined,
			});
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
	return snapshot?.duplicateOf === undefined && names(snapshot, record);
}

/** A duplicate whose closing died half-way. */
function isClosing(issue: JiraIssue, record: SourceRecord, property: string): boolean {
	const snapshot = snapshotOf(issue, property);
	return snapshot?.closing === true && names(snapshot, record);
}

function names(snapshot: PairSnapshot | undefined, record: SourceRecord): boolean {
	return snapshot?.link.system === record.system && snapshot.link.recordId === record.id;
}

/** Carries no link of this profile that can be read: never linked, damaged, or written by a newer version. */
function isBare(issue: JiraIssue, property: string): boolean {
	return snapshotOf(issue, property) === undefined;
}

/** Refuses to overwrite a link that a newer version of this package wrote. */
export function refuseNewer(issue: JiraIssue, profile: string): void {
	const reading = decodeSnapshot(issue.properties[pairPropertyKey(profile)]);
	if (reading.kind !== 'newer') return;
	throw inputError(
		`${issue.key} was synced by a newer version of this node (snapshot format ${reading.format}). Update the package before syncing it here.`,
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
	const bare = (issue: JiraIssue): boolean => isBare(issue, property);
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
	const remembered = context.recent.get(recordKey(record));
	const known = remembered && (await readIfThere(context, remembered, read));
	if (known && belongsTo(known, record, property)) return known;
	// Only a key that the record itself carries may name an issue without a link: memory may name one that was unlinked.
	const named = record.issueKey && (await readIfThere(context, record.issueKey, read));
	return named && (isBare(named, property) || belongsTo(named, record, property))
		? named
		: undefined;
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
function toPair(
	issues: readonly JiraIssue[],
	record: SourceRecord,
	property: string,
	closing: readonly JiraIssue[] = [],
): FoundPair {
	const [living, ...duplicates] = [...issues].sort(
		(left, right) => Number(left.id) - Number(right.id),
	);
	if (living === undefined) return { duplicates: [], namedOnly: false, byLink: false };
	const namedOnly = !belongsTo(living, record, property);
	return {
		living,
		duplicates: namedOnly ? [] : [...duplicates, ...closing],
		namedOnly,
		byLink: false,
	};
}
