import { isObject } from '../model/decode';
import type { Parameter } from './oauth1';

/** The address of a request as n8n's helpers take it in parts. */
export interface RequestAddress {
	readonly url: string;
	readonly baseURL?: string | undefined;
	/** Values are texts, numbers, truth values or lists of them. */
	readonly qs?: unknown;
}

/**
 * The whole address with its query, encoded as RFC 3986 wants it. A signature covers the query, so what is signed must be
 * what is sent, however the sender would have written it. A list repeats its name.
 */
export function requestUrl({ url, baseURL, qs }: RequestAddress): string {
	const isWhole = baseURL === undefined || baseURL === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url);
	const whole = isWhole ? url : `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
	const query = parametersOf(qs).map((pair) => pair.map(percentEncode).join('='));
	if (query.length === 0) return whole;
	return `${whole}${whole.includes('?') ? '&' : '?'}${query.join('&')}`;
}

/** Names and values of an object of parameters; a list repeats its name. */
export function parametersOf(qs: unknown): readonly Parameter[] {
	if (!isObject(qs)) return [];
	return Object.entries(qs).flatMap(([name, value]) =>
		(Array.isArray(value) ? value : [value])
			.filter((entry) => entry !== undefined && entry !== null)
			.map((entry): Parameter => [name, isObject(entry) ? JSON.stringify(entry) : String(entry)]),
	);
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function percentEncode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
