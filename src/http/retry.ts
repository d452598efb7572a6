import type { HttpMethod, HttpResponse } from './transport';

/** All times in milliseconds. */
export interface RetryPolicy {
	/** Requests sent at most, the first one included. */
	readonly attempts: number;
	readonly baseDelayMs: number;
	/** Longest single wait; advice to wait longer ends the attempts. */
	readonly maxDelayMs: number;
	/** Longest wait of one request in total. */
	readonly totalWaitMs: number;
}

/** Atlassian's advice: 2 s doubled to about 30 s, four tries (developer.atlassian.com/cloud/jira/platform/rate-limiting). */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
	attempts: 4,
	baseDelayMs: 2_000,
	maxDelayMs: 60_000,
	totalWaitMs: 120_000,
};

export type RetryDecision =
	{ readonly retry: false } | { readonly retry: true; readonly delayMs: number };

/** One finished attempt. `response` is absent when no answer came. */
export interface Attempt {
	/** 1 for the first. */
	readonly number: number;
	readonly method: HttpMethod;
	/** A POST that may be sent again although the first one may have been carried out. */
	readonly repeatable: boolean;
	readonly response: HttpResponse | undefined;
	/** Waited so far for this request. */
	readonly waitedMs: number;
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** From 0 up to 1. */
	readonly random: number;
}

const TRANSIENT: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/**
 * Decides one retry. A POST that writes is repeated only when the service refused it before doing anything (429, or 503
 * with `Retry-After`): repeating one that timed out at a gateway would create a second issue.
 */
export function decideRetry(policy: RetryPolicy, attempt: Attempt): RetryDecision {
	if (attempt.number >= policy.attempts || !isWorthRepeating(attempt)) return { retry: false };
	const advised = attempt.response && retryAdvice(attempt.response, attempt.now);
	const backoff = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt.number - 1));
	const jittered = Math.round(backoff * (0.7 + 0.6 * attempt.random));
	const delayMs = Math.max(advised ?? 0, jittered);
	if (advised !== undefined && advised > policy.maxDelayMs) return { retry: false };
	if (attempt.waitedMs + delayMs > policy.totalWaitMs) return { retry: false };
	return { retry: true, delayMs };
}

function isWorthRepeating({ method, repeatable, response, now }: Attempt): boolean {
	const harmless = method !== 'POST' || repeatable;
	if (response === undefined) return harmless;
	if (!TRANSIENT.has(response.status)) return false;
	const refusedUnprocessed =
		response.status === 429 ||
		(response.status === 503 && retryAdvice(response, now) !== undefined);
	return harmless || refusedUnprocessed;
}

/**
 * How long the service asks to wait, in milliseconds. `Retry-After` first, then `X-RateLimit-Reset` on a 429. A wait of 0
 * is no advice: Data Center sends `retry-after: 0` with every answer, and obeying it would hammer the server.
 */
export function retryAdvice(response: HttpResponse, now: number): number | undefined {
	const after = retryAfterMs(response.headers['retry-after'], now);
	if (after !== undefined && after > 0) return after;
	if (response.status !== 429) return undefined;
	const reset = Date.parse(response.headers['x-ratelimit-reset'] ?? '');
	return Number.isNaN(reset) || reset <= now ? undefined : reset - now;
}

/** `Retry-After` as milliseconds: seconds or an HTTP date (RFC 9110). Anything else is ignored rather than guessed. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	if (header === undefined) return undefined;
	if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
