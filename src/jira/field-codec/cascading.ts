import type { FieldInput } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import { findAllowed, notAllowed } from './allowed';
import { encoded, inputText, isJsonObject, problem, shown, type FieldCodec } from './codec';

/** Two-level select: `Parent > Child`, or `{ value, child }`. The child may be left out. */
export const cascadingCodec: FieldCodec = {
	encode(meta, input) {
		const { parent, child } = levels(input);
		if (parent === undefined || parent === '')
			return problem(`"${shown(input)}" is not of the form "Parent > Child".`);
		if (meta.allowedValues === undefined)
			return encoded({ value: parent, ...(child !== undefined && { child: { value: child } }) });
		const found = findAllowed(meta.allowedValues, parent);
		if (found === undefined) return problem(notAllowed(parent, meta.allowedValues));
		if (child === undefined) return encoded({ id: found.id });
		const foundChild = findAllowed(found.children ?? [], child);
		if (foundChild === undefined)
			return problem(`Under "${found.name}": ${notAllowed(child, found.children ?? [])}`);
		return encoded({ id: found.id, child: { id: foundChild.id } });
	},
	decode: (raw) => {
		if (!isJsonObject(raw)) return raw;
		const child = raw['child'];
		return {
			value: raw['value'] ?? null,
			child: isJsonObject(child) ? (child['value'] ?? null) : null,
		};
	},
};

interface Levels {
	readonly parent: string | undefined;
	readonly child: string | undefined;
}

function levels(input: FieldInput): Levels {
	if (isJsonObject(input)) {
		const child = input['child'];
		return {
			parent: levelText(input),
			child: isJsonObject(child) ? levelText(child) : childText(child),
		};
	}
	const text = inputText(input);
	const [parent, ...rest] = (text ?? '').split(/\s+>\s+|\s*>\s*/);
	const child = rest.join(' > ');
	return { parent, child: childText(child) };
}

function levelText(level: { readonly [key: string]: JsonValue }): string | undefined {
	return inputText(level['value'] ?? level['id'] ?? level['name']);
}

function childText(child: JsonValue | undefined): string | undefined {
	const text = inputText(child);
	return text === '' ? undefined : text;
}
