import type {
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	IOAuth2Options,
} from 'n8n-workflow';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import { ACCESS_LOST } from '../jira/lost-access';
import { isScopeMismatch } from '../jira/scopes';
import { isObject, textOf, type UnknownRecord } from '../model/decode';
import type { N8nContext } from './context';
import {
	followElsewhere,
	isStream,
	lowerCaseKeys,
	readWhole,
	streamedBlob,
	streamOptions,
} from './streams';

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
	/** Present where Atlassian's gateway answers, which says 401 also to a good token that lacks a scope. */
	readonly gateway?: object;
}

/** Binds the core's network port to n8n's authenticated request helper. */
export function n8nTransport(context: N8nContext, options: TransportOptions): HttpTransport {
	return {
		async send(request: HttpRequest): Promise<HttpResponse> {
			const { renewsOn, gateway } = options;
			if (gateway === undefined || !renewsOn.includes(401))
				return await sendOnce(context, request, options);
			// n8n renews the token after every 401 that it sees, however fresh it is. That helps nothing where a scope is missing.
			const unseen = renewsOn.filter((status) => status !== 401);
			const first = await sendOnce(context, request, { ...options, renewsOn: unseen });
			if (first.status !== 401 || isScopeMismatch(first.body)) return first;
			return await sendOnce(context, request, options);
		},
	};
}

async function sendOnce(
	context: N8nContext,
	request: HttpRequest,
	options: TransportOptions,
): Promise<HttpResponse> {
	try {
		const full: IN8nHttpFullResponse = await context.helpers.httpRequestWithAuthentication.call(
			context,
			options.credential,
			toN8nRequest(request, options),
			{ oauth2: renewalOf(options) },
		);
		const response = {
			status: full.statusCode,
			headers: lowerCaseKeys(full.headers),
			body: full.body,
		};
		return request.download === true
			? await toDownload(context, response, `${options.baseUrl}${request.path}`)
			: response;
	} catch (error) {
		const refused = readRefusal(error, options.renewsOn) ?? readLostConnection(error, options);
		if (refused !== undefined) return refused;
		throw toNoAnswer(error);
	}
}

/** The answer to a download: a good one keeps its stream, which may come from another host. */
async function toDownload(
	{ helpers }: N8nContext,
	response: HttpResponse,
	address: string,
): Promise<HttpResponse> {
	const last = await followElsewhere(
		response,
		address,
		async (request) => (await helpers.httpRequest(request)) as IN8nHttpFullResponse,
	);
	return last.status === 200 ? last : await readWhole(last);
}

function toN8nRequest(
	{ method, path, query, headers, body, redirect, upload, download = false }: HttpRequest,
	{ baseUrl, renewsOn }: TransportOptions,
): IHttpRequestOptions {
	const isStreamed = upload !== undefined || download;
	const type = upload && { 'content-type': upload.type };
	return {
		method,
		url: `${baseUrl}${path}`,
		json: true,
		returnFullResponse: true,
		timeout: TIMEOUT_MS,
		ignoreHttpStatusErrors: renewsOn.length > 0 ? { ignore: true, except: [...renewsOn] } : true,
		...(redirect === 'answer' && { disableFollowRedirect: true }),
		...(query && { qs: { ...query } }),
		...((headers ?? type) && { headers: { ...headers, ...type } }),
		...(isStreamed && streamOptions(download)),
		...(upload && { body: streamedBlob(upload) }),
		...(isObject(body) && { body: body as IDataObject }),
		...(Array.isArray(body) && { body: body as IDataObject[] }),
		...(typeof body !== 'object' && body !== undefined && { body: JSON.stringify(body) }),
	};
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
	const data = context['data'] ?? answer['data'];
	// A stream that n8n has looked at says nothing any more.
	return { status, headers, body: isStream(data) ? undefined : data };
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
		? { status: 401, headers: {}, body: { errorMessages: [`${ACCESS_LOST}.`] } }
		: undefined;
}

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
