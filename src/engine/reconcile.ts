import { inputError } from '../model/failure';
import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { FIND_LIMIT, findPairs, recordKey, type FoundPair } from './find-pairs';
import { findParentsOfAll } from './hierarchy/draft-parents';
import { withParentFields } from './hierarchy/find-parents';
import { withParentBook } from './hierarchy/parent-book';
import { keepRank, type RankedPair, type RankReport } from './rank/keep-rank';
import { brakeWords } from './reconcile-brakes';
import { draftPair, type Draft } from './reconcile-draft';
import { pairRequest, type ReconcileSettings } from './reconcile-settings';
import { settleAll } from './reconcile-write';
import type { ReconciledPair, ReconcileReport, StopReason, SyncReport } from './reports';
import { addUnlinkedDuplicates } from './sweep';
import { syncedFields } from '../sync/synced-fields';

/**
 * Brings many pairs in step. Reads them a hundred a search, plans all of them, and only then writes (docs/design/reconcile.md).
 *
 * The account is asked for first: with a dead credential Jira may answer a search with nothing instead of an error. Throws
 * `InputError` when a brake stops the run, and `ServiceError` when the pairs cannot be read; what concerns one pair is in the report.
 */
export async function reconcile(
	given: EngineContext,
	records: readonly SourceRecord[],
	asked: ReconcileSettings,
): Promise<ReconcileReport> {
	const context = withParentBook(given);
	const startedAt = context.clock.now();
	const all = [...new Map(records.map((record) => [recordKey(record), record])).values()];
	const unique = fromRecord(all, asked.startAt);
	await context.tracker.myself();
	const settings = { ...asked, sync: await withParentFields(context, asked.sync) };
	const drafts = await draftAll(context, unique, settings);
	const brake = brakeWords(drafts, settings);
	if (brake !== undefined && !settings.dryRun) throw inputError(brake);
	const settled = await settleAll(context, drafts, settings, startedAt);
	const wasRead = drafts.length === unique.length;
	const stopped = wasRead ? settled.stopped : 'cancelled';
	const pairs = unique.map(
		(record): ReconciledPair =>
			settled.pairs.get(recordKey(record)) ?? { kind: 'left', recordId: record.id },
	);
	const rank = await rankAll(context, unique, pairs, settings, stopped);
	return {
		pairs,
		counts: { ...count(pairs), skipped: all.length - unique.length },
		...stopOf(pairs, stopped),
		...(brake !== undefined && { brake }),
		...(rank && { rank }),
		milliseconds: context.clock.now() - startedAt,
	};
}

/** After the pairs, so that issues that were just made have their places too. A run that lost Jira ranks nothing. */
async function rankAll(
	context: EngineContext,
	records: readonly SourceRecord[],
	pairs: readonly ReconciledPair[],
	{ keepRank: wanted, sync, dryRun }: ReconcileSettings,
	stopped: StopReason | undefined,
): Promise<RankReport | undefined> {
	const isAble = stopped === undefined || stopped === 'pairs' || stopped === 'time';
	if (wanted !== true || !isAble) return undefined;
	const ranked = records.flatMap((record, index): readonly RankedPair[] => {
		const pair = pairs[index];
		if (pair?.kind !== 'synced' || pair.report.issue === undefined) return [];
		return [{ record, issue: pair.report.issue, created: pair.created }];
	});
	return await keepRank(context, ranked, sync.hierarchy, dryRun);
}

/** From the record on where the run before stopped; all of them when it is not there (any more). */
function fromRecord(
	records: readonly SourceRecord[],
	startAt: string | undefined,
): readonly SourceRecord[] {
	const start = startAt === undefined ? 0 : records.findIndex(({ id }) => id === startAt);
	return records.slice(Math.max(0, start));
}

/** Plans every pair, or none when the execution is stopped before all of them were read. */
async function draftAll(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: ReconcileSettings,
): Promise<readonly Draft[]> {
	const found = await findAll(context, records, settings);
	if (found === undefined) return [];
	const options = { ...pairRequest(settings), digest: context.digest };
	await findParentsOfAll(context, records, found, settings.sync, options);
	const drafts: Draft[] = [];
	for (const record of records)
		drafts.push(await draftPair(context, record, found.get(recordKey(record)), settings));
	return drafts;
}

/** By the remote links; where issues may be made, also those that a dead run left without one. */
async function findAll(
	context: EngineContext,
	records: readonly SourceRecord[],
	{ sync, ensure, isCancelled, onProgress }: ReconcileSettings,
): Promise<ReadonlyMap<string, FoundPair> | undefined> {
	const { profile } = sync;
	const found = new Map<string, FoundPair>();
	for (let start = 0; start < records.length; start += FIND_LIMIT) {
		if (isCancelled?.() === true) return undefined;
		const chunk = records.slice(start, start + FIND_LIMIT);
		const pairs = await findPairs(context, chunk, { profile, fields: syncedFields(sync) });
		for (const [key, pair] of pairs) found.set(key, pair);
		onProgress?.({ phase: 'reading', done: start + chunk.length, total: records.length });
	}
	return ensure === undefined
		? found
		: await addUnlinkedDuplicates(context, records, found, ensure);
}

function stopOf(
	pairs: readonly ReconciledPair[],
	because: StopReason | undefined,
): Pick<ReconcileReport, 'stopped'> {
	const first = pairs.find(({ kind }) => kind === 'left');
	return because === undefined || first?.kind !== 'left'
		? {}
		: { stopped: { because, nextRecord: first.recordId } };
}

function count(pairs: readonly ReconciledPair[]): Omit<ReconcileReport['counts'], 'skipped'> {
	const synced = pairs.flatMap((pair) => (pair.kind === 'synced' ? [pair] : []));
	const quiet = synced.filter(({ created, report }) => !created && !moved(report));
	const created = synced.filter((pair) => pair.created).length;
	const having = (wanted: ReconciledPair['kind']): number =>
		pairs.filter(({ kind }) => kind === wanted).length;
	return {
		records: pairs.length,
		unchanged: quiet.length,
		changed: synced.length - quiet.length - created,
		created,
		missing: having('missing'),
		conflicts: synced.filter(({ report }) => report.conflicts.length > 0).length,
		duplicatesClosed: synced.reduce((sum, pair) => sum + pair.closedDuplicates.length, 0),
		failed: having('failed'),
		superseded: having('superseded'),
		left: having('left'),
	};
}

function moved({ wrote, dryRun, toJira, toSource, comments, files }: SyncReport): boolean {
	const lines = [...(comments?.lines ?? []), ...(files?.lines ?? [])];
	const copies = lines.some(({ to }) => to !== undefined);
	if (copies || Object.keys(toSource).length > 0) return true;
	return dryRun ? Object.keys(toJira).length > 0 : wrote !== 'nothing';
}
