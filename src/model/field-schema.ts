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
 * | issuelink (parent) | the key |
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
	/** Names (and ids) that Jira accepts; absent when Jira gives no list. */
	readonly allowedValues?: readonly AllowedValue[];
}

export interface AllowedValue {
	readonly id: string;
	readonly name: string;
	/** Second level of a cascading select. */
	readonly children?: readonly AllowedValue[];
}

/** What a person or a template typed for a field, before it is turned into Jira's shape. */
export type FieldInput = JsonValue;
