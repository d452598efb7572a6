import { inputError } from '../model/failure';
import { RE2JS } from '../third-party/re2';
import { estimateSize } from './pattern-size';

/** Longer expressions are refused, in characters. */
export const PATTERN_LIMIT = 1_000;

/** Expressions that grow into a longer program are refused, in steps of RE2's machine: `\pL{500}` grows to 500 of them. */
export const PROGRAM_LIMIT = 1_200;

/** Longer texts match nothing, in characters. Program and text together bound the work: RE2 takes at most their product in steps. */
export const TEXT_LIMIT = 10_000;

/** A regular expression that takes linear time on any text. */
export interface SafePattern {
	/** Whether it is found anywhere in the text. */
	isFoundIn(text: string): boolean;
	/** Whether it matches the whole text. */
	matchesWhole(text: string): boolean;
	/** What the first capture group holds, or the whole match when there is none; nothing when it is not found. */
	cutOut(text: string): string | undefined;
}

/**
 * Compiles an expression in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax). `parameter` is the display name of where it
 * was given.
 *
 * @throws InputError for an expression that RE2 does not know, or that is too large
 */
export function compilePattern(expression: string, parameter: string): SafePattern {
	if (expression.length > PATTERN_LIMIT)
		throw badPattern(
			parameter,
			`It has ${expression.length} characters, and at most ${PATTERN_LIMIT} are allowed. Make it shorter, or use several rules.`,
		);
	refuseLarge(estimateSize(expression), parameter);
	const compiled = compile(expression, parameter);
	refuseLarge(compiled.programSize(), parameter);
	const fits = (text: string): boolean => text.length <= TEXT_LIMIT;
	return {
		isFoundIn: (text) => fits(text) && compiled.matcher(text).find(),
		matchesWhole: (text) => fits(text) && compiled.matcher(text).matches(),
		cutOut: (text) => {
			if (!fits(text)) return undefined;
			const matcher = compiled.matcher(text);
			if (!matcher.find()) return undefined;
			return (compiled.groupCount() > 0 ? matcher.group(1) : matcher.group(0)) ?? undefined;
		},
	};
}

function refuseLarge(size: number, parameter: string): void {
	if (size <= PROGRAM_LIMIT) return;
	throw badPattern(
		parameter,
		`Its repetitions make it too large (${size} steps, at most ${PROGRAM_LIMIT}). Use smaller counts, or + and * in place of {n}.`,
	);
}

function compile(expression: string, parameter: string): RE2JS {
	try {
		return RE2JS.compile(expression);
	} catch (error) {
		throw badPattern(parameter, explain(expression, error));
	}
}

/** What RE2 lacks on purpose is named: people know it from other engines. */
const UNKNOWN_TO_RE2: readonly (readonly [pattern: RegExp, words: string])[] = [
	[/\(\?<?[=!]/, 'RE2 has no look-ahead and no look-behind, "(?=", "(?!", "(?<=" and "(?<!"'],
	[/\\[1-9]|\\k[<{']|\(\?P=/, 'RE2 has no back references, such as "\\1"'],
	[/\(\?>|[*+?}]\+/, 'RE2 has no atomic groups and no possessive repetition'],
];

function explain(expression: string, error: unknown): string {
	const words = error instanceof Error ? error.message : String(error);
	const known = UNKNOWN_TO_RE2.find(([pattern]) => pattern.test(expression));
	const cause = known === undefined ? words : `${known[1]} (${words})`;
	return `${cause}. The syntax is RE2: https://github.com/google/re2/wiki/Syntax`;
}

function badPattern(parameter: string, message: string): Error {
	return inputError(`The regular expression in "${parameter}" cannot be used.`, [
		{ field: parameter, message },
	]);
}
