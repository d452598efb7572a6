import { isObject, textOf, toJson, type UnknownRecord } from '../model/decode';
import { inputError } from '../model/failure';
import type { JsonValue } from '../model/json';
import type { FieldValues, SourceRecord } from '../model/record';
import { AHA_PARENTS, ahaPayload, type AhaPayload } from './payload';

/** Name of the system in links. */
export const AHA = 'aha';

/**
 * Reads a record of Aha! as its API gives it (facts of Aha!'s REST v1). Nested values are named by their own names: the status by
 * its name, people by e-mail, a description by its HTML, custom fields by their keys.
 *
 * What the item leaves out is not synced. Throws `InputError` when the item holds no record of Aha!.
 */
export function readAhaRecord(json: unknown): SourceRecord {
	const payload = ahaPayload(json);
	const fields = payload?.fields ?? {};
	const id = textOf(fields['id']);
	if (id === undefined)
		throw inputError('The item is no record of Aha!: it has no ID.', [
			{
				field: 'Preset',
				message:
					'Give what the API of Aha! answers for one feature, requirement, epic or initiative, for example {"feature": {"id": …}}.',
			},
		]);
	const url = textOf(fields['url']);
	const title = textOf(fields['name']);
	const updatedAt = Date.parse(textOf(fields['updated_at']) ?? '');
	const readAt = Date.parse(textOf(fields['read_at']) ?? '');
	const issueKey = issueKeyOf(fields['integration_fields']);
	return {
		system: AHA,
		id,
		...(url !== undefined && { url }),
		...(title !== undefined && { title }),
		...(!Number.isNaN(updatedAt) && { updatedAt }),
		...(!Number.isNaN(readAt) && { readAt }),
		...(issueKey !== undefined && { issueKey }),
		values: {
			...(payload && placeOf(payload)),
			...customValues(fields['custom_fields']),
			...plainValues(fields),
			...ownValues(fields),
			...(title !== undefined && { title }),
		},
	};
}

/** What it is, and the ids of the record above it and of its release, for parents and fix versions; what is left out is not known. */
function placeOf({ kind, fields }: AhaPayload): FieldValues {
	const above = fields[AHA_PARENTS[kind] ?? ''];
	const { release } = fields;
	return {
		kind,
		...(above !== undefined && { parent: idOf(above) }),
		...(release !== undefined && { release_id: idOf(release) }),
	};
}

function idOf(value: unknown): JsonValue {
	return (isObject(value) ? textOf(value['id']) : undefined) ?? null;
}

/** Lists and objects are read in their own ways, or mean nothing to a field. */
function plainValues(fields: UnknownRecord): FieldValues {
	return Object.fromEntries(
		Object.entries(fields)
			.filter(([, value]) => typeof value !== 'object' || value === null)
			.map(([name, value]) => [name, toJson(value)]),
	);
}

function ownValues(fields: UnknownRecord): FieldValues {
	const { description, workflow_status: status, tags, comments } = fields;
	const name = (key: string): FieldValues =>
		fields[key] === undefined ? {} : { [key]: nameOf(fields[key]) };
	return {
		...(description !== undefined && { description: htmlOf(description) }),
		...(status !== undefined && { workflow_status: nameOf(status) }),
		...(fields['assigned_to_user'] !== undefined && {
			assigned_to_user: personOf(fields['assigned_to_user']),
		}),
		...(fields['created_by_user'] !== undefined && {
			created_by_user: personOf(fields['created_by_user']),
		}),
		...(tags !== undefined && { tags: toJson(tags) }),
		...(comments !== undefined && { comments: toJson(comments) }),
		...name('release'),
		...name('epic'),
		...name('initiative'),
		...name('feature'),
	};
}

function nameOf(value: unknown): JsonValue {
	return (isObject(value) ? textOf(value['name']) : textOf(value)) ?? null;
}

function htmlOf(value: unknown): JsonValue {
	return (isObject(value) ? textOf(value['body']) : textOf(value)) ?? null;
}

/** The e-mail; nobody where Aha! put the workspace's default, which nobody chose. */
function personOf(value: unknown): JsonValue {
	if (!isObject(value)) return textOf(value) ?? null;
	if (value['default_assignee'] === true) return null;
	return textOf(value['email']) ?? textOf(value['name']) ?? null;
}

function customValues(list: unknown): FieldValues {
	const rows: readonly unknown[] = Array.isArray(list) ? list : [];
	return Object.fromEntries(
		rows.filter(isObject).flatMap(({ key, value }) => {
			const name = textOf(key);
			return name === undefined ? [] : [[name, toJson(value)] as const];
		}),
	);
}

/** What another integration with Jira, or this one, noted in the record. */
function issueKeyOf(list: unknown): string | undefined {
	const rows: readonly unknown[] = Array.isArray(list) ? list : [];
	return rows
		.filter(isObject)
		.filter(({ name, service_name: service }) => name === 'key' && /^jira/i.test(String(service)))
		.flatMap(({ value }) => textOf(value) ?? [])[0];
}
