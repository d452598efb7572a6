import { readVersionTail } from './version-tail';

/**
 * A version taken apart. `v1.2.3-rc.1+b7` has the parts 1, 2, 3, the pre-release `rc`, `1` and the build `b7`; `1.2.3-hotfix.2` has
 * the revision `hotfix`, `2`. A build is no part of the order.
 */
export interface ParsedVersion {
	/** One to six numbers. */
	readonly parts: readonly number[];
	/** Words and numbers of something that comes before the release; empty for a release. */
	readonly prerelease: readonly string[];
	/** Words and numbers of something that comes after the release, such as a hotfix; empty for a release. */
	readonly revision: readonly string[];
	/** Which build of the version it is; absent when none is named. */
	readonly build?: string;
}

const PART_LIMIT = 6;

/** Longer runs of digits are no version parts; up to here every number is exact. */
const DIGIT_LIMIT = 15;

/** No version is longer: what is, is text of something else. */
const LENGTH_LIMIT = 255;

const SEPARATORS = ' \t@/_-';

/** Words that may stand before the first number without a separator: `v1.2`, `build4711`, `r1234`. */
const ATTACHED_PREFIX = /(?:^|[ \t@/_-])(?:v|ver|version|rel|release|build|cl|r|rev)\.?$/i;

/**
 * Reads a version (docs/design/regression.md, V1 to V9): an optional prefix (`app@`, `name-`, `release/`, `v`), one to six numbers or
 * a date, a pre-release or a revision, a build. Text that is no version is `undefined`, never a guess.
 *
 * A parser and not one regular expression: the text comes from foreign systems, and backtracking could stop a worker.
 */
export function parseVersion(text: string): ParsedVersion | undefined {
	const whole = text.trim();
	if (whole.length > LENGTH_LIMIT) return undefined;
	const numbers = firstNumbers(whole);
	if (numbers === undefined) return undefined;
	const tail = readVersionTail(whole.slice(numbers.end));
	return tail && { parts: numbers.parts, ...tail };
}

function isDigit(character: string): boolean {
	return character >= '0' && character <= '9';
}

interface Numbers {
	readonly parts: readonly number[];
	/** Where the text goes on. */
	readonly end: number;
}

/**
 * The numbers of the version. A name before them may hold digits itself (`log4j-2.17.1`, `x86_64-1.2.3`): then only numbers with a
 * dot are taken for the version, so that `Q3 2026` stays what it is.
 */
function firstNumbers(text: string): Numbers | undefined {
	const named = text.lastIndexOf('@') + 1;
	const starts = numberStarts(text, named);
	const [first] = starts;
	if (first === undefined) return undefined;
	const found = readNumbers(text, first);
	const isPlain = first === named || !hasDigit(text.slice(named, first));
	const fits = isPlain || (found !== undefined && found.parts.length > 1);
	const dotted = first === named || found === undefined || found.parts.length > 1;
	if (fits && dotted) return found;
	const later = starts
		.slice(1)
		.map((start) => readNumbers(text, start))
		.find((numbers) => numbers !== undefined && numbers.parts.length > 1);
	return later ?? (fits ? found : undefined);
}

function hasDigit(text: string): boolean {
	return [...text].some(isDigit);
}

/** Where numbers begin: at the start, after a separator, after a `v` or the like. */
function numberStarts(text: string, named: number): readonly number[] {
	const starts: number[] = [];
	for (let at = named; at < text.length; at += 1) {
		if (!isDigit(text.charAt(at))) continue;
		const before = text.charAt(at - 1);
		if (at > named && (isDigit(before) || /[\d.]\.$/.test(text.slice(named, at)))) continue;
		const opens = at === named || SEPARATORS.includes(before);
		if (opens || ATTACHED_PREFIX.test(text.slice(Math.max(named, at - 10), at))) starts.push(at);
	}
	return starts;
}

function readNumbers(text: string, start: number): Numbers | undefined {
	const date = readDate(text, start);
	if (date !== undefined) return date;
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

/** `2026-11-21`, with a time of day (UTC) or the number of the day's build after it. */
const DATE =
	/^(\d{4})([-/_])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d{1,9})?)?Z?|[-._](\d{1,9}))?(?![\d:])/;

function readDate(text: string, start: number): Numbers | undefined {
	const found = DATE.exec(text.slice(start));
	if (found === null) return undefined;
	const [whole, year, , month, day, ...rest] = found;
	const parts = [year, month, day, ...rest].flatMap((part: string | undefined) =>
		part === undefined ? [] : [Number(part)],
	);
	return { parts, end: start + whole.length };
}
