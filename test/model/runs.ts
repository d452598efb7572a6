import { ensureIssues } from '../../src/engine/ensure-issue';
import { reconcile } from '../../src/engine/reconcile';
import type { SyncReport } from '../../src/engine/reports';
import { syncReleases } from '../../src/engine/releases/sync-releases';
import { unlinkPair } from '../../src/engine/link';
import { syncOne } from '../../src/engine/sync-one';
import type { SourceRecord } from '../../src/model/record';
import type { Release } from '../../src/sync/releases/release';
import type { Delivery } from './delivery';
import type { Shared } from './door';
import { thingsOf, type Fate, type History, type Run } from './history';
import { recordsOf } from './family';
import { RECORD_IDS } from './records';
import { safely } from './schedule';
import { ensureSettings, PROFILE, reconcileSettings, RELEASES, syncSettings } from './settings';
import type { Worker, World } from './world';

/** What workers do, and every report that they gave. */
export interface Runs {
	/** A run may fail; a history knows no other errors than the engine's. */
	carryOut(worker: Worker, run: Run): Promise<void>;
	/** A webhook names an issue by the key that it had; what else it says is not believed (law L1). */
	takeWebhook(worker: Worker, record: string, issue: string, fate: Fate): Promise<void>;
	/** Answers what failed. */
	reconcileAll(worker: Worker, fate: Fate): Promise<readonly string[]>;
	readonly reports: readonly SyncReport[];
	/** Releases whose versions the last run reported as different. */
	readonly leftVersions: readonly string[];
	/** When an issue's first sync was done: before that, the source of truth on linking decides. */
	readonly linkedAt: Readonly<Record<string, number>>;
}

/** What the workflow has of a record: its values, when it read them, and where in the history that was. */
interface Reading {
	readonly record: SourceRecord;
	readonly lookedAt: number;
}

export function createRuns(
	history: History,
	world: World,
	shared: Shared,
	{ delivery, releases }: { readonly delivery: Delivery; releases(): readonly Release[] },
): Runs {
	const reports: SyncReport[] = [];
	const linkedAt: Record<string, number> = {};
	const { delivery: mode } = history;
	let leftVersions: readonly string[] = [];
	const syncsVersions = thingsOf(history).includes('versions');
	const makeVersions = async ({ context }: Worker): Promise<readonly string[]> => {
		if (!syncsVersions) return [];
		const done = await syncReleases(context, releases(), RELEASES);
		leftVersions = done.flatMap((report) =>
			report.kind !== 'failed' && report.decisions.some(({ kind }) => kind === 'left')
				? [report.release.id]
				: [],
		);
		return done.flatMap((report) => (report.kind === 'failed' ? [String(report.error)] : []));
	};
	const settings = syncSettings(history);
	/** In workflow mode a node before Jira Sync reads the record; an event of a connected source may carry an old one. */
	const read = async ({ source }: Worker, id: string): Promise<Reading> => {
		const record = world.record(id);
		if (mode === 'connected') return { record, lookedAt: shared.next() };
		const reading = await source.read(id);
		// Exact: readings that overlap are told apart by it (row C17 of docs/design/comments.md).
		return { record: { ...record, ...reading, readAt: world.now() }, lookedAt: shared.next() };
	};
	const note = async (
		worker: Worker,
		report: SyncReport,
		lookedAt: number,
		fate: Fate,
	): Promise<void> => {
		reports.push(report);
		if (report.issue !== undefined) linkedAt[report.issue.id] ??= shared.next();
		if (mode === 'workflow') await delivery.take(worker, report, lookedAt, fate);
	};
	/** A process that has died reports nothing. */
	const unfinished = (worker: Worker) => (report: SyncReport) => {
		if (!worker.door.dead) reports.push(report);
	};
	const syncRecord = async (
		worker: Worker,
		id: string,
		fate: Fate,
		issue?: string,
	): Promise<void> => {
		const { record, lookedAt } = await read(worker, id);
		const report = await syncOne(worker.context, {
			record,
			...(issue !== undefined && { issue }),
			settings,
			delivery: mode,
			...(mode === 'connected' && { source: worker.source }),
			dryRun: false,
			retryParked: false,
			onUnfinished: unfinished(worker),
		});
		await note(worker, report, lookedAt, fate);
	};
	const reconcileAll = async (worker: Worker, fate: Fate): Promise<readonly string[]> => {
		const readings: Reading[] = [];
		for (const id of recordsOf(history)) readings.push(await read(worker, id));
		const records = readings.map(({ record }) => record);
		const source = mode === 'connected' ? worker.source : undefined;
		const { pairs } = await reconcile(
			worker.context,
			records,
			reconcileSettings(history, settings, source),
		);
		const failures = [...(await makeVersions(worker))];
		for (const [index, pair] of pairs.entries()) {
			if (pair.kind === 'failed') failures.push(String(pair.error));
			if (pair.kind === 'failed' && pair.report !== undefined) unfinished(worker)(pair.report);
			if (pair.kind === 'synced')
				await note(worker, pair.report, readings[index]?.lookedAt ?? 0, fate);
		}
		return failures;
	};
	const carryOut = async (worker: Worker, { kind, record, fate }: Run): Promise<void> => {
		const id = RECORD_IDS[record % RECORD_IDS.length] ?? RECORD_IDS[0];
		if (kind === 'ensure')
			await ensureIssues(
				worker.context,
				[(await read(worker, id)).record],
				ensureSettings(history),
			);
		else if (kind === 'sync') await syncRecord(worker, id, fate);
		else if (kind === 'unlink')
			await unlinkPair(worker.context, { record: world.record(id), profile: PROFILE });
		else await reconcileAll(worker, fate);
	};
	return {
		reports,
		linkedAt,
		get leftVersions() {
			return leftVersions;
		},
		reconcileAll,
		takeWebhook: async (worker, record, issue, fate) =>
			await safely(async () => await syncRecord(worker, record, fate, issue)),
		async carryOut(worker, run) {
			worker.door.plan(run.fault);
			await safely(async () => await carryOut(worker, run));
			worker.door.plan(undefined);
		},
	};
}
