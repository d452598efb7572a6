import { isObject } from '../../../src/model/decode';
import { AnswerNow } from '../../kernel/http';
import { unreadableBody } from '../state/changes';
import { createIssue } from '../state/create-issue';
import { badRequest } from '../state/errors';
import { richTextOf, userOf, type AddRoute, type Call, type Handler } from './call';
import { selfUrl } from './view';

const MOST_ISSUES = 50;

/**
 * Many issues in one request, each made or refused for itself.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulk-post
 */
export function addBulkCreateRoute(add: AddRoute): void {
	add('POST', '/issue/bulk', 'user', createMany);
}

const createMany: Handler = (call) => {
	const { body } = call;
	const drafts = isObject(body) ? body.issueUpdates : undefined;
	if (!Array.isArray(drafts)) throw unreadableBody();
	if (drafts.length === 0 || drafts.length > MOST_ISSUES) {
		throw badRequest(`Between 1 and ${MOST_ISSUES} issues can be created at once.`);
	}
	const results = drafts.map((draft, index) => createOne(call, draft, index));
	const issues = results.flatMap(({ issue }) => issue ?? []);
	const errors = results.flatMap(({ error }) => error ?? []);
	return { status: issues.length === 0 ? 400 : 201, body: { issues, errors } };
};

function createOne(
	call: Call,
	draft: unknown,
	failedElementNumber: number,
): { readonly issue?: object; readonly error?: object } {
	try {
		const { id, key } = createIssue(call.world, userOf(call), draft, richTextOf(call));
		return { issue: { id, key, self: selfUrl(call, `issue/${id}`) } };
	} catch (error) {
		if (!(error instanceof AnswerNow)) throw error;
		const { status, body: elementErrors } = error.answer;
		return { error: { status, elementErrors, failedElementNumber } };
	}
}
