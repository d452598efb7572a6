import type { AllowedValue, FieldInput } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import { findAllowed, notAllowed } from './allowed';
import { encoded, inputText, isJsonObject, problem, shown, type FieldCodec } from './codec';

/** Two-level select: `Parent > Child`, `[parent, child]` or `{ value, child }`. The child may be left out. */
export const cascadingCodec: FieldCodec = {
	encode(meta, input) {
		const { parent, child } = levels(input, meta.allowedValues ?? []);
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

function levels(input: FieldInput, allowed: readonly AllowedValue[]): Levels {
	if (isJsonObject(input)) {
		const child = input['child'];
		return {
			parent: levelText(input),
			child: isJsonObject(child) ? levelText(child) : childText(child),
		};
	}
	if (Array.isArray(input)) {
		const [parent, child, ...more] = (input as readonly JsonValue[]).map((level) =>
			inputText(level),
		);
		return { parent: more.length > 0 ? undefined : parent, child: childText(child) };
	}
	const text = inputText(input);
	return text === undefined ? { parent: undefined, child: undefined } : textLevels(text, allowed);
}

/** Cuts at the last `>` before which stands an allowed value, because names may hold the sign; at the first one otherwise. */
function textLevels(text: string, allowed: readonly AllowedValue[]): Levels {
	const parts = text.split('>');
	const cuts = parts.map((_part, index) => ({
		parent: parts
			.slice(0, index + 1)
			.join('>')
			.trim(),
		child: childText(parts.slice(index + 1).join('>')),
	}));
	const known = cuts.findLast(({ parent }) => findAllowed(allowed, parent) !== undefined);
	return known ?? cuts[0] ?? { parent: text, child: undefined };
}

function levelText(level: { readonly [key: string]: JsonValue }): string | undefined {
	return inputText(level['value'] ?? level['id'] ?? level['name']);
}

function childText(child: JsonValue | undefined): string | undefined {
	const text = inputText(child);
	return text === '' ? undefined : text;
}
