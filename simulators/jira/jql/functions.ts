import type { IssueState } from '../state/model';
import type { World } from '../state/world';
import { jqlRefusal } from './errors';
import type { JqlOperand } from './parse';

type FunctionCall = Extract<JqlOperand, { kind: 'call' }>;

const OLD_NAME = 'issueswithremotelinksbyglobalid';
/** The one that Atlassian's documentation of Cloud lists today. */
const NEW_NAME = 'workitemswithremotelinksbyglobalid';

/** Data Center only has the old name. */
function namesOf({ deployment, unknowns }: World): readonly string[] {
	if (deployment === 'dataCenter') return [OLD_NAME];
	const names = { both: [OLD_NAME, NEW_NAME], old: [OLD_NAME], new: [NEW_NAME] };
	return names[unknowns.remoteLinkFunction];
}

const MOST_IDS = 100;

/**
 * `issue in issuesWithRemoteLinksByGlobalId("a", …)`: 1 to 100 global ids, IN and NOT IN only.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-functions/#issuesWithRemoteLinksByGlobalId
 */
export function issuesByRemoteLink(
	world: World,
	call: FunctionCall,
	operator: string,
): (issue: IssueState) => boolean {
	if (!namesOf(world).includes(call.name.toLowerCase())) {
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
