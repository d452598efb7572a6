import { toAhaComment, toAhaUpdate } from '../aha/update';
import { toBacktraceUpdate } from '../backtrace/update';
import type { SyncReport } from '../engine/reports';
import type { CommentItem, PatchItem, SourceItem } from '../model/source-item';
import type { FieldValues } from '../model/record';
import { digest } from './digest';
import type { PresetName } from './presets';

/** The input item that what leaves on To Source stems from. */
export interface SourceOrigin {
	readonly json: unknown;
	/** What the record is: where its system is known, the request that writes it is made as well. */
	readonly preset: PresetName;
}

/** What the workflow must write to the record after a sync, in the order in which it should be written (docs/to-source.md). */
export function sourceItems(report: SyncReport, origin: SourceOrigin): readonly SourceItem[] {
	if (report.dryRun) return [];
	const hasPatch = Object.keys(report.toSource).length > 0;
	return [...(hasPatch ? [patchItem(report, origin)] : []), ...commentItems(report, origin)];
}

const KEY_DIGITS = 12;

function patchItem(report: SyncReport, { json, preset }: SourceOrigin): PatchItem {
	const { record, issue, toSource } = report;
	const request = requestOf(preset, toSource, json);
	const words = digest(JSON.stringify(toSource)).slice(0, KEY_DIGITS);
	return {
		kind: 'patch',
		action: 'update',
		system: record.system,
		recordId: record.id,
		key: `patch:${issue?.id ?? ''}:${words}`,
		patch: toSource,
		...(request !== undefined && { request }),
		...(issue !== undefined && { issue }),
		record: json,
	};
}

function requestOf(preset: PresetName, patch: FieldValues, json: unknown): object | undefined {
	if (preset === 'backtrace') return toBacktraceUpdate(patch, json);
	return preset === 'aha' ? toAhaUpdate(patch, json) : undefined;
}

function commentItems(
	{ record, issue, comments }: SyncReport,
	{ json, preset }: SourceOrigin,
): readonly CommentItem[] {
	return (comments?.toSource ?? []).map(({ action, ...comment }) => ({
		kind: 'comment',
		action,
		system: record.system,
		recordId: record.id,
		key: comment.key,
		comment,
		...(preset === 'aha' && comment.text !== undefined && { request: toAhaComment(comment.text) }),
		...(issue !== undefined && { issue }),
		record: json,
	}));
}
