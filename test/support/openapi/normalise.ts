import { isObject, type UnknownRecord } from '../../../src/model/decode';

/** Keywords that describe and do not check. */
const SILENT = new Set([
	'description',
	'discriminator',
	'example',
	'examples',
	'externalDocs',
	'format',
	'xml',
	'readOnly',
	'writeOnly',
	'deprecated',
	'default',
	'nullable',
]);

/** Maps of names to schemas: their keys are no keywords. */
const MAPS = new Set(['properties', 'patternProperties', 'definitions']);

/**
 * A schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, references point at `#/definitions`, keywords
 * that check nothing go. Formats go too: Jira's instants (`2021-01-17T12:34:00.000+0000`) are not RFC 3339.
 * https://spec.openapis.org/oas/v3.0.3#schema-object
 */
export function normaliseSchema(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(normaliseSchema);
	if (!isObject(schema)) return schema;
	const { $ref } = schema;
	if (typeof $ref === 'string') {
		return { $ref: `#/definitions/${$ref.slice($ref.lastIndexOf('/') + 1)}` };
	}
	const kept: Record<string, unknown> = {};
	for (const [keyword, value] of Object.entries(schema)) {
		if (SILENT.has(keyword) || keyword.startsWith('x-')) continue;
		kept[keyword] = MAPS.has(keyword) ? eachSchema(value) : normaliseKeyword(keyword, value);
	}
	return schema['nullable'] === true ? orNull(kept) : kept;
}

function normaliseKeyword(keyword: string, value: unknown): unknown {
	return keyword === 'enum' || keyword === 'required' ? value : normaliseSchema(value);
}

/** A map of names to schemas, each normalised. */
export function eachSchema(map: unknown): UnknownRecord {
	if (!isObject(map)) return {};
	return Object.fromEntries(
		Object.entries(map).map(([name, schema]) => [name, normaliseSchema(schema)]),
	);
}

function orNull(schema: UnknownRecord): UnknownRecord {
	return { anyOf: [schema, { type: 'null' }] };
}
