import { alreadyDone, asError, inputError } from '../model/failure';
import { jsonEqual } from '../model/json';
import { noteDisputed, overwrittenFields } from '../sync/disputed';
import { mappingKey } from '../sync/mapping';
import { parkStatus, type SyncPlan, type UnreachedStatus } from '../sync/plan';
import type { FieldPlanOptions } from '../sync/plan-field';
import { encodeSnapshot, exceedsPropertyLimit, type PairSnapshot } from '../sync/snapshot';
import { syncedFields } from '../sync/synced-fields';
import { writesComments } from './source-comments';
import { walkCarefully } from './careful-walk';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { withParentFields } from './hierarchy/find-parents';
import { moveParent, type ParentMove } from './hierarchy/move-parent';
import { noteHandedOut } from './on-its-way';
import { planPair } from './plan-pair';
import type { SyncRequest } from './sync-request';
import { isFresh, readPairOf, type Pair } from './read-pair';
import { storeSnapshot } from './store-snapshot';
import type { SyncReport } from './reports';
import { notLinked, syncReport as report } from './sync-report';
import { withFilesNow } from './shown-files';
import { writeIssue, type Written } from './write-issue';
import { writePairFiles, type FileOutcome } from './write-files';
import { writeComments, type CommentOutcome } from './write-comments';

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
	const asked = { ...given, settings: await withParentFields(context, given.settings) };
	const pair = await readPair(context, asked, asked.issue);
	if (pair === undefined) return notLinked(asked);
	const request = await withFreshRecord(context, asked);
	const planned = await plan(context, request, pair);
	if (request.dryRun || !writesAnything(planned))
		return report(request, pair, planned, { wrote: 'nothing', warnings: [] });
	const fresh = await lookAgain(context, { request, pair, planned });
	if (!writesAnything(fresh.planned))
		return report(fresh.request, fresh.pair, fresh.planned, { wrote: 'nothing', warnings: [] });
	try {
		return await carryOut(context, fresh);
	} catch (error) {
		const undone = { wrote: 'nothing', warnings: [] } as const;
		request.onUnfinished?.(report(fresh.request, fresh.pair, fresh.planned, undone));
		throw asError(error);
	}
}

/**
 * In connected mode the record is read inside the lock: what the caller holds may be older than what a sync before this one
 * wrote, and would be taken for an edit.
 */
async function withFreshRecord(
	{ clock }: EngineContext,
	request: SyncRequest,
): Promise<SyncRequest> {
	const { source, record } = request;
	if (source === undefined) return request;
	// Where the caller tells when it read the record, so does this: rows W6, C17 and A17 hold back what was read too early.
	const time = record.readAt === undefined ? {} : { readAt: clock.now() };
	return { ...request, record: { ...record, ...time, ...(await source.read(record.id)) } };
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

async function plan(context: EngineContext, request: SyncRequest, pair: Pair): Promise<SyncPlan> {
	const options: FieldPlanOptions = {
		delivery: request.delivery,
		retryParked: request.retryParked,
		digest: context.digest,
		writesComments: writesComments(request.source),
	};
	const state = { record: request.record, issue: pair.issue, snapshot: pair.snapshot };
	return await planPair(context, state, request.settings, options, request);
}

/** Whether carrying out the plan would write to either side, were it only the snapshot. */
export function writesAnything(planned: SyncPlan): boolean {
	return (
		planned.snapshotMoves ||
		planned.comments?.moves === true ||
		planned.files?.moves === true ||
		planned.toStatus !== undefined ||
		planned.toParent !== undefined ||
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
		const request = await withFreshRecord(context, current.request);
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
		jsonEqual(left.issue.properties, right.issue.properties)
	);
}

async function carryOut(
	context: EngineContext,
	{ request, pair, planned }: Planned,
): Promise<SyncReport> {
	const { source, record } = request;
	const fields = planned.toJira;
	checkSize(pair, planned.nextSnapshot);
	await noteConflicts(context, request, pair, planned);
	if (source !== undefined && Object.keys(planned.toSource).length > 0)
		await source.write(record.id, planned.toSource);
	const status = await moveStatus(context, request, pair, planned);
	const next =
		status.unreached === undefined
			? planned.nextSnapshot
			: parkStatus(planned, pair.snapshot, status.unreached, {
					table: request.settings.status,
					digest: context.digest,
				});
	let last: Written;
	let comments: CommentOutcome;
	let files: FileOutcome;
	let parent: ParentMove;
	try {
		parent = await moveParent(context, request.settings, pair, planned, next);
		const { snapshot } = parent;
		files = await writePairFiles(context, pair.issue.id, planned.files, request);
		const words = withFilesNow(planned.comments, pair.issue, files.attached);
		comments = await writeComments(context, pair.issue.id, words, {
			source,
			recordId: record.id,
		});
		const { mentions } = planned;
		const writes = { fields, mentions, snapshot, comments, files };
		last = await writeIssue(context, request, pair, writes);
	} catch (error) {
		throw status.moved === undefined
			? asError(error)
			: alreadyDone(
					error,
					`${pair.issue.key} was moved to "${status.moved}"; its fields were not changed. The next run goes on from there.`,
				);
	}
	noteHandedOut(context, record, request.settings.profile, planned);
	const edited = Object.keys(fields).length > 0 || parent.moved;
	const wroteIssue = status.moved !== undefined || edited || comments.wrote || files.wrote;
	const written = [status, parent, comments, files, last];
	return report(request, pair, planned, {
		wrote: wroteIssue ? 'issue' : last.sent ? 'snapshot' : 'nothing',
		warnings: written.flatMap(({ warnings }) => warnings),
		...(status.moved !== undefined && { status: status.moved }),
	});
}

/** Before one of two edits is overwritten, both are noted where a later run finds them; a note that does not fit is left out. */
async function noteConflicts(
	context: EngineContext,
	{ settings }: SyncRequest,
	{ issue, snapshot }: Pair,
	planned: SyncPlan,
): Promise<void> {
	const keys = overwrittenFields(planned);
	if (keys.length === 0) return;
	const noted = noteDisputed(planned, snapshot, keys);
	if (exceedsPropertyLimit(encodeSnapshot(noted))) return;
	await storeSnapshot(context, issue.id, settings.profile, noted);
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
	readonly unreached?: UnreachedStatus;
	readonly warnings: readonly string[];
}

async function moveStatus(
	context: EngineContext,
	{ settings }: SyncRequest,
	{ issue }: Pair,
	{ toStatus, toCategory }: SyncPlan,
): Promise<StatusMove> {
	if (toStatus === undefined) return { warnings: [] };
	const { via, screenFields, rows } = settings.status;
	const goal = {
		targets: toStatus,
		...(toCategory !== undefined && { categories: [toCategory] }),
		via,
		mayPass: rows.flatMap((row) => row.jira),
	};
	const walk = await walkCarefully(context.tracker, issue, goal, screenFields);
	const moved = walk.hops > 0 ? { moved: walk.status.name } : {};
	if (walk.kind === 'there') return { ...moved, warnings: [] };
	const keys = settings.mappings.filter(({ jira }) => jira === 'status').map(mappingKey);
	return { ...moved, unreached: { keys, status: walk.status }, warnings: [walk.reason] };
}
