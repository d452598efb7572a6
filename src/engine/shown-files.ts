import type { NamedAttachment } from '../model/attachment';
import type { JiraIssue } from '../model/issue';
import type { CommentPlan } from '../sync/comments/plan-comments';
import type { FilePlan } from '../sync/files/plan-files';

/**
 * The issue with the files that this run will attach, so that texts which show them are planned as they will stand (row A22). Their
 * ids and addresses are not known yet: nothing is written from these.
 */
export function withPlannedFiles(issue: JiraIssue, files: FilePlan | undefined): JiraIssue {
	const { attachments } = issue;
	if (attachments === undefined || files === undefined) return issue;
	const planned = files.links.flatMap(({ step, before: { source } }) => {
		if (step?.to !== 'jira' || step.kind === 'delete' || source === undefined) return [];
		const { name, size = 0, mimeType = '' } = source;
		return [{ id: '', url: '', name, size, mimeType, createdAt: 0 }];
	});
	return planned.length === 0 ? issue : { ...issue, attachments: [...attachments, ...planned] };
}

/** The files of an issue after some were attached; nothing where they are not known. */
export function filesNow(
	{ attachments }: Pick<JiraIssue, 'attachments'>,
	attached: readonly NamedAttachment[],
): readonly NamedAttachment[] | undefined {
	return attachments && [...attachments, ...attached];
}

/** The plan of the comments with the files that the issue has by now. */
export function withFilesNow(
	plan: CommentPlan | undefined,
	issue: Pick<JiraIssue, 'attachments'>,
	attached: readonly NamedAttachment[],
): CommentPlan | undefined {
	if (plan?.state.route === undefined) return plan;
	const attachments = filesNow(issue, attached);
	const route = { ...plan.state.route, attachments, memo: new Map() };
	return { ...plan, state: { ...plan.state, route } };
}
