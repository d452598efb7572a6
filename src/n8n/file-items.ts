import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SyncReport } from '../engine/reports';
import type { JiraClient } from '../jira/client';
import { UNKNOWN_TYPE } from '../model/attachment';
import { asError } from '../model/failure';
import type { AttachmentItem } from '../model/source-item';
import type { SourceFileAction } from '../sync/files/plan-files';
import { downloadBinary } from './attachments';
import { toItem } from './items';

/** Field of an item that holds the file. */
const FIELD = 'data';

/** What the items of attachments are made with. */
export interface FileItemOptions {
	readonly itemIndex: number;
	/** The input item, which goes along. */
	readonly json: unknown;
	/** Items carry their files; without it they name them. */
	readonly download: boolean;
}

/** The report, and the items for the workflow to write. */
export interface DeliveredFiles {
	readonly report: SyncReport;
	readonly items: readonly INodeExecutionData[];
}

/**
 * One item for each file that the workflow must write to the record, or delete there. A file that cannot be downloaded becomes a
 * warning: it is handed out again by the next run.
 */
export async function deliverFiles(
	context: IExecuteFunctions,
	client: JiraClient,
	report: SyncReport,
	options: FileItemOptions,
): Promise<DeliveredFiles> {
	if (report.dryRun) return { report, items: [] };
	const items: INodeExecutionData[] = [];
	const warnings: string[] = [];
	for (const action of report.files?.toSource ?? []) {
		try {
			items.push(await fileItem(context, client, report, action, options));
		} catch (error) {
			warnings.push(`File "${action.name ?? action.attachmentId}": ${asError(error).message}`);
		}
	}
	return { report: { ...report, warnings: [...report.warnings, ...warnings] }, items };
}

async function fileItem(
	context: IExecuteFunctions,
	client: JiraClient,
	{ record, issue }: SyncReport,
	{ action, ...attachment }: SourceFileAction,
	{ itemIndex, json, download }: FileItemOptions,
): Promise<INodeExecutionData> {
	const { attachmentId: id, key, name = '', size = 0, mimeType = UNKNOWN_TYPE } = attachment;
	const carriesFile = action === 'create' && download;
	const written: AttachmentItem = {
		kind: 'attachment',
		action,
		system: record.system,
		recordId: record.id,
		key,
		attachment: { ...attachment, jiraId: id, ...(carriesFile && { binaryProperty: FIELD }) },
		...(issue !== undefined && { issue }),
		record: json,
	};
	const item = toItem(written, itemIndex);
	if (!carriesFile) return item;
	const file = { id, name, size, mimeType };
	return { ...item, binary: await downloadBinary(context, client, file, FIELD) };
}
