import { readAhaRecord } from '../aha/record';
import { readBacktraceRecord } from '../backtrace/record';
import { isObject, textOf, toJson } from '../model/decode';
import { inputError } from '../model/failure';
import type { JsonValue } from '../model/json';
import type { FieldValues, SourceRecord } from '../model/record';
import { plainOf, readText } from '../text';
import type { Parameters } from './parameters';
import { readPreset, type PresetName } from './presets';

const DEFAULT_SYSTEM = 'custom';

type Reader = (parameters: Parameters, item: unknown) => SourceRecord;

const READERS: Readonly<Record<PresetName, Reader>> = {
	aha: (parameters, item) => withSettings(readAha(item), parameters),
	backtrace: (parameters, item) => withSettings(readBacktraceRecord(item), parameters),
	generic: readNamedRecord,
	records: readNamedRecord,
};

/** The record of an item, as the node's parameters say. Throws `InputError` for an item without a record. */
export function readRecord(parameters: Parameters, item: unknown): SourceRecord {
	return READERS[readPreset(parameters).name](parameters, item);
}

/** The parts that a person set instead of what the preset reads. */
function withSettings(record: SourceRecord, parameters: Parameters): SourceRecord {
	const id = parameters.text('recordOptions.recordId');
	const title = parameters.text('recordOptions.recordTitle');
	const url = parameters.text('recordOptions.recordUrl');
	const shown = { ...(title !== '' && { title }), ...(url !== '' && { url }) };
	return {
		...record,
		...shown,
		...readMoments(parameters),
		...(id !== '' && { id }),
		values: { ...record.values, ...shown },
	};
}

function readMoments(
	parameters: Parameters,
): Pick<SourceRecord, 'updatedAt' | 'readAt' | 'issueKey'> {
	const updatedAt = Date.parse(parameters.text('recordOptions.updatedAt'));
	const readAt = Date.parse(parameters.text('recordOptions.readAt'));
	const issueKey = parameters.text('recordOptions.issueKey');
	return {
		...(!Number.isNaN(updatedAt) && { updatedAt }),
		...(!Number.isNaN(readAt) && { readAt }),
		...(issueKey !== '' && { issueKey }),
	};
}

/** A record that expressions of the form name. */
function readNamedRecord(parameters: Parameters, item: unknown): SourceRecord {
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
	const own = { id, ...(url !== '' && { url }), ...(title !== '' && { title }) };
	return {
		system: parameters.text('recordOptions.system') || DEFAULT_SYSTEM,
		...own,
		...readMoments(parameters),
		values: { ...own, ...jsonValues(item) },
	};
}

/** Aha! writes in HTML: templates and comments, which are plain text here, get the words. */
function readAha(item: unknown): SourceRecord {
	const record = readAhaRecord(item);
	const { description, comments } = record.values;
	return {
		...record,
		values: {
			...record.values,
			...(typeof description === 'string' && { description_text: wordsOf(description) }),
			...(Array.isArray(comments) && { comments: comments.map(ahaComment) }),
		},
	};
}

function wordsOf(html: string): string {
	return plainOf(readText('html', html));
}

/** A comment as Aha! gives it, in the form that comments of all records have. */
function ahaComment(raw: JsonValue): JsonValue {
	if (!isObject(raw)) return raw;
	const { id, body, user, created_at: createdAt, updated_at: updatedAt } = raw;
	const html = textOf(body);
	if (html === undefined) return raw as JsonValue;
	return toJson({ id, author: user, text: wordsOf(html), createdAt, updatedAt });
}

/** Values of an item as a template or a mapping can take them. */
export function jsonValues(item: unknown): FieldValues {
	return isObject(item)
		? Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toJson(value)]))
		: {};
}
