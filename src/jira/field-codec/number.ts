import { encoded, problem, shown, type FieldCodec } from './codec';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Number; a text such as `12` or `1.5` counts. A text with a comma is refused: `1,500` is fifteen hundred to one person and one and
 * a half to another.
 */
export const numberCodec: FieldCodec = {
	encode(_meta, input) {
		const text = typeof input === 'string' ? input.trim() : input;
		const value = typeof text === 'string' && NUMBER.test(text) ? Number(text) : text;
		if (typeof value === 'number' && Number.isFinite(value)) return encoded(value);
		const advice = /\d,\d/.test(String(text))
			? 'Write it with a point for decimals and without commas, for example 1500 or 1.5.'
			: 'Example: 12.5';
		return problem(`"${shown(input)}" is not a number. ${advice}`);
	},
	decode: (raw) => {
		const value = typeof raw === 'number' ? raw : Number(raw);
		return Number.isFinite(value) ? value : null;
	},
};
