import { inputError } from '../model/failure';
import type { JsonValue } from '../model/json';
import { isSameRecord, linkPropertyKeys, pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { encodeSnapshot, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { snapshotOf } from './find-pairs';

/**
 * Writes the snapshot of one record. Where the issue has several, they share one property, so the others' parts are taken as they
 * are at that moment: what a run for another record noted since this one read the issue is kept.
 *
 * A run of another process in the same instant can still undo such a note; the other record then stands as after a run that died
 * before its last write (docs/design/write-order.md).
 */
export async function storeSnapshot(
	context: EngineContext,
	issueId: string,
	profile: string,
	snapshot: PairSnapshot,
	write: (value: JsonValue) => Promise<void> = async (value) => {
		await context.tracker.setProperty(issueId, pairPropertyKey(profile), value);
	},
): Promise<void> {
	if (snapshot.others === undefined) {
		await write(encodeSnapshot(snapshot));
		return;
	}
	const { others: _before, ...mine } = snapshot;
	const { system, recordId } = snapshot.link;
	await withPresent(context, issueId, profile, { system, id: recordId }, async (present) => {
		// Unlinked since this run read the issue (row E19): what is left there belongs to others.
		if (present === undefined || !isSameRecord(present.link, snapshot.link))
			throw inputError(`${system} ${recordId} was unlinked from the issue while it was synced.`);
		const { others } = present;
		await write(encodeSnapshot({ ...mine, ...(others && { others }) }));
	});
}

/** Changes the property of an issue with several records as it is at that moment; nothing left means that it goes. */
export async function changeShared(
	context: EngineContext,
	issueId: string,
	profile: string,
	record: Pick<SourceRecord, 'system' | 'id'>,
	change: (present: PairSnapshot) => PairSnapshot | undefined,
): Promise<void> {
	const key = pairPropertyKey(profile);
	await withPresent(context, issueId, profile, record, async (present) => {
		const next = present && change(present);
		if (next === undefined) await context.tracker.deleteProperty(issueId, key);
		else await context.tracker.setProperty(issueId, key, encodeSnapshot(next));
	});
}

/** Innermost lock: nothing else is waited for while it is held. */
async function withPresent(
	{ tracker, locks }: EngineContext,
	issueId: string,
	profile: string,
	record: Pick<SourceRecord, 'system' | 'id'>,
	work: (present: PairSnapshot | undefined) => Promise<void>,
): Promise<void> {
	await locks.run(`records of issue ${issueId}`, async () => {
		const key = pairPropertyKey(profile);
		const properties = linkPropertyKeys(profile);
		const issue = await tracker.readIssue(issueId, { fields: [], properties });
		await work(snapshotOf(issue, key, record));
	});
}
