import { isObject } from '../src/model/decode';
import type { StoredIssue } from '../simulators/jira/site';
import type { Setting } from './world';

/** The property that the workflows' profile keeps. */
const PROPERTY = 'n8n-jira-sync.default';

/** Issues that are tied to a record and were not closed as its duplicate. */
export function issuesOf(setting: Setting, recordId: string): readonly StoredIssue[] {
	return setting.jira.issues().filter(({ properties }) => {
		const pair = properties[PROPERTY];
		if (!isObject(pair) || pair['duplicateOf'] !== undefined) return false;
		return isObject(pair['link']) && pair['link']['recordId'] === recordId;
	});
}

/** The one issue of a record; refuses none and several. */
export function issueOf(setting: Setting, recordId: string): StoredIssue {
	const [issue, ...more] = issuesOf(setting, recordId);
	if (issue === undefined) throw new Error(`No issue belongs to ${recordId}`);
	if (more.length > 0) throw new Error(`${more.length + 1} issues belong to ${recordId}`);
	return issue;
}

/** Name of an object-valued field, for example of the status. */
export function nameOf(issue: StoredIssue, field: string): string | undefined {
	const value = issue.fields[field];
	if (!isObject(value)) return undefined;
	const name = value['displayName'] ?? value['name'] ?? value['value'];
	return typeof name === 'string' ? name : undefined;
}

/** Display name of the assignee; nobody is `undefined`. */
export function assigneeOf(issue: StoredIssue): string | undefined {
	const value = issue.fields['assignee'];
	return isObject(value) ? String(value['displayName']) : undefined;
}

/** Every text of a value, rich text included, as one string. */
export function allText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return value.map(allText).join(' ');
	if (!isObject(value)) return '';
	return Object.values(value).map(allText).join(' ');
}

/** How many requests wrote to Jira or to Backtrace since the logs were cleared. */
export function writesSince(setting: Setting): number {
	const toJira = setting.jira.requests.filter(({ kind }) => kind === 'write').length;
	const toBacktrace = setting.backtrace.requests.filter(({ kind }) => kind === 'write').length;
	return toJira + toBacktrace;
}

/** Starts counting anew. */
export function clearRequests(setting: Setting): void {
	setting.jira.clearRequests();
	setting.backtrace.clearRequests();
}
