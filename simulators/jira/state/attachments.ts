import { withHistory } from './issue-changes';
import type { AttachmentState, HistoryItem, IssueState, User } from './model';
import { listIssues, putIssue, type World } from './world';

/** A file as it was sent. */
export interface SentFile {
	readonly filename: string;
	readonly mimeType: string;
	readonly content: Uint8Array;
}

/** Id of a file in the media service, which documents name it by: a UUID, made of the attachment's id. */
export function mediaIdOf({ id }: Pick<AttachmentState, 'id'>): string {
	return `5e1f0000-0000-4000-8000-${id.padStart(12, '0')}`;
}

/** Adds files to an issue; each is an entry of the changelog and an event of its own. */
export function addAttachments(
	world: World,
	actor: User,
	issue: IssueState,
	files: readonly SentFile[],
): readonly AttachmentState[] {
	let next = issue;
	return files.map((file) => {
		const attachment = {
			id: world.nextId('attachment'),
			author: actor.name,
			created: world.now(),
			...file,
		};
		next = { ...next, attachments: [...next.attachments, attachment] };
		next = keep(world, actor, next, attachment, 'to');
		return attachment;
	});
}

/** Removes a file. */
export function removeAttachment(
	world: World,
	actor: User,
	issue: IssueState,
	attachment: AttachmentState,
): void {
	const attachments = issue.attachments.filter(({ id }) => id !== attachment.id);
	keep(world, actor, { ...issue, attachments }, attachment, 'from');
}

/** A file and its issue, by the file's id. */
export function findAttachment(
	world: World,
	id: string,
): { readonly issue: IssueState; readonly attachment: AttachmentState } | undefined {
	for (const issue of listIssues(world)) {
		const attachment = issue.attachments.find((entry) => entry.id === id);
		if (attachment !== undefined) return { issue, attachment };
	}
	return undefined;
}

function keep(
	world: World,
	actor: User,
	issue: IssueState,
	attachment: AttachmentState,
	side: 'from' | 'to',
): IssueState {
	const came = side === 'to';
	const { id, filename } = attachment;
	const item: HistoryItem = {
		field: 'Attachment',
		fieldId: world.deployment === 'cloud' ? 'attachment' : undefined,
		fieldtype: 'jira',
		from: came ? null : id,
		fromString: came ? null : filename,
		to: came ? id : null,
		toString: came ? filename : null,
	};
	const changed = withHistory(world, issue, [item], actor);
	putIssue(world, changed.issue);
	const { issue: next, entry } = changed;
	world.emit({ kind: 'issueUpdated', issue: next, actor, entry, eventType: 'issue_updated' });
	const kind = came ? 'attachmentCreated' : 'attachmentDeleted';
	world.emit({ kind, issue: next, actor, attachment });
	return next;
}
