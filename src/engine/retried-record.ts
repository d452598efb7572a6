import type { JiraIssue } from '../model/issue';
import { linkPropertyKeys, pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { recordKey, snapshotOf } from './find-pairs';
import type { ReconcileSettings } from './reconcile-settings';

/**
 * Digest of what both sides held when they were last in step; the one of no fields for a record without an issue.
 *
 * A record that failed is kept and tried again later, when it may be old news. If the digest has moved since, another run has
 * brought the pair in step with a younger record, and the old one must not be taken for an edit (row R7).
 */
export function baseDigest(
	{ digest }: EngineContext,
	issue: JiraIssue | undefined,
	profile: string,
	record: Pick<SourceRecord, 'system' | 'id'>,
): string {
	const snapshot = issue && snapshotOf(issue, pairPropertyKey(profile), record);
	const bases = Object.entries(snapshot?.fields ?? {})
		.filter(([, { s, j }]) => s !== undefined || j !== undefined)
		.map(([key, { s, j }]) => [key, s ?? null, j ?? null] as const)
		.sort(([left], [right]) => (left < right ? -1 : 1));
	return digest(JSON.stringify(bases));
}

/** Whether a record that is tried again is old news. Asks Jira for the issue itself: what a search says may be old as well. */
export async function isOldNews(
	context: EngineContext,
	record: SourceRecord,
	{ id }: { readonly id: string },
	{ retries, sync: { profile } }: ReconcileSettings,
): Promise<boolean> {
	const seen = retries?.get(recordKey(record));
	if (seen === undefined) return false;
	const properties = linkPropertyKeys(profile);
	const issue = await context.tracker.readIssue(id, { fields: [], properties });
	return baseDigest(context, issue, profile, record) !== seen;
}
