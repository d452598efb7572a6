import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { jsonEqual, type JsonValue } from '../../../src/model/json';
import type { SimulatedAnswer } from '../../kernel/http';
import { checkProperty, unreadableBody } from '../state/changes';
import { badRequest, refusal } from '../state/errors';
import type { IssueState } from '../state/model';
import { putIssue } from '../state/world';
import { ok, userOf, visibleIssue, type AddRoute, type Call, type Handler } from './call';
import { selfUrl } from './view';

/**
 * Properties of many issues at once. Cloud only; the work is a task, and 303 says where to ask for it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/#api-rest-api-3-issue-properties-post
 */
export function addBulkPropertyRoutes(add: AddRoute): void {
	add('POST', '/issue/properties', 'user', setAlike);
	add('POST', '/issue/properties/multi', 'user', setEach);
	add('PUT', '/issue/properties/:property', 'user', setFiltered);
	add('DELETE', '/issue/properties/:property', 'user', deleteFiltered);
	add('GET', '/task/:task', 'user', getTask);
}

const MOST_ISSUES = 100;
const MOST_ALIKE = 10_000;
const MOST_PROPERTIES = 10;

function bodyOf(call: Call): UnknownRecord {
	if (!isObject(call.body)) throw unreadableBody();
	return call.body;
}

function propertiesOf(call: Call, input: unknown): UnknownRecord {
	const properties = isObject(input) ? input : {};
	const count = Object.keys(properties).length;
	if (count === 0 || count > MOST_PROPERTIES) {
		throw badRequest(`Between 1 and ${MOST_PROPERTIES} properties can be set at once.`);
	}
	for (const [key, value] of Object.entries(properties)) checkProperty(call.world, key, value);
	return properties;
}

function store(call: Call, ids: readonly unknown[], properties: UnknownRecord): void {
	for (const id of ids) {
		const issue = visibleIssue(call, String(id));
		if (issue === undefined) continue;
		putIssue(call.world, { ...issue, properties: { ...issue.properties, ...properties } });
	}
}

/** The work is done when the task is asked for the first time. */
function started(call: Call): SimulatedAnswer {
	userOf(call);
	const task = call.world.nextId('task');
	return { status: 303, headers: { location: selfUrl(call, `task/${task}`) } };
}

function idsIn(input: unknown, most: number): readonly unknown[] {
	const ids: readonly unknown[] = Array.isArray(input) ? input : [];
	if (ids.length === 0 || ids.length > most) {
		throw badRequest(`Between 1 and ${most} issues can be named at once.`);
	}
	return ids;
}

const setAlike: Handler = (call) => {
	const body = bodyOf(call);
	store(call, idsIn(body.entitiesIds, MOST_ALIKE), propertiesOf(call, body.properties));
	return started(call);
};

const setEach: Handler = (call) => {
	const entries = idsIn(bodyOf(call).issues, MOST_ISSUES);
	for (const entry of entries) {
		if (!isObject(entry)) throw unreadableBody();
		store(call, [entry.issueID], propertiesOf(call, entry.properties));
	}
	return started(call);
};

/** Without a list of ids Jira takes every issue that the caller may edit; here the ids must be named. */
function filtered(call: Call, filter: unknown): readonly IssueState[] {
	const { entityIds, currentValue } = isObject(filter) ? filter : {};
	const key = call.params.property ?? '';
	return idsIn(entityIds, MOST_ALIKE)
		.flatMap((id) => visibleIssue(call, String(id)) ?? [])
		.filter(
			({ properties }) =>
				currentValue === undefined ||
				jsonEqual((properties[key] ?? null) as JsonValue, currentValue as JsonValue),
		);
}

const setFiltered: Handler = (call) => {
	const { value, filter } = bodyOf(call);
	const key = call.params.property ?? '';
	checkProperty(call.world, key, value);
	store(
		call,
		filtered(call, filter).map(({ id }) => id),
		{ [key]: value },
	);
	return started(call);
};

const deleteFiltered: Handler = (call) => {
	const key = call.params.property ?? '';
	for (const issue of filtered(call, call.body)) {
		const { [key]: _gone, ...properties } = issue.properties;
		putIssue(call.world, { ...issue, properties });
	}
	return started(call);
};

const getTask: Handler = (call) => {
	const { world, params } = call;
	const id = params.task ?? '';
	if (!/^\d+$/.test(id)) throw refusal(404, ['The task does not exist.']);
	const now = world.now();
	return ok({
		self: selfUrl(call, `task/${id}`),
		id,
		status: 'COMPLETE',
		progress: 100,
		elapsedRuntime: 0,
		submitted: now,
		started: now,
		finished: now,
		lastUpdate: now,
		submittedBy: 10_000,
	});
};
