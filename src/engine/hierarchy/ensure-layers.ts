import { own } from '../../model/own';
import type { SourceRecord } from '../../model/record';
import { parentLayers } from '../../sync/hierarchy/order';
import { parentIdOf } from '../../sync/hierarchy/rules';
import type { EngineContext } from '../context';
import type { EnsureSettings } from '../ensure-settings';
import { asError } from '../../model/failure';
import type { EnsureReport } from '../reports';
import { fillParentBook, withParentBook } from './parent-book';

/** Gives records their issues, as `ensureIssues` does for records that are all alike. */
export type EnsureAll = (
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
) => Promise<readonly EnsureReport[]>;

/**
 * Gives records their issues, parents before children (row H6), so that a child is made below its parent at once. The parents of a
 * layer that are not among the records are searched for together.
 */
export async function ensureLayers(
	given: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
	ensureAll: EnsureAll,
): Promise<readonly EnsureReport[]> {
	const { hierarchy: rules } = settings;
	if (rules === undefined) return await ensureAll(given, records, settings);
	const context = withParentBook(given);
	const reports = new Map<SourceRecord, EnsureReport>();
	for (const layer of parentLayers(records, rules.parentAttribute)) {
		const parents = layer.flatMap((record) => {
			const id = parentIdOf(own(record.values, rules.parentAttribute));
			return typeof id === 'string' ? [{ system: record.system, id }] : [];
		});
		const done = await ensureLayer(context, layer, parents, settings, ensureAll);
		for (const [index, record] of layer.entries()) {
			const report = done[index];
			if (report !== undefined) reports.set(record, report);
		}
	}
	return records.flatMap((record) => reports.get(record) ?? []);
}

async function ensureLayer(
	context: EngineContext,
	layer: readonly SourceRecord[],
	parents: readonly Pick<SourceRecord, 'system' | 'id'>[],
	settings: EnsureSettings,
	ensureAll: EnsureAll,
): Promise<readonly EnsureReport[]> {
	try {
		if (context.parents !== undefined)
			await fillParentBook(
				context,
				context.parents,
				{ records: parents, keys: [] },
				settings.profile,
			);
	} catch (error) {
		// What earlier layers made must still be told.
		return layer.map(({ id }) => ({ kind: 'failed', recordId: id, error: asError(error) }));
	}
	return await ensureAll(context, layer, settings);
}
