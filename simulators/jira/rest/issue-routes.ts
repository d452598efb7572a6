import { isObject } from '../../../src/model/decode';
import { badRequest, refusal, ValueRefusal } from '../state/errors';
import { removeIssue } from '../state/comments';
import { createIssue } from '../state/create-issue';
import { editIssue, issueTypeOf } from '../state/edit-issue';
import { setValues } from '../state/issue-changes';
import type { IssueState } from '../state/model';
import { parseUser } from '../state/parse-reference';
import { screenFields } from '../state/screens';
import { childrenOf, maySee } from '../state/world';
import {
	issueOf,
	listOf,
	NO_CONTENT,
	ok,
	pageOf,
	richTextOf,
	userOf,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { addBulkRoutes } from './bulk-routes';
import { fieldMetaMap } from './field-meta';
import {
	fieldCatalog,
	fieldSelector,
	renderFields,
	renderHistory,
	renderRemoteLink,
} from './render-issue';
import { renderTransitions } from './transition-routes';
import { selfUrl } from './view';

/** Issues themselves: create, read, edit, delete, assign, and their changelog. */
export function addIssueRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('POST', '/issue', 'user', createOne);
	add('GET', '/issue/:issue', 'anonymous', (call) => ok(showIssue(call, issueOf(call))));
	add('PUT', '/issue/:issue', 'user', editOne);
	add('DELETE', '/issue/:issue', 'user', deleteOne);
	add('GET', '/issue/:issue/editmeta', 'anonymous', (call) => ok(editMeta(call, issueOf(call))));
	add('PUT', '/issue/:issue/assignee', 'user', assign);
	if (deployment === 'cloud') {
		add('GET', '/issue/:issue/changelog', 'anonymous', changelog);
		addBulkRoutes(add);
	}
}

const createOne: Handler = (call) => {
	const { id, key } = createIssue(call.world, userOf(call), call.body, richTextOf(call));
	return { status: 201, body: { id, key, self: selfUrl(call, `issue/${id}`) } };
};

function editMeta(call: Call, issue: IssueState): Readonly<Record<string, unknown>> {
	const type = issueTypeOf(call.world, issue);
	return { fields: fieldMetaMap(call, screenFields(call.world, type, 'edit'), type) };
}

/** An issue as `GET issue` and searches show it, by `fields`, `properties` and `expand`. */
export function showIssue(call: Call, issue: IssueState): Readonly<Record<string, unknown>> {
	const expand = listOf(call.query.expand);
	const wanted = fieldSelector(listOf(call.query.fields), '*all');
	return {
		expand: 'renderedFields,names,schema,operations,editmeta,changelog',
		id: issue.id,
		self: selfUrl(call, `issue/${issue.id}`),
		key: issue.key,
		fields: renderFields(call, issue, wanted),
		...propertiesPart(issue, listOf(call.query.properties)),
		...expansions(call, issue, expand),
	};
}

/** `properties: {key: value}` for the properties that are asked for and there; nothing when none were asked for. */
export function propertiesPart(
	issue: IssueState,
	wanted: readonly string[],
): Readonly<Record<string, unknown>> {
	if (wanted.length === 0) return {};
	const entries = Object.entries(issue.properties).filter(
		([key]) => wanted.includes(key) || wanted.includes('*all'),
	);
	return { properties: Object.fromEntries(entries) };
}

/** Parts that `expand` adds. The expanded changelog is newest first on Cloud, oldest first on Data Center. */
export function expansions(
	call: Call,
	issue: IssueState,
	expand: readonly string[],
): Readonly<Record<string, unknown>> {
	const parts: Record<string, () => unknown> = {
		names: () => fieldCatalog(call.world).names,
		schema: () => fieldCatalog(call.world).schema,
		editmeta: () => editMeta(call, issue),
		transitions: () => renderTransitions(call, issue, false),
		renderedFields: () => renderFields({ ...call, api: 2 }, issue, () => true),
		changelog: () => {
			const histories = issue.history.map((entry) => renderHistory(call, entry));
			if (call.world.deployment === 'cloud') histories.reverse();
			return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
		},
	};
	return Object.fromEntries(
		Object.entries(parts)
			.filter(([name]) => expand.includes(name))
			.map(([name, make]) => [name, make()]),
	);
}

const editOne: Handler = (call) => {
	const issue = issueOf(call);
	const actor = userOf(call);
	refuseSilence(call);
	const edited = editIssue(call.world, actor, issue, call.body, richTextOf(call));
	if (call.world.deployment === 'cloud' && call.query.returnIssue === 'true') {
		return ok(showIssue(call, edited));
	}
	return NO_CONTENT;
};

/**
 * `notifyUsers=false` is for administrators. Cloud ignores it from others, Data Center refuses them.
 * https://developer.atlassian.com/server/jira/platform/rest/v10000/api-group-issue/#api-api-2-issue-issueidorkey-put
 */
function refuseSilence(call: Call): void {
	const { world, user, query } = call;
	if (world.deployment === 'cloud' || query.notifyUsers !== 'false' || user?.admin === true) return;
	throw refusal(403, [
		'To discard the user notification either admin or project admin permissions are required.',
	]);
}

const deleteOne: Handler = (call) => {
	const issue = issueOf(call);
	const actor = userOf(call);
	const children = childrenOf(call.world, issue);
	if (children.length > 0 && call.query.deleteSubtasks !== 'true') {
		throw badRequest(
			`The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
		);
	}
	for (const child of children) removeIssue(call.world, actor, child);
	removeIssue(call.world, actor, issue);
	return NO_CONTENT;
};

/** `null` unassigns; `-1` is the project's default, which here is nobody. */
const assign: Handler = (call) => {
	const { world, body } = call;
	const issue = issueOf(call);
	const actor = userOf(call);
	const identity = isObject(body) ? (body.accountId ?? body.name) : undefined;
	const assignee = identity === '-1' ? null : readAssignee(call);
	const named = world.users.find(({ name }) => name === assignee);
	if (named !== undefined && !maySee(named, String(issue.values.project))) {
		throw refusal(400, [], { assignee: `User '${named.name}' cannot be assigned issues.` });
	}
	setValues(world, actor, issue, { assignee }, 'issue_assigned');
	return NO_CONTENT;
};

function readAssignee(call: Call): string | null {
	try {
		return parseUser(call.world, call.body);
	} catch (error) {
		if (!(error instanceof ValueRefusal)) throw error;
		throw refusal(400, [], { assignee: error.message });
	}
}

/** Oldest first, 100 a page. */
const changelog: Handler = (call) => {
	const issue = issueOf(call);
	const { rows, ...page } = pageOf(call, issue.history, 100, 100);
	const self = selfUrl(call, `issue/${issue.id}/changelog`);
	const isLast = page.startAt + rows.length >= page.total;
	return ok({ self, ...page, isLast, values: rows.map((entry) => renderHistory(call, entry)) });
};

/** Remote links of an issue, rendered. */
export function remoteLinksOf(call: Call, issue: IssueState): readonly unknown[] {
	return issue.remoteLinks.map((link) => renderRemoteLink(call, issue, link));
}
