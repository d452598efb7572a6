/** A request as a simulator sees it, whether it came over HTTP or in process. */
export interface SimulatedRequest {
	readonly method: string;
	/** Path without query; the context path is already removed. */
	readonly path: string;
	/** Repeated parameters are joined by a comma. */
	readonly query: Readonly<Record<string, string>>;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed when it was JSON, else text; `undefined` without a body. */
	readonly body: unknown;
	/** Set by the in-process door: the request speaks for this user without a credential. */
	readonly as?: string;
}

/** What a simulator answers. A `string` body is sent as it is, anything else as JSON. */
export interface SimulatedAnswer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** Thrown by a handler to answer at once. */
export class AnswerNow extends Error {
	override readonly name = 'AnswerNow';
	readonly answer: SimulatedAnswer;

	constructor(answer: SimulatedAnswer) {
		super(`Answered ${answer.status}`);
		this.answer = answer;
	}
}

/** Splits a query string; a parameter that is repeated is joined by a comma. */
export function parseQuery(search: string): Readonly<Record<string, string>> {
	const query: Record<string, string> = {};
	for (const [name, value] of new URLSearchParams(search)) {
		const before = query[name];
		query[name] = before === undefined ? value : `${before},${value}`;
	}
	return query;
}

/** Splits `path?query` into its two parts. */
export function splitTarget(target: string): { readonly path: string; readonly search: string } {
	const at = target.indexOf('?');
	return at < 0
		? { path: target, search: '' }
		: { path: target.slice(0, at), search: target.slice(at + 1) };
}

/** Body of a request as an API reads it: JSON where it parses, else the text itself. */
export function parseBody(text: string, contentType: string | undefined): unknown {
	if (text === '') return undefined;
	if (contentType?.includes('application/x-www-form-urlencoded')) return parseQuery(text);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
