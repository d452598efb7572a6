/** A request as a simulator sees it, whether it came over HTTP or in process. */
export interface SimulatedRequest {
	readonly method: string;
	/** Path without query; the context path is already removed. */
	readonly path: string;
	/** Repeated parameters are joined by a comma. */
	readonly query: Readonly<Record<string, string>>;
	/** The query as it was sent, without its question mark; absent in process. */
	readonly search?: string;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed when it was JSON or a form, `FilePart`s of a multipart form, else text; `undefined` without a body. */
	readonly body: unknown;
	/** Set by the in-process door: the request speaks for this user without a credential. */
	readonly as?: string;
	/** Set by the in-process door: that user speaks through an OAuth 2.0 app. */
	readonly viaApp?: boolean;
}

/** One file of a `multipart/form-data` body. */
export class FilePart {
	/** Name of the form's field. */
	readonly name: string;
	readonly filename: string;
	readonly mimeType: string;
	readonly content: Uint8Array;

	constructor(name: string, filename: string, mimeType: string, content: Uint8Array) {
		this.name = name;
		this.filename = filename;
		this.mimeType = mimeType;
		this.content = content;
	}

	/** What a log shows of it. */
	toJSON(): object {
		const { name, filename, mimeType } = this;
		return { name, filename, mimeType, size: this.content.length };
	}
}

/** What a simulator answers. Text and bytes are sent as they are, anything else as JSON. */
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

/** Reads a body of any kind. Parts of a multipart form that are no files are left out. */
export async function readBody(
	bytes: Uint8Array,
	contentType: string | undefined,
): Promise<unknown> {
	if (contentType?.startsWith('multipart/form-data') !== true) {
		return parseBody(Buffer.from(bytes).toString('utf8'), contentType);
	}
	const headers = { 'content-type': contentType };
	const form = await new Response(Buffer.from(bytes), { headers }).formData();
	const files = [...form.entries()].flatMap(([name, value]) =>
		typeof value === 'string' ? [] : [{ name, value }],
	);
	return await Promise.all(
		files.map(async ({ name, value }) => {
			const content = new Uint8Array(await value.arrayBuffer());
			const type = value.type === '' ? 'application/octet-stream' : value.type;
			return new FilePart(name, value.name, type, content);
		}),
	);
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
