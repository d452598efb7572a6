import { isObject, textOf } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import type { SourceRecord } from '../../model/record';

/**
 * Stands in a mapping for whatever field of the issue holds its parent: that hangs on the types of both issues (docs/design/hierarchy.md,
 * rows H1 to H5). No field of Jira is called so.
 */
export const PARENT_FIELD = 'parentRecord';

/** A kind of record and the type that its issue has. */
export interface KindType {
	/** In any letter case, for example `requirement`. */
	readonly kind: string;
	/** Name or id. */
	readonly issueType: string;
}

/** How records hang below each other. */
export interface HierarchyRules {
	/** Name of the record's value that holds the id of its parent record. */
	readonly parentAttribute: string;
	/** Name of the record's value that holds its kind. */
	readonly kindAttribute: string;
	readonly kinds: readonly KindType[];
	/** Name of the type of links for a parent whose type cannot be above the child's (row H4). */
	readonly linkType: string;
	/** Ids of the fields of this Jira that may hold the parent of an issue; filled in by the engine. */
	readonly fields: readonly string[];
}

/**
 * Id of the parent record: text, a number, or an object with `id`. `null` is a record that lies at the top; nothing when the record
 * does not say.
 */
export function parentIdOf(raw: JsonValue | undefined): string | null | undefined {
	if (raw === undefined) return undefined;
	const id = isObject(raw) ? textOf(raw['id']) : textOf(raw);
	return id?.trim() || null;
}

/** The type of a record's issue by its kind; nothing when no row names the kind. */
export function typeOfKind(rules: HierarchyRules, record: SourceRecord): string | undefined {
	const raw = own(record.values, rules.kindAttribute);
	const kind = textOf(raw)?.trim().toLowerCase();
	if (kind === undefined) return undefined;
	return rules.kinds.find((row) => row.kind.trim().toLowerCase() === kind)?.issueType;
}
