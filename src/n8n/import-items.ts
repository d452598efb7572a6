import type { INodeExecutionData } from 'n8n-workflow';
import type { ImportedIssue, ImportReport, ImportSettings } from '../engine/import/import-issues';
import type { RecordItem } from '../model/source-item';
import { kindRows } from './hierarchy-settings';
import { toItem } from './items';
import type { Parameters } from './parameters';
import { readSyncSettings } from './sync-settings';
import type { SyncOutputs } from './sync-items';

const DEFAULT_LIMIT = 50;

/** Which issues are imported. Throws `InputError` when nothing says how a record is read from one. */
export function readImportSettings(parameters: Parameters): ImportSettings {
	const since = Date.parse(parameters.text('options.since'));
	return {
		sync: readSyncSettings(parameters),
		system: parameters.text('importSystem') || 'custom',
		jql: parameters.required('importJql', 'JQL'),
		kinds: kindRows(parameters),
		onlyBelowLinked: parameters.flag('options.onlyBelowLinked'),
		...(!Number.isNaN(since) && { since }),
		includeOwn: parameters.flag('options.includeOwn'),
		retryGivenUp: parameters.flag('options.retryParked'),
		limit: parameters.number('options.maxIssues', DEFAULT_LIMIT),
		dryRun: parameters.flag('options.dryRun'),
	};
}

/** A record to make for each issue on To Source (docs/to-source.md), and what came of the run on Synced. */
export function addImport(
	outputs: SyncOutputs,
	report: ImportReport,
	{ system }: ImportSettings,
	{ itemIndex, json }: { readonly itemIndex: number; readonly json: unknown },
): void {
	const { handedOut, nextSince, ...rest } = report;
	const summary = {
		kind: 'imported',
		...rest,
		issues: handedOut,
		nextSince: nextSince === undefined ? '' : new Date(nextSince).toISOString(),
	};
	outputs.synced.push(toItem(summary, itemIndex));
	if (report.dryRun) return;
	const items: readonly INodeExecutionData[] = handedOut.map((imported) =>
		toItem(recordItem(imported, system, json), itemIndex),
	);
	outputs.toSource.push(...items);
}

function recordItem(
	{ issue, recordType, parentId, values }: ImportedIssue,
	system: string,
	json: unknown,
): RecordItem {
	const { id, key, url } = issue;
	return {
		kind: 'record',
		action: 'create',
		system,
		recordId: '',
		key: `record:${id}`,
		recordType,
		...(parentId !== undefined && { parentId }),
		values,
		issue: { id, key, url },
		record: json,
	};
}
