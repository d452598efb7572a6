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
		...(verdict.rule !== undefined && { rule: verdict.rule }),
		recordId: request.record.id,
		issue: summarize(pair.issue),
		reopenCount: pair.snapshot.regression?.count ?? 0,
		steps: [],
		warnings: pair.warnings,
		dryRun: request.dryRun,
	};
}

/** The report of a recurrence that something was done about, or would be. */
export function acted(
	request: RecurrenceRequest,
	pair: Pair,
	verdict: RegressionVerdict,
	kind: Exclude<RecurrenceReport['kind'], 'unchanged'>,
	steps: readonly string[],
): RecurrenceReport {
	return {
		...unchanged(request, pair, verdict),
		kind,
		because: verdict.kind === 'reopen' ? 'regression' : 'unknown',
		...(verdict.kind === 'reopen' && { observed: verdict.observed, fixed: verdict.fixed }),
		steps,
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
		steps: [],
		warnings: [],
		dryRun: request.dryRun,
	};
}
