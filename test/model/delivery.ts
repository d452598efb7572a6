import { confirmDelivery } from '../../src/engine/confirm';
import type { SyncReport } from '../../src/engine/reports';
import type { FieldValues } from '../../src/model/record';
import type { Fate } from './history';
import { safely } from './schedule';
import { PROFILE } from './settings';
import type { Worker } from './world';

/** An item that left on To Source. */
interface Item {
	readonly record: string;
	readonly issue: string;
	readonly values: FieldValues;
	/** When the run that handed it out had looked at the record. */
	readonly lookedAt: number;
	readonly confirms: boolean;
}

/** A write of the source by the workflow, as the oracle needs to know it. */
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
}

export function createDelivery(position: () => number): Delivery {
	const late: Item[] = [];
	const delivered: Delivered[] = [];
	const write = async (worker: Worker, item: Item): Promise<void> => {
		const { record, issue, values, lookedAt } = item;
		await worker.source.write(record, values);
		delivered.push({ record, fields: Object.keys(values), lookedAt, at: position() });
		if (!item.confirms) return;
		const name = { system: 'records', id: record };
		await confirmDelivery(worker.context, {
			record: name,
			issue,
			profile: PROFILE,
			delivered: values,
		});
	};
	return {
		delivered,
		get waiting() {
			return late.length;
		},
		async take(worker, { record, issue, toSource: values }, lookedAt, { kind, confirms }) {
			if (issue === undefined || Object.keys(values).length === 0 || kind === 'lost') return;
			const item = { record: record.id, issue: issue.key, values, lookedAt, confirms };
			if (kind !== 'atOnce') late.push(item);
			if (kind !== 'late') await write(worker, item);
		},
		async deliver(worker, which) {
			const [item] = late.splice(which % Math.max(1, late.length), 1);
			// The issue may be gone by now: Confirm Delivery fails, and the workflow with it.
			if (item !== undefined) await safely(async () => await write(worker, item));
		},
	};
}
