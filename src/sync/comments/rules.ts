import type { CommentVisibility } from '../../model/comment';
import type { WrittenFormat } from '../../model/text-format';
import type { AssigneeRules } from '../assignee';
import type { AgainstDirection, ConflictPolicy, SyncDirection } from '../mapping';

/** How the comments of a pair are kept in step (docs/design/comments.md). */
export interface CommentRules {
	readonly direction: SyncDirection;
	/** Links to people in the record's comments become mentions of those whom these rules find. Absent: nobody is mentioned. */
	readonly mentions?: AssigneeRules;
	/** Name of the record's value that lists its comments. */
	readonly attribute: string;
	/** What the record's comments are written in; plain text when absent. */
	readonly textFormat?: WrittenFormat;
	readonly onConflict: ConflictPolicy;
	readonly againstDirection: AgainstDirection;
	/** Comments that not everybody sees in Jira leave Jira as well (row C12). */
	readonly includeRestricted: boolean;
	/** Who sees the copies of the record's internal comments; without it those are not copied (row C13). */
	readonly internal?: CommentVisibility;
}

/** Whether comments may move towards that side. */
export function mayMove({ direction }: CommentRules, side: 'toJira' | 'toSource'): boolean {
	return direction === 'both' || direction === side;
}
