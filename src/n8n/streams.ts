import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { HttpResponse, StreamedBody } from '../http/transport';
import type { ByteStream } from '../model/attachment';
import { isObject } from '../model/decode';

/** Time without a byte after which an upload or download is given up, in milliseconds. */
const IDLE_MS = 300_000;

/** Of an answer that is no file this much is read, in bytes: enough for a message. */
const WORDS_BYTES = 65_536;

/**
 * A body for n8n's request helper that is read while it is sent. The helper takes FormData, a stream of Node.js, or a Blob; only a
 * Blob can be read again when the request is repeated with a fresh token, and published nodes may not import streams. Its network
 * library reads a Blob by its parts `size`, `type` and `stream`.
 */
export function streamedBlob({ type, size, open }: StreamedBody): object {
	return { [Symbol.toStringTag]: 'Blob', type, size, stream: open };
}

/**
 * What a streamed request needs of n8n's helper: no redirect, because it would be followed with the credential to any host (law L10),
 * and because the library that follows them keeps the whole body in memory.
 */
export function streamOptions(download: boolean): Partial<IHttpRequestOptions> {
	return {
		json: false,
		disableFollowRedirect: true,
		timeout: IDLE_MS,
		...(download && { encoding: 'stream' as const }),
	};
}

/** Whether a body is a stream that was not read yet. */
export function isStream(body: unknown): body is ByteStream {
	return isObject(body) && Symbol.asyncIterator in body;
}

/** An answer that is no file, read as any other answer is. */
export async function readWhole(response: HttpResponse): Promise<HttpResponse> {
	const { body } = response;
	if (!isStream(body)) return response;
	return { ...response, body: parsed(await firstText(body)) };
}

/** Reads the beginning of a stream and lets the rest go. */
async function firstText(stream: ByteStream): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let read = 0;
	for await (const chunk of stream) {
		text += decoder.decode(chunk, { stream: true });
		read += chunk.length;
		if (read >= WORDS_BYTES) break;
	}
	return text;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Hosts that may send a caller on, one after the other. */
const HOPS = 3;

type Fetch = (request: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

/**
 * Follows an answer that sends the caller on to another host, without anything of the credential (law L10): Jira Cloud keeps files at
 * a host for media, whose addresses carry their own permission. Within Jira itself nothing is followed: there it leads to a login.
 */
export async function followElsewhere(
	first: HttpResponse,
	address: string,
	fetch: Fetch,
): Promise<HttpResponse> {
	let response = first;
	let from = address;
	for (let hop = 0; hop < HOPS; hop += 1) {
		const target = elsewhere(response, from, address);
		if (target === undefined) return response;
		if (isStream(response.body)) await firstText(response.body);
		const full = await fetch(anonymous(target));
		response = { status: full.statusCode, headers: lowerCaseKeys(full.headers), body: full.body };
		from = target;
	}
	return response;
}

function anonymous(url: string): IHttpRequestOptions {
	const options = {
		...streamOptions(true),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	return { method: 'GET', url, ...options };
}

function elsewhere(
	{ status, headers }: HttpResponse,
	from: string,
	jira: string,
): string | undefined {
	const location = headers['location'];
	if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
	const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
	const { origin, protocol } = new URL(jira);
	const isSafe = target?.protocol === 'https:' || target?.protocol === protocol;
	return target === undefined || !isSafe || target.origin === origin ? undefined : target.href;
}

/** Header names in lower case. */
export function lowerCaseKeys(headers: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([key, value]) => [key.toLowerCase(), String(value)]),
	);
}
