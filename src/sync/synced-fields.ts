import { ATTACHMENTS_FIELD } from '../model/attachment';
import { COMMENTS_FIELD } from '../model/comment';
import { PARENT_FIELD } from './hierarchy/rules';
import type { SyncSettings } from './mapping';
import { filesToRead } from './read-files';

/** Ids of the fields that a sync reads. */
export function syncedFields(settings: SyncSettings): readonly string[] {
	const fields = settings.mappings.flatMap(({ jira }) =>
		jira === PARENT_FIELD ? (settings.hierarchy?.fields ?? []) : [jira],
	);
	const comments = settings.comments ? [COMMENTS_FIELD] : [];
	const files = settings.files ? [ATTACHMENTS_FIELD] : [];
	return [...new Set([...fields, ...comments, ...files, ...filesToRead(settings)])];
}
