import type { WrittenFormat } from '../model/text-format';
import type { CommentRules } from './comments/rules';
import type { FileRules } from './files/rules';
import type { HierarchyRules } from './hierarchy/rules';
import type { StatusTable } from './status';
import type { AssigneeRules } from './assignee';

/** Which way a field may move. */
export type SyncDirection = 'both' | 'toJira' | 'toSource';

/** Which side keeps its value when both sides changed a field to different values. */
export type ConflictPolicy = 'preferJira' | 'preferSource' | 'preferNewer' | 'ask';

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
	/** What the record's texts are written in, where the field holds rich text; plain text when absent. */
	readonly textFormat?: WrittenFormat;
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
	/** `real`: links to people in Markdown and HTML become mentions, which notify. Absent: everybody is a plain name. */
	readonly mentions?: 'real';
	/** Absent: comments are not synced. */
	readonly comments?: CommentRules;
	/** Absent: attachments are not synced. */
	readonly files?: FileRules;
	/** Absent: parents are not synced. Present: one of the mappings is for `PARENT_FIELD`. */
	readonly hierarchy?: HierarchyRules;
	/** Name of the record's value that holds its release; mapped to the fix versions. Absent: releases are not looked at. */
	readonly releaseAttribute?: string;
}

/** Identity of a mapping inside the snapshot: changing a policy or a direction keeps the base. */
export function mappingKey(mapping: Pick<FieldMapping, 'source' | 'jira'>): string {
	return mapping.source === mapping.jira ? mapping.jira : `${mapping.source}>${mapping.jira}`;
}
