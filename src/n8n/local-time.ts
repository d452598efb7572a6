const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/**
 * A time that n8n's date input gave, which has no offset and means the time zone of the workflow, with its offset; anything else,
 * and every value where the zone is not known, as it is.
 */
export function withZoneOffset(value: unknown, timeZone: string): unknown {
	if (typeof value !== 'string' || !WITHOUT_OFFSET.test(value.trim())) return value;
	const text = value.trim().replace(' ', 'T');
	const asUtc = Date.parse(`${text}Z`);
	if (Number.isNaN(asUtc)) return value;
	const guess = offsetMinutes(asUtc, timeZone);
	if (guess === undefined) return value;
	// At the edge of summer time the offset of the guessed moment is the right one, not the offset of the guess.
	const minutes = offsetMinutes(asUtc - guess * 60_000, timeZone) ?? guess;
	return `${text}${written(minutes)}`;
}

function offsetMinutes(milliseconds: number, timeZone: string): number | undefined {
	const parts = zoneFormat(timeZone)?.formatToParts(milliseconds) ?? [];
	const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
	if (name === undefined) return undefined;
	const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Nothing for a zone that is none. */
function zoneFormat(timeZone: string): Intl.DateTimeFormat | undefined {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
	} catch {
		return undefined;
	}
}

function written(minutes: number): string {
	const size = Math.abs(minutes);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
