import type { JsonValue } from '../model/json';
import type { SourceRecord } from '../model/record';
import type { ResolvedUntilRule } from '../sync/regression';

/** How an issue is reopened. */
export interface ReopenSettings {
	/** Status names; none means the nearest status that is not done. */
	readonly targets: readonly string[];
	/** Statuses that the walk may pass. */
	readonly via: readonly string[];
	readonly comment: boolean;
	/** Text put before the reason. */
	readonly commentText?: string;
	/** Label added to a reopened issue. */
	readonly label?: string;
	readonly clearFixVersions: boolean;
}

/** An error that came back, and how to judge it. */
export interface RecurrenceRequest {
	readonly record: SourceRecord;
	/** Id or key; without it the issue is found by the record. */
	readonly issue?: string | undefined;
	readonly profile: string;
	/** Value of the record's version attribute. */
	readonly versions: JsonValue | undefined;
	/** Id of the Jira field that names the fix, usually `fixVersions`. */
	readonly fixField: string;
	readonly rule: ResolvedUntilRule;
	readonly order: 'jiraThenParsed' | 'parsed';
	readonly reopen: ReopenSettings;
	readonly onUnknown: 'stay' | 'reopen' | 'comment';
	readonly dryRun: boolean;
}
