import type { SyncSettings } from '../sync/mapping';
import type { EnsureSettings } from './ensure-settings';

/** How many pairs are brought in step. */
export interface ReconcileSettings {
	readonly sync: SyncSettings;
	/** Present: records without an issue get one. Absent: they are reported as missing. */
	readonly ensure?: EnsureSettings;
	readonly retryParked: boolean;
	readonly dryRun: boolean;
	/**
	 * Nothing is written when more than this would change: a wrong mapping, or a search that finds nothing, shows as a flood. Issues
	 * that would be made count among the changes, but not in the share: at the start all are missing.
	 */
	readonly brakes: { readonly maxChanges: number; readonly maxPercent: number };
}
