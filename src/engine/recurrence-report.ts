import type { RegressionVerdict } from '../sync/regression';
import type { Pair } from './read-pair';
import type { RecurrenceReport } from './reports';
import type { RecurrenceRequest } from './recurrence-request';
import { summarize } from './summarize';

/** The report of a recurrence that changed nothing. */
export function unchanged(
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
): RecurrenceReport {
	return {
		kind: 'unchanged',
		because: verdict.kind === 'stay' ? verdict.because : 'unknown',
		reason: verdict.reason,
		recordId: request.record.id,
		issue: summarize(pair.issue),
		reopenCount: pair.snapshot.regression?.count ?? 0,
		warnings: pair.warnings,
		dryRun: request.dryRun,
	};
}

/** The report of a record that no issue belongs to. */
export function notLinked(request: RecurrenceRequest): RecurrenceReport {
	return {
		kind: 'unchanged',
		because: 'notLinked',
		reason: `No issue is linked to ${request.record.system} ${request.record.id}.`,
		recordId: request.record.id,
		reopenCount: 0,
		warnings: [],
		dryRun: request.dryRun,
	};
}
