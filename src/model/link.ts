import { inputError } from './failure';

/** Ties one record to one issue; stored in the property. */
export interface RecordLink {
	readonly system: string;
	readonly recordId: string;
	readonly url?: string;
}

/** Jira refuses a longer global id (Jira Cloud REST v3, createOrUpdateRemoteIssueLink). */
export const GLOBAL_ID_LIMIT = 255;

/** Property that holds link and snapshot. Several profiles may sync one issue, each with its own property. */
export function pairPropertyKey(profile: string): string {
	return `n8n-jira-sync.${profile}`;
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
