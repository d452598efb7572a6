import { quoteJql } from '../jira/jql';
import type { JiraClient } from '../jira/client';

/** An issue in a list to choose from. */
export interface IssueChoice {
	readonly key: string;
	readonly url: string;
	readonly summary: string;
}

const LIST_LIMIT = 25;

/** Issues for a search box: by key when the text is one, else by words of the summary; the last changed first. */
export async function findIssues(
	client: JiraClient,
	text: string,
): Promise<readonly IssueChoice[]> {
	const issues = await client.search(
		choiceJql(text),
		{ fields: ['summary'], properties: [] },
		LIST_LIMIT,
	);
	return issues.map(({ key, url, fields }) => {
		const summary = fields['summary'];
		return { key, url, summary: typeof summary === 'string' ? summary : '' };
	});
}

function choiceJql(text: string): string {
	const wanted = text.trim();
	const newest = 'ORDER BY updated DESC';
	const words = wanted.replace(/[^\p{L}\p{N}\s]/gu, ' ').trim();
	if (words === '') return `updated >= -30d ${newest}`;
	if (/^[A-Za-z][A-Za-z0-9_]+-\d+$/.test(wanted)) return `key = ${quoteJql(wanted.toUpperCase())}`;
	return `summary ~ ${quoteJql(`${words}*`)} ${newest}`;
}
