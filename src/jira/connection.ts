import type { RequestPurpose } from '../http/errors';
import type { RetryPolicy } from '../http/retry';
import { createHttpService } from '../http/service';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import type { Clock } from '../model/clock';
import type { JiraDialect } from './dialect';
import {
	anonymousAnswer,
	createLoginGate,
	findRefusal,
	loginHint,
	namesAccount,
	type LoginAdvice,
} from './login';

export interface ConnectionOptions {
	readonly transport: HttpTransport;
	readonly dialect: JiraDialect;
	/** Base URL for people, without trailing slash. */
	readonly baseUrl: string;
	readonly clock: Clock;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly policy?: RetryPolicy;
	readonly maxConcurrent?: number;
	readonly advice?: LoginAdvice;
	/** The access token ends after a while, and is renewed when a request is refused. Default false. */
	readonly tokenEnds?: boolean;
}

/** Requests that Jira allows. */
export interface RateLimit {
	readonly limit: number;
	/** Left at the moment of the answer. */
	readonly remaining: number;
}

/** One Jira, spoken to in one dialect. */
export interface JiraConnection {
	readonly dialect: JiraDialect;
	/** Address of an issue for people. */
	issueUrl(key: string): string;
	/** Address of a file for people; the same for as long as the file exists. */
	attachmentUrl(id: string): string;
	/** GET below the API root whose answer is a redirect: where it leads, if Jira says so. It is not followed. */
	redirectOf(path: string, action: string): Promise<string | undefined>;
	/** Sends and answers with the body. Throws `ServiceError`. */
	send(request: HttpRequest, purpose: RequestPurpose): Promise<unknown>;
	/** Sends and answers with the whole response, its body as the transport gave it. Throws `ServiceError`. */
	exchange(request: HttpRequest, purpose: RequestPurpose): Promise<HttpResponse>;
	/** A line for between the parts of a form, which no file holds by chance. */
	boundary(): string;
	/** GET below the API root; `path` begins with `/`. */
	get(path: string, action: string, query?: Readonly<Record<string, string>>): Promise<unknown>;
	/**
	 * Sends a request whose answer is a list. Jira may answer a dead credential with an empty list instead of an error, so an
	 * empty one counts only when Jira knows the account: when the answer itself names it, or else, after asking for the account,
	 * when the same request is answered with an empty list once more. Throws `ServiceError`.
	 */
	sendList(
		request: HttpRequest,
		purpose: RequestPurpose,
		isEmpty: (body: unknown) => boolean,
	): Promise<unknown>;
	/** What the last answer that named a limit said; nothing when none did. */
	rateLimit(): RateLimit | undefined;
}

/** Connects a dialect with the network. Adds what every Jira call needs: XSRF header, login check, advice. */
export function createConnection(options: ConnectionOptions): JiraConnection {
	const { dialect } = options;
	const baseUrl = options.baseUrl.replace(/\/+$/, '');
	const exchange = createExchange(options);
	let limit: RateLimit | undefined;
	let names = false;
	const answerTo: Exchange = async (request, purpose) => {
		const response = await exchange(request, purpose);
		limit = readRateLimit(response) ?? limit;
		names ||= namesAccount(response);
		return response;
	};
	const send: JiraConnection['send'] = async (request, purpose) =>
		parseBody((await answerTo(request, purpose)).body);
	return {
		dialect,
		issueUrl: (key) => `${baseUrl}/browse/${encodeURIComponent(key)}`,
		attachmentUrl: (id) => `${baseUrl}${dialect.apiRoot}/attachment/content/${segment(id)}`,
		async redirectOf(path, action) {
			const request = { method: 'GET', path: `${dialect.apiRoot}${path}` } as const;
			const answer = await answerTo({ ...request, redirect: 'answer' }, { action });
			return answer.headers['location'];
		},
		send,
		exchange: answerTo,
		boundary: () => `n8n-jira-sync-${[1, 2, 3].map(() => digits(options.random())).join('')}`,
		get: (path, action, query) =>
			send(
				{ method: 'GET', path: `${dialect.apiRoot}${path}`, ...(query && { query }) },
				{ action },
			),
		sendList: createListSender(options, answerTo, () => names),
		rateLimit: () => limit,
	};
}

/** Ten digits of a number from 0 up to 1. */
function digits(random: number): string {
	return String(Math.floor(random * 1e10)).padStart(10, '0');
}

/** Sends one request, with its retries. Throws `ServiceError` for every answer that is no success. */
type Exchange = (request: HttpRequest, purpose: RequestPurpose) => Promise<HttpResponse>;

function createExchange(options: ConnectionOptions): Exchange {
	const { advice = {} } = options;
	const service = createHttpService({
		...options,
		name: 'Jira',
		hint: loginHint(advice),
		refusal: (request, response, purpose) => findRefusal(request, response, purpose, advice),
	});
	const gate = createLoginGate();
	return async (request, purpose) => {
		const headers = { 'x-atlassian-token': 'no-check', ...request.headers };
		return await gate.pass(async () => await service.send({ ...request, headers }, purpose));
	};
}

/** See `JiraConnection.sendList`. Costs nothing where Jira names the account with each answer, as both products do. */
function createListSender(
	{ dialect, advice = {}, tokenEnds = false }: ConnectionOptions,
	exchange: Exchange,
	namesAccounts: () => boolean,
): JiraConnection['sendList'] {
	const myself = { method: 'GET', path: `${dialect.apiRoot}/myself` } as const;
	return async (request, purpose, isEmpty) => {
		const isDoubtful = (answer: HttpResponse): boolean =>
			!namesAccount(answer) && (namesAccounts() || isEmpty(parseBody(answer.body)));
		const first = await exchange(request, purpose);
		if (!isDoubtful(first)) return parseBody(first.body);
		// Only an account may ask this: a dead token is refused, and n8n then learns that it should renew it.
		await exchange(myself, { action: 'tell whose credential this is' });
		if (!namesAccounts() && !tokenEnds) return parseBody(first.body);
		const second = await exchange(request, purpose);
		if (namesAccounts() && isDoubtful(second)) throw anonymousAnswer(request, purpose, advice);
		return parseBody(second.body);
	};
}

/** Both products name the limit in the same headers (developer.atlassian.com/cloud/jira/platform/rate-limiting). */
function readRateLimit({ headers }: HttpResponse): RateLimit | undefined {
	const [limit, remaining] = [headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']];
	const isNamed = /^\d+$/.test(limit ?? '') && /^\d+$/.test(remaining ?? '');
	return isNamed ? { limit: Number(limit), remaining: Number(remaining) } : undefined;
}

/** Path segment for an id or key. */
export function segment(text: string): string {
	return encodeURIComponent(text);
}

function parseBody(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
