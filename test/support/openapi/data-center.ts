import { isObject, type UnknownRecord } from '../../../src/model/decode';
import type { Exchange } from '../../../simulators/jira/exchanges';
import {
	ALWAYS_PRESENT,
	ANSWERS_IN_PRACTICE,
	ANY_BODY,
	ANY_VALUE,
	EXTRA_PROPERTIES,
	EXTRA_QUERY,
	ISSUE_FIELDS,
	NULL_IN_REQUESTS,
	OPEN_SCHEMAS,
} from './data-center-practice';
import type { Law } from './judge';
import { loosened, opened, schemasOf, withRequired } from './schemas';

/** What the generated client of Jira Data Center says, whose source is Atlassian's document of its REST API. */
export function dataCenterLaw(document: UnknownRecord): Law {
	const schemas = schemasOf(document);
	const open = Object.fromEntries(OPEN_SCHEMAS.map((name) => [name, {}]));
	const shared = { ...schemas, ...opened(schemas, ANY_VALUE), ...open };
	return {
		document,
		lookUp: (path) => path,
		asked: { ...shared, ...loosened(shared, NULL_IN_REQUESTS) },
		given: strengthened(shared),
		listsStatuses: false,
		answers: ANSWERS_IN_PRACTICE,
		extraQuery: EXTRA_QUERY,
		anyBody: ANY_BODY,
		exceptionOf,
	};
}

/** Answers are held to more than the schemas say: see `ALWAYS_PRESENT` and `ISSUE_FIELDS`. */
function strengthened(schemas: UnknownRecord): UnknownRecord {
	const all = { ...schemas, ...opened(schemas, EXTRA_PROPERTIES) };
	const issue = isObject(all['IssueBean']) ? all['IssueBean'] : {};
	const properties = isObject(issue['properties']) ? issue['properties'] : {};
	const strict = { ...issue, properties: { ...properties, fields: ISSUE_FIELDS } };
	return {
		...all,
		...withRequired(all, ALWAYS_PRESENT),
		IssueBean: strict,
		ErrorCollection: ERRORS,
	};
}

const ERRORS = {
	type: 'object',
	properties: {
		errorMessages: { type: 'array', items: { type: 'string' } },
		errors: { type: 'object', additionalProperties: { type: 'string' } },
	},
	additionalProperties: false,
};

/** Webhooks are a plugin's, and described in prose: https://confluence.atlassian.com/adminjiraserver/managing-webhooks-938846912.html */
function exceptionOf({ path, status, answer }: Exchange): string | undefined {
	if (status === 400 && path.endsWith('/issue/bulk')) {
		return 'Every issue was refused: the answer is the one of a success, as on Cloud.';
	}
	if (status === 501) return 'The simulator says that it does not model this.';
	if (typeof answer === 'string') return 'An HTML page of the server in front of the REST API.';
	const plugin = /^\/rest\/(webhooks\/1\.0|jira-webhook\/1\.0)\//.test(path);
	return plugin ? 'A resource of the webhook plugin.' : undefined;
}
