import type { VersionExtractor } from '../sync/recurrence-rules';
import { compilePattern, type SafePattern } from '../sync/safe-pattern';

export interface ExtractorOptions {
	/** With a capture group, what it holds is the version; without one, the whole match. Empty takes the text as it is. */
	readonly expression: string;
	/** Only versions that match wholly count; empty allows all. */
	readonly allowed?: string;
	/** Versions that match wholly do not count: RE2 cannot say "anything but" in one expression. */
	readonly ignored?: string;
	/** Display name of the parameter that holds the expression, for the error. */
	readonly parameter: string;
}

/** Compiles expressions, each once: the same few are given with every item. */
export type PatternCompiler = (expression: string, parameter: string) => SafePattern;

/** Remembers what it compiled as long as it lives; make one an execution. */
export function createPatternCompiler(): PatternCompiler {
	const known = new Map<string, SafePattern>();
	return (expression, parameter) => {
		const found = known.get(expression) ?? compilePattern(expression, parameter);
		known.set(expression, found);
		return found;
	};
}

/**
 * Cuts versions out of text in linear time, whatever the expression and the text are. Throws `InputError` for an expression
 * that RE2 does not know.
 */
export function createExtractor(
	options: ExtractorOptions,
	compile: PatternCompiler = compilePattern,
): VersionExtractor {
	const pattern = (text: string, parameter: string): SafePattern | undefined =>
		text.trim() === '' ? undefined : compile(text, parameter);
	const expression = pattern(options.expression, options.parameter);
	const allowed = pattern(options.allowed ?? '', 'Allowed Versions');
	const ignored = pattern(options.ignored ?? '', 'Ignored Versions');
	return (text) => {
		const version = (expression === undefined ? text : expression.cutOut(text))?.trim();
		if (version === undefined || version === '') return { kind: 'noMatch' };
		if (allowed?.matchesWhole(version) === false) return { kind: 'notAllowed' };
		if (ignored?.matchesWhole(version) === true) return { kind: 'notAllowed' };
		return { kind: 'version', version };
	};
}
