import { inputError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { isSameRecord, pairPropertyKey, remoteLinkGlobalId, type RecordLink } from '../model/link';
import type { SourceRecord } from '../model/record';
import type { PairSnapshot } from '../sync/snapshot';
import { isUnlinkedFrom, readPairProperty } from '../sync/unlinked';
import type { EngineContext } from './context';
import { findDirectly } from './find-directly';
import { propertiesToRead } from './plan-comments';
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
	/** Why nothing was found where something may be: no issue may be made for the record (docs/design/ensure.md, rows E8 and E11). */
	readonly doubt?: string;
	/** What a person should know of an issue that the record names and that is not its own (row E10). */
	readonly warning?: string;
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
	return remoteLinkGlobalId(linkOf(record));
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
	const read = {
		fields: options.fields,
		properties: propertiesToRead(options.profile, options.fields),
	};
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
	const strayed = options.recent
		? []
		: issues.filter((issue) => isForeign(issue, records, property));
	for (const record of missing)
		found.set(recordKey(record), await findAlone(context, record, { strangers, strayed }, options));
	return found;
}

interface Candidates {
	/** Issues without a link of this profile. */
	readonly strangers: readonly JiraIssue[];
	/** Issues that carry the remote link of one of the records, and whose property names none of them. */
	readonly strayed: readonly JiraIssue[];
}

/** One record that no property names among what the search gave. */
async function findAlone(
	context: EngineContext,
	record: SourceRecord,
	{ strangers, strayed }: Candidates,
	options: FindOptions,
): Promise<FoundPair> {
	const property = pairPropertyKey(options.profile);
	// What was unlinked from the record is not taken back, even where a rival made the remote link once more (row E19).
	const isOpen = ({ properties }: JiraIssue): boolean =>
		!isUnlinkedFrom(properties, property, linkOf(record));
	const claimed = await claim(context, record, strangers.filter(isOpen), options);
	if (claimed !== undefined) return toPair([claimed], record, property);
	const { issue, ...direct } = await findDirectly(context, record, options);
	const pair = { ...toPair(issue === undefined ? [] : [issue], record, property), ...direct };
	const open = strayed.filter(isOpen);
	if (issue !== undefined || open.length === 0) return pair;
	const stray = await claim(context, record, open, options);
	return stray === undefined ? pair : { ...pair, doubt: strayWords(stray, record, property) };
}

/** The property names other records, so none of these can have been found by it. */
function isForeign(issue: JiraIssue, records: readonly SourceRecord[], property: string): boolean {
	return (
		!isBare(issue, property) &&
		!records.some((record) => names(snapshotOf(issue, property, record), record))
	);
}

function strayWords(issue: JiraIssue, { system, id }: SourceRecord, property: string): string {
	const link = snapshotOf(issue, property)?.link;
	return `${issue.key} carries the link of ${system} ${id}, but its property "${property}" names ${link?.system ?? ''} ${link?.recordId ?? ''}. No second issue was made: link the record again (with "Keep Other Records" or "Replace Existing Link"), or remove the link in Jira if the issue is not its own.`;
}

/**
 * The snapshot of an issue, if it has a readable one in this profile: as the record sees it, or as the issue's first one does where
 * it is none of the issue's records.
 */
export function snapshotOf(
	issue: Pick<JiraIssue, 'properties'>,
	property: string,
	record?: Pick<SourceRecord, 'system' | 'id'>,
): PairSnapshot | undefined {
	const reading = readPairProperty(issue.properties, property, record && linkOf(record));
	return reading.kind === 'snapshot' ? reading.snapshot : undefined;
}

/** Whether an issue stands for the record in this profile. */
export function belongsTo(issue: JiraIssue, record: SourceRecord, property: string): boolean {
	const snapshot = snapshotOf(issue, property, record);
	return snapshot?.duplicateOf === undefined && names(snapshot, record);
}

/** A duplicate whose closing died half-way. */
function isClosing(issue: JiraIssue, record: SourceRecord, property: string): boolean {
	const snapshot = snapshotOf(issue, property, record);
	return snapshot?.closing === true && names(snapshot, record);
}

function names(snapshot: PairSnapshot | undefined, record: SourceRecord): boolean {
	return snapshot !== undefined && isSameRecord(snapshot.link, linkOf(record));
}

/** The link that names a record. */
export function linkOf({
	system,
	id,
	url,
}: Pick<SourceRecord, 'system' | 'id' | 'url'>): RecordLink {
	return { system, recordId: id, ...(url !== undefined && { url }) };
}

/** Carries no link of this profile that can be read: never linked, damaged, or written by a newer version. */
export function isBare(issue: JiraIssue, property: string): boolean {
	return snapshotOf(issue, property) === undefined;
}

/** Refuses to overwrite a link that a newer version of this package wrote. */
export function refuseNewer(issue: JiraIssue, profile: string): void {
	const reading = readPairProperty(issue.properties, pairPropertyKey(profile));
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
	const read = {
		fields: options.fields,
		properties: propertiesToRead(options.profile, options.fields),
	};
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
	const read = {
		fields: options.fields,
		properties: propertiesToRead(options.profile, options.fields),
	};
	const linked = await context.tracker.findLinked([recordKey(record)], read);
	return linked.find(({ id }) => strangers.some((stranger) => stranger.id === id));
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
