import { isObject } from '../model/decode';

/** A row of a list as Jira sent it. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows under whichever name the product uses: Data Center says `values` where Cloud says what they are. */
export function rowsOf(body: unknown): readonly Row[] {
	const list: unknown = isObject(body)
		? (body['issueTypes'] ?? body['fields'] ?? body['issueLinkTypes'] ?? body['values'])
		: body;
	return Array.isArray(list) ? list.filter(isObject) : [];
}
