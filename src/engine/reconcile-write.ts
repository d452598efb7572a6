import type { JiraIssue } from '../model/issue';
import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { closeDuplicate } from './duplicates';
import { ensureIssues } from './ensure-issue';
import { FIND_LIMIT, recordKey, type FoundPair } from './find-pairs';
import { parentsFirst } from './hierarchy/draft-parents';
import { runWithKeys } from './keyed-lock';
import { closesDuplicates, type Draft } from './reconcile-draft';
import { pairRequest, type ReconcileSettings } from './reconcile-settings';
import { createStops, type Stops } from './reconcile-stop';
import type { EnsureReport, IssueSummary, ReconciledPair, StopReason, SyncReport } from './reports';
import { baseDigest, isOldNews } from './retried-record';
import { runSideBySide } from './run-side-by-side';
import { summarize } from './summarize';
import { syncOne } from './sync-one';

/** Pairs written at once, unless told otherwise: quick, and far from the limits on writes of Jira Cloud. */
const DEFAULT_CONCURRENCY = 4;

type Drifted = Extract<Draft, { readonly report: SyncReport }>;
type Due = Extract<Draft, { readonly kind: 'missing' }> | Drifted;

interface Settled {
	/** By `recordKey`; what is not there was left. */
	readonly pairs: ReadonlyMap<string, ReconciledPair>;
	readonly stopped?: StopReason;
}

/**
 * Carries the drafts out, some pairs side by side. Missing issues are made a hundred at a time, because one search serves them
 * all. Each pair fails alone (row R6).
 */
export async function settleAll(
	context: EngineContext,
	drafts: readonly Draft[],
	settings: ReconcileSettings,
	startedAt: number,
): Promise<Settled> {
	const stops = createStops(context, settings, startedAt);
	const pairs = new Map<string, ReconciledPair>();
	const keep = (draft: Draft, pair: ReconciledPair): void => {
		pairs.set(recordKey(draft.record), pair);
	};
	for (const draft of drafts) {
		const pair = settleWithoutWork(context, draft, settings);
		if (pair !== undefined) keep(draft, pair);
	}
	const due = parentsFirst(
		drafts.filter((draft): draft is Due => !pairs.has(recordKey(draft.record))),
		settings.sync,
	);
	for (let done = 0; done < due.length && stops.reason() === undefined;) {
		const page = due.slice(done, done + stops.allowance(FIND_LIMIT));
		const settled = await settlePage(context, page, settings, stops, (count) => {
			settings.onProgress?.({ phase: 'writing', done: done + count, total: due.length });
		});
		for (const [draft, pair] of settled) keep(draft, pair);
		done += page.length;
	}
	const left = due.some((draft) => !pairs.has(recordKey(draft.record)));
	const stopped = left ? stops.reason() : undefined;
	return { pairs, ...(stopped !== undefined && { stopped }) };
}

/** What the first look alone decides. */
function settleWithoutWork(
	context: EngineContext,
	draft: Draft,
	{ ensure, dryRun, sync }: ReconcileSettings,
): ReconciledPair | undefined {
	const recordId = draft.record.id;
	switch (draft.kind) {
		case 'failed': {
			const { error, pair } = draft;
			return failed(
				recordId,
				error,
				pair,
				baseDigest(context, pair.living, sync.profile, draft.record),
			);
		}
		case 'inStep':
			return { kind: 'synced', created: false, report: draft.report, closedDuplicates: [] };
		case 'superseded':
			return { kind: 'superseded', recordId, ...issueOf(draft.pair.living) };
		case 'missing':
			return ensure === undefined || dryRun ? { kind: 'missing', recordId } : undefined;
		case 'moves':
			return undefined;
	}
}

function failed(
	recordId: string,
	error: unknown,
	pair: FoundPair | undefined,
	seen: string,
): Extract<ReconciledPair, { readonly kind: 'failed' }> {
	return { kind: 'failed', recordId, error, ...issueOf(pair?.living), seen };
}

function issueOf(issue: JiraIssue | IssueSummary | undefined): { readonly issue?: IssueSummary } {
	return issue === undefined ? {} : { issue: 'fields' in issue ? summarize(issue) : issue };
}

async function settlePage(
	context: EngineContext,
	page: readonly Due[],
	settings: ReconcileSettings,
	stops: Stops,
	onSettled: (count: number) => void,
): Promise<readonly (readonly [Draft, ReconciledPair])[]> {
	const missing = page.flatMap(({ record, kind }) => (kind === 'missing' ? [record] : []));
	const ensured = await ensureMissing(context, missing, settings);
	let count = 0;
	const settled = await runSideBySide(
		page,
		settings.concurrency ?? DEFAULT_CONCURRENCY,
		async (draft) => {
			const made = ensured.get(recordKey(draft.record));
			// An issue that was just made is told what its record says, even when the run has to end.
			if (made === undefined && stops.reason() !== undefined) return [];
			stops.begin();
			const pair = await settle(context, draft, made, settings);
			stops.note(pair);
			onSettled((count += 1));
			return [[draft, pair] as const];
		},
	);
	return settled.flat();
}

/**
 * Records that the search did not find: an issue may exist whose remote link was never made, because a run died after the create
 * request. Those are found among this account's own issues, and get their link; only the rest are made.
 */
async function ensureMissing(
	context: EngineContext,
	missing: readonly SourceRecord[],
	{ ensure, concurrency = DEFAULT_CONCURRENCY }: ReconcileSettings,
): Promise<ReadonlyMap<string, EnsureReport>> {
	if (ensure === undefined || missing.length === 0) return new Map();
	const reports = await ensureIssues(context, missing, { concurrency, ...ensure, dryRun: false });
	return new Map(
		missing.flatMap((record, index) => {
			const report = reports[index];
			return report === undefined ? [] : [[recordKey(record), report] as const];
		}),
	);
}

async function settle(
	context: EngineContext,
	draft: Due,
	ensured: EnsureReport | undefined,
	settings: ReconcileSettings,
): Promise<ReconciledPair> {
	const pair = draft.kind === 'missing' ? undefined : draft.pair;
	let unfinished: SyncReport | undefined;
	const fail = (error: unknown): ReconciledPair => ({
		...failed(
			draft.record.id,
			error,
			pair,
			baseDigest(context, pair?.living, settings.sync.profile, draft.record),
		),
		...(unfinished && { report: unfinished }),
	});
	if (ensured?.kind === 'failed') return fail(ensured.error);
	// At most one writer an issue: two records may name the same one.
	const issues = [ensured?.issue, pair?.living, ...(pair?.duplicates ?? [])];
	const keys = issues.flatMap((issue) => (issue === undefined ? [] : [`issue ${issue.id}`]));
	try {
		return await runWithKeys(
			context.locks,
			keys,
			async () =>
				await syncDraft(context, draft, ensured, settings, (report) => {
					unfinished = report;
				}),
		);
	} catch (error) {
		return fail(error);
	}
}

type MadeOrFound = Exclude<EnsureReport, { readonly kind: 'failed' }>;

async function syncDraft(
	context: EngineContext,
	draft: Due,
	ensured: MadeOrFound | undefined,
	settings: ReconcileSettings,
	onUnfinished: (report: SyncReport) => void,
): Promise<ReconciledPair> {
	const { record } = draft;
	const issue = draft.kind === 'missing' ? ensured?.issue : draft.pair.living;
	if (issue !== undefined && (await isOldNews(context, record, issue, settings)))
		return { kind: 'superseded', recordId: record.id, ...issueOf(issue) };
	const closed = draft.kind === 'missing' ? [] : await closeAll(context, draft, settings);
	const request = { record, issue: issue?.id, ...pairRequest(settings), onUnfinished };
	const report: SyncReport = await syncOne(context, request);
	return {
		kind: 'synced',
		created: ensured?.kind === 'created',
		report: { ...report, warnings: [...(ensured?.warnings ?? []), ...report.warnings] },
		closedDuplicates: ensured?.closedDuplicates ?? closed,
	};
}

async function closeAll(
	context: EngineContext,
	{ record, pair }: Drifted,
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
