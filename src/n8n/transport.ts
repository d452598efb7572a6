import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import { isObject, textOf } from '../model/decode';
import type { N8nContext } from './context';

/** Searches of a large Data Center take long; n8n's own limit is five minutes. */
const TIMEOUT_MS = 120_000;

export interface TransportOptions {
	/** Name of the credential type. */
	readonly credential: string;
	/** Without trailing slash. */
	readonly baseUrl: string;
	/**
	 * n8n can get a fresh token after a 401 and resend. It resends for every other credential as well, and two failed logins
	 * for one count towards the CAPTCHA of Data Center; there a 401 is an answer like any other.
	 */
	readonly refreshes: boolean;
}

/** Binds the core's network port to n8n's authenticated request helper. */
export function n8nTransport(context: N8nContext, options: TransportOptions): HttpTransport {
	return {
		async send(request: HttpRequest): Promise<HttpResponse> {
			try {
				const full: IN8nHttpFullResponse = await context.helpers.httpRequestWithAuthentication.call(
					context,
					options.credential,
					toN8nRequest(request, options),
				);
				return {
					status: full.statusCode,
					headers: lowerCaseKeys(full.headers),
					body: full.body,
				};
			} catch (error) {
				const refused = readRefusal(error);
				if (refused !== undefined) return refused;
				throw toNoAnswer(error);
			}
		},
	};
}

function toN8nRequest(
	{ method, path, query, headers, body }: HttpRequest,
	{ baseUrl, refreshes }: TransportOptions,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		json: true,
		returnFullResponse: true,
		timeout: TIMEOUT_MS,
		ignoreHttpStatusErrors: refreshes ? { ignore: true, except: [401] } : true,
		...(query && { qs: { ...query } }),
		...(headers && { headers: { ...headers } }),
		...(isObject(body) && { body: body as IDataObject }),
		...(Array.isArray(body) && { body: body as IDataObject[] }),
		...(typeof body !== 'object' && body !== undefined && { body: JSON.stringify(body) }),
	};
}

function lowerCaseKeys(headers: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([key, value]) => [key.toLowerCase(), String(value)]),
	);
}

/** The 401 that n8n had to see as an error, as an answer again. */
function readRefusal(error: unknown): HttpResponse | undefined {
	if (!isObject(error) || textOf(error['httpCode']) !== '401') return undefined;
	const cause = isObject(error['cause']) ? error['cause'] : {};
	const answer = isObject(cause['response']) ? cause['response'] : {};
	const context = isObject(error['context']) ? error['context'] : {};
	const headers = isObject(answer['headers']) ? lowerCaseKeys(answer['headers']) : {};
	return { status: 401, headers, body: context['data'] ?? answer['data'] };
}

const CODE_DEPTH = 5;

/** No answer came. Keeps the code (`ECONNREFUSED`), never the text, which may hold the request with its headers. */
function toNoAnswer(error: unknown): Error {
	const failure: Error & { code?: string } = new Error('No answer');
	let cause: unknown = error;
	for (let depth = 0; depth < CODE_DEPTH && isObject(cause); depth += 1) {
		const code = textOf(cause['code']);
		if (code !== undefined && failure.code === undefined) failure.code = code;
		cause = cause['cause'];
	}
	return failure;
}
