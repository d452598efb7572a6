import { ServiceError, serviceWords, type FailureKind } from '../model/failure';
import { retryAdvice } from './retry';
import { safeWords } from './redact';
import { isWebPage, readServiceWords } from './service-words';
import type { HttpRequest, HttpResponse } from './transport';

/** What a request is for, in plain words, so that a message can say what could not be done. */
export interface RequestPurpose {
	/** Continues the sentence "Jira refused to …", for example `create the issue`. */
	readonly action: string;
	/** A POST that may be sent again: it only reads (a search), or Jira knows the thing by a key that we give. */
	readonly repeatable?: boolean;
	/** Display names by field id, for messages about fields. */
	readonly fieldNames?: Readonly<Record<string, string>>;
}

const KIND_BY_STATUS: Readonly<Record<number, FailureKind>> = {
	400: 'validation',
	401: 'authentication',
	403: 'permission',
	404: 'notFound',
	409: 'conflict',
	412: 'conflict',
	413: 'validation',
	422: 'validation',
	429: 'rateLimit',
};

/** Refused before anything was done; every other failure of a write may have been carried out. */
const MAY_BE_DONE: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

/** What a caller may do about the status. */
export function failureKind(status: number): FailureKind {
	return KIND_BY_STATUS[status] ?? (status >= 500 || status === 408 ? 'server' : 'protocol');
}

/** Advice for a person; a service may know better for a given answer. */
export type FailureHint = (
	kind: FailureKind,
	response: HttpResponse,
	request: HttpRequest,
) => string | undefined;

const HINTS: Readonly<Partial<Record<FailureKind, string>>> = {
	authentication: 'The credential was not accepted: check that it is complete and has not expired.',
	permission:
		'The account of the credential may not do this: ask an administrator for the permission.',
	notFound: 'It does not exist, or the account of the credential may not see it.',
	conflict: 'Someone else changed it at the same time: run again.',
	rateLimit: 'Too many requests: wait, or do less at once.',
	server: 'The fault is on the side of the service: try again later.',
	protocol: 'The answer is not one the service documents: check the base URL.',
};

/** What a person may do about a failure where nothing more is known of it; empty where that is nothing. */
export function generalAdvice(kind: FailureKind): string {
	return HINTS[kind] ?? '';
}

/** Turns an answer that is not a success into an error. Holds names, codes and the service's words; never a payload. */
export function toServiceError(
	service: string,
	request: HttpRequest,
	response: HttpResponse,
	purpose: RequestPurpose,
	now: number,
	hint?: FailureHint,
): ServiceError {
	const { status } = response;
	const kind = failureKind(status);
	const advice = retryAdvice(response, now);
	const details = {
		kind,
		service,
		method: request.method,
		path: request.path,
		status,
		...(advice !== undefined && { retryAfterMs: advice }),
		...namedWords(readServiceWords(response.body), purpose),
		ambiguous: isAmbiguous(request, purpose, status, advice),
	};
	const advised =
		hint?.(kind, response, request) ?? waitHint(kind, response, advice) ?? generalAdvice(kind);
	const words = serviceWords(details);
	const head = `${service} refused to ${purpose.action} (${status})`;
	return new ServiceError(join(head, words, pageNote(response), advised, request), details);
}

/** No answer came: the network, the name, the certificate, or a time limit. Keeps the error's code, never its text. */
export function toTransportFailure(
	service: string,
	request: HttpRequest,
	purpose: RequestPurpose,
	cause: unknown,
): ServiceError {
	if (cause instanceof ServiceError) return cause;
	const code = causeCode(cause);
	const head = `${service} did not answer the request to ${purpose.action}${code && ` (${code})`}`;
	const hint = 'Check the base URL and that the service can be reached from here.';
	return new ServiceError(join(head, '', '', hint, request), {
		kind: 'network',
		service,
		method: request.method,
		path: request.path,
		messages: code === '' ? [] : [code],
		fieldErrors: {},
		ambiguous: isAmbiguous(request, purpose, undefined, undefined),
	});
}

/** What is wrong with an answer although its status does not say so. */
export interface UnusableAnswer {
	/** One sentence without its full stop. */
	readonly problem: string;
	/** Default `protocol`. */
	readonly kind?: FailureKind;
	readonly status?: number;
	/** Sentences; default is the general advice for the kind. */
	readonly advice?: string;
}

/** An answer whose status does not tell what is wrong with it. */
export function unusableAnswer(
	service: string,
	request: HttpRequest,
	purpose: RequestPurpose,
	{ problem, kind = 'protocol', status, advice = generalAdvice(kind) }: UnusableAnswer,
): ServiceError {
	const head = `${service} could not ${purpose.action}`;
	const { method, path } = request;
	return new ServiceError(join(head, problem, '', advice, request), {
		kind,
		service,
		method,
		path,
		...(status !== undefined && { status }),
		messages: [problem],
		fieldErrors: {},
		ambiguous: kind === 'protocol' && isAmbiguous(request, purpose, undefined, undefined),
	});
}

function isAmbiguous(
	{ method }: HttpRequest,
	purpose: RequestPurpose,
	status: number | undefined,
	adviceMs: number | undefined,
): boolean {
	if (method === 'GET' || purpose.repeatable === true) return false;
	if (status === 503 && adviceMs !== undefined) return false;
	return status === undefined || MAY_BE_DONE.has(status);
}

function namedWords(
	words: ReturnType<typeof readServiceWords>,
	{ fieldNames = {} }: RequestPurpose,
) {
	const named = Object.entries(words.fieldErrors).map(([field, text]) => [
		fieldNames[field] ?? field,
		text,
	]);
	return {
		messages: words.messages,
		fieldErrors: Object.fromEntries(named) as Record<string, string>,
	};
}

function waitHint(
	kind: FailureKind,
	response: HttpResponse,
	adviceMs?: number,
): string | undefined {
	if (kind !== 'rateLimit') return undefined;
	const reason = safeWords(response.headers['ratelimit-reason'] ?? '');
	const limit = reason === '' ? 'The request limit is used up' : `The limit "${reason}" is used up`;
	if (adviceMs === undefined) return `${limit}: wait, or do less at once.`;
	return `${limit}: it is open again in ${Math.ceil(adviceMs / 1000)} s.`;
}

function pageNote(response: HttpResponse): string {
	return isWebPage(response.body) ? 'It answered with a web page instead of data.' : '';
}

function join(
	head: string,
	words: string,
	note: string,
	hint: string,
	request: HttpRequest,
): string {
	const sentences = [words, note, hint].filter((part) => part !== '').map(sentence);
	const body = sentences.length === 0 ? '.' : `: ${sentences.join(' ')}`;
	return `${head}${body} [${request.method} ${request.path}]`;
}

function sentence(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Codes such as `ECONNREFUSED` say enough; a library's text may hold the whole URL. */
function causeCode(cause: unknown): string {
	for (const candidate of [cause, (cause as { cause?: unknown } | null)?.cause]) {
		const code = (candidate as { code?: unknown } | null | undefined)?.code;
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
	}
	return '';
}
