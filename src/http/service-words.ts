import { isObject, textOf } from '../model/decode';
import { safeWords } from './redact';

/** What a service said about a failure, apart by general messages and messages for one field. */
export interface ServiceWords {
	readonly messages: readonly string[];
	/** Field id to message. */
	readonly fieldErrors: Readonly<Record<string, string>>;
}

const TEXT_KEYS = ['message', 'error_description', 'detail', 'title', 'errorMessage'] as const;

/**
 * Reads the error bodies that are met in the field: Jira's `errorMessages` with `errors`, gateways' `{code, message}`,
 * `application/problem+json` (RFC 9457), OAuth's `error_description` and `oauth_problem`, HTML pages and empty bodies. Never fails.
 */
export function readServiceWords(body: unknown): ServiceWords {
	const parsed = typeof body === 'string' ? parseText(body) : body;
	if (typeof parsed === 'string') return { messages: plainWords(parsed), fieldErrors: {} };
	if (!isObject(parsed)) return { messages: [], fieldErrors: {} };
	const { errors } = parsed;
	const listed = [
		...texts(parsed['errorMessages']),
		...(Array.isArray(errors) ? texts(errors) : []),
	];
	const fieldErrors = isObject(errors) ? readFieldErrors(errors) : {};
	const nested = texts([parsed['error']]);
	const general = TEXT_KEYS.flatMap((key) => texts([parsed[key]]));
	const said = listed.length > 0 || Object.keys(fieldErrors).length > 0;
	const messages = said ? listed : [...new Set([...general, ...nested])];
	return { messages, fieldErrors };
}

function parseText(body: string): unknown {
	const text = body.trim();
	if (!text.startsWith('{') && !text.startsWith('[')) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function readFieldErrors(
	errors: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(errors).flatMap(([field, value]) => {
			const words = texts([value]).join(' ');
			return words === '' ? [] : [[safeWords(field), words]];
		}),
	);
}

function texts(value: unknown): readonly string[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) => {
		const source = isObject(entry)
			? (entry['message'] ?? entry['detail'] ?? entry['title'])
			: entry;
		const words = safeWords(textOf(source) ?? '');
		return words === '' ? [] : [words];
	});
}

/** OAuth 1.0a tells a refusal as a form (wiki.oauth.net/w/page/12238543/ProblemReporting). */
function plainWords(text: string): readonly string[] {
	const problem = /^oauth_problem=([a-z_]{1,60})\b/.exec(text)?.[1];
	return problem === undefined ? pageTitle(text) : [`The OAuth login was refused (${problem})`];
}

/** The title of a web page is what its author says it is about; the rest of the page is noise. */
function pageTitle(text: string): readonly string[] {
	if (!isWebPage(text)) return text === '' ? [] : [safeWords(text)];
	const title = /<title[^>]*>([^<]{1,200})<\/title>/i.exec(text)?.[1];
	return title === undefined ? [] : [safeWords(title)];
}

/** An HTML page where data was expected: a login page, a proxy, or a wrong base URL. */
export function isWebPage(body: unknown): body is string {
	return typeof body === 'string' && /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(body);
}
