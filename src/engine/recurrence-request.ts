import type { FieldInput } from '../model/field-schema';
import type { SourceRecord } from '../model/record';
import type { ResolvedUntilPolicy } from '../sync/regression';

/** How an issue is reopened. */
export interface ReopenSettings {
	/** Status names; none means the nearest status that is not done. */
	readonly targets: readonly string[];
	/** Statuses that the walk may pass. */
	readonly via: readonly string[];
	/** Inputs for fields of the transition's screen, and of a new issue. */
	readonly screenFields: Readonly<Record<string, FieldInput>>;
	readonly comment: boolean;
	/** Text put before the reason. */
	readonly commentText?: string;
	/** Label added to a reopened issue. */
	readonly label?: string;
	readonly clearFixVersions: boolean;
	/** For workflows that leave the resolution on a reopened issue. */
	readonly clearResolution: boolean;
}

/** An error that came back, and how to judge it. */
export interface RecurrenceRequest {
	readonly record: SourceRecord;
	/** Id or key; without it the issue is found by the record. */
	readonly issue?: string | undefined;
	readonly profile: string;
	readonly policy: ResolvedUntilPolicy;
	/** When the error was last seen, in milliseconds since the epoch, where the record says. */
	readonly lastSeenAt?: number;
	readonly order: 'jiraThenParsed' | 'datesThenParsed' | 'parsed';
	/** What is done about a regression. */
	readonly action: 'reopen' | 'newIssue' | 'comment';
	readonly reopen: ReopenSettings;
	readonly onUnknown: 'stay' | 'reopen' | 'comment';
	readonly dryRun: boolean;
}
