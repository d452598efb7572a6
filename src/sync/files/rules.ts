import type { SyncDirection } from '../mapping';
import { isMeant } from './name-patterns';

/** How the attachments of a pair are kept in step (docs/design/attachments.md). */
export interface FileRules {
	readonly direction: SyncDirection;
	/** Name of the record's value that lists its files; a source that lists its files itself needs none. */
	readonly attribute: string;
	/** Larger files are not copied, in bytes. */
	readonly maxSize: number;
	/** Patterns of the names that are copied; none mean all. */
	readonly patterns: readonly string[];
	/** Files that not everybody sees are copied as well (row A13). */
	readonly includeInternal: boolean;
}

/** Whether files may move towards that side. */
export function mayMove({ direction }: FileRules, side: 'toJira' | 'toSource'): boolean {
	return direction === 'both' || direction === side;
}

/** Why a file is not copied although it is new, where its name and size decide it; nothing when it is. */
export function leftOut(
	{ maxSize, patterns }: FileRules,
	{ name, size }: { readonly name: string; readonly size?: number | undefined },
): 'name' | 'size' | undefined {
	if (!isMeant(name, patterns)) return 'name';
	return size !== undefined && size > maxSize ? 'size' : undefined;
}
