import type { RemoteLink } from '../engine/ports';
import { inputError } from '../model/failure';
import { GLOBAL_ID_LIMIT } from '../model/link';
import { cutText, oneLine } from './clean-text';
import { segment, type JiraConnection } from './connection';
import type { JiraMetadata } from './metadata';
import { goneIsFine } from './properties';

const TITLE_LIMIT = 255;

/** Creates the remote link, or replaces the one with the same global id: Jira keys them by it. */
export async function ensureRemoteLink(
	{ dialect, send }: JiraConnection,
	issueId: string,
	link: RemoteLink,
): Promise<void> {
	if (link.globalId.length > GLOBAL_ID_LIMIT)
		throw inputError(
			`The record id is too long for a remote link (${GLOBAL_ID_LIMIT} characters).`,
			[{ field: 'Record ID', message: 'Use a shorter id, for example a fingerprint.' }],
		);
	const title = cutText(oneLine(link.title), TITLE_LIMIT);
	const body = {
		globalId: link.globalId,
		application: { type: 'n8n-jira-sync', name: link.application },
		object: {
			url: link.url,
			title: title === '' ? link.url : title,
			status: { resolved: link.resolved },
		},
	};
	const path = `${dialect.apiRoot}/issue/${segment(issueId)}/remotelink`;
	// The global id makes a second request replace the first one's link, so it may be sent again.
	const purpose = { action: `link issue ${issueId} with the record`, repeatable: true };
	await send({ method: 'POST', path, body }, purpose);
}

/** Removes the remote link with that global id; one that is not there is removed already. */
export async function removeRemoteLink(
	{ dialect, send }: JiraConnection,
	issueId: string,
	globalId: string,
): Promise<void> {
	const removal = send(
		{
			method: 'DELETE',
			path: `${dialect.apiRoot}/issue/${segment(issueId)}/remotelink`,
			query: { globalId },
			headers: { 'content-type': 'application/json' },
		},
		{ action: `remove the link of issue ${issueId} with the record` },
	);
	await goneIsFine(removal);
}

/** Jira's `inwardIssue` is the one whose outward words apply: it "duplicates" the `outwardIssue`. */
export async function linkDuplicate(
	{ dialect, send }: JiraConnection,
	metadata: JiraMetadata,
	duplicateId: string,
	originalId: string,
): Promise<void> {
	const body = {
		type: { name: await metadata.duplicateLinkType() },
		inwardIssue: { id: duplicateId },
		outwardIssue: { id: originalId },
	};
	const path = `${dialect.apiRoot}/issueLink`;
	await send(
		{ method: 'POST', path, body },
		{ action: `link issue ${duplicateId} as a duplicate` },
	);
}
