import type { JsonValue } from './json';

/**
 * Type of a Jira field, as Jira's metadata gives it.
 *
 * Canonical values, the only form in which the core compares and stores them:
 *
 * | type | canonical value |
 * |---|---|
 * | string (also rich text) | text with `\n` line ends; `null` when empty |
 * | number | number |
 * | date, datetime | `yyyy-MM-dd`, ISO 8601 in UTC |
 * | option, priority, resolution, issuetype, status, version, component, group | its name |
 * | option-with-child | `{ value, child }` |
 * | user | Jira's id of the user |
 * | array of any of these | sorted list without repeats; `null` when empty |
 * | issuelink (parent), Epic Link | the key |
 * | sprint | number of the sprint that is not closed; `null` for none |
 * | timetracking | `{ originalEstimate, remainingEstimate }` in minutes; `null` when neither is set |
 * | any | the JSON as it came |
 */
export interface FieldSchema {
	readonly type: string;
	readonly items?: string;
	/** Full key of the custom field type, for example `com.atlassian.jira.plugin.system.customfieldtypes:float`. */
	readonly custom?: string;
	/** Name of the system field, for example `summary`. */
	readonly system?: string;
}

/** A field on a create, edit or transition screen. */
export interface FieldMeta {
	readonly id: string;
	readonly name: string;
	readonly required: boolean;
	readonly hasDefault: boolean;
	readonly schema: FieldSchema;
	/** What may be done with the field (`set`, `add`, `edit`, `remove`); absent when Jira does not tell. */
	readonly operations?: readonly string[];
	/** What Jira puts in where nothing is given, in Jira's shape. */
	readonly defaultValue?: JsonValue;
	/** Names (and ids) that Jira accepts; absent when Jira gives no list. */
	readonly allowedValues?: readonly AllowedValue[];
}

export interface AllowedValue {
	readonly id: string;
	readonly name: string;
	/** Of projects. */
	readonly key?: string;
	/** Second level of a cascading select. */
	readonly children?: readonly AllowedValue[];
}

/** What a person or a template typed for a field, before it is turned into Jira's shape. */
export type FieldInput = JsonValue;
