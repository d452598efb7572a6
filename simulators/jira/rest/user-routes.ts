import { refusal } from '../state/errors';
import type { User } from '../state/model';
import { findIssue, maySee, projectOf } from '../state/world';
import {
	listOf,
	numberOf,
	ok,
	visibleProject,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { renderUser } from './view';

/** Finding users. Cloud asks by `query` or `accountId`, Data Center by `username`. */
export function addUserRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	const cloud = deployment === 'cloud';
	add('GET', '/user', 'user', cloud ? getByAccountId : getByName);
	add('GET', '/user/search', cloud ? 'anonymous' : 'user', search);
	add('GET', '/user/assignable/search', 'user', searchAssignable);
	add('GET', '/user/assignable/multiProjectSearch', 'user', searchAssignableOfAll);
	add('GET', '/groups/picker', cloud ? 'anonymous' : 'user', pickGroups);
}

const getByAccountId: Handler = (call) => {
	const found = call.world.users.find(({ accountId }) => accountId === call.query.accountId);
	if (found !== undefined) return ok(renderUser(call, found));
	throw refusal(404, ['Specified user does not exist or you do not have required permissions']);
};

const getByName: Handler = (call) => {
	const { username, key } = call.query;
	const found = call.world.users.find((user) =>
		username === undefined ? user.key === key : user.name === username,
	);
	if (found !== undefined) return ok(renderUser(call, found));
	throw refusal(404, [`The user named '${username ?? key ?? ''}' does not exist`]);
};

/** Data Center limits `startAt + maxResults` to the first hundred; Cloud to the first thousand. */
function page(call: Call, users: readonly User[]): readonly unknown[] {
	const most = call.world.deployment === 'cloud' ? 1000 : 100;
	const startAt = numberOf(call.query.startAt, 0);
	const end = Math.min(startAt + numberOf(call.query.maxResults, 50), most);
	return users.slice(startAt, end).map((user) => renderUser(call, user));
}

/**
 * Cloud matches the beginning of words of the name, or of the e-mail address; a hidden address only as a whole.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/
 */
function matching(call: Call): readonly User[] {
	const { world, query } = call;
	if (world.deployment === 'dataCenter') {
		const wanted = query.username?.toLowerCase();
		if (wanted === undefined || wanted === '') {
			throw refusal(400, ['The username query parameter was not provided']);
		}
		if (wanted === '.' || wanted === '%') return world.users;
		return world.users.filter(({ name, displayName, emailAddress }) =>
			[name, displayName, emailAddress].some((text) => text.toLowerCase().includes(wanted)),
		);
	}
	if (query.accountId !== undefined) {
		return world.users.filter(({ accountId }) => accountId === query.accountId);
	}
	if (query.query === undefined) {
		throw refusal(400, ["At least one of the parameters 'query' or 'accountId' is required."]);
	}
	const wanted = query.query.toLowerCase();
	return world.users.filter(({ name, displayName, emailAddress }) => {
		const email = emailAddress.toLowerCase();
		if (email === wanted) return true;
		const words = displayName.toLowerCase().split(' ');
		const byName = [displayName.toLowerCase(), ...words].some((text) => text.startsWith(wanted));
		return byName || (!world.hiddenEmails.includes(name) && email.startsWith(wanted));
	});
}

const search: Handler = (call) => {
	if (call.user === undefined) return ok([]);
	return ok(page(call, matching(call)));
};

const searchAssignable: Handler = (call) => {
	const { world, query, user } = call;
	const issue = query.issueKey === undefined ? undefined : findIssue(world, query.issueKey);
	const key = issue === undefined ? (query.project ?? '') : projectOf(issue);
	const project = visibleProject(call, key);
	const open = world.deployment === 'dataCenter' && query.username === undefined;
	const everybody = open || (query.query === '' && query.accountId === undefined);
	const users = everybody ? world.users : matching(call);
	if (user === undefined) return ok([]);
	return ok(
		page(
			call,
			users.filter((candidate) => maySee(candidate, project.key)),
		),
	);
};

/** Users who can be assigned issues of every project that is named. */
const searchAssignableOfAll: Handler = (call) => {
	const keys = listOf(call.query.projectKeys);
	if (keys.length === 0) throw refusal(400, ['The projectKeys query parameter was not provided']);
	const projects = keys.map((key) => visibleProject(call, key));
	const users = matching(call).filter((user) => projects.every(({ key }) => maySee(user, key)));
	return ok(page(call, users));
};

const MOST_GROUPS = 20;

/** Groups whose name has the text in it, in any case; nobody in particular sees none. */
const pickGroups: Handler = (call) => {
	const wanted = (call.query.query ?? '').toLowerCase();
	const found = call.user === undefined ? [] : call.world.groups;
	const groups = found.filter(({ name }) => name.toLowerCase().includes(wanted));
	const shown = groups.slice(0, numberOf(call.query.maxResults, MOST_GROUPS));
	const cloud = call.world.deployment === 'cloud';
	return ok({
		header: `Showing ${shown.length} of ${groups.length} matching groups`,
		total: groups.length,
		groups: shown.map(({ name, groupId }) => ({
			name,
			html: name,
			labels: [],
			...(cloud ? { groupId } : {}),
		})),
	});
};
