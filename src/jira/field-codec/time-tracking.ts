import type { FieldInput } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import { encoded, isJsonObject, problem, shown, type FieldCodec } from './codec';

const DURATION = /^\d+(?:\.\d+)?[wdhm](?:\s+\d+(?:\.\d+)?[wdhm])*$/i;
const PARTS = ['originalEstimate', 'remainingEstimate'] as const;
const HINT =
	'Give minutes, a text such as 1w 2d 4h, or { "originalEstimate": "1w", "remainingEstimate": "4d" }.';

/**
 * Time tracking: `{ originalEstimate, remainingEstimate }`, each a number of minutes or a text such as `1w 2d`; one of these alone is
 * the original estimate. Read in minutes, because how long a day is differs from site to site.
 */
export const timeTrackingCodec: FieldCodec = {
	encode(_meta, input) {
		const given = isJsonObject(input) ? input : { originalEstimate: input };
		const parts = PARTS.flatMap((part) => {
			const value = given[part];
			return value === undefined || value === null ? [] : [[part, durationOf(value)] as const];
		});
		if (parts.length === 0 || parts.some(([, text]) => text === undefined))
			return problem(`"${shown(input)}" is not an estimate. ${HINT}`);
		return encoded(
			Object.fromEntries(parts.flatMap(([part, text]) => (text ? [[part, text]] : []))),
		);
	},
	decode: (raw) => {
		if (!isJsonObject(raw)) return null;
		const parts = PARTS.flatMap((part) => {
			const seconds = raw[`${part}Seconds`];
			return typeof seconds === 'number' ? [[part, seconds / 60] as const] : [];
		});
		return parts.length === 0 ? null : (Object.fromEntries(parts) as JsonValue);
	},
};

function durationOf(value: FieldInput): string | undefined {
	const text = String(value).trim();
	if (/^\d+(?:\.\d+)?$/.test(text)) return `${text}m`;
	return typeof value === 'string' && DURATION.test(text) ? text : undefined;
}
