import { CRASH, locator, mapped, ROW, TEMPLATE, type EngineJira } from './engine-jira';

type NodeName = Parameters<EngineJira['run']>[0];

const issue = locator('CRASH-1');
const UPSERT = { operation: 'upsert', ...TEMPLATE };
const RECONCILE = { operation: 'reconcileMany', missingIssues: 'create', ...TEMPLATE };

/** Every operation of every node, with an item that it could work on. */
export const OPERATIONS: readonly (readonly [NodeName, object, object])[] = [
	['jiraIssue', { operation: 'create', ...TEMPLATE, summary: 'new' }, {}],
	['jiraIssue', UPSERT, CRASH],
	['jiraIssue', { operation: 'get', issue }, {}],
	['jiraIssue', { operation: 'getAll', jql: 'project = CRASH' }, {}],
	['jiraIssue', { operation: 'update', issue, fields: mapped({ summary: 'x' }) }, {}],
	['jiraIssue', { operation: 'transition', issue, status: 'In Progress' }, {}],
	['jiraIssue', { operation: 'addComment', issue, comment: 'x' }, {}],
	['jiraSync', { operation: 'syncPair' }, ROW],
	['jiraSync', { operation: 'compare' }, ROW],
	['jiraSync', { operation: 'link', issue }, ROW],
	['jiraSync', { operation: 'unlink' }, ROW],
	['jiraSync', RECONCILE, ROW],
	['jiraResolvedUntil', {}, CRASH],
];
