import type { IssueState } from '../state/model';
import { jqlRefusal } from './errors';
import type { JqlOperand } from './parse';

type FunctionCall = Extract<JqlOperand, { kind: 'call' }>;

/** Both names of the function: the second is the one that Atlassian's Cloud documentation lists today. */
const NAMES: readonly string[] = [
	'issueswithremotelinksbyglobalid',
	'workitemswithremotelinksbyglobalid',
];

const MOST_IDS = 100;

/**
 * `issue in issuesWithRemoteLinksByGlobalId("a", …)`: 1 to 100 global ids, IN and NOT IN only.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-functions/#issuesWithRemoteLinksByGlobalId
 */
export function issuesByRemoteLink(
	call: FunctionCall,
	operator: string,
): (issue: IssueState) => boolean {
	if (!NAMES.includes(call.name.toLowerCase())) {
		throw jqlRefusal(`Unable to find JQL function '${call.name}(${call.values.join(', ')})'.`);
	}
	if (operator !== 'in' && operator !== 'not in') {
		throw jqlRefusal(`The operator '${operator}' does not support the function '${call.name}()'.`);
	}
	if (call.values.length === 0 || call.values.length > MOST_IDS) {
		throw jqlRefusal(
			`Function '${call.name}' expected between '1' and '${MOST_IDS}' arguments but received '${call.values.length}'.`,
		);
	}
	const wanted = new Set(call.values);
	return ({ remoteLinks }) =>
		remoteLinks.some(({ globalId }) => globalId !== undefined && wanted.has(globalId));
}
