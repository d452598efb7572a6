import { readBacktraceRecord } from '../backtrace/record';
import { isObject, textOf, toJson } from '../model/decode';
import { inputError } from '../model/failure';
import type { FieldValues, SourceRecord } from '../model/record';
import type { Parameters } from './parameters';

const DEFAULT_SYSTEM = 'custom';

/** The record of an item, as the node's parameters say. Throws `InputError` for an item without a record. */
export function readRecord(parameters: Parameters, item: unknown): SourceRecord {
	return parameters.choice('preset', ['backtrace', 'generic']) === 'backtrace'
		? readBacktraceRecord(item)
		: readGenericRecord(parameters, item);
}

function readGenericRecord(parameters: Parameters, item: unknown): SourceRecord {
	const id = parameters.text('recordId');
	if (id === '')
		throw inputError('The item has no record ID.', [
			{
				field: 'Record ID',
				message:
					'The expression gave nothing for this item. Give the ID of the record in its own system.',
			},
		]);
	const url = parameters.text('recordUrl');
	const title = parameters.text('recordTitle');
	const updatedAt = Date.parse(parameters.text('recordOptions.updatedAt'));
	const readAt = Date.parse(parameters.text('recordOptions.readAt'));
	const issueKey = parameters.text('recordOptions.issueKey');
	const own = { id, ...(url !== '' && { url }), ...(title !== '' && { title }) };
	return {
		system: parameters.text('recordOptions.system') || DEFAULT_SYSTEM,
		id,
		...(url !== '' && { url }),
		...(title !== '' && { title }),
		...(!Number.isNaN(updatedAt) && { updatedAt }),
		...(!Number.isNaN(readAt) && { readAt }),
		...(issueKey !== '' && { issueKey }),
		values: { ...own, ...jsonValues(item) },
	};
}

function jsonValues(item: unknown): FieldValues {
	return isObject(item)
		? Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toJson(value)]))
		: {};
}

/** What left on To Source: the record, its issue and the values that were to be written. */
export interface Delivery {
	readonly record: Pick<SourceRecord, 'system' | 'id'>;
	readonly issue: string;
	readonly delivered: FieldValues;
}

/** Reads the item that left on To Source, as the node's parameter names it. Throws `InputError` when it is another item. */
export function readDelivery(parameters: Parameters): Delivery {
	const item = parsed(parameters.json('delivered'));
	const parts = isObject(item) ? item : {};
	const { system, recordId, patch, issue } = parts;
	const id = textOf(recordId);
	const issueId = isObject(issue) ? textOf(issue['id']) : undefined;
	if (typeof system === 'string' && id !== undefined && issueId !== undefined && isObject(patch))
		return { record: { system, id }, issue: issueId, delivered: jsonValues(patch) };
	throw inputError('This is not an item that left on To Source.', [
		{
			field: 'Delivered Item',
			message:
				'Name the node that synced in the expression, for example {{ $("Jira Sync").item.json }}, so that it gives the item with "recordId", "issue" and "patch".',
		},
	]);
}

/** An expression gives an object; JSON that was typed arrives as text. What is no JSON stays what it is. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
