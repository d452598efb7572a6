import { inputError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { pairPropertyKey, remoteLinkGlobalId, type RecordLink } from '../model/link';
import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { findPairs, recordKey, refuseNewer, snapshotOf } from './find-pairs';
import { ensureLink, linkIssue } from './link-issue';
import type { IssueSummary } from './reports';
import { summarize } from './summarize';

export interface LinkRequest {
	readonly record: SourceRecord;
	/** Id or key. */
	readonly issue: string;
	readonly profile: string;
	/** Take the issue from the record that it is linked to, and the record from its issue. */
	readonly replace: boolean;
}

export interface LinkResult {
	readonly issue: IssueSummary;
	readonly outcome: 'linked' | 'alreadyLinked';
}

/** Ties an existing issue to a record. Refuses to give a record a second issue, or an issue a second record. */
export async function linkPair(context: EngineContext, request: LinkRequest): Promise<LinkResult> {
	const { record, profile, replace } = request;
	return await context.locks.run(recordKey(record), async () => {
		const issue = await readLinkable(context, request.issue, profile);
		const snapshot = snapshotOf(issue, pairPropertyKey(profile));
		const link = snapshot?.link;
		const same = link?.system === record.system && link.recordId === record.id;
		if (same && snapshot?.duplicateOf === undefined) {
			// A run that died may have left the issue without the link that the search finds it by.
			await ensureLink(context, record, issue);
			return { issue: summarize(issue), outcome: 'alreadyLinked' };
		}
		const [pair] = (await findPairs(context, [record], { profile, fields: [] })).values();
		const other = pair?.living;
		refuseNewer(issue, profile);
		if (!replace) refuseSecond(issue, same ? undefined : link, record, other);
		if (link !== undefined)
			await context.tracker.removeRemoteLink(issue.id, remoteLinkGlobalId(link));
		if (other !== undefined && other.id !== issue.id)
			await removeLink(context, other, record, profile);
		await linkIssue(context, record, issue, profile);
		context.recent.set(recordKey(record), issue.id);
		return { issue: summarize(issue), outcome: 'linked' };
	});
}

async function readLinkable(
	context: EngineContext,
	issue: string,
	profile: string,
): Promise<JiraIssue> {
	return await context.tracker.readIssue(issue, {
		fields: [],
		properties: [pairPropertyKey(profile)],
	});
}

function refuseSecond(
	issue: JiraIssue,
	link: RecordLink | undefined,
	record: SourceRecord,
	other: JiraIssue | undefined,
): void {
	const advice = 'Unlink it first, set "Replace Existing Link", or use another profile.';
	if (link !== undefined)
		throw inputError(`${issue.key} is linked to ${link.system} ${link.recordId}. ${advice}`);
	if (other !== undefined && other.id !== issue.id)
		throw inputError(`${record.system} ${record.id} is linked to ${other.key}. ${advice}`);
}

export interface UnlinkRequest {
	/** Given, the issue is found by the record. */
	readonly record?: SourceRecord | undefined;
	/** Id or key. */
	readonly issue?: string | undefined;
	readonly profile: string;
}

export interface UnlinkResult {
	readonly issue?: IssueSummary;
	readonly outcome: 'unlinked' | 'notLinked';
	/** The record that was linked. */
	readonly link?: RecordLink;
}

/** Takes link and snapshot off an issue; neither the issue nor the record changes otherwise. */
export async function unlinkPair(
	context: EngineContext,
	{ record, issue, profile }: UnlinkRequest,
): Promise<UnlinkResult> {
	const found = await findToUnlink(context, record, issue, profile);
	if (found === undefined) return { outcome: 'notLinked' };
	const link = snapshotOf(found, pairPropertyKey(profile))?.link;
	if (link === undefined) return { issue: summarize(found), outcome: 'notLinked' };
	await removeLink(context, found, { system: link.system, id: link.recordId }, profile);
	return { issue: summarize(found), outcome: 'unlinked', link };
}

async function findToUnlink(
	context: EngineContext,
	record: SourceRecord | undefined,
	issue: string | undefined,
	profile: string,
): Promise<JiraIssue | undefined> {
	if (issue !== undefined) return await readLinkable(context, issue, profile);
	if (record === undefined)
		throw inputError('Give the issue or the record whose link is to be taken off.');
	const [pair] = (await findPairs(context, [record], { profile, fields: [] })).values();
	return pair?.living;
}

/** The remote link goes first: while the property is there, the issue still knows what has to be taken off. */
async function removeLink(
	context: EngineContext,
	issue: Pick<JiraIssue, 'id'>,
	record: Pick<SourceRecord, 'system' | 'id'>,
	profile: string,
): Promise<void> {
	await context.tracker.removeRemoteLink(issue.id, recordKey(record));
	await context.tracker.deleteProperty(issue.id, pairPropertyKey(profile));
}

export interface LinkedIssue {
	readonly issue: JiraIssue;
	readonly link?: RecordLink;
}

/** Reads an issue and the record it is linked to, in one request. */
export async function readLinkedIssue(
	context: EngineContext,
	issue: string,
	profile: string,
	fields: readonly string[] = [],
): Promise<LinkedIssue> {
	const property = pairPropertyKey(profile);
	const read = await context.tracker.readIssue(issue, { fields, properties: [property] });
	const link = snapshotOf(read, property)?.link;
	return { issue: read, ...(link !== undefined && { link }) };
}
