import type { JsonValue } from './json';

/** Values by name: a record's attributes, or an issue's fields by field id. */
export type FieldValues = Readonly<Record<string, JsonValue>>;

/** One thing on the source side: a Backtrace error group, an Aha! feature, any n8n item. */
export interface SourceRecord {
	/** Short name of the system, for example `backtrace`. */
	readonly system: string;
	/** The record's id in its system; never empty. */
	readonly id: string;
	readonly url?: string;
	readonly title?: string;
	/** When the record last changed, in milliseconds since the epoch; absent when the system does not tell. */
	readonly updatedAt?: number;
	/**
	 * When the record was read from its system, in milliseconds since the epoch, if that is known. A record that was read before
	 * the last sync of its pair is too old to show what somebody changed.
	 */
	readonly readAt?: number;
	/** Key or id of the issue that the record itself names, if it names one. */
	readonly issueKey?: string;
	/** What templates and field mappings can take. A histogram is a list of `[value, count]`. */
	readonly values: FieldValues;
}
