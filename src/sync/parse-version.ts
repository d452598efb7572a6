/** A version taken apart: `v1.2.3-rc.1+b7` has parts 1, 2, 3, pre-release `rc.1`; a build is no part of the order. */
export interface ParsedVersion {
	/** One to six numbers. */
	readonly parts: readonly number[];
	readonly prerelease: readonly string[];
}

const PART_LIMIT = 6;

/** Longer runs of digits are no version parts; up to here every number is exact. */
const DIGIT_LIMIT = 15;

/** No version is longer: what is, is text of something else. */
const LENGTH_LIMIT = 255;

/** Words that mark a pre-release even without a dash: `1.2rc1`, `2.0.0.dev3`. */
const PRERELEASE_WORDS: ReadonlySet<string> = new Set(
	'alpha beta rc pre preview dev snapshot nightly canary a b m'.split(' '),
);

const SEPARATORS = ' \t@/_-';

/**
 * Reads a version: an optional prefix (`app@`, `release-`, `v`), one to six numbers, a pre-release, a build. Text that is no
 * version is `undefined`, never a guess.
 *
 * A parser and not one regular expression: the text comes from foreign systems, and backtracking could stop a worker.
 */
export function parseVersion(text: string): ParsedVersion | undefined {
	const whole = text.trim();
	if (whole.length > LENGTH_LIMIT) return undefined;
	const start = skipPrefix(whole);
	if (start === undefined) return undefined;
	const numbers = readNumbers(whole, start);
	if (numbers === undefined) return undefined;
	const prerelease = readTail(whole.slice(numbers.end));
	return prerelease && { parts: numbers.parts, prerelease };
}

function isDigit(character: string): boolean {
	return character >= '0' && character <= '9';
}

/**
 * Where the first number begins: after a package name that ends in `@`, or after words that end in a separator, and after a `v`.
 */
function skipPrefix(text: string): number | undefined {
	let first = text.lastIndexOf('@') + 1;
	const named = first;
	while (first < text.length && !isDigit(text.charAt(first))) first += 1;
	if (first === text.length) return undefined;
	let end = first;
	while (end > named && /\s/.test(text.charAt(end - 1))) end -= 1;
	if (end > named && text.charAt(end - 1) === '.') end -= 1;
	if (end > named && text.charAt(end - 1).toLowerCase() === 'v') end -= 1;
	const bare = end === named || SEPARATORS.includes(text.charAt(end - 1));
	// `release 1`: the space itself is the separator.
	return bare || SEPARATORS.includes(text.charAt(first - 1)) ? first : undefined;
}

interface Numbers {
	readonly parts: readonly number[];
	/** Where the text goes on. */
	readonly end: number;
}

function readNumbers(text: string, start: number): Numbers | undefined {
	const parts: number[] = [];
	let at = start;
	for (;;) {
		let end = at;
		while (end < text.length && isDigit(text.charAt(end))) end += 1;
		if (end - at > DIGIT_LIMIT || parts.length === PART_LIMIT) return undefined;
		parts.push(Number(text.slice(at, end)));
		if (text.charAt(end) !== '.' || !isDigit(text.charAt(end + 1))) return { parts, end };
		at = end + 1;
	}
}

/** What follows the numbers: nothing, a pre-release, a build. Anything else makes the text no version. */
function readTail(tail: string): readonly string[] | undefined {
	const plus = tail.indexOf('+');
	const build = plus < 0 ? undefined : tail.slice(plus + 1);
	if (build !== undefined && !isIdentifiers(build)) return undefined;
	const text = plus < 0 ? tail : tail.slice(0, plus);
	if (text === '') return [];
	const separated = '-_. '.includes(text.charAt(0));
	const words = splitPrerelease(separated ? text.slice(1) : text);
	if (!isIdentifiers(separated ? text.slice(1) : text)) return undefined;
	const known = text.startsWith('-') || PRERELEASE_WORDS.has(words[0] ?? '');
	return known && words.length > 0 ? words : undefined;
}

function isIdentifiers(text: string): boolean {
	return /^[0-9A-Za-z.-]+$/.test(text);
}

/** `rc10` is `rc`, `10`, so that it follows `rc9`. */
function splitPrerelease(text: string): readonly string[] {
	return text.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
}
