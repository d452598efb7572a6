import { confirmDelivery } from '../../src/engine/confirm';
import { confirmCommentDelivery } from '../../src/engine/confirm-comment';
import type { SyncReport } from '../../src/engine/reports';
import type { FieldValues } from '../../src/model/record';
import type { SourceCommentAction } from '../../src/sync/comments/plan-comments';
import { createCommentWriter, type DeliveredComment } from './comment-writer';
import type { Shared } from './door';
import type { Fate } from './history';
import { safely } from './schedule';
import { PROFILE } from './settings';
import type { Worker, World } from './world';

/** What all items of one report have in common. */
interface Origin {
	readonly record: string;
	/** Key of the issue, as items name it. */
	readonly issue: string;
	/** When the run that handed it out had looked at the record. */
	readonly lookedAt: number;
	readonly confirms: boolean;
}

/** An item that left on To Source. */
type Item = Origin &
	(
		| { readonly kind: 'patch'; readonly values: FieldValues }
		| { readonly kind: 'comment'; readonly comment: SourceCommentAction }
	);

/** A write of the source's fields by the workflow, as the oracle needs to know it. */
export interface Delivered {
	readonly record: string;
	readonly fields: readonly string[];
	readonly lookedAt: number;
	/** Position of the write. */
	readonly at: number;
}

/** The workflow behind To Source: writes what it is handed, at once, late, twice, or never. */
export interface Delivery {
	take(worker: Worker, report: SyncReport, lookedAt: number, fate: Fate): Promise<void>;
	/** Writes one of the items that are late; chance has chosen which. */
	deliver(worker: Worker, which: number): Promise<void>;
	/** Items that are late. */
	readonly waiting: number;
	readonly delivered: readonly Delivered[];
	readonly deliveredComments: readonly DeliveredComment[];
}

export function createDelivery(shared: Shared, records: World['records']): Delivery {
	const late: Item[] = [];
	const delivered: Delivered[] = [];
	const comments = createCommentWriter(shared, records);
	const writePatch = async (
		{ source, context }: Worker,
		{ record, issue, lookedAt, confirms }: Origin,
		values: FieldValues,
	): Promise<void> => {
		await source.write(record, values);
		delivered.push({ record, fields: Object.keys(values), lookedAt, at: shared.next() });
		const name = { system: 'records', id: record };
		const request = { record: name, issue, profile: PROFILE, delivered: values };
		if (confirms) await confirmDelivery(context, request);
	};
	const writeComment = async (
		worker: Worker,
		{ record, issue, lookedAt, confirms }: Origin,
		comment: SourceCommentAction,
	): Promise<void> => {
		const id = await comments.write(worker, { record, lookedAt, comment });
		const { action, jiraId, text } = comment;
		if (!confirms) return;
		await confirmCommentDelivery(worker.context, {
			record: { system: 'records', id: record },
			issue,
			profile: PROFILE,
			comment: { action, jiraId, id, ...(text !== undefined && { text }) },
		});
	};
	const write = async (worker: Worker, item: Item): Promise<void> => {
		if (item.kind === 'patch') await writePatch(worker, item, item.values);
		else await writeComment(worker, item, item.comment);
	};
	return {
		delivered,
		deliveredComments: comments.delivered,
		get waiting() {
			return late.length;
		},
		async take(worker, report, lookedAt, { kind, confirms }) {
			if (kind === 'lost') return;
			const items = itemsOf(report, { lookedAt, confirms });
			if (kind !== 'atOnce') late.push(...items);
			if (kind !== 'late') for (const item of items) await write(worker, item);
		},
		async deliver(worker, which) {
			const [item] = late.splice(which % Math.max(1, late.length), 1);
			// The issue or the comment may be gone by now: the write or Confirm Delivery fails, and the workflow with it.
			if (item !== undefined) await safely(async () => await write(worker, item));
		},
	};
}

/** In the order in which they leave on To Source (docs/to-source.md). */
function itemsOf(
	{ record, issue, toSource, comments }: SyncReport,
	given: Pick<Origin, 'lookedAt' | 'confirms'>,
): readonly Item[] {
	if (issue === undefined) return [];
	const origin = { ...given, record: record.id, issue: issue.key };
	const hasPatch = Object.keys(toSource).length > 0;
	return [
		...(hasPatch ? [{ ...origin, kind: 'patch' as const, values: toSource }] : []),
		...(comments?.toSource ?? []).map((comment) => ({
			...origin,
			kind: 'comment' as const,
			comment,
		})),
	];
}
