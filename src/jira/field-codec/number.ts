import { encoded, problem, shown, type FieldCodec } from './codec';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Number; a text such as `12` or `1.5` counts. */
export const numberCodec: FieldCodec = {
	encode(_meta, input) {
		const text = typeof input === 'string' ? input.trim() : input;
		const value = typeof text === 'string' && NUMBER.test(text) ? Number(text) : text;
		return typeof value === 'number' && Number.isFinite(value)
			? encoded(value)
			: problem(`"${shown(input)}" is not a number. Example: 12.5`);
	},
	decode: (raw) => (typeof raw === 'number' ? raw : Number(raw)),
};
