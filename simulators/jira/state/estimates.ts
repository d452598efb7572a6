import { isObject } from '../../../src/model/decode';
import { ValueRefusal } from './errors';
import type { Estimates, StoredValue } from './model';
import { durationOf, secondsOf } from './worklogs';

/** The estimates that a value of `timetracking` holds. */
export function estimatesOf(value: StoredValue | undefined): Estimates {
	const held = isObject(value) && 'estimates' in value ? (value.estimates as Estimates) : undefined;
	return held ?? { original: undefined, remaining: undefined };
}

/**
 * Reads `{originalEstimate, remainingEstimate}`; what is not sent stays. Where nothing is known yet, one of the two is
 * taken for both. Throws `ValueRefusal`.
 */
export function parseEstimates(current: StoredValue | undefined, input: unknown): StoredValue {
	if (input === null) return null;
	if (!isObject(input)) throw new ValueRefusal('data was not an object');
	const before = estimatesOf(current);
	const given = {
		original: readDuration(input.originalEstimate),
		remaining: readDuration(input.remainingEstimate),
	};
	const original = given.original ?? before.original;
	const remaining = given.remaining ?? before.remaining;
	return { estimates: { original: original ?? remaining, remaining: remaining ?? original } };
}

/** A duration such as `1w 1d`; a number alone counts minutes. */
function readDuration(input: unknown): number | undefined {
	if (input === undefined || input === null || input === '') return undefined;
	const text = String(input);
	const seconds = secondsOf(/^\d+$/.test(text) ? `${text}m` : text);
	if (seconds !== undefined) return seconds;
	throw new ValueRefusal(`'${text}' is not a valid duration.`);
}

/** `timetracking` as the API shows it. */
export function renderEstimates(
	{ original, remaining }: Estimates,
	spent: number,
): Readonly<Record<string, unknown>> {
	return {
		...part('originalEstimate', original),
		...part('remainingEstimate', remaining),
		...part('timeSpent', spent === 0 ? undefined : spent),
	};
}

function part(name: string, seconds: number | undefined): Readonly<Record<string, unknown>> {
	if (seconds === undefined) return {};
	return { [name]: durationOf(seconds), [`${name}Seconds`]: seconds };
}
