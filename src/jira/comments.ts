import { paginate, take, type Page } from '../http/paginate';
import { field, id, isObject, object } from '../model/decode';
import { segment, type JiraConnection } from './connection';

/** A comment with its plain text. */
export interface IssueComment {
	readonly id: string;
	readonly text: string;
}

const PAGE_SIZE = 100;

/** Adds a comment of plain text; answers its id. */
export async function addComment(
	{ dialect, send }: JiraConnection,
	issueId: string,
	text: string,
): Promise<string> {
	const path = `${dialect.apiRoot}/issue/${segment(issueId)}/comment`;
	const body = { body: dialect.encodeText(text) };
	const answer = await send(
		{ method: 'POST', path, body },
		{ action: `add a comment to issue ${issueId}` },
	);
	return field(object(answer, 'comment'), 'id', id, 'comment');
}

/** All comments the account may see, oldest first. */
export async function readComments(
	connection: JiraConnection,
	issueId: string,
): Promise<readonly IssueComment[]> {
	const path = `/issue/${segment(issueId)}/comment`;
	const fetchPage = async (startAt = 0): Promise<Page<IssueComment, number>> => {
		const body = await connection.get(path, `list the comments of issue ${issueId}`, {
			startAt: String(startAt),
			maxResults: String(PAGE_SIZE),
			orderBy: 'created',
		});
		const page = isObject(body) ? body : {};
		const rows = Array.isArray(page['comments']) ? page['comments'].filter(isObject) : [];
		const end = startAt + rows.length;
		const more = rows.length > 0 && end < Number(page['total'] ?? 0);
		const comments = rows.map((row) => ({
			id: field(row, 'id', id, 'comment'),
			text: connection.dialect.decodeText(row['body']),
		}));
		return { rows: comments, ...(more && { next: end }) };
	};
	return take(paginate(fetchPage, { service: 'Jira', path }), Infinity);
}
