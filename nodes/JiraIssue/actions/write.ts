import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { summarize, walkStatus } from '../../../src/n8n/engine';
import { toItem } from '../../../src/n8n/items';
import { readParameters, type Parameters } from '../../../src/n8n/parameters';
import { shownRequests } from '../../../src/n8n/preview';
import type { JiraRuntime } from '../../../src/n8n/runtime';
import { inputError } from '../../../src/model/failure';
import { readTextFormat } from '../../../src/n8n/text-format';
import { readFieldInputs } from './inputs';

/** Work of one operation on one item. */
export type IssueAction = (
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	itemIndex: number,
) => Promise<readonly INodeExecutionData[]>;

/** Creates an issue from typed fields. For issues of records, Create or Update is safe to repeat; this is not. */
export const createIssue: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const description = parameters.text('description');
	const draft = {
		project: parameters.requiredLocator('project', 'Project'),
		issueType: parameters.requiredLocator('issueType', 'Issue Type'),
		fields: {
			summary: parameters.required('summary', 'Summary'),
			...(description !== '' && { description }),
			...readFieldInputs(parameters),
		},
		properties: {},
	};
	const options = { ...EXACT, textFormat: readTextFormat(parameters) };
	if (isDryRun(parameters)) {
		const { requests, warnings } = shownRequests([await client.previewCreate(draft, options)]);
		return [toItem({ dryRun: true, ...draft, warnings, requests }, itemIndex)];
	}
	const created = await client.createIssue(draft, options);
	return [toItem(created, itemIndex)];
};

/** Changes fields of an issue; only what differs from Jira's values is worth a request, and that is Jira's to decide. */
export const updateIssue: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const fields = readFieldInputs(parameters);
	const changed = Object.keys(fields);
	if (changed.length === 0)
		throw inputError('There is nothing to update.', [
			{
				field: 'Fields',
				message: 'Add at least one field with a value, or choose fields to clear.',
			},
		]);
	const issue = await client.readIssue(parameters.requiredLocator('issue', 'Issue'), {
		fields: changed,
		properties: [],
	});
	const report = { issue: summarize(issue), before: issue.fields, updatedFields: changed };
	const edit = { fields, ...(issue.richText && { before: issue.richText.values }) };
	const textFormat = readTextFormat(parameters);
	if (isDryRun(parameters)) {
		const { requests, warnings } = shownRequests(
			await client.previewUpdate(issue.id, edit, { ...EXACT, textFormat }),
		);
		return [toItem({ dryRun: true, ...report, fields, warnings, requests }, itemIndex)];
	}
	const warnings = await client.updateIssue(issue.id, edit, { textFormat });
	return [toItem({ ...report, warnings }, itemIndex)];
};

/** Somebody typed the input and can correct it. */
const EXACT = { exact: true } as const;

/** Takes an issue to a status, in up to three transitions. An issue that is there already is a success. */
export const transitionIssue: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const status = parameters.required('status', 'Status');
	const issue = await client.readIssue(parameters.requiredLocator('issue', 'Issue'), {
		fields: [],
		properties: [],
	});
	if (isDryRun(parameters)) {
		const transitions = await client.transitions(issue.id);
		const offered = transitions.map(({ name, to }) => ({ name, to: to.name }));
		const report = { issue: summarize(issue), wanted: status, offered };
		return [toItem({ dryRun: true, ...report }, itemIndex)];
	}
	const goal = { targets: [status], via: parameters.names('options.via'), mayPass: [] };
	const walk = await walkStatus(client, issue, goal, screenInputs(parameters));
	if (walk.kind === 'stuck') throw notReached(status, walk);
	const report = { ...summarize(issue), status: walk.status };
	return [toItem({ issue: report, transitions: walk.hops }, itemIndex)];
};

function notReached(
	wanted: string,
	{ reason, hops, status }: Extract<Awaited<ReturnType<typeof walkStatus>>, { kind: 'stuck' }>,
): Error {
	const done = {
		field: 'Already done',
		message: `The issue was moved to "${status.name}". The next run goes on from there.`,
	};
	const advice = { field: 'Status', message: `Check the name "${wanted}".` };
	return inputError(reason, hops === 0 ? [advice] : [advice, done]);
}

function screenInputs(parameters: Parameters): Readonly<Record<string, string>> {
	const resolution = parameters.text('options.resolution');
	const rows = parameters.rows('options.screenFields', 'field');
	return {
		...(resolution !== '' && { resolution }),
		...Object.fromEntries(rows.map((row) => [String(row['id']), String(row['value'] ?? '')])),
	};
}

/** Adds a comment. In plain text nothing becomes a mention, a link or markup. */
export const addComment: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const text = parameters.required('comment', 'Comment');
	const issue = parameters.requiredLocator('issue', 'Issue');
	if (isDryRun(parameters)) return [toItem({ dryRun: true, issue, comment: text }, itemIndex)];
	const format = readTextFormat(parameters);
	const { id: commentId } = await client.createComment(issue, { text, format });
	return [toItem({ issue, commentId, comment: text }, itemIndex)];
};

function isDryRun(parameters: Parameters): boolean {
	return parameters.flag('options.dryRun');
}
