import { inputError, isFailure } from '../model/failure';
import type { JsonValue } from '../model/json';
import { segment, type JiraConnection } from './connection';

/** Jira refuses longer values and keys (Jira Cloud REST v3, setIssueProperty). */
const VALUE_LIMIT = 32_768;
const KEY_LIMIT = 255;
const JSON_HEADERS = { 'content-type': 'application/json' };

/** Creates or replaces an issue property. */
export async function setProperty(
	{ dialect, send }: JiraConnection,
	issueId: string,
	key: string,
	value: JsonValue,
): Promise<void> {
	if (key.length > KEY_LIMIT || JSON.stringify(value).length > VALUE_LIMIT)
		throw inputError(
			`The property "${key.slice(0, 60)}" is larger than Jira stores (${VALUE_LIMIT} characters).`,
		);
	const path = `${dialect.apiRoot}/issue/${segment(issueId)}/properties/${segment(key)}`;
	await send(
		{ method: 'PUT', path, body: value, headers: JSON_HEADERS },
		{ action: `write the property ${key} of issue ${issueId}` },
	);
}

/** Removes an issue property; one that is not there is removed already. */
export async function deleteProperty(
	{ dialect, send }: JiraConnection,
	issueId: string,
	key: string,
): Promise<void> {
	const path = `${dialect.apiRoot}/issue/${segment(issueId)}/properties/${segment(key)}`;
	const removed = send(
		{ method: 'DELETE', path, headers: JSON_HEADERS },
		{ action: `delete the property ${key} of issue ${issueId}` },
	);
	await goneIsFine(removed);
}

/** Waits for a deletion; what does not exist needs no deletion. */
export async function goneIsFine(removal: Promise<unknown>): Promise<void> {
	const error: unknown = await removal.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error !== undefined && !isFailure(error, 'notFound')) throw error;
}
