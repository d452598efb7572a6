import type { WrittenFormat } from '../../model/text-format';
import type { SyncDirection } from '../../sync/mapping';

/** Value of the parameter Preset. `generic` is shown as Custom: it was there before there were presets for other records. */
export type PresetName = 'backtrace' | 'aha' | 'records' | 'generic';

/** Which way something is synced, or not at all. */
export type Switch = SyncDirection | 'off';

/** A row of the status table as the form holds it. */
export interface PresetStatusRow {
	/** States of the record, separated by commas; the first is the one that is written. */
	readonly source: string;
	/** Names of Jira statuses, separated by commas. */
	readonly jira: string;
	/** Jira statuses that no row names fall into this row by these categories. */
	readonly categories: readonly ('new' | 'indeterminate' | 'done')[];
}

/** A row of the field mappings as the form holds it. */
export interface PresetMapping {
	/** Attribute of the record. */
	readonly source: string;
	/** Id of the Jira field. */
	readonly jira: string;
	readonly direction: SyncDirection;
	readonly textFormat: WrittenFormat;
}

/** Where the parts of a record are found in an item, in words for people: docs/presets.md shows them. */
export interface PresetRecord {
	readonly system: string;
	readonly id: string;
	readonly title: string;
	readonly url: string;
	readonly updatedAt: string;
	readonly issueKey: string;
	/** Attribute that names the version of the record, for Jira Resolved Until. */
	readonly version: string;
}

/**
 * What the form begins with when a preset is chosen: the defaults of its parameters. What a person sets instead is kept, and a
 * saved workflow holds only that.
 */
export interface Preset {
	readonly name: PresetName;
	readonly displayName: string;
	readonly description: string;
	readonly record: PresetRecord;
	readonly status: {
		readonly attribute: string;
		readonly direction: Switch;
		readonly rows: readonly PresetStatusRow[];
	};
	readonly assignee: { readonly attribute: string; readonly direction: Switch };
	readonly comments: { readonly attribute: string; readonly direction: Switch };
	readonly mappings: readonly PresetMapping[];
	readonly template: {
		readonly issueType: string;
		readonly body: string;
		readonly labels: string;
	};
}

/** Statuses that teams have for work that has not begun, is under way, is done, or will not be done. */
export const USUAL_STATUSES = {
	todo: 'To Do, Open, Backlog, Reopened, Selected for Development',
	doing: 'In Progress, In Review',
	done: 'Done, Resolved, Closed',
	dropped: "Won't Do, Won't Fix",
} as const;
