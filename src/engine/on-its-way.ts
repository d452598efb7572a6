import type { SourceRecord } from '../model/record';
import type { SyncPlan } from '../sync/plan';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';

type Owner = Pick<SourceRecord, 'system' | 'id'>;

const memoryKey = (record: Owner, profile: string, item: string): string =>
	`${profile} ${recordKey(record)} ${item}`;

/**
 * Whether another run of this process has just handed out the same comment or file (`comment 10001`, `file 10020`), so that the
 * workflow is writing it now (rows C29 and A24). Jira tells a burst of changes in a burst of webhooks.
 */
export function isOnItsWay(
	{ handedOut }: EngineContext,
	record: Owner,
	profile: string,
): (item: string) => boolean {
	return (item) => handedOut?.get(memoryKey(record, profile, item)) !== undefined;
}

/** Remembers what leaves for the workflow to create. */
export function noteHandedOut(
	{ handedOut }: EngineContext,
	record: Owner,
	profile: string,
	{ comments, files }: Pick<SyncPlan, 'comments' | 'files'>,
): void {
	const made = [
		...(comments?.toSource ?? []).map(({ action, jiraId }) => [action, `comment ${jiraId}`]),
		...(files?.toSource ?? []).map(({ action, attachmentId }) => [action, `file ${attachmentId}`]),
	];
	for (const [action, item = ''] of made)
		if (action === 'create') handedOut?.set(memoryKey(record, profile, item), 'handed out');
}
