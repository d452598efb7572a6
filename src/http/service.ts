import type { Clock } from '../model/clock';
import type { ServiceError } from '../model/failure';
import {
	toServiceError,
	toTransportFailure,
	type FailureHint,
	type RequestPurpose,
} from './errors';
import { createLimiter } from './limiter';
import { DEFAULT_RETRY_POLICY, decideRetry, type RetryPolicy } from './retry';
import type { HttpRequest, HttpResponse, HttpTransport } from './transport';

/** One host: requests go out, failures come back as `ServiceError`. */
export interface HttpService {
	/** Answers with a 2xx response only, or the redirect that a request asks for. Throws `ServiceError`. */
	send(request: HttpRequest, purpose: RequestPurpose): Promise<HttpResponse>;
}

export interface HttpServiceOptions {
	/** Name for messages, for example `Jira`. */
	readonly name: string;
	readonly transport: HttpTransport;
	readonly clock: Clock;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly policy?: RetryPolicy;
	/** Requests under way at once. Default 8. */
	readonly maxConcurrent?: number;
	/** Advice that knows the service; undefined means the general advice. */
	readonly hint?: FailureHint;
	/** Finds a refusal that the status does not tell; such an answer, good or bad, becomes that error. */
	readonly refusal?: (
		request: HttpRequest,
		response: HttpResponse,
		purpose: RequestPurpose,
	) => ServiceError | undefined;
}

const DEFAULT_CONCURRENCY = 8;

type Outcome =
	| { readonly kind: 'answer'; readonly response: HttpResponse }
	| { readonly kind: 'silence'; readonly error: ServiceError };

/** Sends with retries (see `decideRetry`) and turns what is left into errors. Waiting does not hold a slot. */
export function createHttpService(options: HttpServiceOptions): HttpService {
	const limiter = createLimiter(options.maxConcurrent ?? DEFAULT_CONCURRENCY);
	const policy = options.policy ?? DEFAULT_RETRY_POLICY;
	return {
		async send(request, purpose) {
			let waitedMs = 0;
			for (let number = 1; ; number += 1) {
				const outcome = await limiter.run(() => sendOnce(options, request, purpose));
				if (outcome.kind === 'answer' && isSuccess(request, outcome.response))
					return accept(options, request, outcome.response, purpose);
				const decision = decideRetry(policy, {
					number,
					method: request.method,
					repeatable: purpose.repeatable ?? false,
					response: outcome.kind === 'answer' ? outcome.response : undefined,
					waitedMs,
					now: options.clock.now(),
					random: options.random(),
				});
				if (!decision.retry) throw failure(options, request, outcome, purpose);
				waitedMs += decision.delayMs;
				await options.clock.sleep(decision.delayMs);
			}
		},
	};
}

async function sendOnce(
	{ transport, name }: HttpServiceOptions,
	request: HttpRequest,
	purpose: RequestPurpose,
): Promise<Outcome> {
	try {
		return { kind: 'answer', response: await transport.send(request) };
	} catch (error) {
		return { kind: 'silence', error: toTransportFailure(name, request, purpose, error) };
	}
}

function isSuccess({ redirect }: HttpRequest, { status }: HttpResponse): boolean {
	return status >= 200 && status < (redirect === 'answer' ? 400 : 300);
}

function accept(
	{ refusal }: HttpServiceOptions,
	request: HttpRequest,
	response: HttpResponse,
	purpose: RequestPurpose,
): HttpResponse {
	const refused = refusal?.(request, response, purpose);
	if (refused !== undefined) throw refused;
	return response;
}

function failure(
	{ name, hint, clock, refusal }: HttpServiceOptions,
	request: HttpRequest,
	outcome: Outcome,
	purpose: RequestPurpose,
): ServiceError {
	if (outcome.kind === 'silence') return outcome.error;
	const { response } = outcome;
	return (
		refusal?.(request, response, purpose) ??
		toServiceError(name, request, response, purpose, clock.now(), hint)
	);
}
