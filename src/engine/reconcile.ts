import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { closeDuplicate } from './duplicates';
import { ensureIssues } from './ensure-issue';
import { findPairs, recordKey } from './find-pairs';
import { closesDuplicates, draftPair, pullBrakes, type Draft } from './reconcile-draft';
import type { EnsureReport, ReconciledPair, ReconcileReport, SyncReport } from './reports';
import type { ReconcileSettings } from './reconcile-settings';
import { syncedFields, syncOne } from './sync-one';

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
	const drafts: Draft[] = [];
	for (const record of unique)
		drafts.push(await draftPair(context, record, found.get(recordKey(record)), settings));
	pullBrakes(drafts, settings);
	const missing = drafts.flatMap(({ record, kind }) => (kind === 'missing' ? [record] : []));
	const ensured = await ensureMissing(context, missing, settings);
	const pairs: ReconciledPair[] = [];
	for (const item of drafts)
		pairs.push(await settle(context, item, ensured.get(recordKey(item.record)), settings));
	return { pairs, counts: count(pairs) };
}

/**
 * Records that the search did not find: an issue may exist whose remote link was never made, because a run died after the create
 * request. Those are found among this account's own issues, and get their link; only the rest are made.
 */
async function ensureMissing(
	context: EngineContext,
	missing: readonly SourceRecord[],
	{ ensure, dryRun }: ReconcileSettings,
): Promise<ReadonlyMap<string, EnsureReport>> {
	if (ensure === undefined || missing.length === 0 || dryRun) return new Map();
	const reports = await ensureIssues(context, missing, { ...ensure, dryRun });
	return new Map(
		missing.flatMap((record, index) => {
			const report = reports[index];
			return report === undefined ? [] : [[recordKey(record), report] as const];
		}),
	);
}

async function settle(
	context: EngineContext,
	item: Draft,
	ensured: EnsureReport | undefined,
	settings: ReconcileSettings,
): Promise<ReconciledPair> {
	const recordId = item.record.id;
	if (item.kind === 'failed') return { kind: 'failed', recordId, error: item.error };
	if (item.kind === 'inStep')
		return { kind: 'synced', created: false, report: item.report, closedDuplicates: [] };
	if (item.kind === 'missing' && ensured === undefined) return { kind: 'missing', recordId };
	if (ensured?.kind === 'failed') return { kind: 'failed', recordId, error: ensured.error };
	try {
		return await syncDraft(context, item, ensured, settings);
	} catch (error) {
		return { kind: 'failed', recordId, error };
	}
}

type MadeOrFound = Exclude<EnsureReport, { readonly kind: 'failed' }>;

async function syncDraft(
	context: EngineContext,
	item: Extract<Draft, { kind: 'missing' | 'moves' | 'inStep' }>,
	ensured: MadeOrFound | undefined,
	settings: ReconcileSettings,
): Promise<ReconciledPair> {
	const closed = item.kind === 'missing' ? [] : await closeAll(context, item, settings);
	const report: SyncReport = await syncOne(context, {
		record: item.record,
		issue: item.kind === 'missing' ? ensured?.issue.id : item.pair.living?.id,
		settings: settings.sync,
		delivery: 'workflow',
		dryRun: settings.dryRun,
		retryParked: settings.retryParked,
	});
	return {
		kind: 'synced',
		created: ensured?.kind === 'created',
		report: { ...report, warnings: [...(ensured?.warnings ?? []), ...report.warnings] },
		closedDuplicates: ensured?.closedDuplicates ?? closed,
	};
}

async function closeAll(
	context: EngineContext,
	{ record, pair }: Extract<Draft, { kind: 'inStep' | 'moves' }>,
	settings: ReconcileSettings,
): Promise<readonly string[]> {
	if (!closesDuplicates(settings)) return [];
	const { living, duplicates } = pair;
	if (living === undefined) return [];
	if (!settings.dryRun)
		for (const duplicate of duplicates)
			await closeDuplicate(context, duplicate, living, record, settings.sync.profile);
	return duplicates.map(({ key }) => key);
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

function moved({ wrote, dryRun, toJira, toSource }: SyncReport): boolean {
	if (Object.keys(toSource).length > 0) return true;
	return dryRun ? Object.keys(toJira).length > 0 : wrote !== 'nothing';
}
