import type { SourceDelivery } from '../field-plan';
import type { FileState, LinkedFiles } from './match';
import type { SourceFile } from './read-source';
import type { FileRules } from './rules';
import type { FileLink } from './table';

/** What is done about one file. */
export interface FileStep {
	/** `replace`: the new content is copied, then the old copy is deleted. */
	readonly kind: 'create' | 'replace' | 'delete' | 'kept';
	/** Side that is written; absent when nothing is. */
	readonly to?: 'jira' | 'source';
	/** Row of docs/design/attachments.md. */
	readonly row: string;
	readonly reason?: string;
}

/** One link of the plan: what is done, and what is remembered when that is done. */
export interface PlannedFile {
	readonly before: LinkedFiles;
	/** Absent: nothing needs to be remembered. */
	readonly next?: FileLink;
	readonly step?: FileStep;
	/** An attachment that is never copied from now on: the original of a file that the source has changed (row A7). */
	readonly note?: string;
}

/** Options of one plan. */
export interface FilePlanOptions {
	/** `connected`: the engine itself writes the source's files. */
	readonly delivery: SourceDelivery;
	/** Try again what was refused or given up. */
	readonly retryParked: boolean;
	/** Another run has just handed out this file, so the workflow is writing it (row A24). Default never. */
	readonly isOnItsWay?: ((item: string) => boolean) | undefined;
}

export interface FilePlanContext {
	readonly state: FileState;
	readonly rules: FileRules;
	readonly options: FilePlanOptions;
	/** So many files are missing on that side that its list is not believed (row A16). */
	readonly brake: { readonly s: boolean; readonly j: boolean };
}

/** Nothing changes about what is remembered. */
export function same(before: LinkedFiles, step?: FileStep): PlannedFile {
	return { before, next: before.link, ...(step && { step }) };
}

/** What a file of the source is refused as, until it changes (row A14). */
export function fingerprint({ size, digest, updatedAt }: SourceFile): string {
	return `${size ?? ''}/${digest?.slice(0, 8) ?? ''}/${updatedAt ?? ''}`;
}

/** Whether the source holds another content under the same id than when the two were last in step (row A7). */
export function isChanged({ z, h, t }: FileLink, { size, digest, updatedAt }: SourceFile): boolean {
	if (z !== undefined && size !== undefined && z !== size) return true;
	if (h !== undefined && digest !== undefined) return h !== digest;
	return t !== undefined && updatedAt !== undefined && t !== updatedAt;
}
