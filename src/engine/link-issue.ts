import type { JiraIssue } from '../model/issue';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { encodeSnapshot, newSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
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
	issue: Pick<JiraIssue, 'id'>,
	profile: string,
): Promise<void> {
	const snapshot = newSnapshot({
		system: record.system,
		recordId: record.id,
		...(record.url !== undefined && { url: record.url }),
	});
	await context.tracker.setProperty(issue.id, pairPropertyKey(profile), encodeSnapshot(snapshot));
	await context.tracker.ensureRemoteLink(issue.id, toRemoteLink(record));
}
