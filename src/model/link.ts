import { inputError } from './failure';

/** Ties one record to one issue; stored in the property. */
export interface RecordLink {
	readonly system: string;
	readonly recordId: string;
	readonly url?: string;
}

/** Whether two links name one record; the address is for people and may change. */
export function isSameRecord(
	left: Pick<RecordLink, 'system' | 'recordId'>,
	right: Pick<RecordLink, 'system' | 'recordId'>,
): boolean {
	return left.system === right.system && left.recordId === right.recordId;
}

/** Jira refuses a longer global id (Jira Cloud REST v3, createOrUpdateRemoteIssueLink). */
export const GLOBAL_ID_LIMIT = 255;

/** In place of a key: all properties of the one issue that is read. */
export const ALL_PROPERTIES = '*all';

/** Property that holds link and snapshot. Several profiles may sync one issue, each with its own property. */
export function pairPropertyKey(profile: string): string {
	return `n8n-jira-sync.${profile}`;
}

const PAIR_PREFIX = pairPropertyKey('');
const COMMENTS_SUFFIX = '.comments';
const FILES_SUFFIX = '.files';
const UNLINKED_SUFFIX = '.unlinked';
const BESIDE = [COMMENTS_SUFFIX, FILES_SUFFIX, UNLINKED_SUFFIX];

/** Whether a property holds link and snapshot, of whatever profile. */
export function isPairPropertyKey(key: string): boolean {
	return key.startsWith(PAIR_PREFIX) && !BESIDE.some((suffix) => key.endsWith(suffix));
}

/** Property that holds which comments belong together (docs/design/comments.md). */
export function commentsPropertyKey(profile: string): string {
	return `${pairPropertyKey(profile)}${COMMENTS_SUFFIX}`;
}

/** Property that holds which attachments belong together (docs/design/attachments.md). */
export function filesPropertyKey(profile: string): string {
	return `${pairPropertyKey(profile)}${FILES_SUFFIX}`;
}

/** Property beside a pair property that says which records the issue was unlinked from (docs/design/ensure.md, row E19). */
export function unlinkedPropertyKey(pairProperty: string): string {
	return `${pairProperty}${UNLINKED_SUFFIX}`;
}

/** What must be read to know whom an issue is linked to. */
export function linkPropertyKeys(profile: string): readonly string[] {
	const property = pairPropertyKey(profile);
	return [property, unlinkedPropertyKey(property)];
}

/**
 * Global id of the remote link: how an issue is found by its record, through JQL.
 *
 * @throws InputError when the record's id is too long for Jira
 */
export function remoteLinkGlobalId(link: Pick<RecordLink, 'system' | 'recordId'>): string {
	const id = `system=${encodeURIComponent(link.system)}&id=${encodeURIComponent(link.recordId)}`;
	if (id.length <= GLOBAL_ID_LIMIT) return id;
	throw inputError('The record cannot be linked to an issue', [
		{
			field: 'Record ID',
			message: `The id is too long: with the system's name, Jira takes ${GLOBAL_ID_LIMIT} percent-encoded characters, and this is ${id.length}. Use a shorter id.`,
		},
	]);
}
