import { ATTACHMENTS_FIELD } from '../model/attachment';
import { filesPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import { confirmFile, type DeliveredFile } from '../sync/files/confirm';
import { decodeFileTable, encodeFileTable } from '../sync/files/table';
import type { ConfirmReport } from './confirm';
import type { EngineContext } from './context';
import { recordKey } from './find-pairs';
import { readPairOf } from './read-pair';
import { summarize } from './summarize';

export interface ConfirmFileRequest {
	readonly record: Pick<SourceRecord, 'system' | 'id'>;
	/** Id or key of the issue, as the item on To Source named it. */
	readonly issue: string;
	readonly profile: string;
	readonly file: DeliveredFile;
}

/** Notes that the workflow wrote a file (row A23 of docs/design/attachments.md): one read, and one write if that was news. */
export async function confirmFileDelivery(
	context: EngineContext,
	{ record, issue, profile, file }: ConfirmFileRequest,
): Promise<ConfirmReport> {
	const asked = { record: { ...record, values: {} }, issue, profile, fields: [ATTACHMENTS_FIELD] };
	return await context.locks.run(recordKey(record), async () => {
		const pair = await readPairOf(context, asked);
		if (pair === undefined) return { kind: 'notLinked', confirmed: [] };
		const summary = summarize(pair.issue);
		const nothing = { kind: 'nothingSent', issue: summary, confirmed: [] } as const;
		const key = filesPropertyKey(profile);
		const link = { system: record.system, recordId: record.id };
		const reading = decodeFileTable(pair.issue.properties[key], link);
		if (reading.kind === 'newer') return nothing;
		const next = confirmFile(reading.table, file, context.clock.now());
		const encoded = next && encodeFileTable(next);
		if (encoded?.kind !== 'fits') return nothing;
		await context.tracker.setProperty(pair.issue.id, key, encoded.value);
		return { kind: 'confirmed', issue: summary, confirmed: [`attachment ${file.jiraId}`] };
	});
}
