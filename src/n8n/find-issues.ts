import { chooseIssueJql } from '../jira/jql';
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
		chooseIssueJql(text),
		{ fields: ['summary'], properties: [] },
		LIST_LIMIT,
	);
	return issues.map(({ key, url, fields }) => {
		const summary = fields['summary'];
		return { key, url, summary: typeof summary === 'string' ? summary : '' };
	});
}
