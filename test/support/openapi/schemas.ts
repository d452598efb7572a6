import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { eachSchema } from './normalise';

/** Names of properties by name of the schema. */
export type PropertyNames = Readonly<Record<string, readonly string[]>>;

/** The schemas of a document, normalised. */
export function schemasOf(document: UnknownRecord): UnknownRecord {
	const components = isObject(document['components']) ? document['components'] : {};
	return eachSchema(components['schemas']);
}

/** The schemas named, with the properties named required. */
export function withRequired(schemas: UnknownRecord, required: PropertyNames): UnknownRecord {
	const pairs = Object.entries(required).flatMap(([name, properties]) => {
		const schema = schemas[name];
		return isObject(schema) ? [[name, { ...schema, required: properties }] as const] : [];
	});
	return Object.fromEntries(pairs) as UnknownRecord;
}

/** The schemas named, with `null` allowed in the properties named. */
export function loosened(schemas: UnknownRecord, nullable: PropertyNames): UnknownRecord {
	const pairs = Object.entries(nullable).map(([name, names]) => {
		const schema = isObject(schemas[name]) ? schemas[name] : {};
		const known = isObject(schema['properties']) ? schema['properties'] : {};
		const loose = names.map((key) => [key, { anyOf: [known[key], { type: 'null' }] }]);
		return [name, { ...schema, properties: { ...known, ...Object.fromEntries(loose) } }] as const;
	});
	return Object.fromEntries(pairs) as UnknownRecord;
}

/** The schemas named, with the properties named open to any value, those that are not known as well. */
export function opened(schemas: UnknownRecord, names: PropertyNames): UnknownRecord {
	const pairs = Object.entries(names).map(([name, properties]) => {
		const schema = isObject(schemas[name]) ? schemas[name] : {};
		const known = isObject(schema['properties']) ? schema['properties'] : {};
		const open = Object.fromEntries(properties.map((key) => [key, {}]));
		return [name, { ...schema, properties: { ...known, ...open } }] as const;
	});
	return Object.fromEntries(pairs) as UnknownRecord;
}
