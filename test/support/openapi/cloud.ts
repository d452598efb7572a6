import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { exceptionOf } from './cloud-exceptions';
import {
	ALWAYS_PRESENT,
	ANSWERS_IN_PRACTICE,
	ANY_BODY,
	EXTRA_DEFINITIONS,
	ISSUE_FIELDS,
	NULL_IN_PRACTICE,
	NULL_IN_REQUESTS,
} from './cloud-practice';
import type { Law } from './judge';
import { loosened, schemasOf, withRequired } from './schemas';

/** What Atlassian's OpenAPI document says of Jira Cloud. */
export function cloudLaw(document: UnknownRecord): Law {
	const schemas = schemasOf(document);
	return {
		document,
		// REST v2 has no document of its own here: the shapes are those of v3, rich text apart, which v3 leaves open.
		lookUp: (path) => path.replace(/^\/rest\/api\/2\//, '/rest/api/3/'),
		asked: { ...schemas, ...loosened(schemas, NULL_IN_REQUESTS) },
		given: strengthened(schemas),
		listsStatuses: true,
		answers: ANSWERS_IN_PRACTICE,
		extraQuery: {},
		anyBody: ANY_BODY,
		exceptionOf,
	};
}

/** Answers are held to more than the schemas say: see `ALWAYS_PRESENT` and `ISSUE_FIELDS`. */
function strengthened(schemas: UnknownRecord): UnknownRecord {
	const all = { ...schemas, ...EXTRA_DEFINITIONS };
	const definitions = { ...all, ...loosened(all, NULL_IN_PRACTICE) };
	const required = withRequired(definitions, ALWAYS_PRESENT);
	const issue = schemas['IssueBean'];
	const properties = isObject(issue) && isObject(issue['properties']) ? issue['properties'] : {};
	const strict = {
		...(isObject(issue) ? issue : {}),
		properties: { ...properties, fields: ISSUE_FIELDS },
	};
	return { ...definitions, ...required, IssueBean: strict };
}
