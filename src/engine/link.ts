import { inputError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import {
	isSameRecord,
	linkPropertyKeys,
	pairPropertyKey,
	remoteLinkGlobalId,
	type RecordLink,
} from '../model/link';
import type { SourceRecord } from '../model/record';
import { linksOf, withoutRecord } from '../sync/shared-records';
import { decodeSnapshot, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { findPairs, linkOf, recordKey, refuseNewer, snapshotOf } from './find-pairs';
import { runWithKeys } from './keyed-lock';
import { ensureLink, linkIssue } from './link-issue';
import { releaseRemoteLink } from './release-link';
import type { IssueSummary } from './reports';
import { noteUnlinking } from './note-unlinked';
import { changeShared } from './store-snapshot';
import { summarize } from './summarize';

export interface LinkRequest {
	readonly record: SourceRecord;
	/** Id or key. */
	readonly issue: string;
	readonly profile: string;
	/** Take the record from its issue, and, unless they are kept, the issue from the records that it is linked to. */
	readonly replace: boolean;
	/** The issue may stand for several records: it keeps those that it has. Default false. */
	readonly keepOthers?: boolean;
}

export interface LinkResult {
	readonly issue: IssueSummary;
	readonly outcome: 'linked' | 'alreadyLinked';
	/** Further records that the issue stands for; absent when there are none. */
	readonly otherRecords?: readonly RecordLink[];
}

/**
 * Ties an existing issue to a record. Refuses to give a record a second issue; an issue gets a second record only when that is asked
 * for (docs/design/ensure.md, rows R1 to R4).
 */
export async function linkPair(context: EngineContext, request: LinkRequest): Promise<LinkResult> {
	const keys = await keysToHold(context, request);
	return await runWithKeys(context.locks, keys, async () => await linkLocked(context, request));
}

/** A sync of a record that the issue has already must not write over the one that is added. */
async function keysToHold(
	context: EngineContext,
	{ record, issue, profile, keepOthers }: LinkRequest,
): Promise<readonly string[]> {
	if (keepOthers !== true) return [recordKey(record)];
	const snapshot = snapshotOf(
		await readLinkable(context, issue, profile),
		pairPropertyKey(profile),
	);
	return [recordKey(record), ...linksOf(snapshot).map(remoteLinkGlobalId)];
}

async function linkLocked(context: EngineContext, request: LinkRequest): Promise<LinkResult> {
	const { record, profile, replace, keepOthers = false } = request;
	const issue = await readLinkable(context, request.issue, profile);
	const snapshot = snapshotOf(issue, pairPropertyKey(profile), record);
	const mine = linkOf(record);
	const others = linksOf(snapshot).filter((link) => !isSameRecord(link, mine));
	const isMine = snapshot !== undefined && isSameRecord(snapshot.link, mine);
	if (isMine && snapshot.duplicateOf === undefined) {
		// A run that died may have left the issue without the link that the search finds it by.
		await ensureLink(context, record, issue);
		return { issue: summarize(issue), outcome: 'alreadyLinked', ...named(others) };
	}
	const [pair] = (await findPairs(context, [record], { profile, fields: [] })).values();
	const other = pair?.living;
	refuseNewer(issue, profile);
	if (!replace) refuseSecond(issue, keepOthers ? [] : others, record, other);
	if (!keepOthers)
		for (const { system, recordId } of others)
			await releaseRemoteLink(context, issue.id, { system, id: recordId }, profile);
	if (other !== undefined && other.id !== issue.id)
		await removeLink(context, other, record, profile);
	await linkIssue(context, record, issue, profile, keepOthers ? snapshot : undefined);
	context.recent.set(recordKey(record), issue.id);
	return { issue: summarize(issue), outcome: 'linked', ...named(keepOthers ? others : []) };
}

function named(others: readonly RecordLink[]): Pick<LinkResult, 'otherRecords'> {
	return others.length === 0 ? {} : { otherRecords: others };
}

async function readLinkable(
	context: EngineContext,
	issue: string,
	profile: string,
): Promise<JiraIssue> {
	return await context.tracker.readIssue(issue, {
		fields: [],
		properties: linkPropertyKeys(profile),
	});
}

function refuseSecond(
	issue: JiraIssue,
	records: readonly RecordLink[],
	record: SourceRecord,
	other: JiraIssue | undefined,
): void {
	const advice = 'Unlink it first, set "Replace Existing Link", or use another profile.';
	const [link] = records;
	if (link !== undefined)
		throw inputError(
			`${issue.key} is linked to ${namesOf(records)}. ${advice} An issue may also stand for several records: set "Keep Other Records".`,
		);
	if (other !== undefined && other.id !== issue.id)
		throw inputError(`${record.system} ${record.id} is linked to ${other.key}. ${advice}`);
}

function namesOf(records: readonly RecordLink[]): string {
	return records.map(({ system, recordId }) => `${system} ${recordId}`).join(', ');
}

export interface UnlinkRequest {
	/** Given, the issue is found by the record, and only this record is taken off. */
	readonly record?: SourceRecord | undefined;
	/** Id or key; all its records are taken off. */
	readonly issue?: string | undefined;
	readonly profile: string;
}

export interface UnlinkResult {
	readonly issue?: IssueSummary;
	readonly outcome: 'unlinked' | 'notLinked';
	/** The record that was linked. */
	readonly link?: RecordLink;
	/** Further records that were taken off with it; absent when there were none. */
	readonly otherRecords?: readonly RecordLink[];
}

/**
 * Takes link and snapshot off an issue; neither the issue nor the record changes otherwise. A sync of the pair in this process ends
 * first; one of another process may write its snapshot once more, which a note makes void (docs/design/ensure.md, row E19).
 */
export async function unlinkPair(
	context: EngineContext,
	request: UnlinkRequest,
): Promise<UnlinkResult> {
	const { record, issue, profile } = request;
	const linked = issue === undefined ? undefined : await readLinkable(context, issue, profile);
	const links = linked && linksOf(writtenSnapshot(linked, profile));
	const keys = links?.map(remoteLinkGlobalId) ?? (record === undefined ? [] : [recordKey(record)]);
	return await runWithKeys(context.locks, keys, async () => await unlinkLocked(context, request));
}

async function unlinkLocked(
	context: EngineContext,
	{ record, issue, profile }: UnlinkRequest,
): Promise<UnlinkResult> {
	const found = await findToUnlink(context, record, issue, profile);
	if (found === undefined) return { outcome: 'notLinked' };
	const byRecord = issue === undefined ? record : undefined;
	const snapshot =
		byRecord === undefined
			? writtenSnapshot(found, profile)
			: snapshotOf(found, pairPropertyKey(profile), byRecord);
	if (snapshot === undefined) return { issue: summarize(found), outcome: 'notLinked' };
	const { link } = snapshot;
	if (byRecord !== undefined) {
		await removeLink(context, found, byRecord, profile);
		return { issue: summarize(found), outcome: 'unlinked', link };
	}
	const [, ...others] = linksOf(snapshot);
	for (const { system, recordId } of linksOf(snapshot))
		await releaseRemoteLink(context, found.id, { system, id: recordId }, profile);
	await noteUnlinking(context, found, linksOf(snapshot), profile);
	await context.tracker.deleteProperty(found.id, pairPropertyKey(profile));
	return { issue: summarize(found), outcome: 'unlinked', link, ...named(others) };
}

/** What the property holds, even where the issue was unlinked before: what a rival wrote again, or a dying run left, is taken off. */
function writtenSnapshot({ properties }: JiraIssue, profile: string): PairSnapshot | undefined {
	const reading = decodeSnapshot(properties[pairPropertyKey(profile)]);
	return reading.kind === 'snapshot' ? reading.snapshot : undefined;
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
	issue: Pick<JiraIssue, 'id' | 'properties'>,
	record: Pick<SourceRecord, 'system' | 'id'>,
	profile: string,
): Promise<void> {
	await releaseRemoteLink(context, issue.id, record, profile);
	await noteUnlinking(context, issue, [linkOf(record)], profile);
	const key = pairPropertyKey(profile);
	if (snapshotOf(issue, key, record)?.others === undefined) {
		await context.tracker.deleteProperty(issue.id, key);
		return;
	}
	await changeShared(context, issue.id, profile, record, (snapshot) =>
		withoutRecord(snapshot, linkOf(record)),
	);
}

export interface LinkedIssue {
	readonly issue: JiraIssue;
	readonly link?: RecordLink;
	/** Further records of the issue; absent when there are none. */
	readonly otherRecords?: readonly RecordLink[];
}

/** Reads an issue and the record it is linked to, in one request. */
export async function readLinkedIssue(
	context: EngineContext,
	issue: string,
	profile: string,
	fields: readonly string[] = [],
): Promise<LinkedIssue> {
	const property = pairPropertyKey(profile);
	const read = await context.tracker.readIssue(issue, {
		fields,
		properties: linkPropertyKeys(profile),
	});
	const [link, ...others] = linksOf(snapshotOf(read, property));
	return { issue: read, ...(link !== undefined && { link }), ...named(others) };
}
