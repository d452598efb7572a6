import { readLinkedIssue } from '../../../src/n8n/engine';
import { readProfile } from '../../../src/n8n/ensure-settings';
import { DEFAULT_FIELDS, issueJson } from '../../../src/n8n/issue-json';
import { toItem } from '../../../src/n8n/items';
import { readParameters, type Parameters } from '../../../src/n8n/parameters';
import { readTextFormat } from '../../../src/n8n/text-format';
import type { IssueAction } from './write';

/** Reads one issue, and the record it is linked to if that is asked for. */
export const getIssue: IssueAction = async (context, { client, engine }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const idOrKey = parameters.requiredLocator('issue', 'Issue');
	const fields = fieldsToRead(parameters);
	const format = readTextFormat(parameters);
	if (!parameters.flag('options.includeLink')) {
		const issue = await client.readIssue(idOrKey, { fields, properties: [] });
		return [toItem(issueJson(issue, format), itemIndex)];
	}
	const profile = readProfile(parameters);
	const { issue, link, otherRecords } = await readLinkedIssue(engine, idOrKey, profile, fields);
	const records = { record: link ?? null, ...(otherRecords && { otherRecords }) };
	return [toItem({ ...issueJson(issue, format), ...records }, itemIndex)];
};

/** Finds issues by JQL, in Jira's order. */
export const getManyIssues: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const jql = parameters.required('jql', 'JQL');
	const limit = parameters.flag('returnAll')
		? Number.POSITIVE_INFINITY
		: parameters.number('limit', DEFAULT_LIMIT);
	const read = { fields: fieldsToRead(parameters), properties: [] };
	const issues = await client.search(jql, read, limit);
	const format = readTextFormat(parameters);
	return issues.map((issue) => toItem(issueJson(issue, format), itemIndex));
};

const DEFAULT_LIMIT = 50;

function fieldsToRead(parameters: Parameters): readonly string[] {
	const chosen = parameters.names('options.fields');
	return chosen.length > 0 ? chosen : DEFAULT_FIELDS;
}
