import type { SourceRecord } from '../model/record';
import { explain } from '../sync/explain';
import type { SyncPlan } from '../sync/plan';
import { commentReport } from './comment-report';
import { fileReport } from './file-report';
import { writesComments } from './source-comments';
import type { Pair } from './read-pair';
import type { SyncReport } from './reports';
import { summarize } from './summarize';
import type { SyncRequest } from './sync-request';

/** What became of the writes. */
export interface Outcome {
	readonly wrote: SyncReport['wrote'];
	readonly warnings: readonly string[];
	readonly status?: string;
}

/** The report of a planned pair, whether the plan was carried out or only made. */
export function syncReport(
	request: SyncRequest,
	pair: Pair,
	planned: SyncPlan,
	outcome: Outcome,
): SyncReport {
	const status =
		outcome.status ?? (request.dryRun ? (planned.toStatus?.[0] ?? planned.toCategory) : undefined);
	return {
		kind: 'synced',
		record: recordOf(request.record),
		issue: summarize(pair.issue),
		decisions: planned.decisions,
		explanation: explain(planned.decisions),
		toSource: planned.toSource,
		toJira: {
			...planned.toJira,
			...(status !== undefined && { status }),
			...(planned.toParent !== undefined && { parent: planned.toParent }),
		},
		conflicts: Object.entries(planned.decisions).flatMap(([key, decision]) =>
			decision.kind === 'conflict' || decision.conflict === true ? [key] : [],
		),
		warnings: [...pair.warnings, ...planned.warnings, ...outcome.warnings],
		dryRun: request.dryRun,
		...(planned.comments && {
			comments: commentReport(planned.comments, writesComments(request.source)),
		}),
		...(planned.files && { files: fileReport(planned.files) }),
		wrote: outcome.wrote,
	};
}

/** The report of a record without an issue. */
export function notLinked(request: SyncRequest): SyncReport {
	const warning = `No issue is linked to ${request.record.system} ${request.record.id}. Create one with the Jira Issue node (Create or Update), or link one with the Link operation.`;
	return {
		kind: 'notLinked',
		record: recordOf(request.record),
		decisions: {},
		explanation: [],
		toSource: {},
		toJira: {},
		conflicts: [],
		warnings: [warning],
		dryRun: request.dryRun,
		wrote: 'nothing',
	};
}

/** The record as a report names it. */
export function recordOf({ system, id, url }: SourceRecord): SyncReport['record'] {
	return { system, id, ...(url !== undefined && { url }) };
}
