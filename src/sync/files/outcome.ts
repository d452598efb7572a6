import type { JiraAttachment } from '../../model/attachment';
import { fingerprint, type PlannedFile } from './planned-file';
import type { FileLink } from './table';

/** The link after Jira took the copy of a file of the source. `digest` is that of what was sent. */
export function takenByJira(
	{ before: { source } }: PlannedFile,
	{ id, size }: JiraAttachment,
	digest: string,
): FileLink {
	return {
		...(source && { s: source.id }),
		j: id,
		o: 's',
		z: source?.size ?? size,
		h: digest,
		...(source?.updatedAt !== undefined && { t: source.updatedAt }),
	};
}

/** The link after the source took the copy of an attachment. */
export function takenBySource(
	{ before: { jira, link } }: PlannedFile,
	{ id, updatedAt }: { readonly id: string; readonly updatedAt?: number },
	digest: string,
): FileLink {
	const { j } = link;
	return {
		s: id,
		...(j !== undefined && { j }),
		o: 'j',
		...(jira && { z: jira.size }),
		h: digest,
		...(updatedAt !== undefined && { t: updatedAt }),
	};
}

/** The link after a side refused a file or its deletion, or after the file could not be read (row A14). */
export function refused({ before: { link, source }, step }: PlannedFile): FileLink {
	if (step?.kind === 'delete') return { ...link, x: step.to === 'jira' ? 's' : 'j' };
	return { ...link, p: source === undefined ? 'refused' : fingerprint(source) };
}
