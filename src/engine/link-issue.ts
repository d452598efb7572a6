import type { JiraIssue } from '../model/issue';
import { isSameRecord, pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { linksOf, withRecord } from '../sync/shared-records';
import { encodeSnapshot, newSnapshot, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { linkOf, recordKey, refuseNewer, snapshotOf } from './find-pairs';
import { noteLinking } from './note-unlinked';
import type { RemoteLink } from './ports';

/** The link that people see on the issue, and by which JQL finds it. */
export function toRemoteLink(record: SourceRecord): RemoteLink {
	return {
		globalId: recordKey(record),
		url: record.url ?? `urn:${encodeURIComponent(record.system)}:${encodeURIComponent(record.id)}`,
		title: record.title ?? `${record.system} ${record.id}`,
		resolved: false,
		application: record.system,
	};
}

/**
 * Ties an issue to a record. The property comes first: it is the identity. `keeps` is what the issue knows of the records that it
 * keeps beside this one; without it this one takes their place.
 */
export async function linkIssue(
	context: EngineContext,
	record: SourceRecord,
	issue: JiraIssue,
	profile: string,
	keeps?: PairSnapshot,
): Promise<void> {
	refuseNewer(issue, profile);
	const link = linkOf(record);
	const snapshot = keeps === undefined ? newSnapshot(link) : withRecord(keeps, link);
	const property = pairPropertyKey(profile);
	await context.tracker.setProperty(issue.id, property, encodeSnapshot(snapshot));
	const had = keeps === undefined ? linksOf(snapshotOf(issue, property)) : [];
	const replaced = had.filter((one) => !isSameRecord(one, link));
	await noteLinking(context, issue, link, replaced, profile);
	await ensureLink(context, record, issue);
}

/** Makes or refreshes the remote link, and remembers for a while that it is there. */
export async function ensureLink(
	context: EngineContext,
	record: SourceRecord,
	issue: Pick<JiraIssue, 'id'>,
): Promise<void> {
	await context.tracker.ensureRemoteLink(issue.id, toRemoteLink(record));
	noteLink(context, record, issue.id);
}

/** Notes that an issue carries its remote link: spares the next run a search. */
export function noteLink({ recent }: EngineContext, record: SourceRecord, issueId: string): void {
	recent.set(linkKey(record), issueId);
}

/** Whether this process saw the remote link lately. */
export function isLinkKnown(
	{ recent }: EngineContext,
	record: SourceRecord,
	issueId: string,
): boolean {
	return recent.get(linkKey(record)) === issueId;
}

function linkKey(record: SourceRecord): string {
	return `link ${recordKey(record)}`;
}
