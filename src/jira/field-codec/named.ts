import type { FieldInput } from '../../model/field-schema';
import { findAllowed, notAllowed } from './allowed';
import {
	encoded,
	inputText,
	isJsonObject,
	problem,
	shown,
	type FieldCodec,
	type JsonObject,
} from './codec';

/** Codec for what Jira knows by a name and an id; `key` is where the name stands. */
function createNamedCodec(key: 'name' | 'value'): FieldCodec {
	return {
		encode(meta, input) {
			const text = typeof input === 'boolean' ? String(input) : nameOf(input);
			if (text === undefined || text === '')
				return problem(`"${shown(input)}" is not a name or an id.`);
			if (meta.allowedValues === undefined) return encoded(reference(input, key, text));
			const found = findAllowed(meta.allowedValues, text);
			if (found === undefined) return problem(notAllowed(text, meta.allowedValues));
			return encoded(found.id === '' ? { [key]: found.name } : { id: found.id });
		},
		decode: (raw) => {
			if (!isJsonObject(raw)) return inputText(raw) ?? raw;
			return raw['value'] ?? raw['name'] ?? raw['id'] ?? null;
		},
	};
}

/** One of the options of a select list or radio buttons. */
export const optionCodec = createNamedCodec('value');

/** Priority, resolution, issue type, version, component, security level. */
export const namedCodec = createNamedCodec('name');

/** Groups have no id on Data Center and are not listed in metadata. */
export const groupCodec: FieldCodec = {
	...namedCodec,
	encode(_meta, input) {
		const text = nameOf(input);
		return text === undefined || text === ''
			? problem(`"${shown(input)}" is not the name of a group.`)
			: encoded({ name: text });
	},
};

/** Projects are known by their key; where Jira lists them, also by their name. */
export const projectCodec: FieldCodec = {
	encode(meta, input) {
		const text = nameOf(input);
		if (text === undefined || text === '')
			return problem(`"${shown(input)}" is not a project key.`);
		if (meta.allowedValues !== undefined) {
			const found = findAllowed(meta.allowedValues, text);
			return found === undefined
				? problem(notAllowed(text, meta.allowedValues))
				: encoded({ id: found.id });
		}
		return encoded(/^\d+$/.test(text) ? { id: text } : { key: text });
	},
	decode: (raw) => (isJsonObject(raw) ? (raw['key'] ?? raw['id'] ?? null) : raw),
};

function nameOf(input: FieldInput): string | undefined {
	if (!isJsonObject(input)) return inputText(input);
	return inputText(input['id'] ?? input['value'] ?? input['name'] ?? input['key']);
}

/** Without a list to look in, what was given is passed on: an id as an id, a text as a name. */
function reference(input: FieldInput, key: 'name' | 'value', text: string): JsonObject {
	const isId = isJsonObject(input) && input['id'] !== undefined;
	return isId ? { id: text } : { [key]: text };
}
