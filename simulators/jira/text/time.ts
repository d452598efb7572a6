/** `2021-03-10T10:05:51.199+0000`: milliseconds, and an offset without a colon, as Jira writes instants. */
export function formatInstant(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace('Z', '+0000');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/;

/** Reads an instant in Jira's own format, the only one that field values accept; else nothing. */
export function parseInstant(text: string): number | undefined {
	if (!INSTANT.test(text)) return undefined;
	const time = Date.parse(`${text.slice(0, -2)}:${text.slice(-2)}`);
	return Number.isNaN(time) ? undefined : time;
}

/** `yyyy-MM-dd`, and a day that exists. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Milliseconds since the epoch of a wall clock reading in a time zone. */
export function zonedTime(wall: number, timeZone: string): number {
	const first = wall - offsetOf(wall, timeZone);
	return wall - offsetOf(first, timeZone);
}

function offsetOf(time: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const part = (type: string): number => Number(parts.find((entry) => entry.type === type)?.value);
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wall - Math.floor(time / 1000) * 1000;
}
