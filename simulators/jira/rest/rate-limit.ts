import type { SimulatedAnswer, SimulatedRequest } from '../../kernel/http';
import type { World } from '../state/world';
import type { Identity } from './authenticate';

/** A bucket of requests that is filled up again over an interval. */
export interface RateLimitOptions {
	readonly size: number;
	readonly intervalSeconds: number;
}

/** What the limit says about one request: headers of the answer, and the refusal if there is one. */
export interface RateVerdict {
	readonly headers: Readonly<Record<string, string>>;
	readonly refusal: SimulatedAnswer | undefined;
}

export interface RateLimiter {
	take(request: SimulatedRequest, identity: Identity): RateVerdict;
}

interface Bucket {
	left: number;
	at: number;
}

/**
 * Counts requests. With options both products refuse what is too much. Without, Cloud shows its usual limits and refuses
 * nothing, and Data Center, whose limit administrators turn on, says nothing.
 */
export function createRateLimiter(
	world: World,
	options: RateLimitOptions | undefined,
): RateLimiter {
	const buckets = new Map<string, Bucket>();
	const cloud = world.deployment === 'cloud';
	return {
		take: (request, identity) => {
			const silent = !cloud && (options === undefined || identity.user === undefined);
			if (silent) return { headers: {}, refusal: undefined };
			const limit = options ?? usualLimit(request.method);
			const key = cloud ? endpointOf(request) : (identity.user?.name ?? '');
			const bucket = refilled(buckets.get(key), limit, world.now());
			buckets.set(key, bucket);
			const refused = bucket.left < 1;
			if (!refused) bucket.left -= 1;
			const left = Math.floor(bucket.left);
			const waitSeconds = Math.ceil(((1 - bucket.left) * limit.intervalSeconds) / limit.size);
			const wait = refused ? Math.max(1, waitSeconds) : 0;
			const headers = cloud
				? cloudHeaders(limit, left, wait, world.now())
				: dataCenterHeaders(limit, left, wait);
			const turnedAway = refused && options !== undefined;
			return { headers, refusal: turnedAway ? TOO_MANY : undefined };
		},
	};
}

const TOO_MANY: SimulatedAnswer = {
	status: 429,
	body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
};

/** Burst limits per second: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
function usualLimit(method: string): RateLimitOptions {
	return { size: method === 'GET' || method === 'POST' ? 100 : 50, intervalSeconds: 1 };
}

/** Cloud counts an endpoint and a method for all users together. */
function endpointOf({ method, path }: SimulatedRequest): string {
	return `${method} ${path.replace(/\/(\d+|[A-Z][A-Z0-9]*-\d+)(?=\/|$)/g, '/*')}`;
}

function refilled(bucket: Bucket | undefined, limit: RateLimitOptions, now: number): Bucket {
	if (bucket === undefined) return { left: limit.size, at: now };
	const gained = ((now - bucket.at) / 1000 / limit.intervalSeconds) * limit.size;
	return { left: Math.min(limit.size, bucket.left + gained), at: now };
}

/** https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
function cloudHeaders(
	{ size, intervalSeconds }: RateLimitOptions,
	left: number,
	wait: number,
	now: number,
): Readonly<Record<string, string>> {
	return {
		'x-ratelimit-limit': String(size),
		'x-ratelimit-remaining': String(left),
		'ratelimit-policy': `"jira-burst-based";q=${size};w=${intervalSeconds}`,
		ratelimit: `"jira-burst-based";r=${left};t=${Math.max(1, wait)}`,
		...(wait === 0
			? {}
			: {
					'retry-after': String(wait),
					'ratelimit-reason': 'jira-burst-based',
					'x-ratelimit-reset': new Date(now + wait * 1000).toISOString(),
				}),
	};
}

/** https://confluence.atlassian.com/adminjiraserver/adjusting-your-code-for-rate-limiting-987143384.html */
function dataCenterHeaders(
	{ size, intervalSeconds }: RateLimitOptions,
	left: number,
	wait: number,
): Readonly<Record<string, string>> {
	return {
		'x-ratelimit-limit': String(size),
		'x-ratelimit-remaining': String(left),
		'x-ratelimit-fillrate': String(size),
		'x-ratelimit-interval-seconds': String(intervalSeconds),
		'retry-after': String(wait),
	};
}
