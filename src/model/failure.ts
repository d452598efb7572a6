/** One thing that is wrong with what a person gave, and what to change. */
export interface InputProblem {
	/** Display name of the field, or of the parameter. */
	readonly field: string;
	/** What is wrong and what to do, in one or two sentences. */
	readonly message: string;
}

/**
 * What a person gave cannot be used: every problem at once, found before anything was sent.
 *
 * Holds names and allowed values, never a payload.
 */
export class InputError extends Error {
	override readonly name = 'InputError';
	readonly problems: readonly InputProblem[];

	constructor(summary: string, problems: readonly InputProblem[]) {
		super(summary);
		this.problems = problems;
	}
}

/** Factory form, for use inside `catch` and in one-line guards. */
export function inputError(summary: string, problems: readonly InputProblem[] = []): InputError {
	return new InputError(summary, problems);
}

/** What a caller may do about a failed request; the one thing worth branching on. */
export type FailureKind =
	| 'authentication'
	| 'permission'
	| 'notFound'
	| 'validation'
	| 'conflict'
	| 'rateLimit'
	| 'server'
	| 'network'
	| 'protocol';

export interface ServiceErrorDetails {
	readonly kind: FailureKind;
	/** `Jira`. */
	readonly service: string;
	readonly method: string;
	/** Without the query, which may hold what a person searched for. */
	readonly path: string;
	/** HTTP status; absent when no answer came. */
	readonly status?: number;
	readonly retryAfterMs?: number;
	/** General messages of the service, in its own words. */
	readonly messages: readonly string[];
	/** Field id to message, in the service's own words. */
	readonly fieldErrors: Readonly<Record<string, string>>;
	/** The request may have been carried out although no good answer came: look before sending it again. */
	readonly ambiguous: boolean;
}

/** A request to a service failed. Carries names, codes and the service's own words; never a payload or a credential. */
export class ServiceError extends Error {
	override readonly name = 'ServiceError';
	readonly details: ServiceErrorDetails;

	constructor(message: string, details: ServiceErrorDetails) {
		super(message);
		this.details = details;
	}
}

export function isFailure(error: unknown, kind: FailureKind): error is ServiceError {
	return error instanceof ServiceError && error.details.kind === kind;
}

/** The service's own words in one line, fields first; empty when it said nothing. */
export function serviceWords(details: ServiceErrorDetails): string {
	const fields = Object.entries(details.fieldErrors).map(([field, text]) => `${field}: ${text}`);
	return [...fields, ...details.messages].join(' ');
}

/** What was thrown, as an error: for use inside `catch`, where only a call may be thrown. */
export function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** The failure of a later step, which also says what the steps before it did: in Jira they cannot be one request. */
export function alreadyDone(error: unknown, done: string): Error {
	const cause = asError(error);
	const problems = cause instanceof InputError ? cause.problems : [];
	return inputError(cause.message, [...problems, { field: 'Already done', message: done }]);
}
