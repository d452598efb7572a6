import type { FileContent } from '../model/attachment';
import type { JiraIssue } from '../model/issue';
import { asError } from '../model/failure';
import type { JsonValue } from '../model/json';
import { filesPropertyKey, isSameRecord, type RecordLink } from '../model/link';
import type { SourceRecord } from '../model/record';
import { jiraUserId } from '../model/user';
import { filesToCompare } from '../sync/files/compare';
import type { FileDigests, FileState } from '../sync/files/match';
import { planFiles, type FilePlan } from '../sync/files/plan-files';
import type { FilePlanOptions } from '../sync/files/planned-file';
import { decodeFileTable } from '../sync/files/table';
import { isTableOf } from '../sync/linked-table';
import type { SyncSettings } from '../sync/mapping';
import { otherRecords } from '../sync/shared-records';
import type { PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';
import { digestOf } from './digest-file';
import { accessFiles, type FileReach, type RecordFileAccess } from './file-access';
import { isRefusedFile } from './refused-file';

/** The attachments of a pair, planned; or why they were left alone. */
export interface PlannedFiles {
	readonly files?: FilePlan;
	readonly warnings: readonly string[];
}

interface PairParts {
	readonly record: SourceRecord;
	readonly issue: JiraIssue;
	readonly snapshot: PairSnapshot;
}

/**
 * Plans the attachments of a pair. They came with the issue, so nothing is asked for while all of them are known; contents are read
 * only where two files that nobody knows look alike.
 */
export async function planPairFiles(
	context: EngineContext,
	{ record, issue, snapshot }: PairParts,
	{ files: rules, profile }: SyncSettings,
	{ reach, ...options }: { readonly reach: FileReach } & Omit<FilePlanOptions, 'delivery'>,
): Promise<PlannedFiles> {
	if (rules === undefined) return { warnings: [] };
	const access = accessFiles(reach, record);
	const reading = await access.read(rules);
	if (reading.kind === 'absent') return { warnings: [] };
	if (reading.kind === 'unreadable') return { warnings: [reading.reason] };
	const link = { system: record.system, recordId: record.id };
	const table = issue.properties[filesPropertyKey(profile)];
	const owner = tableOwner(table, snapshot);
	if (owner !== undefined && !isSameRecord(owner, link))
		return { warnings: [ownedBy(issue, owner)] };
	const stored = decodeFileTable(table, link);
	if (stored.kind === 'newer') return { warnings: [NEWER] };
	if (issue.attachments === undefined) return { warnings: [NOT_GIVEN] };
	const { readAt } = record;
	const first = {
		issue,
		source: reading.files,
		jira: [...issue.attachments].sort((left, right) => left.createdAt - right.createdAt),
		table: stored.table,
		...(readAt !== undefined && { readAt }),
	};
	const compare = filesToCompare(first, rules);
	const compared = await readContents(context, access, first, compare);
	if ('unread' in compared) return { warnings: [compared.unread] };
	const files = planFiles({ ...first, ...compared }, rules, {
		...options,
		delivery: access.delivery,
	});
	return { files, warnings: files.warnings };
}

/** Row A21: the record whose files the table links, where it is one of several of the issue. */
function tableOwner(table: JsonValue | undefined, snapshot: PairSnapshot): RecordLink | undefined {
	const records = [snapshot, ...otherRecords(snapshot)].map(({ link }) => link);
	return records.find((link) => isTableOf(table, link));
}

function ownedBy({ key }: JiraIssue, { system, recordId }: RecordLink): string {
	return `Attachments were not synced: ${key} has several records, and its attachments are kept in step with those of ${system} ${recordId}.`;
}

const NEWER =
	'Attachments were not synced: a newer version of this node has synced them. Update the package.';
const NOT_GIVEN =
	'Attachments were not synced: Jira did not give those of the issue. See whether attachments are turned on, and whether the field configuration hides the field Attachment.';

type Compared = Pick<FileState, 'digests' | 'account'> | { readonly unread: string };

/** Reads what must be compared. What is refused stays unknown; what fails for another reason may be read by the next run. */
async function readContents(
	context: EngineContext,
	access: RecordFileAccess,
	{ source, jira }: Pick<FileState, 'source' | 'jira'>,
	{ source: sourceIds, jira: jiraIds }: { readonly [K in keyof FileDigests]: readonly string[] },
): Promise<Compared> {
	if (sourceIds.length + jiraIds.length === 0) return { digests: { source: {}, jira: {} } };
	const { tracker } = context;
	try {
		const account = jiraUserId(await tracker.myself());
		const ofSource = await digestAll(
			context,
			source,
			sourceIds,
			async (file) => await access.open(file),
		);
		const ofJira = await digestAll(
			context,
			jira,
			jiraIds,
			async (file) => await tracker.openAttachment(file),
		);
		return { account, digests: { source: ofSource, jira: ofJira } };
	} catch (error) {
		return { unread: `Attachments were left for the next run: ${asError(error).message}` };
	}
}

async function digestAll<File extends { readonly id: string }>(
	{ fileDigest }: EngineContext,
	files: readonly File[],
	ids: readonly string[],
	open: (file: File) => Promise<FileContent>,
): Promise<Readonly<Record<string, string>>> {
	const digests = new Map<string, string>();
	for (const file of files.filter(({ id }) => ids.includes(id))) {
		try {
			digests.set(file.id, await digestOf(await open(file), fileDigest));
		} catch (error) {
			if (!isRefusedFile(error)) throw asError(error);
		}
	}
	return Object.fromEntries(digests);
}
