import type { JiraIssue } from '../model/issue';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { encodeSnapshot, newSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { recordKey, refuseNewer } from './find-pairs';
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

/** Ties an issue that carries no link of this profile to a record. The property comes first: it is the identity. */
export async function linkIssue(
	context: EngineContext,
	record: SourceRecord,
	issue: JiraIssue,
	profile: string,
): Promise<void> {
	refuseNewer(issue, profile);
	const snapshot = newSnapshot({
		system: record.system,
		recordId: record.id,
		...(record.url !== undefined && { url: record.url }),
	});
	await context.tracker.setProperty(issue.id, pairPropertyKey(profile), encodeSnapshot(snapshot));
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
