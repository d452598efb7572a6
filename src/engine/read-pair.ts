import { assertNever } from '../model/assert-never';
import { inputError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { isSameRecord, pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { newSnapshot, type PairSnapshot } from '../sync/snapshot';
import { readPairProperty } from '../sync/unlinked';
import type { EngineContext } from './context';
import { findPairs, linkOf, refuseNewer } from './find-pairs';
import { propertiesToRead } from './plan-comments';

/** An issue and what it knows of its record. */
export interface Pair {
	readonly issue: JiraIssue;
	readonly snapshot: PairSnapshot;
	readonly warnings: readonly string[];
	/** When the issue was read, in milliseconds since the epoch; 0 when it came from a search that may lag. */
	readonly readAt: number;
}

export interface PairRequest {
	readonly record: SourceRecord;
	/** Id or key; without it the issue is found by the record. */
	readonly issue?: string | undefined;
	readonly profile: string;
	/** Field ids to read along. */
	readonly fields: readonly string[];
}

/** What was read longer ago than this is looked at again before anything is written, in milliseconds. */
const FRESH_MS = 2_000;

/** Whether a pair was read so lately that it may be written on. */
export function isFresh(context: EngineContext, { readAt }: Pair): boolean {
	return context.clock.now() - readAt < FRESH_MS;
}

/** Reads the issue of a record with its snapshot, in one request. Nothing when no issue is linked to the record. */
export async function readPairOf(
	context: EngineContext,
	request: PairRequest,
): Promise<Pair | undefined> {
	// What Cloud's search answers may be older than what the issue holds: never a ground to write on.
	const searched = request.issue === undefined && context.searchLags;
	const readAt = searched ? 0 : context.clock.now();
	const issue = await findIssue(context, request);
	return issue === undefined ? undefined : toPair(issue, request, readAt);
}

async function findIssue(
	context: EngineContext,
	{ record, issue, profile, fields }: PairRequest,
): Promise<JiraIssue | undefined> {
	if (issue !== undefined)
		return await context.tracker.readIssue(issue, {
			fields,
			properties: propertiesToRead(profile, fields),
		});
	const pairs = await findPairs(context, [record], { profile, fields });
	const [pair] = pairs.values();
	if (pair?.living === undefined && pair?.doubt !== undefined) throw inputError(pair.doubt);
	return pair?.living;
}

function toPair(issue: JiraIssue, request: PairRequest, readAt: number): Pair | undefined {
	const { record, profile } = request;
	const link = linkOf(record);
	const reading = readPairProperty(issue.properties, pairPropertyKey(profile), link);
	switch (reading.kind) {
		case 'none':
			return undefined;
		case 'newer':
			refuseNewer(issue, profile);
			return undefined;
		case 'damaged':
			return {
				issue,
				readAt,
				snapshot: newSnapshot(link),
				warnings: [damagedWords(issue)],
			};
		case 'snapshot':
			checkOwner(issue, reading.snapshot, record);
			// The record has another issue: what happens to its closed duplicate says nothing about it.
			if (reading.snapshot.duplicateOf !== undefined) return undefined;
			return { issue, readAt, snapshot: reading.snapshot, warnings: [] };
		default:
			return assertNever(reading);
	}
}

/** What is said of a property that cannot be read. */
export function damagedWords({ key }: Pick<JiraIssue, 'key'>): string {
	return `The stored link of ${key} could not be read, so it is treated as linked just now: the source of truth on linking decides where the sides differ.`;
}

function checkOwner(issue: JiraIssue, { link }: PairSnapshot, record: SourceRecord): void {
	if (isSameRecord(link, linkOf(record))) return;
	throw inputError(
		`${issue.key} is linked to ${link.system} ${link.recordId}, not to ${record.system} ${record.id}. Link it as well with "Keep Other Records", unlink the other first, or use another profile.`,
	);
}
