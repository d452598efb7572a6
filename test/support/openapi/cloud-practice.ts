/**
 * What the document says about the values of an issue's system fields. It leaves `fields` of an issue open, but has
 * the schemas of what Jira puts there.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-get
 */
export const ISSUE_FIELDS: Readonly<Record<string, unknown>> = {
	type: 'object',
	properties: {
		summary: { type: 'string' },
		assignee: orNull('UserDetails'),
		reporter: orNull('UserDetails'),
		creator: orNull('UserDetails'),
		status: { $ref: '#/definitions/StatusDetails' },
		issuetype: { $ref: '#/definitions/IssueTypeDetails' },
		project: { $ref: '#/definitions/ProjectDetails' },
		priority: orNull('Priority'),
		resolution: orNull('Resolution'),
		fixVersions: listOf('Version'),
		versions: listOf('Version'),
		components: listOf('ProjectComponent'),
		comment: { $ref: '#/definitions/PageOfComments' },
		issuelinks: listOf('IssueLinkInIssue'),
		subtasks: listOf('LinkedIssue'),
		parent: { $ref: '#/definitions/LinkedIssue' },
		attachment: listOf('Attachment'),
		worklog: { $ref: '#/definitions/PageOfWorklogs' },
		labels: { type: 'array', items: { type: 'string' } },
		created: { $ref: '#/definitions/JiraInstant' },
		updated: { $ref: '#/definitions/JiraInstant' },
		duedate: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
	},
};

/** Definitions that the document lacks. A link in an issue shows only its other end. */
export const EXTRA_DEFINITIONS: Readonly<Record<string, unknown>> = {
	JiraInstant: {
		type: 'string',
		pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}[+-]\\d{4}$',
	},
	IssueLinkInIssue: {
		type: 'object',
		properties: {
			id: { type: 'string' },
			self: { type: 'string' },
			type: { $ref: '#/definitions/IssueLinkType' },
			inwardIssue: { $ref: '#/definitions/LinkedIssue' },
			outwardIssue: { $ref: '#/definitions/LinkedIssue' },
		},
		required: ['id', 'self', 'type'],
		additionalProperties: false,
	},
};

function orNull(name: string): unknown {
	return { anyOf: [{ $ref: `#/definitions/${name}` }, { type: 'null' }] };
}

function listOf(name: string): unknown {
	return { type: 'array', items: { $ref: `#/definitions/${name}` } };
}

const NAMED = ['self', 'id', 'name'];
const PERSON = ['self', 'accountId', 'avatarUrls', 'displayName', 'active', 'timeZone'];

/**
 * Properties that the document leaves optional, though its samples always show them.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/
 */
export const ALWAYS_PRESENT: Readonly<Record<string, readonly string[]>> = {
	AvatarUrlsBean: ['16x16', '24x24', '32x32', '48x48'],
	Attachment: ['self', 'id', 'filename', 'author', 'created', 'size', 'mimeType', 'content'],
	Changelog: ['id', 'author', 'created', 'items'],
	ChangeDetails: ['field', 'fieldtype', 'from', 'fromString', 'to', 'toString'],
	Comment: ['self', 'id', 'author', 'body', 'updateAuthor', 'created', 'updated'],
	CreatedIssue: ['id', 'key', 'self'],
	FieldDetails: [
		'id',
		'key',
		'name',
		'custom',
		'orderable',
		'navigable',
		'searchable',
		'clauseNames',
	],
	FieldMetadata: ['required', 'schema', 'name', 'key', 'operations'],
	IssueLinkType: ['id', 'name', 'inward', 'outward', 'self'],
	IssueTransition: ['id', 'name', 'to', 'hasScreen', 'isGlobal', 'isInitial', 'isConditional'],
	IssueTypeDetails: [...NAMED, 'description', 'iconUrl', 'subtask', 'avatarId', 'hierarchyLevel'],
	JsonTypeBean: ['type'],
	LinkedIssue: ['id', 'key', 'self', 'fields'],
	Priority: [...NAMED, 'iconUrl'],
	ProjectDetails: [...NAMED, 'key', 'projectTypeKey', 'simplified', 'avatarUrls'],
	Resolution: [...NAMED, 'description'],
	ServerInformation: ['baseUrl', 'version', 'versionNumbers', 'deploymentType', 'serverTitle'],
	StatusCategory: ['self', 'id', 'key', 'colorName', 'name'],
	StatusDetails: [...NAMED, 'description', 'iconUrl', 'statusCategory'],
	User: PERSON,
	UserDetails: PERSON,
	Version: [...NAMED, 'archived', 'released'],
	Worklog: ['self', 'id', 'issueId', 'author', 'updateAuthor', 'created', 'updated', 'started'],
};

/**
 * Properties that are `null` in practice, which the document does not say: a change from nothing, or to nothing
 * (Atlassian's own samples of webhooks, and the schemas of https://github.com/MrRefactoring/jira.js).
 */
export const NULL_IN_PRACTICE: Readonly<Record<string, readonly string[]>> = {
	ChangeDetails: ['from', 'fromString', 'to', 'toString'],
};

/** The same in requests: "if `accountId` is `null`, the issue is set to unassigned" (assignIssue). */
export const NULL_IN_REQUESTS: Readonly<Record<string, readonly string[]>> = {
	User: ['accountId'],
};

/** Answers whose schema contradicts the sample beside it (all remote links are a list), or is left out (a file). */
export const ANSWERS_IN_PRACTICE: Readonly<Record<string, unknown>> = {
	'GET /rest/api/3/attachment/content/{id}': {},
	'GET /rest/api/3/issue/{issueIdOrKey}/remotelink': {
		anyOf: [{ $ref: '#/definitions/RemoteIssueLink' }, listOf('RemoteIssueLink')],
	},
};

/** Bodies with the schema of Java's own class of JSON nodes, where any JSON is meant (as the prose beside it says). */
export const ANY_BODY: ReadonlySet<string> = new Set([
	'POST /rest/api/3/issue/properties',
	'POST /rest/api/3/issue/properties/multi',
]);
