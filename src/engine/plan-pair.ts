import type { IssueStatus } from '../model/issue';
import type { SyncSettings } from '../sync/mapping';
import { fieldsToDate, planSync, usersToLookUp, type SyncPlan, type SyncState } from '../sync/plan';
import type { FieldPlanOptions } from '../sync/plan-field';
import { otherRecords } from '../sync/shared-records';
import type { EngineContext } from './context';
import type { FileReach } from './file-access';
import { typeWarnings } from './hierarchy/check-type';
import { findParents } from './hierarchy/find-parents';
import { withOtherParentIssue } from './hierarchy/other-issue';
import { lookUpUsers } from './look-up-users';
import { isOnItsWay } from './on-its-way';
import { planPairComments } from './plan-comments';
import { planPairFiles } from './plan-files';
import { withVersionNames } from './releases/fix-versions';
import { withPlannedFiles } from './shown-files';

/**
 * Plans one pair, and asks Jira only for what the plan hangs on: people that a changed field names, and the times of change of
 * fields that both sides changed where the newer value wins.
 */
export async function planPair(
	context: EngineContext,
	given: Omit<SyncState, 'found' | 'changed' | 'statuses' | 'parents'>,
	settings: SyncSettings,
	chosen: FieldPlanOptions,
	reach: FileReach,
): Promise<SyncPlan> {
	const onItsWay = isOnItsWay(context, given.record, settings.profile);
	const options = { ...chosen, isOnItsWay: onItsWay };
	const statuses = await closingStatuses(context, given, settings);
	const versioned = await withVersionNames(context, given.record, given.issue, settings);
	const texts = new Map<string, string | null>();
	const snapshot = withOtherParentIssue(context, given, settings);
	const read = { ...given, snapshot, statuses, texts, record: versioned.record };
	const asked = { reach, retryParked: options.retryParked, isOnItsWay: onItsWay };
	const attachments = await planPairFiles(context, read, settings, asked);
	const { files } = attachments;
	const state = { ...read, issue: withPlannedFiles(given.issue, files) };
	const parents = await findParents(context, state, settings, options);
	const known = { ...state, ...(parents && { parents }) };
	const found = await lookUpUsers(context, usersToLookUp(known, settings, options));
	const fields = fieldsToDate({ ...known, found }, settings, options);
	const changed =
		fields.length === 0 ? {} : await context.tracker.changeTimes(state.issue.id, fields);
	const planned = planSync({ ...known, found, changed }, settings, options);
	const { comments, warnings } = await planPairComments(context, state, settings, options);
	return {
		...planned,
		...(comments && { comments }),
		...(files && { files }),
		warnings: [
			...versioned.warnings,
			...planned.warnings,
			...(await typeWarnings(context, state.record, state.issue, settings)),
			...warnings,
			...attachments.warnings,
		],
	};
}

/** Which statuses close an issue matters only where it has several records; nearly always nothing is asked. */
async function closingStatuses(
	{ tracker }: EngineContext,
	{ issue, snapshot }: Pick<SyncState, 'issue' | 'snapshot'>,
	{ mappings }: SyncSettings,
): Promise<readonly IssueStatus[]> {
	const matters =
		otherRecords(snapshot).length > 0 && mappings.some(({ jira }) => jira === 'status');
	return matters ? await tracker.statuses(issue.projectKey) : [];
}
