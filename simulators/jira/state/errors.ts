import { AnswerNow } from '../../kernel/http';

/** Messages by field id. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Jira's error envelope: https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes */
export function refusal(
	status: number,
	errorMessages: readonly string[],
	errors: FieldErrors = {},
): AnswerNow {
	return new AnswerNow({ status, body: { errorMessages, errors } });
}

/** A bad request about the whole. */
export function badRequest(message: string): AnswerNow {
	return refusal(400, [message]);
}

/** A bad request about one field. */
export function badField(field: string, message: string): AnswerNow {
	return refusal(400, [], { [field]: message });
}

/** The text with which Jira refuses a field that the screen does not have. */
export function notOnScreen(field: string): string {
	return `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

/** Thrown while one value is read; the caller knows the field. */
export class ValueRefusal extends Error {
	override readonly name = 'ValueRefusal';
}

/** 501: the simulator does not know this; the site notes it in `unmodelled`. */
export function unmodelled(what: string): AnswerNow {
	return refusal(501, [`The simulated Jira does not model this: ${what}`]);
}
