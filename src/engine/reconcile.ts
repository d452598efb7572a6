import { inputError } from '../model/failure';
import type { SourceRecord } from '../model/record';
import { pairPropertyKey } from '../model/link';
import type { SyncSettings } from '../sync/mapping';
import { planSync, usersToLookUp } from '../sync/plan';
import type { FieldPlanOptions } from '../sync/plan-field';
import { explain } from '../sync/explain';
import type { EngineContext } from './context';
import { closeDuplicate } from './duplicates';
import { ensureIssues, type EnsureSettings } from './ensure-issue';
import { findPairs, recordKey, snapshotOf, type FoundPair } from './find-pairs';
import { toRemoteLink } from './link-issue';
import type { ReconciledPair, ReconcileReport, SyncReport } from './reports';
import { summarize } from './summarize';
import { syncedFields, syncOne } from './sync-one';

export interface ReconcileSettings {
	readonly sync: SyncSettings;
	/** Present: records without an issue get one. Absent: they are reported as missing. */
	readonly ensure?: EnsureSettings;
	readonly retryParked: boolean;
	readonly dryRun: boolean;
	/** Nothing is written when more than this would change: a wrong mapping shows as a flood. */
	readonly brakes: { readonly maxChanges: number; readonly maxPercent: number };
}

/** Below this many records a share says nothing. */
const SMALL = 10;

/**
 * Brings many pairs in step. Reads them a hundred a search, plans all of them, and only then writes.
 *
 * The account is asked for first: with a dead credential Jira may answer a search with nothing instead of an error.
 */
export async function reconcile(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: ReconcileSettings,
): Promise<ReconcileReport> {
	const unique = [...new Map(records.map((record) => [recordKey(record), record])).values()];
	await context.tracker.myself();
	const { profile } = settings.sync;
	const found = await findPairs(context, unique, { profile, fields: syncedFields(settings.sync) });
	const drafts = unique.map((record) => draft(context, record, found.get(recordKey(record)), settings));
	pullBrakes(drafts, settings);
	const missing = drafts.flatMap(({ record, kind }) => (kind === 'missing' ? [record] : []));
	const repaired = await ensureMissing(context, missing, settings);
	const pairs: ReconciledPair[] = [];
	for (const item of drafts) pairs.push(await settle(context, item, repaired, settings));
	return { pairs, counts: count(pairs) };
}

/** What the first look at one record says, before anything is written. */
type Draft = { readonly record: SourceRecord } & (
	| { readonly kind: 'missing' }
	| { readonly kind: 'inStep' | 'moves'; readonly pair: FoundPair; readonly report: SyncReport }
);

function draft(
	context: EngineContext,
	record: SourceRecord,
	pair: FoundPair | undefined,
	settings: ReconcileSettings,
): Draft {
	const issue = pair?.living;
	if (pair === undefined || issue === undefined) return { kind: 'missing', record };
	const snapshot = snapshotOf(issue, pairPropertyKey(settings.sync.profile));
	const report = emptyReport(record, pair);
	if (snapshot === undefined) return { kind: 'moves', record, pair, report };
	const options: FieldPlanOptions = {
		delivery: 'workflow',
		retryParked: settings.retryParked,
		digest: context.digest,
	};
	const state = { record, issue, snapshot };
	const planned = planSync({ ...state, found: {} }, settings.sync, options);
	const asksPeople = usersToLookUp(state, settings.sync, options).length > 0;
	const quiet =
		!planned.snapshotMoves &&
		!asksPeople &&
		planned.toStatus === undefined &&
		Object.keys({ ...planned.toJira, ...planned.toSource }).length === 0;
	const { decisions, warnings } = planned;
	const conflicts = Object.keys(decisions).filter((key) => decisions[key]?.kind === 'conflict');
	return {
		kind: quiet && pair.duplicates.length === 0 ? 'inStep' : 'moves',
		record,
		pair,
		report: { ...report, decisions, explanation: explain(decisions), conflicts, warnings },
	};
}

function emptyReport(record: SourceRecord, pair: FoundPair): SyncReport {
	return {
		kind: 'synced',
		record: {
			system: record.system,
			id: record.id,
			...(record.url !== undefined && { url: record.url }),
		},
		...(pair.living && { issue: summarize(pair.living) }),
		decisions: {},
		explanation: [],
		toSource: {},
		toJira: {},
		conflicts: [],
		warnings: [],
		dryRun: false,
		wrote: 'nothing',
	};
}

function pullBrakes(drafts: readonly Draft[], { brakes, dryRun }: ReconcileSettings): void {
	if (dryRun) return;
	const moving = drafts.filter(({ kind }) => kind === 'moves').length;
	const percent = drafts.length === 0 ? 0 : (100 * moving) / drafts.length;
	const tooMany = moving > brakes.maxChanges;
	const tooLarge = drafts.length >= SMALL && percent > brakes.maxPercent;
	if (!tooMany && !tooLarge) return;
	throw inputError(
		`Stopped before writing: ${moving} of ${drafts.length} pairs would change. Look at the plan with "Dry Run", then raise "Most Changes" or "Largest Share of Changes" if it is what you want.`,
	);
}

/**
 * Records that the search did not find: an issue may exist whose remote link was never made, because a run died after the create
 * request. Those are found among this account's own issues, and get their link; only the rest are made.
 */
async function ensureMissing(
	context: EngineContext,
	missing: readonly SourceRecord[],
	settings: ReconcileSettings,
): Promise<ReadonlyMap<string, ReconciledPair | 'created' | 'found'>> {
	const results = new Map<string, ReconciledPair | 'created' | 'found'>();
	const { ensure } = settings;
	if (ensure === undefined || missing.length === 0) return results;
	const reports = await ensureIssues(context, missing, { ...ensure, dryRun: settings.dryRun });
	for (const [index, report] of reports.entries()) {
		const record = missing[index];
		if (record === undefined) continue;
		if (report.kind === 'failed') {
			results.set(recordKey(record), { kind: 'failed', recordId: record.id, error: report.error });
			continue;
		}
		if (report.kind !== 'created' && !settings.dryRun)
			await context.tracker.ensureRemoteLink(report.issue.id, toRemoteLink(record));
		results.set(recordKey(record), report.kind === 'created' ? 'created' : 'found');
	}
	return results;
}

async function settle(
	context: EngineContext,
	item: Draft,
	repaired: ReadonlyMap<string, ReconciledPair | 'created' | 'found'>,
	settings: ReconcileSettings,
): Promise<ReconciledPair> {
	const { record } = item;
	const made = repaired.get(recordKey(record));
	if (typeof made === 'object') return made;
	if (item.kind === 'missing' && (made === undefined || settings.dryRun))
		return { kind: 'missing', recordId: record.id };
	if (item.kind === 'inStep')
		return { kind: 'synced', created: false, report: item.report, closedDuplicates: [] };
	try {
		const closed = item.kind === 'moves' ? await closeAll(context, item, settings) : [];
		const issue = item.kind === 'moves' ? item.pair.living?.id : context.recent.get(recordKey(record));
		const report = await syncOne(context, {
			record,
			issue,
			settings: settings.sync,
			delivery: 'workflow',
			dryRun: settings.dryRun,
			retryParked: settings.retryParked,
		});
		return { kind: 'synced', created: made === 'created', report, closedDuplicates: closed };
	} catch (error) {
		return { kind: 'failed', recordId: record.id, error };
	}
}

async function closeAll(
	context: EngineContext,
	{ record, pair }: Extract<Draft, { kind: 'inStep' | 'moves' }>,
	settings: ReconcileSettings,
): Promise<readonly string[]> {
	if (settings.dryRun || settings.ensure?.duplicates !== 'close') return [];
	const closed: string[] = [];
	for (const duplicate of pair.duplicates) {
		if (pair.living === undefined) break;
		await closeDuplicate(context, duplicate, pair.living, record, settings.sync.profile);
		closed.push(duplicate.key);
	}
	return closed;
}

function count(pairs: readonly ReconciledPair[]): ReconcileReport['counts'] {
	const synced = pairs.flatMap((pair) => (pair.kind === 'synced' ? [pair] : []));
	const quiet = synced.filter(({ created, report }) => !created && !moved(report));
	const created = synced.filter((pair) => pair.created).length;
	return {
		records: pairs.length,
		unchanged: quiet.length,
		changed: synced.length - quiet.length - created,
		created,
		missing: pairs.filter(({ kind }) => kind === 'missing').length,
		conflicts: synced.filter(({ report }) => report.conflicts.length > 0).length,
		duplicatesClosed: synced.reduce((sum, pair) => sum + pair.closedDuplicates.length, 0),
		failed: pairs.filter(({ kind }) => kind === 'failed').length,
	};
}

function moved(report: SyncReport): boolean {
	return report.wrote !== 'nothing' || Object.keys(report.toSource).length > 0;
}
