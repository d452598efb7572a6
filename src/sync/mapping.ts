import type { StatusTable } from './status';
import type { AssigneeRules } from './assignee';

/** Which way a field may move. */
export type SyncDirection = 'both' | 'toJira' | 'toSource';

/** Which side keeps its value when both sides changed a field to different values. */
export type ConflictPolicy = 'preferJira' | 'preferSource' | 'ask';

/** Who is right when a pair is linked and the sides differ (row M6). */
export type LinkingPolicy = 'source' | 'jira' | 'fillBlanks';

/** What happens to a change against a one-way direction (row M7). */
export type AgainstDirection = 'leave' | 'enforce';

/** How one value of the record and one field of the issue belong together. */
export interface FieldMapping {
	/** Name of the record's value, for example `state`. */
	readonly source: string;
	/** Id of the Jira field; `status` and `assignee` have rules of their own. */
	readonly jira: string;
	readonly direction: SyncDirection;
	readonly onConflict: ConflictPolicy;
	readonly onLinking: LinkingPolicy;
	readonly againstDirection: AgainstDirection;
}

/** Everything that decides how a pair is kept in step. */
export interface SyncSettings {
	/** Short name; several profiles may sync one issue. */
	readonly profile: string;
	readonly mappings: readonly FieldMapping[];
	readonly status: StatusTable;
	readonly assignee: AssigneeRules;
}

/** Identity of a mapping inside the snapshot: changing a policy or a direction keeps the base. */
export function mappingKey(mapping: Pick<FieldMapping, 'source' | 'jira'>): string {
	return mapping.source === mapping.jira ? mapping.jira : `${mapping.source}>${mapping.jira}`;
}
