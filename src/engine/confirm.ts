import type { FieldValues, SourceRecord } from '../model/record';
import { confirmSent } from '../sync/confirm';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { readPairOf } from './read-pair';
import type { IssueSummary } from './reports';
import { storeSnapshot } from './store-snapshot';
import { summarize } from './summarize';

export interface ConfirmRequest {
	readonly record: Pick<SourceRecord, 'system' | 'id'>;
	/** Id or key of the issue, as the item on To Source named it. */
	readonly issue: string;
	readonly profile: string;
	/** The values that were written, as the item on To Source named them. */
	readonly delivered: FieldValues;
}

export interface ConfirmReport {
	readonly kind: 'confirmed' | 'nothingSent' | 'notLinked';
	readonly issue?: IssueSummary;
	/** Mapping keys whose value is now known to be in the source. */
	readonly confirmed: readonly string[];
}

/** Notes that the workflow wrote the source (row W5 of docs/design/merge.md): one read, and one write if that was news. */
export async function confirmDelivery(
	context: EngineContext,
	{ record, issue, profile, delivered }: ConfirmRequest,
): Promise<ConfirmReport> {
	const whole: SourceRecord = { ...record, values: {} };
	return await context.locks.run(recordKey(record), async () => {
		const pair = await readPairOf(context, { record: whole, issue, profile, fields: [] });
		if (pair === undefined) return { kind: 'notLinked', confirmed: [] };
		const { snapshot, confirmed } = confirmSent(
			pair.snapshot,
			delivered,
			context.digest,
			context.clock.now(),
		);
		const summary = summarize(pair.issue);
		if (confirmed.length === 0) return { kind: 'nothingSent', issue: summary, confirmed };
		await storeSnapshot(context, pair.issue.id, profile, snapshot);
		return { kind: 'confirmed', issue: summary, confirmed };
	});
}
