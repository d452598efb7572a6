const EPOCH = /^\d{9,13}(?:\.\d*)?$/;
const SECONDS_BELOW = 1e11;

/**
 * Milliseconds of a time since the epoch, given in seconds (9 to 11 digits) or milliseconds, as a number or as text. A smaller
 * number is no time: it would be a day of 1970, and most likely means something else, for example 20261121.
 */
export function epochMilliseconds(value: string | number): number | undefined {
	const text = String(value).trim();
	if (!EPOCH.test(text)) return undefined;
	const number = Number(text);
	return number < SECONDS_BELOW ? number * 1000 : number;
}
