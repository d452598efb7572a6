import type { PropertyNames } from './schemas';

/**
 * Properties that Jira Data Center sends though its document leaves them out: its own samples show them, or clients
 * that run against it (https://github.com/pycontribs/jira) read them.
 */
export const EXTRA_PROPERTIES: PropertyNames = {
	ComponentBean: ['projectId', 'isAssigneeTypeValid'],
	IssueBean: ['expand'],
	PermissionJsonBean: ['havePermission'],
	ProjectBean: [
		'expand',
		'projectTypeKey',
		'lead',
		'assigneeType',
		'issueTypes',
		'versions',
		'components',
	],
	SearchResultsBean: ['expand'],
	TransitionsMetaBean: ['expand'],
};

/** Properties whose type the document has wrong: a property's value is any JSON, a change may come from nothing. */
export const ANY_VALUE: PropertyNames = {
	EntityPropertyBean: ['value'],
	ChangeItemBean: ['from', 'fromString', 'to', 'toString'],
	IssueBean: ['properties'],
};

/** An operation of an update is `{add: value}`, where the document says `{operation, value}`. */
export const OPEN_SCHEMAS: readonly string[] = ['FieldOperation'];

/** `{"name": null}` unassigns. */
export const NULL_IN_REQUESTS: PropertyNames = { UserBean: ['name'] };

/** Parameters that only the prose of the operation names. */
export const EXTRA_QUERY: PropertyNames = {
	'GET /rest/api/2/issue/{issueIdOrKey}/transitions': ['expand'],
	'GET /rest/api/2/mypermissions': ['permissions'],
};

/** Bodies that are any JSON, where the document says text. */
export const ANY_BODY: ReadonlySet<string> = new Set([
	'PUT /rest/api/2/issue/{issueIdOrKey}/properties/{propertyKey}',
	'PUT /rest/api/2/comment/{commentId}/properties/{propertyKey}',
	'PUT /rest/api/2/project/{projectIdOrKey}/properties/{propertyKey}',
]);

/** A page of issues, where the document has the schema of one of them (its sample beside it shows the page). */
export const ANSWERS_IN_PRACTICE: Readonly<Record<string, unknown>> = {
	'GET /rest/agile/1.0/board/{boardId}/issue': { $ref: '#/definitions/SearchResultsBean' },
	'GET /rest/agile/1.0/board/{boardId}/backlog': { $ref: '#/definitions/SearchResultsBean' },
};

const NAMED = ['self', 'id', 'name'];
const PERSON = [
	'self',
	'name',
	'key',
	'emailAddress',
	'avatarUrls',
	'displayName',
	'active',
	'timeZone',
];

/** What the samples always show: https://docs.atlassian.com/software/jira/docs/api/REST/9.17.0/ */
export const ALWAYS_PRESENT: PropertyNames = {
	AttachmentJsonBean: [
		'self',
		'id',
		'filename',
		'author',
		'created',
		'size',
		'mimeType',
		'content',
	],
	ChangeHistoryBean: ['id', 'author', 'created', 'items'],
	CommentJsonBean: ['self', 'id', 'author', 'body', 'updateAuthor', 'created', 'updated'],
	FieldBean: ['id', 'name', 'custom', 'orderable', 'navigable', 'searchable', 'clauseNames'],
	FieldMetaBean: ['required', 'schema', 'name', 'fieldId', 'operations'],
	IssueCreateResponse: ['id', 'key', 'self'],
	IssueLinkTypeJsonBean: ['id', 'name', 'inward', 'outward', 'self'],
	IssueRefJsonBean: ['id', 'key', 'self', 'fields'],
	IssueTypeJsonBean: [...NAMED, 'description', 'iconUrl', 'subtask', 'avatarId'],
	PriorityJsonBean: [...NAMED, 'iconUrl'],
	ProjectBean: [...NAMED, 'key', 'avatarUrls'],
	ProjectJsonBean: [...NAMED, 'key', 'projectTypeKey', 'avatarUrls'],
	ResolutionJsonBean: [...NAMED, 'description'],
	SearchResultsBean: ['startAt', 'maxResults', 'total', 'issues'],
	StatusCategoryJsonBean: ['self', 'id', 'key', 'colorName', 'name'],
	StatusJsonBean: [...NAMED, 'description', 'iconUrl', 'statusCategory'],
	TransitionBean: ['id', 'name', 'to'],
	UserBean: PERSON,
	UserJsonBean: PERSON,
	VersionBean: [...NAMED, 'archived', 'released', 'projectId'],
	worklog: ['self', 'id', 'issueId', 'author', 'updateAuthor', 'created', 'updated', 'started'],
};

/** Values of an issue's system fields, which the document leaves open. */
export const ISSUE_FIELDS: Readonly<Record<string, unknown>> = {
	type: 'object',
	properties: {
		summary: { type: 'string' },
		description: { type: ['string', 'null'] },
		environment: { type: ['string', 'null'] },
		assignee: orNull('UserJsonBean'),
		reporter: orNull('UserJsonBean'),
		creator: orNull('UserJsonBean'),
		status: { $ref: '#/definitions/StatusJsonBean' },
		issuetype: { $ref: '#/definitions/IssueTypeJsonBean' },
		project: { $ref: '#/definitions/ProjectJsonBean' },
		priority: orNull('PriorityJsonBean'),
		resolution: orNull('ResolutionJsonBean'),
		issuelinks: listOf('issueLinks'),
		subtasks: listOf('IssueRefJsonBean'),
		parent: { $ref: '#/definitions/IssueRefJsonBean' },
		comment: { type: 'object', properties: { comments: listOf('CommentJsonBean') } },
		attachment: listOf('AttachmentJsonBean'),
		worklog: { $ref: '#/definitions/WorklogWithPaginationBean' },
		labels: { type: 'array', items: { type: 'string' } },
		created: instant(),
		updated: instant(),
		duedate: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
	},
};

function instant(): unknown {
	return {
		type: 'string',
		pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}[+-]\\d{4}$',
	};
}

function orNull(name: string): unknown {
	return { anyOf: [{ $ref: `#/definitions/${name}` }, { type: 'null' }] };
}

function listOf(name: string): unknown {
	return { type: 'array', items: { $ref: `#/definitions/${name}` } };
}
