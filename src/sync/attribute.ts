import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import { compareVersions, parseVersion } from './version-order';

/** How often a value occurred, as Backtrace counts it: `[["1.2.3", 10], ["1.2.2", 1]]`. */
export type Histogram = readonly (readonly [value: string, count: number])[];

/** Reads a histogram; anything else is none. */
export function asHistogram(value: JsonValue | undefined): Histogram | undefined {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	const rows = value.flatMap((row: JsonValue): Histogram => {
		if (!Array.isArray(row) || row.length !== 2) return [];
		const name: JsonValue = row[0] ?? null;
		const count: JsonValue = row[1] ?? null;
		return typeof count === 'number' && !isObject(name) && !Array.isArray(name)
			? [[String(name), count]]
			: [];
	});
	return rows.length === value.length ? rows : undefined;
}

/** The most frequent value; of equally frequent ones the newest version, then the first in the alphabet. Empty for none. */
export function mostFrequent(histogram: Histogram): string {
	const [first] = [...histogram].sort(
		([left, leftCount], [right, rightCount]) =>
			rightCount - leftCount || newestFirst(left, right) || (left < right ? -1 : 1),
	);
	return first?.[0] ?? '';
}

function newestFirst(left: string, right: string): number {
	const a = parseVersion(left);
	const b = parseVersion(right);
	if (a !== undefined && b !== undefined) return compareVersions(b, a);
	// Versions come before other names; else three names could each precede the next in a ring.
	return Number(a === undefined) - Number(b === undefined);
}

/** Text of an attribute for a template. Lists become `a, b`, so that array fields can split them on commas. */
export function attributeText(value: JsonValue): string {
	const histogram = asHistogram(value);
	if (histogram !== undefined) return mostFrequent(histogram);
	if (value === null) return '';
	if (Array.isArray(value)) return value.map(attributeText).join(', ');
	return isObject(value) ? JSON.stringify(value) : String(value);
}

/** Every value of an attribute: all of a histogram, all of a list, or the one. */
export function attributeValues(value: JsonValue | undefined): readonly string[] {
	const histogram = asHistogram(value);
	if (histogram !== undefined) return histogram.map(([name]) => name);
	if (value === undefined || value === null || value === '') return [];
	return Array.isArray(value) ? value.map(attributeText) : [attributeText(value)];
}
