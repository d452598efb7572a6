import type { SourceRecord } from '../../model/record';
import { pairPropertyKey } from '../../model/link';
import { parentLayers } from '../../sync/hierarchy/order';
import type { SyncSettings } from '../../sync/mapping';
import type { FieldPlanOptions } from '../../sync/plan-field';
import type { EngineContext } from '../context';
import { recordKey, snapshotOf, type FoundPair } from '../find-pairs';
import { parentNeeds } from './find-parents';
import { fillParentBook, noteIssue } from './parent-book';

/**
 * Finds the parents that the plans of many pairs hang on, together: what the run has read already is noted, the rest takes one
 * search for each hundred (law L7).
 */
export async function findParentsOfAll(
	context: EngineContext,
	records: readonly SourceRecord[],
	found: ReadonlyMap<string, FoundPair>,
	settings: SyncSettings,
	options: FieldPlanOptions,
): Promise<void> {
	const { parents: book } = context;
	if (settings.hierarchy === undefined || book === undefined) return;
	const pairs = records.flatMap((record) => {
		const { living: issue, namedOnly } = found.get(recordKey(record)) ?? {};
		const snapshot = issue && snapshotOf(issue, pairPropertyKey(settings.profile), record);
		if (issue === undefined || namedOnly === true || snapshot === undefined) return [];
		return [{ record, issue, snapshot }];
	});
	for (const { record, issue } of pairs)
		noteIssue(context, record, {
			key: issue.key,
			project: issue.projectKey,
			issueType: issue.issueType.id,
		});
	const needs = pairs.map((state) => parentNeeds(state, settings, options));
	const all = {
		records: needs.flatMap((need) => need.records),
		keys: needs.flatMap((need) => need.keys),
	};
	await fillParentBook(context, book, all, settings.profile);
}

/** Parents before children, otherwise as they are: where issues are made, a page of them never waits for a later one. */
export function parentsFirst<T extends { readonly record: SourceRecord }>(
	entries: readonly T[],
	{ hierarchy }: SyncSettings,
): readonly T[] {
	if (hierarchy === undefined) return entries;
	const byRecord = new Map(entries.map((entry) => [entry.record, entry]));
	const layers = parentLayers([...byRecord.keys()], hierarchy.parentAttribute);
	return layers.flat().flatMap((record) => byRecord.get(record) ?? []);
}
