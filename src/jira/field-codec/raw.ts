import type { FieldInput } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import { encoded, isJsonObject, problem, type FieldCodec } from './codec';

/** Fields that belong to apps: what is given is sent as it is; a text that is a JSON object or list is read as such. */
export const rawCodec: FieldCodec = {
	encode: (_meta, input) => encoded(parseIfJson(input)),
	decode: (raw) => raw,
};

/** Sprint of Jira Software: sent as its number alone, read as a list. */
export const sprintCodec: FieldCodec = {
	encode(_meta, input) {
		const given = Array.isArray(input) ? (input as readonly JsonValue[])[0] : input;
		const sprint = Number(isJsonObject(given) ? given['id'] : given);
		return Number.isInteger(sprint)
			? encoded(sprint)
			: problem('It takes the number of one sprint. Example: 37');
	},
	decode: (raw) => raw,
};

/** Time tracking: `{ originalEstimate, remainingEstimate }`; a text alone is the original estimate. */
export const timeTrackingCodec: FieldCodec = {
	encode(_meta, input) {
		const given = parseIfJson(input);
		if (typeof given === 'string') return encoded({ originalEstimate: given });
		return isJsonObject(given)
			? encoded(given)
			: problem('It takes { "originalEstimate": "1w 1d", "remainingEstimate": "4d" }.');
	},
	decode: (raw) => raw,
};

function parseIfJson(input: FieldInput): JsonValue {
	if (typeof input !== 'string' || !/^\s*[[{]/.test(input)) return input;
	try {
		return JSON.parse(input) as JsonValue;
	} catch {
		return input;
	}
}
