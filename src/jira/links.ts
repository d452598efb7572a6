import type { RemoteLink } from '../engine/ports';
import type { HttpRequest } from '../http/transport';
import { inputError } from '../model/failure';
import { GLOBAL_ID_LIMIT } from '../model/link';
import { cutText, oneLine } from './clean-text';
import { segment, type JiraConnection } from './connection';
import type { JiraDialect } from './dialect';
import type { JiraMetadata } from './metadata';
import { goneIsFine } from './properties';

const TITLE_LIMIT = 255;

/** Creates the remote link, or replaces the one with the same global id: Jira keys them by it. */
export async function ensureRemoteLink(
	{ dialect, send }: JiraConnection,
	issueId: string,
	link: RemoteLink,
): Promise<void> {
	// The global id makes a second request replace the first one's link, so it may be sent again.
	const purpose = { action: `link issue ${issueId} with the record`, repeatable: true };
	await send(remoteLinkRequest(dialect, issueId, link), purpose);
}

/** The request that creates or replaces a remote link. Throws `InputError` for a record whose id is too long. */
export function remoteLinkRequest(
	dialect: JiraDialect,
	issueId: string,
	link: RemoteLink,
): HttpRequest {
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
	return { method: 'POST', path: `${dialect.apiRoot}/issue/${segment(issueId)}/remotelink`, body };
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
	connection: JiraConnection,
	metadata: JiraMetadata,
	duplicateId: string,
	originalId: string,
): Promise<void> {
	const type = await metadata.duplicateLinkType();
	await linkIssues(connection, type, [duplicateId, originalId], 'as a duplicate');
}

/** Links two issues as related. Jira keeps one link for the same pair and type, however often it is asked. */
export async function linkRelated(
	connection: JiraConnection,
	metadata: JiraMetadata,
	issueId: string,
	otherId: string,
): Promise<void> {
	const type = await metadata.relatedLinkType();
	await linkIssues(connection, type, [issueId, otherId], `with issue ${otherId}`);
}

/** Links two issues by a type of that name: the first is on the inward side. Jira says so when it has no such type. */
export async function linkIssuesOfType(
	{ dialect, send }: JiraConnection,
	type: string,
	issueId: string,
	otherKey: string,
): Promise<void> {
	const body = {
		type: { name: type },
		inwardIssue: { id: issueId },
		outwardIssue: { key: otherKey },
	};
	const path = `${dialect.apiRoot}/issueLink`;
	// Asked twice, Jira keeps one link, so it may be sent again.
	const purpose = { action: `link issue ${issueId} with ${otherKey}`, repeatable: true };
	await send({ method: 'POST', path, body }, purpose);
}

async function linkIssues(
	{ dialect, send }: JiraConnection,
	type: string,
	[inwardId, outwardId]: readonly [inwardId: string, outwardId: string],
	how: string,
): Promise<void> {
	const body = {
		type: { name: type },
		inwardIssue: { id: inwardId },
		outwardIssue: { id: outwardId },
	};
	const path = `${dialect.apiRoot}/issueLink`;
	await send({ method: 'POST', path, body }, { action: `link issue ${inwardId} ${how}` });
}
