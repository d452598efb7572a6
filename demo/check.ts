import { isDeepStrictEqual, inspect } from 'node:util';

/** Refuses with words when something does not hold. */
export function check(holds: boolean, what: string): void {
	if (!holds) throw new Error(what);
}

/** Refuses when two values differ, and shows both. */
export function checkEqual(actual: unknown, expected: unknown, what: string): void {
	if (isDeepStrictEqual(actual, expected)) return;
	throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}`);
}

function show(value: unknown): string {
	return inspect(value, { depth: 4, breakLength: Infinity });
}
