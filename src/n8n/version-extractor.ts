import { inputError } from '../model/failure';
import type { VersionExtractor } from '../sync/regression';
import { RE2JS } from '../third-party/re2';

export interface ExtractorOptions {
	/** With a capture group, what it holds is the version; without one, the whole match. Empty takes the text as it is. */
	readonly expression: string;
	/** Only versions that match wholly count; empty allows all. */
	readonly allowed?: string;
	/** Display name of the parameter that holds the expression, for the error. */
	readonly parameter: string;
}

/**
 * Cuts versions out of text in linear time, whatever the expression and the text are. Throws `InputError` for an expression
 * that RE2 does not know.
 */
export function createExtractor(options: ExtractorOptions): VersionExtractor {
	const expression = compile(options.expression, options.parameter);
	const allowed = compile(options.allowed ?? '', 'Allowed Versions');
	return (text) => {
		const version = cutOut(expression, text)?.trim();
		if (version === undefined || version === '') return undefined;
		return allowed === undefined || allowed.matcher(version).matches() ? version : undefined;
	};
}

function cutOut(expression: RE2JS | undefined, text: string): string | undefined {
	if (expression === undefined) return text;
	const matcher = expression.matcher(text);
	if (!matcher.find()) return undefined;
	return (expression.groupCount() > 0 ? matcher.group(1) : matcher.group(0)) ?? undefined;
}

function compile(pattern: string, parameter: string): RE2JS | undefined {
	if (pattern.trim() === '') return undefined;
	try {
		return RE2JS.compile(pattern);
	} catch (error) {
		throw badExpression(parameter, error);
	}
}

function badExpression(parameter: string, error: unknown): Error {
	const words = error instanceof Error ? error.message : String(error);
	return inputError(`The regular expression in "${parameter}" cannot be used.`, [
		{
			field: parameter,
			message: `${words}. The syntax is RE2: look-around and back references are not known.`,
		},
	]);
}
