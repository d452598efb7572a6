import type {
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	IOAuth2Options,
} from 'n8n-workflow';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import { isObject, textOf, type UnknownRecord } from '../model/decode';
import type { N8nContext } from './context';

/** Searches of a large Data Center take long; n8n's own limit is five minutes. */
const TIMEOUT_MS = 120_000;

export interface TransportOptions {
	/** Name of the credential type. */
	readonly credential: string;
	/** Without trailing slash. */
	readonly baseUrl: string;
	/**
	 * Statuses after which n8n may get a fresh token and resend; for these it must see an error. After a 401 it resends for
	 * every other credential as well, and two failed logins for one count towards the CAPTCHA of Data Center; there a 401 is an
	 * answer like any other.
	 */
	readonly renewsOn: readonly number[];
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
					{ oauth2: renewalOf(options) },
				);
				return {
					status: full.statusCode,
					headers: lowerCaseKeys(full.headers),
					body: full.body,
				};
			} catch (error) {
				const refused = readRefusal(error, options.renewsOn) ?? readLostConnection(error, options);
				if (refused !== undefined) return refused;
				throw toNoAnswer(error);
			}
		},
	};
}

function toN8nRequest(
	{ method, path, query, headers, body }: HttpRequest,
	{ baseUrl, renewsOn }: TransportOptions,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		json: true,
		returnFullResponse: true,
		timeout: TIMEOUT_MS,
		ignoreHttpStatusErrors: renewsOn.length > 0 ? { ignore: true, except: [...renewsOn] } : true,
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

/** A 403 or 404 says that the token has expired only when its time is up; then n8n does not renew it. */
function renewalOf({ renewsOn }: TransportOptions): IOAuth2Options {
	return { tokenExpiredStatusCode: [...renewsOn], skipRefreshWhileTokenIsFresh: true };
}

/** The status that n8n had to see as an error, as an answer again. */
function readRefusal(error: unknown, renewsOn: readonly number[]): HttpResponse | undefined {
	const status = isObject(error) ? Number(textOf(error['httpCode'])) : Number.NaN;
	if (!isObject(error) || !renewsOn.includes(status)) return undefined;
	const cause = isObject(error['cause']) ? error['cause'] : {};
	const answer = isObject(cause['response']) ? cause['response'] : {};
	const context = isObject(error['context']) ? error['context'] : {};
	const headers = isObject(answer['headers']) ? lowerCaseKeys(answer['headers']) : {};
	return { status, headers, body: context['data'] ?? answer['data'] };
}

/** n8n could not renew the token: nothing was sent to Jira, and a person must connect the account again. */
function readLostConnection(
	error: unknown,
	{ renewsOn }: TransportOptions,
): HttpResponse | undefined {
	if (renewsOn.length === 0) return undefined;
	const lost = causes(error).some((cause) =>
		/needs to be reconnected|reconnect the credential/i.test(textOf(cause['message']) ?? ''),
	);
	return lost
		? { status: 401, headers: {}, body: { errorMessages: [LOST_CONNECTION] } }
		: undefined;
}

const LOST_CONNECTION =
	'The access has ended and could not be renewed: open the credential and connect the account again.';

const CODE_DEPTH = 5;

/** No answer came. Keeps the code (`ECONNREFUSED`), never the text, which may hold the request with its headers. */
function toNoAnswer(error: unknown): Error {
	const failure: Error & { code?: string } = new Error('No answer');
	const code = causes(error)
		.map((cause) => textOf(cause['code']))
		.find((text) => text !== undefined);
	if (code !== undefined) failure.code = code;
	return failure;
}

/** An error and what caused it, outermost first. */
function causes(error: unknown): readonly UnknownRecord[] {
	const chain: UnknownRecord[] = [];
	let cause = error;
	while (isObject(cause) && chain.length < CODE_DEPTH) {
		chain.push(cause);
		cause = cause['cause'];
	}
	return chain;
}
