import { alreadyDone, asError, inputError } from '../model/failure';
import { pairPropertyKey } from '../model/link';
import { jsonEqual } from '../model/json';
import type { FoundUsers } from '../sync/assignee';
import { mappingKey, type SyncSettings } from '../sync/mapping';
import { planSync, usersToLookUp, withoutFields, type SyncPlan } from '../sync/plan';
import type { FieldPlanOptions } from '../sync/plan-field';
import { encodeSnapshot, exceedsPropertyLimit, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import type { SyncRequest } from './sync-request';
import { isFresh, readPairOf, type Pair } from './read-pair';
import type { SyncReport } from './reports';
import { notLinked, syncReport as report } from './sync-report';
import { walkStatus } from './walk-status';

/** How often an issue that keeps moving under the plan is planned anew. */
const PLAN_LIMIT = 3;

/**
 * Brings one pair in step: reads, decides, then writes the source first, the status next, and fields and snapshot last, together.
 *
 * The order is the crash safety. A run that dies between the writes leaves both sides equal under an old snapshot, which the
 * next run reads as agreement. The other order leaves a snapshot that claims an agreement nobody has seen, and the next run
 * would "restore" the older value. test/property/write-order.test.ts holds the proof by search.
 */
export async function syncOne(context: EngineContext, request: SyncRequest): Promise<SyncReport> {
	const key = recordKey(request.record);
	return await context.locks.run(key, async () => await syncLocked(context, request));
}

async function syncLocked(context: EngineContext, given: SyncRequest): Promise<SyncReport> {
	const pair = await readPair(context, given, given.issue);
	if (pair === undefined) return notLinked(given);
	const request = await withFreshRecord(given);
	const planned = await plan(context, request, pair);
	if (request.dryRun || !writesAnything(planned))
		return report(request, pair, planned, { wrote: 'nothing', warnings: [] });
	const fresh = await lookAgain(context, { request, pair, planned });
	if (!writesAnything(fresh.planned))
		return report(fresh.request, fresh.pair, fresh.planned, { wrote: 'nothing', warnings: [] });
	return await carryOut(context, fresh);
}

/**
 * In connected mode the record is read inside the lock: what the caller holds may be older than what a sync before this one
 * wrote, and would be taken for an edit.
 */
async function withFreshRecord(request: SyncRequest): Promise<SyncRequest> {
	const { source, record } = request;
	if (source === undefined) return request;
	return { ...request, record: { ...record, values: await source.read(record.id) } };
}

async function readPair(
	context: EngineContext,
	{ record, settings }: SyncRequest,
	issue: string | undefined,
): Promise<Pair | undefined> {
	return await readPairOf(context, {
		record,
		issue,
		profile: settings.profile,
		fields: syncedFields(settings),
	});
}

/** Ids of the fields that a sync reads. */
export function syncedFields(settings: SyncSettings): readonly string[] {
	return [...new Set(settings.mappings.map(({ jira }) => jira))];
}

async function plan(context: EngineContext, request: SyncRequest, pair: Pair): Promise<SyncPlan> {
	const options: FieldPlanOptions = {
		delivery: request.delivery,
		retryParked: request.retryParked,
		digest: context.digest,
	};
	const state = { record: request.record, issue: pair.issue, snapshot: pair.snapshot };
	const found = await lookUpUsers(context, usersToLookUp(state, request.settings, options));
	return planSync({ ...state, found }, request.settings, options);
}

/** Asks Jira for each of the people once. */
export async function lookUpUsers(
	context: EngineContext,
	texts: readonly string[],
): Promise<FoundUsers> {
	const found = new Map<string, FoundUsers[string]>();
	for (const text of texts) found.set(text, await context.tracker.findUsers(text));
	return Object.fromEntries(found);
}

/** Whether carrying out the plan would write to either side, were it only the snapshot. */
export function writesAnything(planned: SyncPlan): boolean {
	return (
		planned.snapshotMoves ||
		planned.toStatus !== undefined ||
		Object.keys(planned.toJira).length > 0 ||
		Object.keys(planned.toSource).length > 0
	);
}

interface Planned {
	readonly request: SyncRequest;
	readonly pair: Pair;
	readonly planned: SyncPlan;
}

/**
 * Reads both sides again if time has passed since they were read, and plans anew if one moved. This narrows the window in which an
 * edit can be overwritten; it cannot close it, because Jira has no conditional write.
 */
async function lookAgain(context: EngineContext, first: Planned): Promise<Planned> {
	let current = first;
	for (let round = 1; round < PLAN_LIMIT; round += 1) {
		if (isFresh(context, current.pair)) return current;
		const pair = await readPair(context, current.request, current.pair.issue.id);
		if (pair === undefined)
			throw inputError(`${current.pair.issue.key} was unlinked while it was synced.`);
		const request = await withFreshRecord(current.request);
		const sameRecord = jsonEqual(request.record.values, current.request.record.values);
		if (sameRecord && isSame(current.pair, pair)) return { ...current, pair };
		current = { request, pair, planned: await plan(context, request, pair) };
	}
	return current;
}

function isSame(left: Pair, right: Pair): boolean {
	return (
		left.issue.updatedAt === right.issue.updatedAt &&
		left.issue.status.id === right.issue.status.id &&
		jsonEqual(left.issue.fields, right.issue.fields) &&
		jsonEqual(encodeSnapshot(left.snapshot), encodeSnapshot(right.snapshot))
	);
}

async function carryOut(
	context: EngineContext,
	{ request, pair, planned }: Planned,
): Promise<SyncReport> {
	const { source, record } = request;
	const fields = planned.toJira;
	checkSize(pair, planned.nextSnapshot);
	if (source !== undefined && Object.keys(planned.toSource).length > 0)
		await source.write(record.id, planned.toSource);
	const status = await moveStatus(context, request, pair, planned);
	const snapshot = withoutFields(planned, pair.snapshot, status.failed);
	let noted: boolean;
	try {
		noted = await writeIssue(context, request, pair, { fields, snapshot });
	} catch (error) {
		throw status.moved === undefined
			? asError(error)
			: alreadyDone(
					error,
					`${pair.issue.key} was moved to "${status.moved}"; its fields were not changed. The next run goes on from there.`,
				);
	}
	const wroteIssue = status.moved !== undefined || Object.keys(fields).length > 0;
	return report(request, pair, planned, {
		wrote: wroteIssue ? 'issue' : noted ? 'snapshot' : 'nothing',
		warnings: status.warnings,
		...(status.moved !== undefined && { status: status.moved }),
	});
}

/** Asked before anything is written: a snapshot that cannot be stored would leave the writes unremembered. */
function checkSize({ issue }: Pair, snapshot: PairSnapshot): void {
	if (exceedsPropertyLimit(encodeSnapshot(snapshot)))
		throw inputError(
			`The snapshot of ${issue.key} would be larger than Jira's limit of 32,768 characters. Sync fewer fields in one profile.`,
		);
}

interface StatusMove {
	/** Name of the status that was reached by a transition. */
	readonly moved?: string;
	/** Mapping keys whose write did not happen. */
	readonly failed: ReadonlySet<string>;
	readonly warnings: readonly string[];
}

async function moveStatus(
	context: EngineContext,
	{ settings }: SyncRequest,
	{ issue }: Pair,
	{ toStatus, toCategory }: SyncPlan,
): Promise<StatusMove> {
	if (toStatus === undefined) return { failed: new Set(), warnings: [] };
	const { via, screenFields, rows } = settings.status;
	const goal = {
		targets: toStatus,
		...(toCategory !== undefined && { categories: [toCategory] }),
		via,
		mayPass: rows.flatMap((row) => row.jira),
	};
	const walk = await walkStatus(context.tracker, issue, goal, screenFields);
	const moved = walk.hops > 0 ? { moved: walk.status.name } : {};
	if (walk.kind === 'there') return { ...moved, failed: new Set(), warnings: [] };
	const keys = settings.mappings.filter(({ jira }) => jira === 'status').map(mappingKey);
	return { ...moved, failed: new Set(keys), warnings: [walk.reason] };
}

/** One request where there are fields: fields and snapshot succeed or fail together. Answers whether anything was sent. */
async function writeIssue(
	context: EngineContext,
	{ settings }: SyncRequest,
	{ issue, snapshot: before }: Pair,
	{ fields, snapshot }: { readonly fields: SyncPlan['toJira']; readonly snapshot: PairSnapshot },
): Promise<boolean> {
	const key = pairPropertyKey(settings.profile);
	const value = encodeSnapshot(snapshot);
	const edits = Object.keys(fields).length > 0;
	if (!edits && jsonEqual(value, encodeSnapshot(before))) return false;
	if (edits) await context.tracker.editIssue(issue.id, { fields, property: { key, value } });
	else await context.tracker.setProperty(issue.id, key, value);
	return true;
}
