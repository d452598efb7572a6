import { SEED_FIELD_IDS as FIELD } from '../../simulators/jira/seed';
import { CRASH, locator, mapped, ROW, TEMPLATE, type RunOptions } from './engine-jira';

/** An item that cannot be worked on, beside one that can, for the same node. */
export interface BadInput {
	readonly name: string;
	readonly type?: 'jiraIssue' | 'jiraSync' | 'jiraResolvedUntil';
	readonly parameters: object;
	readonly bad: object;
	readonly good: object;
	/** What the error says: the field, the remedy, Jira's words. */
	readonly says: readonly string[];
	readonly options?: RunOptions;
	/** Output of good items; default 0. */
	readonly output?: number;
}

const value = (name: string) => `={{ $json.${name} }}`;
const create = (more: object = {}) => ({
	operation: 'create',
	...TEMPLATE,
	summary: 'A crash',
	description: value('text'),
	...more,
});
const upsert = (more: object = {}) => ({ operation: 'upsert', ...TEMPLATE, ...more });
const onIssue = (operation: string, more: object = {}) => ({
	operation,
	issue: locator(value('key')),
	...more,
});
const fieldCase = (name: string, field: string, bad: string, good: string, says: string[]) => ({
	name,
	parameters: create({ fields: mapped({ [field]: value('value') }) }),
	bad: { value: bad },
	good: { value: good },
	says,
});

const noRecord = { text: 'no id here' };
const recordOnly = { ...ROW, key: 'CRASH-1' };

/** What a person may give wrongly. On each site CRASH-1 and PLAN-1 stand. */
export const BAD_INPUTS: readonly BadInput[] = [
	{
		name: 'unknown project, Create',
		parameters: create({ project: locator(value('project')) }),
		bad: { project: 'CRAHS' },
		good: { project: 'CRASH' },
		says: ['project "CRAHS"', 'does not exist', 'Projects it sees: CRASH'],
	},
	{
		name: 'unknown project, Create or Update',
		parameters: upsert({ project: locator(value('target')) }),
		// A record of its own: one that has an issue needs no project any more.
		bad: { ...CRASH, fingerprint: 'f2', target: 'CRAHS' },
		good: { ...CRASH, target: 'CRASH' },
		says: ['project "CRAHS"', 'does not exist', 'Projects it sees: CRASH'],
	},
	{
		name: 'unknown issue type, Create',
		parameters: create({ issueType: locator(value('kind'), 'name') }),
		bad: { kind: 'Bugg' },
		good: { kind: 'bug' },
		says: ['"Bugg" is not an issue type', 'Allowed: Bug'],
	},
	{
		name: 'unknown issue type, Create or Update',
		parameters: upsert({ issueType: locator(value('kind'), 'name') }),
		bad: { ...CRASH, kind: 'Bugg' },
		good: { ...CRASH, fingerprint: 'f2', kind: 'Bug' },
		says: ['"Bugg" is not an issue type', 'Allowed: Bug'],
	},
	{
		name: 'missing required field, Create',
		parameters: create({
			project: locator('PLAN'),
			issueType: locator('Story', 'name'),
			fields: mapped({ [FIELD.severity]: value('value') }),
		}),
		bad: {},
		good: { value: 'Major' },
		says: ['Severity: It is required', 'Critical, Major, Minor'],
	},
	{
		name: 'missing required field, Create or Update',
		parameters: upsert({
			project: locator('PLAN'),
			issueType: locator('Story', 'name'),
			fields: mapped({ [FIELD.severity]: '$severity' }),
		}),
		bad: CRASH,
		good: { ...CRASH, fingerprint: 'f2', attributes: { severity: [['Major', 2]] } },
		says: ['Severity: It is required', 'Critical, Major, Minor'],
	},
	{
		name: 'empty summary',
		parameters: create({ summary: value('title') }),
		bad: {},
		good: { title: 'A title' },
		says: ['"Summary" is empty', 'expression'],
	},
	fieldCase('unknown option', FIELD.severity, 'Majr', 'Major', [
		'Severity: "Majr" is not an allowed value',
		'Major',
	]),
	fieldCase('unknown priority', 'priority', 'Hihg', 'High', ['Priority: "Hihg"', 'High']),
	fieldCase('unknown component', 'components', 'UI, UX', 'UI', ['Components: "UX"', 'Engine']),
	fieldCase('unknown version', 'fixVersions', '9.9', '1.2.3', ['Fix versions: "9.9"', '2.0.0']),
	fieldCase('unknown child of a cascading select', FIELD.area, 'Client > Mac', 'Client > Linux', [
		'Area: Under "Client": "Mac"',
		'Windows',
	]),
	fieldCase('unknown user, Create', 'assignee', 'nobody@example.com', 'ann@example.com', [
		'Assignee: No active Jira user matches "nobody@example.com"',
		'Give the e-mail or the user id',
	]),
	fieldCase('no number', FIELD.occurrences, 'many', '12', ['Occurrences: "many" is not a number']),
	fieldCase('no date', 'duedate', 'tomorrow', '2026-12-24', ['Due date: "tomorrow"', '2026-11-21']),
	fieldCase('no address', FIELD.groupLink, 'x', 'https://x.example.com', ['Group Link: ', 'https']),
	{
		name: 'unknown user, Update',
		parameters: onIssue('update', { fields: mapped({ [FIELD.triageOwner]: value('who') }) }),
		bad: { key: 'CRASH-1', who: 'nobody@example.com' },
		good: { key: 'CRASH-1', who: 'bob@example.com' },
		says: ['Triage Owner: No active Jira user matches', 'Give the e-mail or the user id'],
	},
	{
		name: 'field that is not on the screen',
		parameters: create({
			issueType: locator(value('kind'), 'name'),
			fields: mapped({ [FIELD.signature]: 'f' }),
		}),
		bad: { kind: 'Task' },
		good: { kind: 'Bug' },
		says: ['Crash Signature: It is not on the create screen', 'Add it to that screen'],
	},
	{
		name: 'no transition to the status',
		parameters: onIssue('transition', { status: value('status') }),
		bad: { key: 'CRASH-1', status: 'Done' },
		good: { key: 'PLAN-1', status: 'In Progress' },
		says: ['no transition leads to Done', '"Start Progress" to In Progress', 'Statuses to Pass'],
	},
	{
		name: 'status that does not exist',
		parameters: onIssue('transition', { status: value('status') }),
		bad: { key: 'CRASH-1', status: 'Shipped' },
		good: { key: 'CRASH-1', status: "Won't Do" },
		says: ['no transition leads to Shipped', 'Status: Check the name "Shipped"'],
	},
	...['get', 'update', 'transition', 'addComment'].map((operation) => ({
		name: `unknown issue, ${operation}`,
		parameters: onIssue(operation, {
			fields: mapped({ summary: 'new' }),
			status: 'In Progress',
			comment: 'Hello',
		}),
		bad: { key: 'CRASH-404' },
		good: { key: 'CRASH-1' },
		says: [
			'CRASH-404',
			'(404)',
			'It does not exist, or the account of the credential may not see it',
		],
	})),
	{
		name: 'record without id, Create or Update',
		parameters: upsert(),
		bad: noRecord,
		good: CRASH,
		says: ['no fingerprint', 'body of a Backtrace webhook'],
	},
	{
		name: 'record without id, generic preset',
		parameters: upsert({ preset: 'generic', recordTitle: 'Title', summaryTemplate: '$title' }),
		bad: noRecord,
		good: { id: 7 },
		says: ['no record ID', 'Record ID: The expression gave nothing'],
	},
	...['syncPair', 'compare', 'link', 'unlink', 'reconcileMany'].map((operation) => ({
		name: `record without id, ${operation}`,
		type: 'jiraSync' as const,
		parameters: onIssue(operation),
		bad: { ...noRecord, key: 'CRASH-1' },
		good: recordOnly,
		says: ['no fingerprint', 'row of the issues table'],
	})),
	{
		name: 'item that did not leave on To Source, Confirm Delivery',
		type: 'jiraSync',
		parameters: { operation: 'confirm', delivered: value('delivered') },
		bad: { delivered: { other: true } },
		good: {
			delivered: { system: 'backtrace', recordId: 'f1', issue: { id: '10101' }, patch: {} },
		},
		says: ['not an item that left on To Source', 'Delivered Item', 'Name the node that synced'],
	},
	{
		name: 'unknown issue, Link',
		type: 'jiraSync',
		parameters: onIssue('link'),
		bad: { ...ROW, key: 'CRASH-404' },
		good: recordOnly,
		says: ['CRASH-404', '(404)'],
	},
	{
		name: 'unknown issue, Sync Pair',
		type: 'jiraSync',
		parameters: onIssue('syncPair', { issueBy: 'issue' }),
		bad: { ...ROW, key: 'CRASH-404' },
		good: recordOnly,
		says: ['CRASH-404', '(404)'],
	},
	{
		name: 'record without id, Resolved Until',
		type: 'jiraResolvedUntil',
		parameters: {},
		bad: noRecord,
		good: CRASH,
		says: ['no fingerprint', 'body of a Backtrace webhook'],
		output: 1,
	},
	{
		name: 'expression that RE2 does not know, Resolved Until',
		type: 'jiraResolvedUntil',
		parameters: { options: { versionExpression: value('expression') } },
		bad: { ...CRASH, expression: '(?=a)' },
		good: { ...CRASH, expression: 'v?(.+)' },
		says: ['"Version Expression" cannot be used', 'The syntax is RE2'],
		output: 1,
	},
	{
		name: 'query that Jira does not understand',
		parameters: { operation: 'getAll', jql: value('jql') },
		bad: { jql: 'project = = CRASH' },
		good: { jql: 'project = CRASH' },
		says: ['Jira refused to search for issues (400)', 'Error in the JQL Query'],
	},
	{
		name: 'missing permission, Create',
		parameters: create({ project: locator(value('project')) }),
		bad: { project: 'CRASH' },
		good: { project: 'PLAN' },
		says: ['project "CRASH"', 'the account of the credential may not see it', 'PLAN'],
		options: { as: 'noperm' },
	},
	...['get', 'addComment', 'update', 'transition'].map((operation) => ({
		name: `missing permission, ${operation}`,
		parameters: onIssue(operation, {
			fields: mapped({ summary: 'new' }),
			status: 'In Progress',
			comment: 'Hello',
		}),
		bad: { key: 'CRASH-1' },
		good: { key: 'PLAN-1' },
		says: ['permission', 'CRASH-1', 'account of the credential may not'],
		options: { as: 'noperm' as const },
	})),
];
