import type { SourceRecord } from '../model/record';
import type { SourceDelivery } from '../sync/plan-field';
import type { SyncSettings } from '../sync/mapping';
import type { OpenRecordFile } from './file-access';
import type { RecordSource } from './ports';
import type { SyncReport } from './reports';

/** What a sync of one pair is asked to do. */
export interface SyncRequest {
	readonly record: SourceRecord;
	/** Id or key; without it the issue is found by the record. */
	readonly issue?: string | undefined;
	readonly settings: SyncSettings;
	readonly delivery: SourceDelivery;
	/** The source itself, in connected mode. */
	readonly source?: RecordSource;
	/** Opens files that the record's own list names (workflow mode). */
	readonly openFile?: OpenRecordFile;
	readonly dryRun: boolean;
	/** Hand out again what the source did not take. */
	readonly retryParked: boolean;
	/** Told what a run had decided that then failed: some of it may be written. */
	readonly onUnfinished?: (report: SyncReport) => void;
}
