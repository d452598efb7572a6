import { asError, InputError } from '../../model/failure';
import type { JiraIssue } from '../../model/issue';
import type { SourceRecord } from '../../model/record';
import { typeOfKind } from '../../sync/hierarchy/rules';
import type { SyncSettings } from '../../sync/mapping';
import type { EngineContext } from '../context';

/**
 * What stands between the kind of a record and the type of its issue: Jira's API turns no sub-task into another type, and no other
 * type into a sub-task (row H9). Nothing is asked for while the type is the one that the kind's row names.
 */
export async function typeWarnings(
	{ tracker }: EngineContext,
	record: SourceRecord,
	{ key, projectKey: project, issueType }: JiraIssue,
	{ hierarchy }: SyncSettings,
): Promise<readonly string[]> {
	const wanted = hierarchy && typeOfKind(hierarchy, record)?.trim();
	const held = [issueType.id, issueType.name.toLowerCase()];
	if (wanted === undefined || held.includes(wanted.toLowerCase())) return [];
	try {
		const below = await tracker.isSubtask({ project, issueType: wanted });
		const isBelow = await tracker.isSubtask({ project, issueType: issueType.id });
		if (below === isBelow) return [];
		return [
			`${key} is a "${issueType.name}", but the record's kind makes it a "${wanted}". Jira converts ${isBelow ? 'sub-tasks into other types' : 'issues into sub-tasks'} by hand only: convert it there, or change the kind back.`,
		];
	} catch (error) {
		const reason = asError(error);
		if (reason instanceof InputError) return [reason.message];
		throw reason;
	}
}
