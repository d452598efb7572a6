import { checkProperty } from '../state/changes';
import { refusal } from '../state/errors';
import { putIssue } from '../state/world';
import { issueOf, NO_CONTENT, ok, type AddRoute, type Handler } from './call';
import { selfUrl } from './view';

/**
 * Issue properties. Writing one moves neither `updated` nor the changelog.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/
 */
export function addPropertyRoutes(add: AddRoute): void {
	add('GET', '/issue/:issue/properties', 'anonymous', list);
	add('GET', '/issue/:issue/properties/:property', 'anonymous', getOne);
	add('PUT', '/issue/:issue/properties/:property', 'user', putOne);
	add('DELETE', '/issue/:issue/properties/:property', 'user', deleteOne);
}

const list: Handler = (call) => {
	const issue = issueOf(call);
	const keys = Object.keys(issue.properties).map((key) => ({
		self: selfUrl(call, `issue/${issue.id}/properties/${encodeURIComponent(key)}`),
		key,
	}));
	return ok({ keys });
};

const getOne: Handler = (call) => {
	const { properties } = issueOf(call);
	const key = call.params.property ?? '';
	if (Object.hasOwn(properties, key)) return ok({ key, value: properties[key] });
	throw refusal(404, [`The property with key '${key}' does not exist.`]);
};

const putOne: Handler = (call) => {
	const issue = issueOf(call);
	const key = call.params.property ?? '';
	checkProperty(call.world, key, call.body);
	const created = !Object.hasOwn(issue.properties, key);
	putIssue(call.world, { ...issue, properties: { ...issue.properties, [key]: call.body } });
	return { status: created ? 201 : 200 };
};

const deleteOne: Handler = (call) => {
	const issue = issueOf(call);
	getOne(call);
	const { [call.params.property ?? '']: _gone, ...properties } = issue.properties;
	putIssue(call.world, { ...issue, properties });
	return NO_CONTENT;
};
