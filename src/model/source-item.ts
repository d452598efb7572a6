import type { FieldValues } from './record';

/** What an item on To Source asks the workflow to write (docs/to-source.md). */
export const SOURCE_ITEM_KINDS = ['patch', 'comment', 'attachment', 'record'] as const;
export type SourceItemKind = (typeof SOURCE_ITEM_KINDS)[number];

/** The issue that an item stems from. */
export interface SourceItemIssue {
	readonly id: string;
	readonly key: string;
	readonly url: string;
}

/** What all items on To Source have in common. Writing an item twice does no harm: each says what shall be, not what to add. */
interface SourceItemBase {
	/** Short name of the system that the record lives in. */
	readonly system: string;
	/** The record to write to. Empty where the record itself is still to be made (kind `record`, action `create`). */
	readonly recordId: string;
	/** Equal for repeated deliveries of the same write: what still waits in a queue with this key may be dropped. */
	readonly key: string;
	/** Absent only where nothing is linked. */
	readonly issue?: SourceItemIssue;
	/** Body of the source's own request, where the preset knows it. */
	readonly request?: unknown;
	/** The input item as it came to the node: what the next node needs of the record is there. */
	readonly record?: unknown;
}

/** Values of the record that are to be set, by the record's own names. */
export interface PatchItem extends SourceItemBase {
	readonly kind: 'patch';
	readonly action: 'update';
	/** `null` empties the value. */
	readonly patch: FieldValues;
}

/** A comment of Jira that is to be made, changed or deleted at the record. */
export interface CommentItem extends SourceItemBase {
	readonly kind: 'comment';
	readonly action: 'create' | 'update' | 'delete';
	readonly comment: {
		/** Id in the source; absent for one that is to be made. */
		readonly id?: string;
		/** Id in Jira. */
		readonly jiraId: string;
		/** The whole text to write, header included; absent for a deletion. */
		readonly text?: string;
		/** Who wrote it in Jira. */
		readonly author?: string;
		/** Address of the comment in Jira. */
		readonly url: string;
		/** The item's own key again. */
		readonly key: string;
	};
}

/** A file of Jira that is to be added to the record, or taken off it. */
export interface AttachmentItem extends SourceItemBase {
	readonly kind: 'attachment';
	readonly action: 'create' | 'delete';
	readonly attachment: {
		/** Id in the source; absent for one that is to be made. */
		readonly id?: string;
		/** Id in Jira. */
		readonly jiraId: string;
		/** The same, by the name that Download Attachments has for it. */
		readonly attachmentId: string;
		/** Absent for a deletion of what is gone in Jira, as are the next two. */
		readonly name?: string;
		/** In bytes. */
		readonly size?: number;
		readonly mimeType?: string;
		/** The item's own key again. */
		readonly key: string;
		/** Name of the item's binary property that holds the file; absent for a deletion. */
		readonly binaryProperty?: string;
	};
}

/** A record of its own that belongs to an issue: one that was made in Jira and has no record yet, or a child of a record. */
export interface RecordItem extends SourceItemBase {
	readonly kind: 'record';
	readonly action: 'create' | 'update' | 'delete';
	/** What it is in the source, for example `requirement`. */
	readonly recordType?: string;
	/** Record under which it belongs. */
	readonly parentId?: string;
	/** What it holds, by the record's own names; empty for a deletion. */
	readonly values: FieldValues;
}

/** An item as it leaves on To Source. */
export type SourceItem = PatchItem | CommentItem | AttachmentItem | RecordItem;
