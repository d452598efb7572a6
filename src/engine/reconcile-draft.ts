import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import type { SyncPlan } from '../sync/plan';
import type { FieldPlanOptions } from '../sync/plan-field';
import { readPairProperty } from '../sync/unlinked';
import type { EngineContext } from './context';
import { recordKey, snapshotOf, type FoundPair } from './find-pairs';
import { pairRequest, type ReconcileSettings } from './reconcile-settings';
import type { SyncReport } from './reports';
import { baseDigest } from './retried-record';
import { summarize } from './summarize';
import { planPair } from './plan-pair';
import { writesComments } from './source-comments';
import { writesAnything } from './sync-one';
import { recordOf, syncReport } from './sync-report';

/** What the first look at one record says, before anything is written. */
export type Draft = { readonly record: SourceRecord } & (
	| { readonly kind: 'missing' }
	/** The record failed before, and a later run has brought its pair in step since. */
	| { readonly kind: 'superseded'; readonly pair: FoundPair }
	| { readonly kind: 'failed'; readonly error: unknown; readonly pair: FoundPair }
	| {
			readonly kind: 'inStep' | 'moves';
			readonly pair: FoundPair;
			readonly report: SyncReport;
			/** People would see a change on either side; a first look that only notes what both hold is none. */
			readonly visible: boolean;
	  }
);

/** Plans one pair of a reconcile. What cannot be planned fails alone. */
export async function draftPair(
	context: EngineContext,
	record: SourceRecord,
	pair: FoundPair | undefined,
	settings: ReconcileSettings,
): Promise<Draft> {
	if (pair?.living === undefined || isUnlinked(pair, settings)) return { kind: 'missing', record };
	const seen = settings.retries?.get(recordKey(record));
	if (
		seen !== undefined &&
		seen !== baseDigest(context, pair.living, settings.sync.profile, record)
	)
		return { kind: 'superseded', record, pair };
	try {
		return await planDraft(context, record, pair, settings);
	} catch (error) {
		return { kind: 'failed', record, error, pair };
	}
}

/** Carries the remote link, or is named by the record, but was never linked in this profile. */
function isUnlinked({ living, namedOnly }: FoundPair, { sync }: ReconcileSettings): boolean {
	if (!namedOnly || living === undefined) return false;
	return readPairProperty(living.properties, pairPropertyKey(sync.profile)).kind === 'none';
}

async function planDraft(
	context: EngineContext,
	record: SourceRecord,
	pair: FoundPair,
	settings: ReconcileSettings,
): Promise<Draft> {
	const issue = pair.living;
	const snapshot = issue && snapshotOf(issue, pairPropertyKey(settings.sync.profile), record);
	if (issue === undefined || snapshot === undefined)
		return {
			kind: 'moves',
			record,
			pair,
			report: emptyReport(record, pair, settings),
			visible: true,
		};
	const request = { record, ...pairRequest(settings) };
	const { source } = settings;
	const options: FieldPlanOptions = {
		...request,
		digest: context.digest,
		writesComments: writesComments(source),
	};
	const state = { record, issue, snapshot };
	const planned = await planPair(context, state, settings.sync, options, settings);
	const closing = closesDuplicates(settings) && pair.duplicates.length > 0;
	const left = closing ? [] : pair.duplicates;
	const warnings = left.map(({ key }) => `${key} is a duplicate of ${issue.key}.`);
	const read = { issue, snapshot, warnings, readAt: 0 };
	const report = syncReport(request, read, planned, { wrote: 'nothing', warnings: [] });
	return {
		kind: writesAnything(planned) || closing ? 'moves' : 'inStep',
		record,
		pair,
		report,
		visible: changesFields(planned) || closing,
	};
}

/** Whether a plan changes the issue or the record, and not the snapshot alone. */
function changesFields(plan: SyncPlan): boolean {
	const { toStatus, toParent, toJira, toSource, comments, files } = plan;
	const steps = [...(comments?.links ?? []), ...(files?.links ?? [])];
	const copies = steps.some(({ step }) => step?.to !== undefined);
	const moves = toStatus !== undefined || toParent !== undefined;
	return copies || moves || Object.keys({ ...toJira, ...toSource }).length > 0;
}

/** Whether a reconcile may close duplicates. */
export function closesDuplicates({ ensure }: ReconcileSettings): boolean {
	return ensure?.duplicates === 'close';
}

function emptyReport(
	record: SourceRecord,
	pair: FoundPair,
	{ dryRun }: ReconcileSettings,
): SyncReport {
	return {
		kind: 'synced',
		record: recordOf(record),
		...(pair.living && { issue: summarize(pair.living) }),
		decisions: {},
		explanation: [],
		toSource: {},
		toJira: {},
		conflicts: [],
		warnings: [],
		dryRun,
		wrote: 'nothing',
	};
}
