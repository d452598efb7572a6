import type { INode } from 'n8n-workflow';
import type { IssueSummary, ReconciledPair, SyncReport } from '../engine/reports';
import { recordOf } from '../engine/sync-report';
import { isObject, textOf, toJson } from '../model/decode';
import type { SourceRecord } from '../model/record';
import type { Parameters } from './parameters';
import { NAMED_BY_FORM, readPreset } from './presets';
import { jsonValues, readRecord } from './record';
import { explainFor } from './setup';

/** One input item of a reconcile with the record that was read from it. */
export interface Member {
	readonly itemIndex: number;
	readonly record: SourceRecord;
	/** The item as it came at first: of one that failed before, the item that it carries. */
	readonly json: unknown;
	/** How often it failed before. */
	readonly attempts: number;
	/** What the sides shared when it failed, if it did. */
	readonly seen?: string;
}

/** Reads an item, or the item that a failed one carries (row R7). Throws `InputError` for an item without a record. */
export function readMember(parameters: Parameters, json: unknown): Member {
	const { itemIndex } = parameters;
	const replay = isObject(json) && json['kind'] === 'failed' ? json['replay'] : undefined;
	if (!isObject(replay) || !('item' in replay))
		return { itemIndex, json, attempts: 0, record: readRecord(parameters, json) };
	const { item, seen } = replay;
	const kept = toRecord(replay['record'], item);
	return {
		itemIndex,
		json: item,
		attempts: Number(replay['attempts']) || 0,
		record: replayed(parameters, kept, item),
		...(typeof seen === 'string' && { seen }),
	};
}

/**
 * What the form's expressions gave the item that failed is kept: of the failed item they would give something else. A preset that
 * reads the item itself reads it again.
 */
function replayed(
	parameters: Parameters,
	kept: SourceRecord | undefined,
	item: unknown,
): SourceRecord {
	if (kept === undefined || NAMED_BY_FORM.includes(readPreset(parameters).name))
		return kept ?? readRecord(parameters, item);
	const { values, ...read } = readRecord(parameters, item);
	const { values: _values, ...named } = kept;
	return { ...read, ...named, values };
}

/** The record as the item's own expressions gave it: of the item that failed they would give nothing. */
function toRecord(parts: unknown, item: unknown): SourceRecord | undefined {
	if (!isObject(parts)) return undefined;
	const { updatedAt, readAt } = parts;
	const [system, id] = [textOf(parts['system']), textOf(parts['id'])];
	if (system === undefined || id === undefined) return undefined;
	const names = ['url', 'title', 'issueKey'].flatMap((name) => {
		const text = textOf(parts[name]);
		return text === undefined ? [] : [[name, text] as const];
	});
	const { issueKey, ...shown } = Object.fromEntries(names);
	return {
		system,
		id,
		...shown,
		...(issueKey !== undefined && { issueKey }),
		...(typeof updatedAt === 'number' && { updatedAt }),
		...(typeof readAt === 'number' && { readAt }),
		values: { id, ...shown, ...jsonValues(item) },
	};
}

/** A failed pair as it leaves on Failed. */
export interface DeadLetter {
	readonly kind: 'failed';
	/** Empty when the item holds none. */
	readonly record: Partial<SyncReport['record']>;
	/** Empty when none was found. */
	readonly issue: Partial<IssueSummary>;
	readonly error: string;
	/** What to change; empty when the error says it all. */
	readonly remedy: string;
	readonly attempts: number;
	/** What had been decided before it failed, a line a field; some of it may be written. */
	readonly decided: readonly string[];
	/** All that is needed to run it again. */
	readonly replay: object;
}

/** The item of a pair that failed by itself. */
export function deadLetter(
	node: INode,
	{ error, issue, seen, report }: Extract<ReconciledPair, { readonly kind: 'failed' }>,
	{ record, json, attempts }: Member,
): DeadLetter {
	const { values: _values, ...kept } = record;
	const tries = attempts + 1;
	return {
		kind: 'failed',
		record: recordOf(record),
		issue: issue ?? {},
		...words(node, error),
		attempts: tries,
		decided: report?.explanation ?? [],
		replay: { item: toJson(json), record: kept, seen, attempts: tries },
	};
}

/** The item of an input that holds no record. */
export function unreadableLetter(node: INode, error: unknown, json: unknown): DeadLetter {
	return {
		kind: 'failed',
		record: {},
		issue: {},
		...words(node, error),
		attempts: 1,
		decided: [],
		replay: { item: toJson(json), attempts: 1 },
	};
}

function words(node: INode, error: unknown): { readonly error: string; readonly remedy: string } {
	const { message, remedy } = explainFor(node)(error);
	return { error: message, remedy };
}
