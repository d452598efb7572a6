import { linkPropertyKeys, pairPropertyKey } from '../model/link';
import type { JiraIssue } from '../model/issue';
import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { recentWindow, type EnsureSettings } from './ensure-settings';
import { recordKey, snapshotOf, type FoundPair } from './find-pairs';

/** How long a sweep of this process is good for, in milliseconds. */
const SWEEP_EVERY_MS = 3_600_000;
/** Sweeps overlap by this much, in milliseconds: an issue may be made, or shown by the index, while one runs. */
const OVERLAP_MS = 15 * 60_000;

/**
 * Adds issues that name a record in their property but lack the remote link by which a search finds them: a run died between the
 * two, while a rival's issue was made. They are duplicates of the issue that is linked (law L3). One search an hour a process,
 * among the issues that this account made since the sweep before, at first as far back as the settings say.
 */
export async function addUnlinkedDuplicates(
	context: EngineContext,
	records: readonly SourceRecord[],
	pairs: ReadonlyMap<string, FoundPair>,
	settings: EnsureSettings,
): Promise<ReadonlyMap<string, FoundPair>> {
	const { now } = context.clock;
	const key = `${settings.template.project} ${settings.profile}`;
	const startedAt = now();
	const last = Number(context.sweeps.get(key) ?? -Infinity);
	if (startedAt - last < SWEEP_EVERY_MS) return pairs;
	const window = recentWindow(context, settings);
	const recent = { ...window, since: Math.max(window.since, last - OVERLAP_MS) };
	const property = pairPropertyKey(settings.profile);
	const made = await context.tracker.findLinked(
		[],
		{ fields: [], properties: linkPropertyKeys(settings.profile) },
		{ recent },
	);
	context.sweeps.set(key, String(startedAt));
	const added = records.flatMap((record) => {
		const pair = pairs.get(recordKey(record));
		const unlinked = made.filter((issue) => isMissingFrom(pair, issue, record, property));
		return pair?.living === undefined || unlinked.length === 0
			? []
			: [[recordKey(record), { ...pair, duplicates: [...pair.duplicates, ...unlinked] }] as const];
	});
	return new Map([...pairs, ...added]);
}

function isMissingFrom(
	pair: FoundPair | undefined,
	issue: JiraIssue,
	record: SourceRecord,
	property: string,
): boolean {
	const snapshot = snapshotOf(issue, property, record);
	const known = [pair?.living, ...(pair?.duplicates ?? [])].some((one) => one?.id === issue.id);
	return (
		!known &&
		snapshot?.duplicateOf === undefined &&
		snapshot?.link.system === record.system &&
		snapshot.link.recordId === record.id
	);
}
