import { unusableAnswer, type FailureHint, type RequestPurpose } from '../http/errors';
import type { RetryPolicy } from '../http/retry';
import { createHttpService } from '../http/service';
import { isWebPage } from '../http/service-words';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import type { Clock } from '../model/clock';
import type { ServiceError } from '../model/failure';
import type { JiraDialect } from './dialect';

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
	/** Sends and answers with the body. Throws `ServiceError`. */
	send(request: HttpRequest, purpose: RequestPurpose): Promise<unknown>;
	/** GET below the API root; `path` begins with `/`. */
	get(path: string, action: string, query?: Readonly<Record<string, string>>): Promise<unknown>;
	/**
	 * Makes sure that Jira knows who asks, which an empty search does not tell: it may be the answer to a dead credential. Asks
	 * only when no answer so far named the account. Throws `ServiceError`.
	 */
	proveLogin(): Promise<void>;
	/** What the last answer that named a limit said; nothing when none did. */
	rateLimit(): RateLimit | undefined;
}

/**
 * Values of `X-Seraph-LoginReason` that mean the credential was refused, whatever the HTTP status says. A denied login with a
 * bad status is Data Center's CAPTCHA, which has its own advice.
 */
function refusedLogin(reason: string, isSuccess: boolean): boolean {
	return (
		/AUTHENTICATED_FAILED/i.test(reason) || (isSuccess && /AUTHENTICATION_DENIED/i.test(reason))
	);
}

/** Connects a dialect with the network. Adds what every Jira call needs: XSRF header, login check, advice. */
export function createConnection(options: ConnectionOptions): JiraConnection {
	const { dialect } = options;
	const baseUrl = options.baseUrl.replace(/\/+$/, '');
	const service = createHttpService({ ...options, name: 'Jira', hint, refusal });
	let isKnown = false;
	let limit: RateLimit | undefined;
	const send = async (request: HttpRequest, purpose: RequestPurpose): Promise<unknown> => {
		const headers = { 'x-atlassian-token': 'no-check', ...request.headers };
		const response = await service.send({ ...request, headers }, purpose);
		isKnown ||= namesAccount(response);
		limit = readRateLimit(response) ?? limit;
		return parseBody(response.body);
	};
	return {
		dialect,
		issueUrl: (key) => `${baseUrl}/browse/${encodeURIComponent(key)}`,
		send,
		get: (path, action, query) =>
			send(
				{ method: 'GET', path: `${dialect.apiRoot}${path}`, ...(query && { query }) },
				{ action },
			),
		async proveLogin() {
			if (isKnown) return;
			const path = `${dialect.apiRoot}/myself`;
			await send({ method: 'GET', path }, { action: 'tell whose credential this is' });
			isKnown = true;
		},
		rateLimit: () => limit,
	};
}

/** Both products name the limit in the same headers (developer.atlassian.com/cloud/jira/platform/rate-limiting). */
function readRateLimit({ headers }: HttpResponse): RateLimit | undefined {
	const [limit, remaining] = [headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']];
	const isNamed = /^\d+$/.test(limit ?? '') && /^\d+$/.test(remaining ?? '');
	return isNamed ? { limit: Number(limit), remaining: Number(remaining) } : undefined;
}

/** Cloud names the account that asked in one header, Data Center in the other. */
function namesAccount({ headers }: HttpResponse): boolean {
	const account = headers['x-aaccountid'] ?? headers['x-ausername'] ?? '';
	return account !== '' && account.toLowerCase() !== 'anonymous';
}

/** Path segment for an id or key. */
export function segment(text: string): string {
	return encodeURIComponent(text);
}

/**
 * Jira answers some requests of a refused credential with 200 and no data, and tells only in a header; Data Center may send
 * its login page (developer.atlassian.com/cloud/jira/platform/rest/v3/intro, "Anonymous access").
 */
function refusal(
	request: HttpRequest,
	response: HttpResponse,
	purpose: RequestPurpose,
): ServiceError | undefined {
	const { status, body, headers } = response;
	const isSuccess = status >= 200 && status < 300;
	if (refusedLogin(headers['x-seraph-loginreason'] ?? '', isSuccess)) {
		const problem = 'It treated the request as anonymous, because the login failed';
		return unusableAnswer('Jira', request, purpose, { problem, kind: 'authentication', status });
	}
	if (!isSuccess || !isWebPage(body)) return undefined;
	const problem = 'It answered with a web page instead of data';
	return unusableAnswer('Jira', request, purpose, { problem, status });
}

const hint: FailureHint = (kind, { headers, body }) => {
	const reason = `${headers['x-seraph-loginreason'] ?? ''} ${headers['x-authentication-denied-reason'] ?? ''}`;
	const text = typeof body === 'string' ? body : '';
	if (kind === 'permission' && /AUTHENTICATION_DENIED|CAPTCHA/i.test(reason + text))
		return 'Jira asks for a CAPTCHA after failed logins: log in once in the browser, then check the password.';
	if (kind === 'authentication' && /scope does not match/i.test(wordsOf(body)))
		return 'The credential lacks a scope: add the scope and connect the account again.';
	return undefined;
};

function wordsOf(body: unknown): string {
	return typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
}

function parseBody(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
