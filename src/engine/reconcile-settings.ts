import type { SyncSettings } from '../sync/mapping';
import type { EnsureSettings } from './ensure-settings';
import type { OpenRecordFile } from './file-access';
import type { RecordSource } from './ports';
import type { SyncRequest } from './sync-request';

/** How many pairs are brought in step (docs/design/reconcile.md). */
export interface ReconcileSettings {
	readonly sync: SyncSettings;
	/** Present: records without an issue get one. Absent: they are reported as missing. */
	readonly ensure?: EnsureSettings;
	/** The source itself, in connected mode; without it the workflow writes what the reports hand out. */
	readonly source?: RecordSource;
	/** Opens files that the records' own lists name (workflow mode). */
	readonly openFile?: OpenRecordFile;
	readonly retryParked: boolean;
	readonly dryRun: boolean;
	/**
	 * Nothing is written when more than this would change: a wrong mapping, or a search that finds nothing, shows as a flood. Issues
	 * that would be made count among the changes, but not in the share: at the start all are missing.
	 */
	readonly brakes: {
		readonly maxChanges: number;
		readonly maxPercent: number;
		/** Go on when one side came back empty (rows R4 and R5). Default false. */
		readonly allowEmpty?: boolean;
	};
	/** Pairs that are written at once. Default 4. */
	readonly concurrency?: number;
	/** How much one run may do; what is left is named in the report (rows R8 and R9). */
	readonly limits?: {
		/** Pairs brought in step; what was in step already and what failed does not count. */
		readonly maxPairs?: number | undefined;
		/** Milliseconds after which no further pair is begun. */
		readonly maxMs?: number | undefined;
	};
	/** Rank the issues in the order of the records (docs/design/rank.md). Default false. */
	readonly keepRank?: boolean;
	/** Id of the record to begin with: those before it were done by the run before. One that is not there means all. */
	readonly startAt?: string;
	/** Records that failed before and are tried again: what `ReconciledPair` said as `seen`, by `recordKey`. */
	readonly retries?: ReadonlyMap<string, string>;
	/** True when the execution was stopped. */
	readonly isCancelled?: () => boolean;
	readonly onProgress?: (progress: ReconcileProgress) => void;
}

export interface ReconcileProgress {
	readonly phase: 'reading' | 'writing';
	/** Records looked at, or pairs worked on, so far. */
	readonly done: number;
	readonly total: number;
}

/** What every pair of a reconcile is asked to do, and how the source is reached. */
export function pairRequest({
	sync,
	source,
	openFile,
	dryRun,
	retryParked,
}: ReconcileSettings): Omit<SyncRequest, 'record' | 'issue'> {
	return {
		settings: sync,
		delivery: source === undefined ? 'workflow' : 'connected',
		...(source !== undefined && { source }),
		...(openFile !== undefined && { openFile }),
		dryRun,
		retryParked,
	};
}
