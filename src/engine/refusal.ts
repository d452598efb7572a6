import { asError, InputError, isFailure } from '../model/failure';

/** Jira, or the check before it, did not take the fields. */
export function isRefusal(error: unknown): boolean {
	return error instanceof InputError || isFailure(error, 'validation');
}

/** What was wrong, with each field's own words. */
export function refusalText(error: unknown): string {
	const { message } = asError(error);
	const problems = error instanceof InputError ? error.problems : [];
	return [message, ...problems.map(({ field, message: words }) => `${field}: ${words}`)].join(' ');
}
