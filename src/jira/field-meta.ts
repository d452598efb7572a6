import { isObject, object, textOf, toJson, type UnknownRecord } from '../model/decode';
import type { AllowedValue, FieldMeta, FieldSchema } from '../model/field-schema';

/** Schema of a field as Jira sends it; what it does not tell counts as `any`, which is passed on untouched. */
export function decodeFieldSchema(raw: unknown): FieldSchema {
	if (!isObject(raw)) return { type: 'any' };
	const items = textOf(raw['items']);
	const custom = textOf(raw['custom']);
	const system = textOf(raw['system']);
	return {
		type: textOf(raw['type']) ?? 'any',
		...(items !== undefined && { items }),
		...(custom !== undefined && { custom }),
		...(system !== undefined && { system }),
	};
}

/** `{ fieldId: schema }` of an `expand=schema`. Null and absent count as empty: Data Center sends both. */
export function decodeSchemas(raw: unknown): Readonly<Record<string, FieldSchema>> {
	if (!isObject(raw)) return {};
	return Object.fromEntries(
		Object.entries(raw).map(([fieldId, schema]) => [fieldId, decodeFieldSchema(schema)]),
	);
}

/** A field of a create, edit or transition screen. The id is given apart where it is the key of a map. */
export function decodeFieldMeta(raw: unknown, knownId?: string): FieldMeta {
	const row = object(raw, 'field');
	const id = knownId ?? textOf(row['fieldId']) ?? textOf(row['key']) ?? textOf(row['id']) ?? '';
	const allowed = row['allowedValues'];
	const { operations, defaultValue } = row;
	return {
		id,
		name: textOf(row['name']) ?? id,
		required: row['required'] === true,
		hasDefault: row['hasDefaultValue'] === true,
		schema: decodeFieldSchema(row['schema']),
		...(Array.isArray(operations) && { operations: operations.map(String) }),
		...(defaultValue !== undefined &&
			defaultValue !== null && { defaultValue: toJson(defaultValue) }),
		...(Array.isArray(allowed) && { allowedValues: allowed.filter(isObject).map(decodeAllowed) }),
	};
}

/** `{ fieldId: field }` of an edit or transition screen. */
export function decodeFieldMap(raw: unknown): readonly FieldMeta[] {
	if (!isObject(raw)) return [];
	return Object.entries(raw).map(([fieldId, row]) => decodeFieldMeta(row, fieldId));
}

/** Options have a `value`, everything else a `name`; projects only a `key` in some answers. */
function decodeAllowed(row: UnknownRecord): AllowedValue {
	const { children } = row;
	const key = textOf(row['key']);
	return {
		id: textOf(row['id']) ?? '',
		name: textOf(row['value']) ?? textOf(row['name']) ?? key ?? '',
		...(key !== undefined && { key }),
		...(Array.isArray(children) && { children: children.filter(isObject).map(decodeAllowed) }),
	};
}
