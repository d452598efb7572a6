import { commentsPropertyKey, filesPropertyKey, pairPropertyKey } from '../model/link';
import { jsonEqual } from '../model/json';
import { own } from '../model/own';
import type { SyncSettings } from '../sync/mapping';
import type { SyncPlan } from '../sync/plan';
import { encodeSnapshot, type PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import type { Pair } from './read-pair';
import { filesNow } from './shown-files';
import { storeSnapshot } from './store-snapshot';
import type { SyncRequest } from './sync-request';
import type { CommentOutcome } from './write-comments';
import type { FileOutcome } from './write-files';

/** What the last request of a sync holds. */
export interface LastWrite {
	readonly fields: SyncPlan['toJira'];
	readonly mentions: SyncPlan['mentions'];
	readonly snapshot: PairSnapshot;
	readonly comments: CommentOutcome;
	readonly files: FileOutcome;
}

/** What came of it. */
export interface Written {
	readonly sent: boolean;
	/** What Jira did not get as given. */
	readonly warnings: readonly string[];
}

/** One request where there are fields: fields, snapshot and the tables of comments and attachments succeed or fail together. */
export async function writeIssue(
	context: EngineContext,
	{ settings }: SyncRequest,
	{ issue, snapshot: before }: Pair,
	{ fields, mentions, snapshot, comments: { table }, files }: LastWrite,
): Promise<Written> {
	const { profile } = settings;
	const { tracker } = context;
	const edits = Object.keys(fields).length > 0;
	const moved = edits || !jsonEqual(encodeSnapshot(snapshot), encodeSnapshot(before));
	const tables = [
		...(table === undefined ? [] : [{ key: commentsPropertyKey(profile), value: table }]),
		...(files.table === undefined ? [] : [{ key: filesPropertyKey(profile), value: files.table }]),
	];
	let warnings: readonly string[] = [];
	if (edits)
		await storeSnapshot(context, issue.id, profile, snapshot, async (value) => {
			warnings = await tracker.editIssue(issue.id, {
				fields: asInputs(settings, issue, fields),
				properties: [{ key: pairPropertyKey(profile), value }, ...tables],
				...(issue.richText && { before: issue.richText.values }),
				attachments: filesNow(issue, files.attached),
				mentions,
			});
		});
	else {
		if (moved) await storeSnapshot(context, issue.id, profile, snapshot);
		for (const { key, value } of tables) await tracker.setProperty(issue.id, key, value);
	}
	return { sent: moved || tables.length > 0, warnings };
}

/** Texts for rich text fields say what they are written in. */
function asInputs(
	{ mappings }: SyncSettings,
	{ richText }: Pair['issue'],
	fields: SyncPlan['toJira'],
): SyncPlan['toJira'] {
	return Object.fromEntries(
		Object.entries(fields).map(([id, text]) => {
			const format = mappings.find(({ jira }) => jira === id)?.textFormat;
			const isRich = own(richText?.values ?? {}, id) !== undefined;
			return format === undefined || !isRich || text === null ? [id, text] : [id, { format, text }];
		}),
	);
}
